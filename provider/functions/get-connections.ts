/** getConnections: how many connections were open at once [GUIDE 5.6]. */
import { z } from "zod";
import { defineFunction } from "../define";
import * as statistics from "../services/statistics";
import { spanFields, spanRule, statisticsFields, statisticsOutputs, toStatisticsResult } from "./shared/statistics";

const inputs = z.strictObject({
  ...spanFields(["by5min"], "by5min"),
  location: statisticsFields.location,
  internetType: statisticsFields.internetType,
});

export const getConnections = defineFunction({
  name: "getConnections",
  uses: ["GetConcurrentConnection"],
  doc: "Concurrent connections in each five minutes of one day. The operation of the service is GetConcurrentConnection.",
  inputs,
  outputs: statisticsOutputs,
  rules: [spanRule],
  invoke: async ({ client }, wanted) => toStatisticsResult(await statistics.getConcurrentConnection(client, wanted)),
});
