/**
 * Caches lie (law 7): for a while after our own write a read may still show what was there before it. The state keeps a short print of every
 * value we replaced; a read that shows exactly such a value within the time is trusted to the write.
 */
import { fingerprint } from "../rules/fingerprint";
import type { Properties } from "./values";

/** The hidden output that carries the prints. */
export const settlingKey = "__settling";

/** Field name (`*`: the whole entity) to prints of the values before our writes. */
export type Settling = Readonly<Record<string, readonly Print[]>>;

interface Print {
  readonly print: string;
  /** Epoch milliseconds until when a read may still show it. */
  readonly until: number;
}

const absent = "absent";

/** In the place of a value that a write replaced: it was not managed, so it is not known what a cache may still show. */
export const notKnown = Symbol("a value that is not known");
const anything = "anything";

/** A short print of a value's meaning; equal values have equal prints, whatever the order of their keys. */
export function printOf(value: unknown): string {
  if (value === notKnown) return anything;
  return value === undefined ? absent : fingerprint(value);
}

/** Adds prints of the values that a write replaced; drops the ones whose time is over. */
export function afterWrite(
  previous: Settling | undefined,
  replaced: Readonly<Record<string, unknown>>,
  now: number,
  settleMs: number,
): Settling {
  const next: Record<string, Print[]> = {};
  for (const [name, prints] of Object.entries(previous ?? {})) {
    const live = prints.filter((print) => print.until > now);
    if (live.length > 0) next[name] = live;
  }
  for (const [name, value] of Object.entries(replaced)) {
    (next[name] ??= []).push({ print: printOf(value), until: now + settleMs });
  }
  return next;
}

/** True when `observed` is a value from before one of our writes, or may be, and the cache may still hold it. */
export function isStale(settling: Settling | undefined, name: string, observed: unknown, now: number): boolean {
  const print = printOf(observed);
  return (settling?.[name] ?? []).some((candidate) => (candidate.print === print || candidate.print === anything) && candidate.until > now);
}

export function settlingOf(state: Properties | undefined): Settling | undefined {
  return state?.[settlingKey] as Settling | undefined;
}
