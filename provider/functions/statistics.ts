/**
 * The statistics of a span of days, one function a row [GUIDE 5.1-5.7] [DOC 10027578]. The span of getBandwidth has times: it has a file of its own.
 */
import { z } from "zod";
import { field } from "../define";
import * as statistics from "../services/statistics";
import { defineStatistics, spanFields } from "./shared/statistics";

const location = field(z.string().min(1).optional(), {
  doc: "Limit to this data location (`getRegions` lists them). Default: all together.",
});
const storageClass = field(z.enum(["ALL", "STANDARD", "STANDARD_IA"]).optional(), {
  doc: "Limit to this storage class. Default: decided by the service.",
  typeName: "StatisticsStorageClass",
});
const everyStorageClass = field(z.enum(["ALL", "STANDARD", "STANDARD_IA"]), {
  doc: "Limit to this storage class.",
  default: "ALL",
  typeName: "StatisticsStorageClass",
});
const inOutType = field(z.enum(["all", "inbound", "outbound"]), {
  doc: "Limit to traffic into the service, or out of it.",
  default: "all",
});
const internetType = field(z.enum(["all", "internet", "noninternet"]), {
  doc: "Limit to traffic over the internet, or inside the vendor's network.",
  default: "all",
  typeName: "StatisticsInternetType",
});
// unverified: the page breaks off before the names of the two.
const trafficType = field(z.enum(["all", "direct", "roam"]), {
  doc: "Limit to traffic with the data location itself, or through another one.",
  default: "all",
});
const requestTypes = field(
  z
    .array(z.string().regex(/^[A-Za-z]+$/))
    .min(1)
    .optional(),
  { doc: "Limit to these types of requests, such as `get`, `put`, `delete`. Default: all types." },
);
const responseTypes = field(
  z
    .array(z.string().regex(/^[A-Za-z0-9]+$/))
    .min(1)
    .optional(),
  { doc: "Limit to these kinds of answers, in the words of the service. Default: all kinds." },
);

const hoursOrDays = spanFields(["byHour", "byDay"], "byDay");
const anyFrequency = spanFields(["by5min", "byHour", "byDay"], "byDay");

/** How much of what is stored is billed [DOC 10027578]. */
export const getBilledStorageUsage = defineStatistics({
  name: "getBilledStorageUsage",
  uses: ["GetBilledStorageUsage"],
  doc: "Billed bytes of the account or a bucket. Under `standard.billedStorage` the samples have `billedStorageUsage` and `remainderChargeStorageUsage`.",
  inputs: z.strictObject({ ...hoursOrDays, location, storageClass: everyStorageClass }),
  ask: statistics.getBilledStorageUsage,
});

/** How much is stored [GUIDE 5.1]. */
export const getCapacity = defineStatistics({
  name: "getCapacity",
  uses: ["GetCapacity"],
  doc: "Stored bytes of the account or a bucket, by day or by hour.",
  inputs: z.strictObject({ ...hoursOrDays, location, storageClass }),
  ask: statistics.getCapacity,
});

/** How many connections were open at once [GUIDE 5.6]. */
export const getConnections = defineStatistics({
  name: "getConnections",
  uses: ["GetConcurrentConnection"],
  doc: "Concurrent connections in each five minutes of one day. The operation of the service is GetConcurrentConnection.",
  inputs: z.strictObject({ ...spanFields(["by5min"], "by5min"), location, internetType }),
  ask: statistics.getConcurrentConnection,
});

/** How much was deleted [GUIDE 5.2]. */
export const getDeletedCapacity = defineStatistics({
  name: "getDeletedCapacity",
  uses: ["GetDeleteCapacity"],
  doc: "Deleted bytes of the account or a bucket, by day or by hour. The operation of the service is GetDeleteCapacity.",
  inputs: z.strictObject({ ...hoursOrDays, location, storageClass }),
  ask: statistics.getDeleteCapacity,
});

/** How many requests there were [GUIDE 5.4]. */
export const getRequests = defineStatistics({
  name: "getRequests",
  uses: ["GetRequests"],
  doc: "Requests to the account or a bucket.",
  inputs: z.strictObject({ ...anyFrequency, location, storageClass: everyStorageClass, internetType, requestTypes }),
  ask: statistics.getRequests,
});

/** How many requests ended with which status [GUIDE 5.5]. */
export const getReturnCodes = defineStatistics({
  name: "getReturnCodes",
  uses: ["GetReturnCode"],
  doc: "Requests by status code of the answer. The operation of the service is GetReturnCode.",
  inputs: z.strictObject({ ...anyFrequency, location, storageClass: everyStorageClass, internetType, requestTypes, responseTypes }),
  ask: statistics.getReturnCode,
});

/** How much went in and out [GUIDE 5.3]. */
export const getTraffics = defineStatistics({
  name: "getTraffics",
  uses: ["GetTraffics"],
  doc: "Bytes into and out of the account or a bucket.",
  inputs: z.strictObject({ ...anyFrequency, location, storageClass: everyStorageClass, inOutType, internetType, trafficType }),
  ask: statistics.getTraffics,
});

/** The old question about everything at once [GUIDE 5.7]. */
export const getUsage = defineStatistics({
  name: "getUsage",
  uses: ["GetUsage"],
  doc: "Storage, traffic and requests of the account or a bucket by data location, in one answer. The manual recommends getCapacity, getTraffics, getRequests and the other statistics functions instead.",
  inputs: z.strictObject(anyFrequency),
  ask: statistics.getUsage,
});
