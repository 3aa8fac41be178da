/** What a question to the statistics asks for: days of UTC+8 in steps, some buckets, some kinds [GUIDE 5][DOC 10027578][DOC 10027585]. */
import { ZONE_MS, type UsageClass } from "../../background/usage";
import { DAY_MS } from "../../clock";
import type { StatisticsCall } from "../../contract";
import { refuse } from "../../wire/errors";

const MINUTE_MS = 60 * 1000;
export const SLOT_MS = 5 * MINUTE_MS;

/** Steps, and less than how many days the end may come after the beginning [DOC 10027585]. */
const FREQUENCIES = {
  by5min: { stepMs: SLOT_MS, days: 1 },
  byHour: { stepMs: 60 * MINUTE_MS, days: 7 },
  byDay: { stepMs: DAY_MS, days: 30 },
} as const;

/** Of requests. unverified: which is the default. */
export const REQUEST_FREQUENCIES = ["byHour", "by5min", "byDay"] as const;

export type Frequency = keyof typeof FREQUENCIES;

/** Equal steps of time that have begun already. */
export interface Periods {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/** `BeginDate`, `EndDate` and `Freq`, of which the first is the default. */
export function dayPeriods(
  call: StatisticsCall,
  frequencies: readonly [Frequency, ...Frequency[]],
): Periods & { readonly frequency: Frequency } {
  const [begin, end] = [dayStart(call, "BeginDate"), dayStart(call, "EndDate")];
  const frequency = oneOf(call, "Freq", frequencies, frequencies[0]);
  const { stepMs, days } = FREQUENCIES[frequency];
  if (end < begin) throw bad("EndDate must not be earlier than BeginDate");
  if (end - begin >= days * DAY_MS) throw bad(`with Freq=${frequency}, EndDate must be less than ${days} days after BeginDate`);
  return { frequency, ...periods(begin, end + DAY_MS, stepMs, call.now.getTime()) };
}

/** `yyyy-MM-dd-HH-mm`, whole five minutes, from a month ago until now [DOC 10027593]. */
export function slotPeriods(call: StatisticsCall): Periods {
  const [begin, end] = [minute(call, "BeginDate"), minute(call, "EndDate")];
  const now = call.now.getTime();
  const monthAgo = new Date(now + ZONE_MS);
  monthAgo.setUTCMonth(monthAgo.getUTCMonth() - 1);
  if (begin < monthAgo.getTime() - ZONE_MS) throw bad("BeginDate must not be more than a month ago");
  if (end < begin) throw bad("EndDate must not be earlier than BeginDate");
  if (end > now) throw bad("EndDate must not be later than now");
  return periods(begin, Math.max(end, begin + SLOT_MS), SLOT_MS, now);
}

function periods(fromMs: number, toMs: number, stepMs: number, nowMs: number): Periods {
  const count = Math.max(0, Math.ceil((Math.min(toMs, nowMs) - fromMs) / stepMs));
  return { fromMs, toMs, stepMs, count };
}

/** `2023-07-20`, with steps below a day `2023-07-20 08:05` (unverified). */
export function dateLabel(ms: number, frequency: Frequency): string {
  const text = new Date(ms + ZONE_MS).toISOString();
  return frequency === "byDay" ? text.slice(0, 10) : text.slice(0, 16).replace("T", " ");
}

/** `2023-07-20-08-05`, as GetBandwidth is asked. */
export function minuteLabel(ms: number): string {
  return new Date(ms + ZONE_MS).toISOString().slice(0, 16).replace(/[T:]/g, "-");
}

/** True for the buckets that are asked about. Throws NoSuchBucket for a bucket that the account does not own. */
export function bucketFilter({ account, core, parameters }: StatisticsCall, parameter: string): (bucket: string) => boolean {
  const name = parameters.get(parameter);
  const region = parameters.get("Region");
  if (name !== undefined && !account.buckets.has(name)) throw refuse("NoSuchBucket", "The specified bucket does not exist.");
  if (region !== undefined && !core.locations.data.includes(region)) throw bad(`the data location ${region} is not known`);
  return (bucket) => (name === undefined || bucket === name) && (region === undefined || locationOf({ account, core }, bucket) === region);
}

/** Where the bytes of a bucket are: the first of its data locations, the first of all when it names none or is gone. */
export function locationOf({ account, core }: Pick<StatisticsCall, "account" | "core">, bucket: string): string {
  const [location = core.locations.data[0] ?? ""] = account.buckets.get(bucket)?.configuration.dataLocation.locations ?? [];
  return location;
}

/** How an operation spells the storage classes. */
export type ClassSpelling = Readonly<Record<UsageClass, string>>;
const SPELLING: ClassSpelling = { STANDARD: "STANDARD", STANDARD_IA: "STANDARD_IA" };
/** As GetBilledStorageUsage spells them, sic [DOC 10027578]. */
export const BILLED_SPELLING: ClassSpelling = { STANDARD: "STANDARAD", STANDARD_IA: "STANDARAD_IA" };

/** The storage classes that are asked about, and the word that asked. */
export function storageClasses(
  call: StatisticsCall,
  byDefault: "ALL" | UsageClass = "STANDARD",
  spelling = SPELLING,
): { readonly word: string; readonly classes: readonly UsageClass[] } {
  const all: readonly UsageClass[] = ["STANDARD", "STANDARD_IA"];
  const word = oneOf(
    call,
    "StorageClass",
    ["ALL", ...all.map((name) => spelling[name])],
    byDefault === "ALL" ? byDefault : spelling[byDefault],
  );
  return { word, classes: word === "ALL" ? all : all.filter((name) => spelling[name] === word) };
}

export function oneOf<T extends string>({ parameters }: StatisticsCall, name: string, choices: readonly T[], byDefault: T): T {
  const value = parameters.get(name) ?? byDefault;
  const choice = choices.find((item) => item === value);
  if (choice === undefined) throw bad(`${name} must be one of ${choices.join(", ")}`);
  return choice;
}

/** Values of a parameter that takes several, joined by `+`, which a URL may turn into a space [MIR 894]. */
export function several({ parameters }: StatisticsCall, name: string, pattern: RegExp): readonly string[] {
  const values = (parameters.get(name) ?? "all").split(/[+ ]/);
  const wrong = values.find((value) => value !== "all" && !pattern.test(value));
  if (wrong !== undefined) throw bad(`${name} does not take ${wrong === "" ? "nothing" : wrong}`);
  return values;
}

function dayStart({ parameters }: StatisticsCall, name: string): number {
  return parse(parameters.get(name), name, /^\d{4}-\d\d-\d\d$/, "yyyy-MM-dd", (text) => `${text}T00:00:00.000Z`);
}

function minute({ parameters }: StatisticsCall, name: string): number {
  return parse(parameters.get(name), name, /^\d{4}-\d\d-\d\d-\d\d-\d[05]$/, "yyyy-MM-dd-HH-mm with mm a multiple of 5", (text) =>
    text.replace(/^(.{10})-(\d\d)-(\d\d)$/, "$1T$2:$3:00.000Z"),
  );
}

/** Milliseconds of a time of UTC+8. A date that no calendar has is refused: it does not come back as it was. */
function parse(text: string | undefined, name: string, pattern: RegExp, form: string, toIso: (text: string) => string): number {
  const iso = text !== undefined && pattern.test(text) ? toIso(text) : "";
  const ms = Date.parse(iso);
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== iso) throw bad(`${name} must be ${form}`);
  return ms - ZONE_MS;
}

/** unverified: the code, whatever is wrong. */
function bad(words: string): Error {
  return refuse("InvalidArgument", `${words.charAt(0).toUpperCase()}${words.slice(1)}.`);
}
