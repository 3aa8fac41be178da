/** getReturnCodes: how many requests ended with which status [GUIDE 5.5]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import * as statistics from "../services/statistics";
import { spanFields, spanRule, statisticsFields, statisticsOutputs, toStatisticsResult } from "./shared/statistics";

const inputs = z.strictObject({
  ...spanFields(["by5min", "byHour", "byDay"], "byDay"),
  location: statisticsFields.location,
  storageClass: statisticsFields.everyStorageClass,
  internetType: statisticsFields.internetType,
  requestTypes: statisticsFields.requestTypes,
  responseTypes: field(
    z
      .array(z.string().regex(/^[A-Za-z0-9]+$/))
      .min(1)
      .optional(),
    {
      doc: "Limit to these kinds of answers, in the words of the service. Default: all kinds.",
    },
  ),
});

export const getReturnCodes = defineFunction({
  name: "getReturnCodes",
  uses: ["GetReturnCode"],
  doc: "Requests by status code of the answer. The operation of the service is GetReturnCode.",
  inputs,
  outputs: statisticsOutputs,
  rules: [spanRule],
  invoke: async ({ client }, wanted) => toStatisticsResult(await statistics.getReturnCode(client, wanted)),
});
