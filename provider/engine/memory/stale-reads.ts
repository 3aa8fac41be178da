/**
 * Caches lie (law 7): for a while after our own write a read may still show what was there before it. The state keeps a short print of every
 * value we replaced; a read that shows exactly such a value within the time is trusted to the write.
 */
import type { Context, FieldMeta, Replaced, ResourceDefinition } from "../../define";
import { canonicalOf, fieldsOf, wholeEntity } from "../../define";
import { fingerprint } from "../../rules/fingerprint";
import type { Properties } from "../values";

/** The hidden output that carries the prints. */
export const settlingKey = "__settling";

/** Field name ({@link wholeEntity}: all of it) to prints of the values before our writes. */
export type Settling = Readonly<Record<string, readonly Print[]>>;

interface Print {
  readonly print: string;
  /** Epoch milliseconds of our write; absent in states of version 0.1.0. */
  readonly at?: number;
  /** Epoch milliseconds until when a read may still show it, by the setting of that day. */
  readonly until: number;
}

/** By what a print is judged: the clock, and the setting of the day. */
export interface Patience {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly settleMs: number;
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

/**
 * When the print stops to count, epoch milliseconds; undefined when it does not count now. An end further ahead than the setting of the day allows
 * comes from a clock that was wrong, or from a setting that no longer holds.
 */
function endOf({ at, until }: Print, { now, settleMs }: Patience): number | undefined {
  const end = at === undefined ? until : Math.min(until, at + settleMs);
  return now < end && end <= now + settleMs ? end : undefined;
}

/** Adds prints of the values that a write replaced; drops the ones that no longer count. */
export function afterWrite(previous: Settling | undefined, replaced: Replaced, patience: Patience): Settling {
  const { now: at, settleMs } = patience;
  const next: Record<string, Print[]> = {};
  for (const [name, prints] of Object.entries(previous ?? {})) {
    const live = prints.filter((print) => endOf(print, patience) !== undefined);
    if (live.length > 0) next[name] = live;
  }
  for (const [name, value] of Object.entries(replaced)) {
    (next[name] ??= []).push({ print: printOf(value), at, until: at + settleMs });
  }
  return next;
}

/** Until when `observed` counts as a value from before one of our writes, epoch milliseconds; undefined: it is no such value, or not any more. */
export function staleUntil(settling: Settling | undefined, name: string, observed: unknown, patience: Patience): number | undefined {
  const print = printOf(observed);
  const ends = (settling?.[name] ?? []).flatMap((candidate) =>
    candidate.print === print || candidate.print === anything ? (endOf(candidate, patience) ?? []) : [],
  );
  return ends.length === 0 ? undefined : Math.max(...ends);
}

export function settlingOf(state: Properties | undefined): Settling | undefined {
  return state?.[settlingKey] as Settling | undefined;
}

/** What the engine brings along to judge a reading. */
export interface Reader {
  readonly context: Context;
  readonly settleMs: number;
}

function patienceOf({ context, settleMs }: Reader): Patience {
  return { now: context.now().getTime(), settleMs };
}

/** The part of the next state that remembers what our writes replaced. */
export function settlingAfter(
  definition: ResourceDefinition,
  reader: Reader,
  previous: Settling | undefined,
  replaced: Replaced,
): Properties {
  if (definition.cachedReads !== true || reader.settleMs === 0) return {};
  const metas = new Map(fieldsOf(definition.inputs).map(({ name, meta }) => [name, meta]));
  const meanings = Object.fromEntries(
    Object.entries(replaced).map(([name, value]) => {
      const meta = metas.get(name);
      return [name, meta === undefined || value === notKnown ? value : canonicalOf(meta, value)];
    }),
  );
  const settling = afterWrite(previous, meanings, patienceOf(reader));
  return Object.keys(settling).length === 0 ? {} : { [settlingKey]: settling };
}

/** The readings of one entity, held against what its state remembers of our writes. What is not believed is said in one line. */
export class Readings {
  readonly #settling: Settling | undefined;
  readonly #patience: Patience;

  constructor(
    private readonly definition: ResourceDefinition,
    private readonly reader: Reader,
    private readonly id: string,
    state: Properties | undefined,
  ) {
    this.#settling = settlingOf(state);
    this.#patience = patienceOf(reader);
  }

  /** As {@link Readings.isOld}, of a field by its name (`*`: the whole entity), and without a word. */
  readonly isStale = (name: string, value: unknown): boolean => {
    const meta = fieldsOf(this.definition.inputs).find((field) => field.name === name)?.meta;
    return staleUntil(this.#settling, name, meta === undefined ? value : canonicalOf(meta, value), this.#patience) !== undefined;
  };

  /** True for a value from before our write, which a cache may still show. */
  isOld(name: string, meta: FieldMeta, shown: unknown): boolean {
    const until = staleUntil(this.#settling, name, canonicalOf(meta, shown), this.#patience);
    if (until === undefined) return false;
    this.#say("info", `${name} is shown as it was before the last write`, until);
    return true;
  }

  /** Of a read that shows nothing: true unless a cache may still show the time before our creation, and no second way says that it is gone. */
  async isGone(): Promise<boolean> {
    const until = staleUntil(this.#settling, wholeEntity, undefined, this.#patience);
    if (until === undefined || (await this.definition.confirmAbsent?.(this.reader.context, this.id)) === true) return true;
    this.#say("warn", "the service shows none, as before it was made", until);
    return false;
  }

  #say(level: "info" | "warn", what: string, until: number): void {
    const time = new Date(until).toISOString().replace(/\.\d+Z$/, "Z");
    this.reader.context.log(
      level,
      `${this.definition.noun} ${this.id}: ${what}; the answer may come from a cache, so it is ignored until ${time} (to accept every answer: oos:settleSeconds 0, then pulumi refresh --run-program)`,
    );
  }
}
