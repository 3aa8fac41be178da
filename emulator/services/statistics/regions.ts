/** The two deprecated questions, answered by data location [GUIDE 5.7, 5.8]. */
import type { UsageRecord } from "../../background/usage";
import type { StatisticsCall } from "../../contract";
import type { XmlObject } from "../../wire/xml";
import { addBytes, count, KINDS, kindOf, noBytes, requestElements, trafficElements } from "./elements";
import * as query from "./query";
import { capacities, sumDeleted, sumRequests } from "./sums";

/** Everything at once, by data location; deprecated [GUIDE 5.7]. */
export async function getUsage(call: StatisticsCall): Promise<XmlObject> {
  const bucketName = call.parameters.has("BucketName") ? "BucketName" : "Bucket";
  const isBucket = query.bucketFilter(call, bucketName);
  const periods = query.dayPeriods(call, query.REQUEST_FREQUENCIES);
  const records = await call.core.usage.read(call.account.id, periods.fromMs, periods.toMs);
  const Region = regions(call, records, isBucket).map((location) => {
    const isHere = (bucket: string): boolean => isBucket(bucket) && query.locationOf(call, bucket) === location;
    const stored = capacities(records, periods, isHere, undefined, call.now.getTime());
    const deleted = sumDeleted(records, periods, isHere, undefined);
    const bytes = sumRequests(records, periods, isHere, noBytes, addBytes);
    const requests = sumRequests(
      records,
      periods,
      isHere,
      () => new Map<string, number>(),
      (sum, { method }) => {
        count(sum, kindOf(method));
      },
    );
    const Data = bytes.map((sum, index) => ({
      Date: query.dateLabel(periods.fromMs + index * periods.stepMs, periods.frequency),
      Capacity: stored[index]?.last ?? 0,
      DeleteStorage: deleted[index] ?? 0,
      ...trafficElements(sum),
      ...requestElements(requests[index] ?? new Map(), KINDS),
    }));
    return { Name: location, Data };
  });
  return { UserName: call.account.id, BucketName: call.parameters.get(bucketName) ?? "", Freq: periods.frequency, Region };
}

/** Bytes a second in each five minutes, by data location; deprecated [GUIDE 5.8][DOC 10027593]. */
export async function getBandwidth(call: StatisticsCall): Promise<XmlObject> {
  const bucketName = call.parameters.has("BucketName") ? "BucketName" : "Bucket";
  const isBucket = query.bucketFilter(call, bucketName);
  const periods = query.slotPeriods(call);
  const records = await call.core.usage.read(call.account.id, periods.fromMs, periods.toMs);
  const seconds = periods.stepMs / 1000;
  const Region = regions(call, records, isBucket).map((location) => {
    const isHere = (bucket: string): boolean => isBucket(bucket) && query.locationOf(call, bucket) === location;
    const Data = sumRequests(records, periods, isHere, noBytes, addBytes).map(({ upload, download }, index) => ({
      Date: query.minuteLabel(periods.fromMs + index * periods.stepMs),
      ...trafficElements({ upload: Math.round(upload / seconds), download: Math.round(download / seconds) }, "BW"),
    }));
    return { Name: location, Data };
  });
  return { UserName: call.account.id, BucketName: call.parameters.get(bucketName) ?? "", Region };
}

/** The data locations of the buckets that are there or were used. */
function regions(call: StatisticsCall, records: readonly UsageRecord[], isBucket: (bucket: string) => boolean): readonly string[] {
  const used = records.flatMap((record) => (record.what === "levels" ? [] : [record.bucket]));
  const names = new Set([...call.account.buckets.keys(), ...used].filter(isBucket).map((bucket) => query.locationOf(call, bucket)));
  return [...names].sort();
}
