/** When the rules of a lifecycle act on an object: always at 00:00 GMT [OLD 4.2.7]. */
import { DAY_MS } from "../clock";
import type { Bucket, LifecycleMoment, LifecycleRule, StoredObject } from "../state/model";

type Dated = Pick<StoredObject, "key" | "lastModified">;

export interface Due {
  readonly rule: LifecycleRule;
  readonly atMs: number;
}

/** The first midnight that is not before `ms`. */
function midnightFrom(ms: number): number {
  return Math.ceil(ms / DAY_MS) * DAY_MS;
}

/**
 * Changed on 15 January at 10:30, three days: 19 January 00:00.
 * From a date on every object goes; one that comes later goes at the next midnight (unverified).
 */
function dueMs({ days, date }: LifecycleMoment, lastModified: string): number {
  const changed = Date.parse(lastModified);
  return days === undefined ? Math.max(Date.parse(date), midnightFrom(changed)) : midnightFrom(changed + days * DAY_MS);
}

/** The enabled rule that expires or transitions `object`, and when. Prefixes of one action do not overlap, so there is at most one. */
export function whenDue(bucket: Bucket, action: "expiration" | "transition", object: Dated): Due | undefined {
  for (const rule of bucket.configuration.lifecycle?.rules ?? []) {
    const moment = rule[action];
    if (rule.enabled && moment !== undefined && object.key.startsWith(rule.prefix))
      return { rule, atMs: dueMs(moment, object.lastModified) };
  }
  return undefined;
}
