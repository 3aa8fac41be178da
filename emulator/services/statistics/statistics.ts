/**
 * The statistics, computed from what happened [GUIDE 5]. There is one network here: every byte is direct internet traffic.
 * unverified: names in the answers beyond `Statistics.Standard.BilledStorage.BilledStorageUsage` [DOC 10027578], whose pattern they follow.
 */
import type { UsageClass, UsageRecord } from "../../background/usage";
import type { StatisticsCall } from "../../contract";
import type { XmlObject } from "../../wire/xml";
import { addBytes, count, KINDS, kindOf, noBytes, requestElements, trafficElements, type Kind } from "./elements";
import * as query from "./query";
import { capacities, sumDeleted, sumRequests } from "./sums";

const CLASS_ELEMENTS: Readonly<Record<UsageClass, string>> = { STANDARD: "Standard", STANDARD_IA: "StandardIA" };

/** What every answer begins with. */
function header({ account, caller, parameters }: StatisticsCall, more: XmlObject): XmlObject {
  return {
    Account: account.id,
    UserName: caller.user?.name ?? "root",
    ...more,
    TimeZone: "UTC +0800",
    BucketName: parameters.get("Bucket") ?? "",
    RegionName: parameters.get("Region") ?? "",
  };
}

type ByClass = (storageClass: UsageClass) => readonly XmlObject[];

/** An answer with one sample a period, and in it one element a storage class. */
async function sampled(
  call: StatisticsCall,
  options: {
    readonly frequencies: readonly [query.Frequency, ...query.Frequency[]];
    readonly classes: ReturnType<typeof query.storageClasses>;
    readonly header?: XmlObject;
  },
  measure: (records: readonly UsageRecord[], periods: query.Periods, isBucket: (bucket: string) => boolean) => ByClass,
): Promise<XmlObject> {
  const { classes } = options;
  const isBucket = query.bucketFilter(call, "Bucket");
  const periods = query.dayPeriods(call, options.frequencies);
  const records = await call.core.usage.read(call.account.id, periods.fromMs, periods.toMs);
  const measured = measure(records, periods, isBucket);
  const columns = classes.classes.map((name) => [CLASS_ELEMENTS[name], measured(name)] as const);
  const Statistics = Array.from({ length: periods.count }, (_, index) => ({
    Date: query.dateLabel(periods.fromMs + index * periods.stepMs, periods.frequency),
    ...Object.fromEntries(columns.map(([name, values]) => [name, values[index]])),
  }));
  return { ...header(call, { StorageClass: classes.word, Freq: periods.frequency, ...options.header }), Statistics };
}

/** unverified: that samples of what is stored are taken by the hour and by the day only, as of what is billed. */
const STORAGE_FREQUENCIES = ["byHour", "byDay"] as const;

export function getCapacity(call: StatisticsCall): Promise<XmlObject> {
  const classes = query.storageClasses(call);
  return sampled(
    call,
    { frequencies: STORAGE_FREQUENCIES, classes },
    (records, periods, isBucket) => (storageClass) =>
      capacities(records, periods, isBucket, storageClass, call.now.getTime()).map(({ last, average }) => ({
        Capacity: { Capacity: last, AverageCapacity: average },
      })),
  );
}

export function getDeleteCapacity(call: StatisticsCall): Promise<XmlObject> {
  const classes = query.storageClasses(call);
  return sampled(
    call,
    { frequencies: STORAGE_FREQUENCIES, classes },
    (records, periods, isBucket) => (storageClass) =>
      sumDeleted(records, periods, isBucket, storageClass).map((bytes) => ({ DeleteCapacity: { DeleteCapacity: bytes } })),
  );
}

/** [DOC 10027578]. unverified: what is billed for a period is what is stored at its end. */
export function getBilledStorageUsage(call: StatisticsCall): Promise<XmlObject> {
  const classes = query.storageClasses(call, "ALL", query.BILLED_SPELLING);
  return sampled(
    call,
    { frequencies: STORAGE_FREQUENCIES, classes },
    (records, periods, isBucket) => (storageClass) =>
      capacities(records, periods, isBucket, storageClass, call.now.getTime()).map(({ last }) => ({
        BilledStorage: { BilledStorageUsage: last },
      })),
  );
}

export function getTraffics(call: StatisticsCall): Promise<XmlObject> {
  const classes = query.storageClasses(call);
  const InOutType = query.oneOf(call, "InOutType", ["all", "inbound", "outbound"], "all");
  const InternetType = internetType(call);
  // unverified: the words for direct and roaming traffic.
  const TrafficsType = query.oneOf(call, "TrafficsType", ["all", "direct", "roam"], "all");
  const isAsked = (name: string): boolean =>
    (InOutType === "all" || name.endsWith(InOutType === "inbound" ? "Upload" : "Download")) &&
    (InternetType === "all" || name.startsWith("NonInternet") === (InternetType === "noninternet")) &&
    (TrafficsType === "all" || name.includes("Roam") === (TrafficsType === "roam"));
  const options = { frequencies: query.REQUEST_FREQUENCIES, classes, header: { InOutType, InternetType, TrafficsType } };
  return sampled(
    call,
    options,
    (records, periods, isBucket) => (storageClass) =>
      sumRequests(records, periods, isBucket, noBytes, (sum, request) => {
        if (request.storageClass === storageClass) addBytes(sum, request);
      }).map((bytes) => ({ Traffics: Object.fromEntries(Object.entries(trafficElements(bytes)).filter(([name]) => isAsked(name))) })),
  );
}

function internetType(call: StatisticsCall): "all" | "internet" | "noninternet" {
  return query.oneOf(call, "InternetType", ["all", "internet", "noninternet"], "all");
}

/** The kinds of requests that are asked for [MIR 894]. unverified: their words. */
function requestKinds(call: StatisticsCall): readonly Kind[] {
  const words = query.several(call, "RequestsType", new RegExp(`^(${KINDS.join("|")})$`));
  return KINDS.filter((kind) => words.includes("all") || words.includes(kind));
}

export function getRequests(call: StatisticsCall): Promise<XmlObject> {
  const classes = query.storageClasses(call);
  const InternetType = internetType(call);
  const kinds = requestKinds(call);
  const options = { frequencies: query.REQUEST_FREQUENCIES, classes, header: { InternetType } };
  return sampled(
    call,
    options,
    (records, periods, isBucket) => (storageClass) =>
      sumRequests(
        records,
        periods,
        isBucket,
        () => new Map<string, number>(),
        (sum, request) => {
          if (request.storageClass === storageClass && InternetType !== "noninternet") count(sum, kindOf(request.method));
        },
      ).map((sum) => ({ Requests: requestElements(sum, kinds) })),
  );
}

/** unverified: how ResponseType names codes; here a status, or a class of them such as `4xx`. Only codes that came are shown. */
export function getReturnCode(call: StatisticsCall): Promise<XmlObject> {
  const classes = query.storageClasses(call);
  const InternetType = internetType(call);
  const kinds = requestKinds(call);
  const codes = query.several(call, "ResponseType", /^[1-5](\d\d|xx)$/);
  const isAsked = (status: number): boolean =>
    codes.some((code) => code === "all" || code === String(status) || code === `${String(status).charAt(0)}xx`);
  const options = { frequencies: query.REQUEST_FREQUENCIES, classes, header: { InternetType } };
  return sampled(
    call,
    options,
    (records, periods, isBucket) => (storageClass) =>
      sumRequests(
        records,
        periods,
        isBucket,
        () => new Map<string, number>(),
        (sum, { storageClass: actual, method, status }) => {
          if (actual !== storageClass || InternetType === "noninternet") return;
          if (kinds.includes(kindOf(method)) && isAsked(status)) count(sum, String(status));
        },
      ).map((sum) => ({
        ReturnCode: Object.fromEntries([...sum].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, times]) => [`Response${code}`, times])),
      })),
  );
}

/** The most requests that were open at once in each five minutes, added up over the buckets [DOC 10027590]. */
export async function getConcurrentConnection(call: StatisticsCall): Promise<XmlObject> {
  const isBucket = query.bucketFilter(call, "Bucket");
  const InternetType = internetType(call);
  const periods = query.dayPeriods(call, ["by5min"]);
  const records = await call.core.usage.read(call.account.id, periods.fromMs, periods.toMs);
  const sums = sumRequests(
    records,
    periods,
    isBucket,
    () => new Map<string, number>(),
    (peaks, { bucket, open }) => {
      if (InternetType !== "noninternet") peaks.set(bucket, Math.max(peaks.get(bucket) ?? 0, open));
    },
  );
  const Statistics = sums.map((peaks, index) => ({
    Date: query.dateLabel(periods.fromMs + index * periods.stepMs, periods.frequency),
    ConcurrentConnection: [...peaks.values()].reduce((sum, peak) => sum + peak, 0),
  }));
  return { ...header(call, { InternetType, Freq: periods.frequency }), Statistics };
}
