/** getCapacity: how much is stored [GUIDE 5.1]. */
import { z } from "zod";
import { defineFunction } from "../define";
import * as statistics from "../services/statistics";
import { spanFields, spanRule, statisticsFields, statisticsOutputs, toStatisticsResult } from "./shared/statistics";

const inputs = z.strictObject({
  ...spanFields(["byHour", "byDay"], "byDay"),
  location: statisticsFields.location,
  storageClass: statisticsFields.storageClass,
});

export const getCapacity = defineFunction({
  name: "getCapacity",
  uses: ["GetCapacity"],
  doc: "Stored bytes of the account or a bucket, by day or by hour.",
  inputs,
  outputs: statisticsOutputs,
  rules: [spanRule],
  invoke: async ({ client }, wanted) => toStatisticsResult(await statistics.getCapacity(client, wanted)),
});
