/** getRequests: how many requests there were [GUIDE 5.4]. */
import { z } from "zod";
import { defineFunction } from "../define";
import * as statistics from "../services/statistics";
import { spanFields, spanRule, statisticsFields, statisticsOutputs, toStatisticsResult } from "./shared/statistics";

const inputs = z.strictObject({
  ...spanFields(["by5min", "byHour", "byDay"], "byDay"),
  location: statisticsFields.location,
  storageClass: statisticsFields.everyStorageClass,
  internetType: statisticsFields.internetType,
  requestTypes: statisticsFields.requestTypes,
});

export const getRequests = defineFunction({
  name: "getRequests",
  uses: ["GetRequests"],
  doc: "Requests to the account or a bucket.",
  inputs,
  outputs: statisticsOutputs,
  rules: [spanRule],
  invoke: async ({ client }, wanted) => toStatisticsResult(await statistics.getRequests(client, wanted)),
});
