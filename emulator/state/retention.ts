/** Until when an object of a locked bucket must stay as it is [GUIDE 4.2.22]. */
import { DAY_MS } from "../clock";
import type { Bucket, ObjectLock, StoredObject } from "./model";

const DAYS: Readonly<Record<ObjectLock["unit"], number>> = { Days: 1, Years: 365 };

export function retentionDays(lock: ObjectLock): number {
  return lock.length * DAYS[lock.unit];
}

/**
 * True while `object` may be neither overwritten nor deleted, by anybody. Changed at 12:00:00, kept ten days: free ten days later at 12:00:01.
 * Only an enabled lock holds, and it holds for objects that were there before it.
 */
export function isRetained(bucket: Bucket, object: Pick<StoredObject, "lastModified">, now: Date): boolean {
  const lock = bucket.configuration.objectLock;
  if (lock?.enabled !== true) return false;
  const second = Math.floor(Date.parse(object.lastModified) / 1000) * 1000;
  return now.getTime() < second + retentionDays(lock) * DAY_MS + 1000;
}
