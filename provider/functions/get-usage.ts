/** getUsage: the old question about everything at once [GUIDE 5.7]. */
import { z } from "zod";
import { defineFunction } from "../define";
import * as statistics from "../services/statistics";
import { spanFields, spanRule, statisticsOutputs, toStatisticsResult } from "./shared/statistics";

const inputs = z.strictObject({
  ...spanFields(["by5min", "byHour", "byDay"], "byDay"),
});

export const getUsage = defineFunction({
  name: "getUsage",
  uses: ["GetUsage"],
  doc: "Storage, traffic and requests of the account or a bucket by data location, in one answer. The manual recommends getCapacity, getTraffics, getRequests and the other statistics functions instead.",
  inputs,
  outputs: statisticsOutputs,
  rules: [spanRule],
  invoke: async ({ client }, wanted) => toStatisticsResult(await statistics.getUsage(client, wanted)),
});
