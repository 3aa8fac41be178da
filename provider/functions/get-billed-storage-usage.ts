/** getBilledStorageUsage: how much of what is stored is billed [DOC 10027578]. */
import { z } from "zod";
import { defineFunction } from "../define";
import * as statistics from "../services/statistics";
import { spanFields, spanRule, statisticsFields, statisticsOutputs, toStatisticsResult } from "./shared/statistics";

const inputs = z.strictObject({
  ...spanFields(["byHour", "byDay"], "byDay"),
  location: statisticsFields.location,
  storageClass: statisticsFields.everyStorageClass,
});

export const getBilledStorageUsage = defineFunction({
  name: "getBilledStorageUsage",
  uses: ["GetBilledStorageUsage"],
  doc: "Billed bytes of the account or a bucket. Under `standard.billedStorage` the samples have `billedStorageUsage` and `remainderChargeStorageUsage`.",
  inputs,
  outputs: statisticsOutputs,
  rules: [spanRule],
  invoke: async ({ client }, wanted) => toStatisticsResult(await statistics.getBilledStorageUsage(client, wanted)),
});
