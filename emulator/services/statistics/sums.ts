/** Records of usage added up by period: pure. */
import { keyOf, type RequestUsage, type UsageClass, type UsageRecord } from "../../background/usage";
import type { Periods } from "./query";

type IsBucket = (bucket: string) => boolean;

/** For each period, what `add` makes of the requests in it to the buckets. */
export function sumRequests<T>(
  records: readonly UsageRecord[],
  periods: Periods,
  isBucket: IsBucket,
  empty: () => T,
  add: (sum: T, request: RequestUsage) => void,
): readonly T[] {
  const sums = Array.from({ length: periods.count }, empty);
  for (const record of records) {
    const sum = record.what === "request" && isBucket(record.bucket) ? sums[indexOf(record.atMs, periods)] : undefined;
    if (sum !== undefined && record.what === "request") add(sum, record);
  }
  return sums;
}

/** Bytes deleted in each period. */
export function sumDeleted(
  records: readonly UsageRecord[],
  periods: Periods,
  isBucket: IsBucket,
  storageClass: UsageClass | undefined,
): readonly number[] {
  const sums = Array.from({ length: periods.count }, () => 0);
  for (const record of records) {
    if (record.what !== "deleted" || !isBucket(record.bucket) || (storageClass ?? record.storageClass) !== record.storageClass) continue;
    const index = indexOf(record.atMs, periods);
    if (index >= 0 && index < sums.length) sums[index] = (sums[index] ?? 0) + record.bytes;
  }
  return sums;
}

/** Bytes stored at the end of each period, or now in one that has not ended; and on average over its time so far. */
export function capacities(
  records: readonly UsageRecord[],
  { fromMs, toMs, stepMs, count }: Periods,
  isBucket: IsBucket,
  storageClass: UsageClass | undefined,
  nowMs: number,
): readonly { readonly last: number; readonly average: number }[] {
  const levels = new Map<string, number>();
  let total = 0;
  let atMs = fromMs;
  const sums = Array.from({ length: count }, () => ({ last: 0, byteMs: 0 }));
  /** Counts what is stored now until `untilMs`. */
  const advance = (untilMs: number): void => {
    while (atMs < untilMs) {
      const index = Math.floor((atMs - fromMs) / stepMs);
      const endMs = Math.min(untilMs, fromMs + (index + 1) * stepMs);
      const sum = sums[index];
      if (sum !== undefined) Object.assign(sum, { last: total, byteMs: sum.byteMs + total * (endMs - atMs) });
      atMs = endMs;
    }
  };
  const endMs = Math.min(toMs, nowMs);
  for (const record of records) {
    if (record.atMs > endMs) break;
    advance(record.atMs);
    if (record.what === "levels") {
      levels.clear();
      for (const level of record.levels) levels.set(keyOf(level), level.bytes);
    } else if (record.what === "stored") levels.set(keyOf(record), record.bytes);
    else continue;
    total = totalOf(levels, isBucket, storageClass);
  }
  advance(endMs);
  const latest = sums[Math.ceil((endMs - fromMs) / stepMs) - 1];
  if (latest !== undefined) latest.last = total;
  return sums.map(({ last, byteMs }, index) => {
    const lengthMs = Math.min(endMs, fromMs + (index + 1) * stepMs) - (fromMs + index * stepMs);
    return { last, average: lengthMs <= 0 ? last : Math.round(byteMs / lengthMs) };
  });
}

function totalOf(levels: ReadonlyMap<string, number>, isBucket: IsBucket, storageClass: UsageClass | undefined): number {
  let total = 0;
  for (const [key, bytes] of levels) {
    const space = key.indexOf(" ");
    if (isBucket(key.slice(space + 1)) && (storageClass === undefined || key.slice(0, space) === storageClass)) total += bytes;
  }
  return total;
}

function indexOf(atMs: number, { fromMs, stepMs }: Periods): number {
  return Math.floor((atMs - fromMs) / stepMs);
}
