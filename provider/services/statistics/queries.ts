/** The questions that the service answers [GUIDE 5.1-5.8] [DOC 10027578]. An answer has no pages: the span of days is what limits it. */
import type { Client } from "../../transport/types";
import { ask } from "./call";
import { fromBilledStorageClass, joined, toBilledStorageClass, toMinute, type Statistics } from "./wire";

/** How far apart the samples are. */
export type Frequency = "by5min" | "byHour" | "byDay";
export type StatisticsStorageClass = "ALL" | "STANDARD" | "STANDARD_IA";
export type InternetType = "all" | "internet" | "noninternet";
export type InOutType = "all" | "inbound" | "outbound";
/** The network of a Hong Kong region: premium or normal. */
export type NetType = "all" | "highqualitynet" | "normalqualitynet";

/** Days of UTC+8, `yyyy-MM-dd`, both included. */
export interface Days {
  readonly beginDate: string;
  readonly endDate: string;
}

export interface Scope {
  /** Absent: all buckets together. */
  readonly bucket?: string | undefined;
  /** Absent: all data locations together. */
  readonly location?: string | undefined;
}

export interface CapacityInput extends Days, Scope {
  readonly frequency?: Frequency | undefined;
  readonly storageClass?: StatisticsStorageClass | undefined;
}

export interface TrafficsInput extends CapacityInput {
  readonly inOutType?: InOutType | undefined;
  readonly internetType?: InternetType | undefined;
  /** Direct or roaming traffic. */
  readonly trafficType?: string | undefined;
}

export interface RequestsInput extends CapacityInput {
  readonly internetType?: InternetType | undefined;
  readonly requestTypes?: readonly string[] | undefined;
}

export interface ReturnCodeInput extends RequestsInput {
  readonly responseTypes?: readonly string[] | undefined;
}

export interface ConnectionsInput extends Days, Scope {
  readonly frequency?: Frequency | undefined;
  readonly internetType?: InternetType | undefined;
}

export interface UsageInput extends Days {
  readonly bucket?: string | undefined;
  readonly frequency?: Frequency | undefined;
}

export interface BandwidthInput {
  /** Whole multiples of five minutes, not more than a month ago. */
  readonly beginTime: Date;
  readonly endTime: Date;
  readonly bucket?: string | undefined;
  readonly netType?: NetType | undefined;
}

/** How much is stored [GUIDE 5.1]. */
export function getCapacity(client: Client, input: CapacityInput): Promise<Statistics> {
  return ask(client, "GetCapacity", { ...input });
}

/** How much was deleted [GUIDE 5.2]. */
export function getDeleteCapacity(client: Client, input: CapacityInput): Promise<Statistics> {
  return ask(client, "GetDeleteCapacity", { ...input });
}

/** How much went in and out [GUIDE 5.3]. */
export function getTraffics(client: Client, input: TrafficsInput): Promise<Statistics> {
  return ask(client, "GetTraffics", { ...input });
}

/** How many requests there were [GUIDE 5.4]. */
export function getRequests(client: Client, { requestTypes, ...input }: RequestsInput): Promise<Statistics> {
  return ask(client, "GetRequests", { ...input, requestTypes: requestTypes && joined(requestTypes) });
}

/** How many requests ended with which status [GUIDE 5.5]. */
export function getReturnCode(client: Client, { requestTypes, responseTypes, ...input }: ReturnCodeInput): Promise<Statistics> {
  return ask(client, "GetReturnCode", {
    ...input,
    requestTypes: requestTypes && joined(requestTypes),
    responseTypes: responseTypes && joined(responseTypes),
  });
}

/** How many connections were open at once [GUIDE 5.6]. */
export function getConcurrentConnection(client: Client, input: ConnectionsInput): Promise<Statistics> {
  return ask(client, "GetConcurrentConnection", { ...input });
}

/**
 * The old question about everything at once, by location; deprecated in favour of the others [GUIDE 5.7].
 * unverified: that it names the bucket as GetBandwidth does, which is of its age; the sample shows the same attribute for both.
 */
export function getUsage(client: Client, { bucket, ...input }: UsageInput): Promise<Statistics> {
  return ask(client, "GetUsage", { ...input, bucketName: bucket });
}

/** Used bandwidth every five minutes, by location; deprecated in favour of the others [GUIDE 5.8]. */
export function getBandwidth(client: Client, { beginTime, endTime, bucket, netType }: BandwidthInput): Promise<Statistics> {
  return ask(client, "GetBandwidth", { beginDate: toMinute(beginTime), endDate: toMinute(endTime), bucketName: bucket, netType });
}

/** How much of what is stored is billed [DOC 10027578]. */
export async function getBilledStorageUsage(client: Client, { storageClass, ...input }: CapacityInput): Promise<Statistics> {
  const found = await ask(client, "GetBilledStorageUsage", { ...input, storageClass: storageClass && toBilledStorageClass(storageClass) });
  return found.storageClass === undefined ? found : { ...found, storageClass: fromBilledStorageClass(found.storageClass) };
}
