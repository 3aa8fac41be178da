/** getDeletedCapacity: how much was deleted [GUIDE 5.2]. */
import { z } from "zod";
import { defineFunction } from "../define";
import * as statistics from "../services/statistics";
import { spanFields, spanRule, statisticsFields, statisticsOutputs, toStatisticsResult } from "./shared/statistics";

const inputs = z.strictObject({
  ...spanFields(["byHour", "byDay"], "byDay"),
  location: statisticsFields.location,
  storageClass: statisticsFields.storageClass,
});

export const getDeletedCapacity = defineFunction({
  name: "getDeletedCapacity",
  uses: ["GetDeleteCapacity"],
  doc: "Deleted bytes of the account or a bucket, by day or by hour. The operation of the service is GetDeleteCapacity.",
  inputs,
  outputs: statisticsOutputs,
  rules: [spanRule],
  invoke: async ({ client }, wanted) => toStatisticsResult(await statistics.getDeleteCapacity(client, wanted)),
});
