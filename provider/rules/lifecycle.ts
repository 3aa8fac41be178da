/** Lifecycle rules [GUIDE 4.2.16] [DOC 10027305]: presets, ids, what may stand beside what, and equality as a set by id. */
import { createHash } from "node:crypto";
import type { Problem, PropertyPath } from "./problem";
import { deepEqual, isRecord } from "./semantic";

export interface LifecycleTime {
  readonly days?: number | undefined;
  /** A day, or midnight UTC of it: `2030-01-31`, `2030-01-31T00:00:00Z`. */
  readonly date?: string | undefined;
}

export interface LifecycleRule {
  readonly id?: string | undefined;
  readonly preset?: string | undefined;
  readonly prefix?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Default true. */
  readonly enabled?: boolean | undefined;
  readonly expiration?: (LifecycleTime & { readonly expiredObjectDeleteMarker?: boolean | undefined }) | undefined;
  /** The storage class is STANDARD_IA unless said otherwise. */
  readonly transition?: LifecycleTransition | undefined;
  /** More than one. */
  readonly transitions?: readonly LifecycleTransition[] | undefined;
  readonly noncurrentVersionExpiration?: { readonly noncurrentDays: number } | undefined;
  readonly noncurrentVersionTransitions?: readonly { readonly noncurrentDays: number; readonly storageClass: string }[] | undefined;
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation: number } | undefined;
}

export interface LifecycleTransition extends LifecycleTime {
  readonly storageClass?: string | undefined;
}

/** What may be asked of a part of the rules, which may be of any form. */
interface Completing {
  readonly isUnknown: (value: unknown) => boolean;
  /** True for a rule in shape, whatever is unknown in it. */
  readonly isItem: (item: unknown) => boolean;
}

/** What of the rules follows from the backend. */
export interface LifecycleLimits {
  readonly rules: number;
  readonly overlap: "refused" | "equal-refused";
}

export const LIFECYCLE_PRESETS = {
  "tmp-30d": { prefix: "tmp/", expiration: { days: 30 } },
  "logs-to-cold-180d": { prefix: "logs/", transition: { days: 180, storageClass: "STANDARD_IA" } },
} as const satisfies Readonly<Record<string, LifecycleRule>>;

const TIMED = ["expiration", "transition"] as const;
const ACTIONS = [
  ...TIMED,
  "transitions",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
  "abortIncompleteMultipartUpload",
] as const;
const MAX_ID_LENGTH = 255; // unverified: AWS's

/** The rule without its preset: what the program says beside the preset wins, but a preset takes no actions. */
export function expandPreset<R extends object>(rule: R): R {
  const { preset, ...own } = rule as R & { preset?: unknown };
  if (typeof preset !== "string" || !Object.hasOwn(LIFECYCLE_PRESETS, preset)) return rule;
  if (ACTIONS.some((action) => action in own)) return rule;
  return { ...LIFECYCLE_PRESETS[preset as keyof typeof LIFECYCLE_PRESETS], ...own } as unknown as R;
}

/**
 * Expands presets and gives ids to rules that have none. An id stays when rules are reordered or others inserted: it is the id of the old rule
 * that says the same, else of the one with the same prefix and actions, else it is made of prefix and actions, which two good rules never share.
 * @param value the rules in any form, possibly with unknowns; what is not understood stays as it is
 * @param old the rules as they were
 */
export function completeRules(value: unknown, old: unknown, { isUnknown, isItem }: Completing): unknown {
  if (!Array.isArray(value)) return value;
  const isRule = (rule: unknown): rule is LifecycleRule => isRecord(rule) && isItem(rule);
  const rules = value.map((rule: unknown) => (isRecord(rule) ? expandPreset(rule) : rule));
  const taken = new Set(rules.flatMap((rule) => (isRecord(rule) && typeof rule["id"] === "string" ? [rule["id"]] : [])));
  const free = (Array.isArray(old) ? old : []).filter(isRule).filter((rule) => rule.id !== undefined && !isAnyUnknown(rule, isUnknown));
  const given = new Map<unknown, string>();
  const give = (choose: (rule: LifecycleRule) => string | undefined): void => {
    for (const rule of rules.filter(isRule)) {
      if (rule.id !== undefined || given.has(rule)) continue;
      if ([rule.prefix, rule.tags, ...ACTIONS.map((action) => rule[action])].some((part) => isAnyUnknown(part, isUnknown))) continue;
      const id = choose(rule);
      if (id === undefined || taken.has(id)) continue;
      taken.add(id);
      given.set(rule, id);
    }
  };
  // Rules that say the same have prefix and actions in common.
  const akin = new Map<string, LifecycleRule[]>();
  for (const rule of free) akin.set(madeId(rule), [...(akin.get(madeId(rule)) ?? []), rule]);
  const oldLike = (same: (a: LifecycleRule, b: LifecycleRule) => boolean) => (rule: LifecycleRule) =>
    akin.get(madeId(rule))?.find((candidate) => !taken.has(candidate.id ?? "") && same(candidate, rule))?.id;
  give(oldLike((a, b) => sameRule({ ...a, id: "", enabled: true }, { ...b, id: "", enabled: true })));
  give(oldLike(() => true));
  give(madeId);
  return rules.map((rule: unknown) => (given.has(rule) ? { id: given.get(rule), ...(rule as object) } : rule));
}

function isAnyUnknown(value: unknown, isUnknown: (value: unknown) => boolean): boolean {
  if (isUnknown(value)) return true;
  const parts = Array.isArray(value) ? (value as readonly unknown[]) : isRecord(value) ? Object.values(value) : [];
  return parts.some((part) => isAnyUnknown(part, isUnknown));
}

/** `tmp-expiration-1a2b3c4`: the prefix in short, the actions, and a print of both. */
function madeId(rule: LifecycleRule): string {
  const { prefix = "", tags = {} } = rule;
  const chosen = Object.keys(tags).length === 0 ? prefix : `${prefix} ${JSON.stringify(Object.entries(tags).sort())}`;
  const actions = ACTIONS.filter((action) => rule[action] !== undefined).join("-");
  const words = prefix.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const print = createHash("sha256").update(`${actions} ${chosen}`).digest("hex").slice(0, 7);
  return [words.slice(0, 40) || "all", actions, print].filter((part) => part !== "").join("-");
}

/** Every broken rule. */
export function lifecycleProblems(rules: readonly LifecycleRule[], { rules: maxRules, overlap }: LifecycleLimits): Problem[] {
  const problems: Problem[] = [];
  const add = (path: PropertyPath, rule: string, message: string): void => void problems.push({ path, rule, message });
  if (rules.length === 0) add([], "lifecycle-count", "must have at least one rule; remove the resource to have none");
  if (rules.length > maxRules) {
    add([], "lifecycle-count", `must have at most ${String(maxRules)} rules, has ${String(rules.length)}`);
  }
  const firstWith = new Map<string, number>();
  rules.forEach((rule, index) => {
    const { id, prefix, preset } = rule;
    if (preset !== undefined) add([index, "preset"], "lifecycle-preset", "cannot stand beside expiration or transition");
    if (prefix === undefined && preset === undefined && Object.keys(rule.tags ?? {}).length === 0)
      add([index, "prefix"], "lifecycle-prefix", 'is required; "" means every object of the bucket');
    if (id !== undefined) {
      if (id === "" || Array.from(id).length > MAX_ID_LENGTH)
        add([index, "id"], "lifecycle-id", `must have 1 to ${String(MAX_ID_LENGTH)} characters, has ${String(Array.from(id).length)}`);
      const first = firstWith.get(id);
      if (first !== undefined) add([index, "id"], "lifecycle-id", `"${id}" is the id of rules[${String(first)}] as well`);
      else firstWith.set(id, index);
    }
    problems.push(...actionProblems(rule, index));
  });
  return [...problems, ...(overlap === "refused" ? overlapProblems(rules) : equalProblems(rules))];
}

function actionProblems(rule: LifecycleRule, index: number): Problem[] {
  const problems: Problem[] = [];
  const add = (path: PropertyPath, name: string, message: string): void =>
    void problems.push({ path: [index, ...path], rule: name, message });
  const { expiration, transition, preset, tags } = rule;
  if (ACTIONS.every((action) => rule[action] === undefined) && preset === undefined)
    add([], "lifecycle-action", "needs expiration or transition");
  const days = (path: PropertyPath, value: number | undefined): void => {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1))
      add(path, "lifecycle-days", `must be a whole number from 1, found ${String(value)}`);
  };
  const time = (path: PropertyPath, value: LifecycleTime | undefined): void => {
    if (value === undefined) return;
    const { date } = value;
    if ((value.days === undefined) === (date === undefined)) add(path, "lifecycle-time", "needs either days or date");
    days([...path, "days"], value.days);
    if (date !== undefined && midnight(date) === undefined)
      add([...path, "date"], "lifecycle-date", `must be a day or midnight UTC of it, such as 2030-01-31; found "${date}"`);
  };
  const marker = expiration?.expiredObjectDeleteMarker === true;
  if (!marker) time(["expiration"], expiration);
  else if (expiration.days !== undefined || expiration.date !== undefined)
    add(["expiration"], "lifecycle-time", "takes either a time or expiredObjectDeleteMarker");
  time(["transition"], transition);
  if (transition !== undefined && rule.transitions !== undefined)
    add(["transitions"], "lifecycle-time", "takes either transition or transitions");
  rule.transitions?.forEach((each, at) => time(["transitions", at], each));
  days(["noncurrentVersionExpiration", "noncurrentDays"], rule.noncurrentVersionExpiration?.noncurrentDays);
  rule.noncurrentVersionTransitions?.forEach((each, at) =>
    days(["noncurrentVersionTransitions", at, "noncurrentDays"], each.noncurrentDays),
  );
  days(["abortIncompleteMultipartUpload", "daysAfterInitiation"], rule.abortIncompleteMultipartUpload?.daysAfterInitiation);
  if (tags !== undefined && Object.keys(tags).length > 0) {
    if (rule.abortIncompleteMultipartUpload !== undefined)
      add(["abortIncompleteMultipartUpload"], "lifecycle-tags", "cannot stand beside tags: an open upload has none");
    if (marker) add(["expiration", "expiredObjectDeleteMarker"], "lifecycle-tags", "cannot stand beside tags: a delete marker has none");
  }
  if (expiration !== undefined && transition !== undefined && !isBefore(transition, expiration))
    add(["transition"], "lifecycle-order", "must come before the expiration of the same rule");
  return problems;
}

/** False only where both are told in the same way, and the order is wrong. */
function isBefore(a: LifecycleTime, b: LifecycleTime): boolean {
  if (a.days !== undefined && b.days !== undefined) return a.days < b.days;
  const [from = "", to = ""] = [midnight(a.date ?? ""), midnight(b.date ?? "")];
  return from === "" || to === "" || from < to;
}

/**
 * Rules of one action type whose prefixes overlap: the service refuses `ABC` beside `ABCD`, `AB` or `ABC`, enabled or not (unverified for
 * disabled ones). Each rule is reported once an action, with the nearest rule that it lies in.
 */
function overlapProblems(rules: readonly LifecycleRule[]): Problem[] {
  const problems: Problem[] = [];
  for (const action of TIMED) {
    const sorted = rules
      .flatMap((rule, index) => (rule[action] === undefined || rule.prefix === undefined ? [] : [{ rule, prefix: rule.prefix, index }]))
      .sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : a.index - b.index));
    // Sorted, everything between a prefix and a text that starts with it starts with it too: the open prefixes are a stack.
    const open: typeof sorted = [];
    for (const inner of sorted) {
      while (open.length > 0 && !inner.prefix.startsWith(open.at(-1)?.prefix ?? "")) open.pop();
      const outer = open.at(-1);
      if (outer !== undefined) {
        const message = `rule ${nameOf(inner)} overlaps with rule ${nameOf(outer)}: the service takes one ${action} for a key`;
        problems.push({ path: [inner.index, "prefix"], rule: "lifecycle-overlap", message });
      }
      open.push(inner);
    }
  }
  return problems;
}

/** Rules that choose the same objects and do the same, which the service refuses. */
function equalProblems(rules: readonly LifecycleRule[]): Problem[] {
  const seen = new Map<string, number>();
  return rules.flatMap((rule, index) => {
    const print = JSON.stringify({ ...normalRule(rule), id: undefined });
    const first = seen.get(print);
    if (first === undefined) {
      seen.set(print, index);
      return [];
    }
    return [{ path: [index], rule: "lifecycle-overlap", message: `says the same as rules[${String(first)}]` }];
  });
}

function nameOf({ rule, index }: { readonly rule: LifecycleRule; readonly index: number }): string {
  return `"${rule.id ?? `rules[${String(index)}]`}" (prefix "${rule.prefix ?? ""}")`;
}

/** The date as it is sent: `2030-01-31T00:00:00.000Z`. Undefined when it is no day or not midnight UTC. */
export function midnight(date: string): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T00:00(?::00(?:\.0{1,9})?)?(?:Z|[+-]00:?00))?$/.exec(date);
  if (match === null) return undefined;
  const text = `${match[1] ?? ""}T00:00:00.000Z`;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) || time.toISOString() !== text ? undefined : text;
}

/** The rule with every default said, in the form of the service. */
export function normalRule({ id, prefix = "", tags = {}, enabled = true, expiration, transition, transitions, ...rule }: LifecycleRule) {
  const marker = expiration?.expiredObjectDeleteMarker === true ? { expiredObjectDeleteMarker: true } : {};
  return {
    id,
    prefix,
    tags: Object.keys(tags).length === 0 ? undefined : Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))),
    enabled,
    expiration: expiration === undefined ? undefined : { ...normalTime(expiration), ...marker },
    transitions: [...(transition === undefined ? [] : [transition]), ...(transitions ?? [])]
      .map((each) => ({ ...normalTime(each), storageClass: each.storageClass ?? "STANDARD_IA" }))
      .sort(byClass),
    noncurrentVersionExpiration: rule.noncurrentVersionExpiration,
    noncurrentVersionTransitions: [...(rule.noncurrentVersionTransitions ?? [])].sort(byClass),
    abortIncompleteMultipartUpload: rule.abortIncompleteMultipartUpload,
  };
}

function byClass({ storageClass: a }: { readonly storageClass: string }, { storageClass: b }: { readonly storageClass: string }): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function normalTime({ days, date }: LifecycleTime): LifecycleTime {
  return { days, date: date === undefined ? undefined : (midnight(date) ?? date) };
}

function sameRule(a: LifecycleRule, b: LifecycleRule): boolean {
  return deepEqual(normalRule(a), normalRule(b));
}

/** The rules with every default said, by id: their order has no meaning. */
export function canonicalLifecycle(rules: readonly LifecycleRule[]): ReturnType<typeof normalRule>[] {
  return rules.map(normalRule).sort(({ id: a = "" }, { id: b = "" }) => (a < b ? -1 : a > b ? 1 : 0));
}

export function sameLifecycle(a: readonly LifecycleRule[], b: readonly LifecycleRule[]): boolean {
  return deepEqual(canonicalLifecycle(a), canonicalLifecycle(b));
}
