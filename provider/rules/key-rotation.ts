/** When an access key is to be replaced by a new one, and how long the one before may still be used. Pure: every time is an argument. */
import { deepEqual } from "../pure/semantic";

const DAY_MS = 24 * 3600 * 1000;

export interface KeyFacts {
  readonly accessKeyId?: string | undefined;
  readonly status?: string | undefined;
  /** ISO 8601. */
  readonly createdAt?: string | undefined;
  readonly previousAccessKeyId?: string | undefined;
}

export interface RotationWishes {
  readonly rotationDays?: number | undefined;
  readonly graceDays?: number | undefined;
  readonly triggers?: Readonly<Record<string, string>> | undefined;
}

/** `time` and a number of days, as ISO 8601 without fractions; undefined where either is. */
export function daysAfter(time: string | undefined, days: number | undefined): string | undefined {
  const ms = time === undefined ? Number.NaN : Date.parse(time);
  if (Number.isNaN(ms) || days === undefined) return undefined;
  return new Date(ms + days * DAY_MS).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Whole days from `time` to `now`, never less than 0. */
export function daysSince(time: string | undefined, now: Date): number | undefined {
  const ms = time === undefined ? Number.NaN : Date.parse(time);
  return Number.isNaN(ms) ? undefined : Math.max(0, Math.floor((now.getTime() - ms) / DAY_MS));
}

export function isOver(time: string | undefined, now: Date): boolean {
  return time !== undefined && Date.parse(time) <= now.getTime();
}

/** Why a new key is due; undefined when it is not. */
export function rotationReason(key: KeyFacts, before: RotationWishes, wanted: RotationWishes, now: Date): string | undefined {
  const { accessKeyId, createdAt, status } = key;
  if (accessKeyId === undefined) return "the access key was deleted elsewhere; an update creates a new one";
  const named = `access key ${accessKeyId}`;
  if (status === "Inactive") return `${named} was deactivated elsewhere; an update creates a new one`;
  // Triggers that are named for the first time, after an import too, are noted and nothing more.
  if (isNamed(before.triggers) && isNamed(wanted.triggers) && !deepEqual(before.triggers, wanted.triggers))
    return `the triggers of ${named} have changed; an update creates a new one`;
  if (isOver(daysAfter(createdAt, wanted.rotationDays), now))
    return `${named} is ${String(daysSince(createdAt, now))} days old, its rotation is due after ${String(wanted.rotationDays)}; an update creates a new one`;
  return undefined;
}

/** Why the previous key is to be deleted; undefined when there is none, or its time is not over. */
export function retirementReason(key: KeyFacts, wanted: RotationWishes, now: Date): string | undefined {
  const { previousAccessKeyId, createdAt } = key;
  const expires = daysAfter(createdAt, wanted.graceDays);
  if (previousAccessKeyId === undefined || !isOver(expires, now)) return undefined;
  return `the grace period of the previous access key ${previousAccessKeyId} ended at ${String(expires)}; an update deletes it`;
}

function isNamed(triggers: Readonly<Record<string, string>> = {}): boolean {
  return Object.keys(triggers).length > 0;
}
