/** getTraffics: how much went in and out [GUIDE 5.3]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import * as statistics from "../services/statistics";
import { spanFields, spanRule, statisticsFields, statisticsOutputs, toStatisticsResult } from "./shared/statistics";

const inputs = z.strictObject({
  ...spanFields(["by5min", "byHour", "byDay"], "byDay"),
  location: statisticsFields.location,
  storageClass: statisticsFields.everyStorageClass,
  inOutType: field(z.enum(["all", "inbound", "outbound"]), { doc: "Limit to traffic into the service, or out of it.", default: "all" }),
  internetType: statisticsFields.internetType,
  // unverified: the page breaks off before the names of the two.
  trafficType: field(z.enum(["all", "direct", "roam"]), {
    doc: "Limit to traffic with the data location itself, or through another one.",
    default: "all",
  }),
});

export const getTraffics = defineFunction({
  name: "getTraffics",
  uses: ["GetTraffics"],
  doc: "Bytes into and out of the account or a bucket.",
  inputs,
  outputs: statisticsOutputs,
  rules: [spanRule],
  invoke: async ({ client }, wanted) => toStatisticsResult(await statistics.getTraffics(client, wanted)),
});
