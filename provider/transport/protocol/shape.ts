/**
 * Readers from a decoded answer (XML records or JSON) to typed values, put together as tables by `services/x/wire.ts`.
 * Lenient where the manuals are silent: elements in any order, another casing, a single member instead of a list, an empty list element.
 * Strict where a guess would be a lie: a required element that is missing is an error.
 */

/** Reads one value; `at` is its place in the answer, for errors. `strange` is told of what no table names. */
export interface Reader<T> {
  (value: unknown, at: string, strange?: Strange): T;
  /** True: spaces are text like any other. Absent: a value of spaces only is an empty one. */
  readonly keepsSpaces?: true;
}

/** Hears of an element that stands in an answer and in no table. */
export type Strange = (element: StrangeElement) => void;

export interface StrangeElement {
  /** Place of the element that it stands in: `LifecycleConfiguration/Rule[0]/Filter`, in the names of the tables. */
  readonly at: string;
  readonly name: string;
  readonly value: unknown;
  /** True: not managed by any field, and known to do no harm; it is written back and nobody needs to hear of it. */
  readonly isFamiliar: boolean;
}

/** Names beside those of the fields. */
export interface Familiar {
  /** What answers tell and requests do not take. */
  readonly told?: readonly string[];
  /** What servers show whether it was set or not, and take back. */
  readonly kept?: readonly string[];
}

/** The answer does not have the promised form. */
export class UnreadableAnswer extends Error {
  override readonly name = "UnreadableAnswer";
  constructor(
    readonly at: string,
    expected: string,
  ) {
    super(`the answer has no ${expected} at ${at}`);
  }
}

export interface Field<T, Optional extends boolean> {
  /** The first name is the documented one; the others are unverified spellings. */
  readonly names: readonly string[];
  readonly read: Reader<T>;
  /** True: the property may be missing in the result; false: it is always there. */
  readonly optional: Optional;
  /** True: `read` knows what an absent element means. */
  readonly readsAbsence?: true;
}

type AnyFields = Readonly<Record<string, Field<unknown, boolean>>>;
type OptionalKeys<F extends AnyFields> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F];
type ValueOf<X> = X extends Field<infer T, boolean> ? T : never;

/** The type that a table of fields reads into. */
export type Shaped<F extends AnyFields> = {
  readonly [K in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[K]>;
} & { readonly [K in OptionalKeys<F>]?: ValueOf<F[K]> };

/** The type behind a reader. */
export type ReadBy<R> = R extends Reader<infer T> ? T : never;

/** @throws UnreadableAnswer when the element is absent */
export function required<T>(names: string | readonly string[], read: Reader<T>): Field<T, false> {
  return { names: typeof names === "string" ? [names] : names, read, optional: false };
}

/** Absent, and an empty element, read as no property. */
export function optional<T>(names: string | readonly string[], read: Reader<T>): Field<T, true> {
  return { names: typeof names === "string" ? [names] : names, read, optional: true };
}

/** A list that is always there: an absent or empty element is the empty list. */
export function listed<T>(names: string | readonly string[], item: Reader<T>): Field<readonly T[], false> {
  return withDefault(names, listOf(item), []);
}

/** An absent or empty element reads as `fallback`. */
export function withDefault<T>(names: string | readonly string[], read: Reader<T>, fallback: T): Field<T, false> {
  const orFallback: Reader<T> = (value, at, strange) => (isEmpty(value, read) ? fallback : read(value, at, strange));
  return { names: typeof names === "string" ? [names] : names, read: orFallback, optional: false, readsAbsence: true };
}

/** An object with these fields; whoever listens hears of anything else in it. */
export function shape<F extends AnyFields>(fields: F, { told = [], kept = [] }: Familiar = {}): Reader<Shaped<F>> {
  const known = new Set([...Object.values(fields).flatMap(({ names }) => names), ...told].map((each) => each.toLowerCase()));
  return (value, at, strange) => {
    const record = isEmpty(value) ? {} : recordOf(value, at);
    const entries: [string, unknown][] = [];
    for (const [key, { names, read, optional: mayMiss, readsAbsence }] of Object.entries(fields)) {
      const found = lookUp(record, names);
      if (mayMiss && isEmpty(found, read)) continue;
      const where = `${at}/${names[0] ?? key}`;
      if (found === undefined && readsAbsence !== true) throw new UnreadableAnswer(where, "element");
      entries.push([key, read(found, where, strange)]);
    }
    for (const [element, found] of Object.entries(record))
      if (!known.has(element.toLowerCase())) strange?.({ at, name: element, value: found, isFamiliar: kept.includes(element) });
    return Object.fromEntries(entries) as Shaped<F>;
  };
}

/** `<Things><member/>...</Things>`, a bare list, one bare item, or nothing. */
export function listOf<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, at, strange) => members(value).map((member, index) => item(member, `${at}[${String(index)}]`, strange));
}

const readText: Reader<string> = (value, at) => {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new UnreadableAnswer(at, "text");
};

/** Text letter for letter: spaces at its ends, and spaces alone, are part of it. */
export const text: Reader<string> = Object.assign(readText, { keepsSpaces: true } as const);

/** As {@link text}; an empty text is a missing one. */
export const name: Reader<string> = (value, at) => {
  const found = isEmpty(value) ? "" : text(value, at).trim();
  if (found === "") throw new UnreadableAnswer(at, "text");
  return found;
};

export const integer: Reader<number> = (value, at) => {
  const number = typeof value === "string" && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number)) return number;
  throw new UnreadableAnswer(at, "integer");
};

export const flag: Reader<boolean> = (value, at) => {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.trim().toLowerCase() : undefined;
  if (word === "true" || word === "false") return word === "true";
  throw new UnreadableAnswer(at, "true or false");
};

/** A time in ISO 8601. Texts are given back as sent; numbers are seconds, or milliseconds when they are too large for seconds. */
export const timestamp: Reader<string> = (value, at) => {
  const number = typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== "number") return name(value, at);
  const date = new Date(number > SECONDS_END ? number : number * 1000);
  if (Number.isNaN(date.getTime())) throw new UnreadableAnswer(at, "time");
  return date.toISOString();
};

/** As seconds this is the year 5138, as milliseconds the year 1973. */
const SECONDS_END = 100_000_000_000;

/** The value under the first of `names` that is there, by exact spelling first, then without regard to case. */
export function lookUp(record: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  for (const candidate of names) if (Object.hasOwn(record, candidate)) return record[candidate];
  const wanted = names.map((candidate) => candidate.toLowerCase());
  const key = Object.keys(record).find((candidate) => wanted.includes(candidate.toLowerCase()));
  return key === undefined ? undefined : record[key];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new UnreadableAnswer(at, "element with fields");
}

function members(value: unknown): readonly unknown[] {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) return value.flatMap((item) => (isWrapper(item) ? members(item) : [item]));
  return isWrapper(value) ? members(value["member"]) : [value];
}

function isWrapper(value: unknown): value is Readonly<Record<"member", unknown>> {
  return isRecord(value) && Object.hasOwn(value, "member") && Object.keys(value).length === 1;
}

/** @param read what would read it; default: a reader of elements, between which white space says nothing */
function isEmpty(value: unknown, read?: Reader<unknown>): boolean {
  if (typeof value === "string") return (read?.keepsSpaces === true ? value : value.trim()) === "";
  return value === undefined || value === null;
}
