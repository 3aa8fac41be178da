/** Lifecycle rules [GUIDE 4.2.16] [DOC 10027305]: presets, ids, what may stand beside what, and equality as a set by id. */
import { createHash } from "node:crypto";
import { deepEqual, isRecord } from "../pure/semantic";

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
  /** In bytes; not included. */
  readonly objectSizeGreaterThan?: number | undefined;
  readonly objectSizeLessThan?: number | undefined;
  /** Default true. */
  readonly enabled?: boolean | undefined;
  readonly expiration?: (LifecycleTime & { readonly expiredObjectDeleteMarker?: boolean | undefined }) | undefined;
  /** The storage class is STANDARD_IA unless said otherwise. */
  readonly transition?: LifecycleTransition | undefined;
  /** More than one. */
  readonly transitions?: readonly LifecycleTransition[] | undefined;
  readonly noncurrentVersionExpiration?: NoncurrentTime | undefined;
  readonly noncurrentVersionTransitions?: readonly (NoncurrentTime & { readonly storageClass: string })[] | undefined;
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation: number } | undefined;
}

export interface NoncurrentTime {
  readonly noncurrentDays: number;
  /** So many replaced versions of each object stay. */
  readonly newerNoncurrentVersions?: number | undefined;
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

export const LIFECYCLE_PRESETS = {
  "tmp-30d": { prefix: "tmp/", expiration: { days: 30 } },
  "logs-to-cold-180d": { prefix: "logs/", transition: { days: 180, storageClass: "STANDARD_IA" } },
} as const satisfies Readonly<Record<string, LifecycleRule>>;

export const TIMED = ["expiration", "transition"] as const;
export const ACTIONS = [
  ...TIMED,
  "transitions",
  "noncurrentVersionExpiration",
  "noncurrentVersionTransitions",
  "abortIncompleteMultipartUpload",
] as const;

/** What chooses the objects of a rule. */
export const CHOOSERS = ["prefix", "tags", "objectSizeGreaterThan", "objectSizeLessThan"] as const;

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
      if ([...CHOOSERS, ...ACTIONS].some((part) => isAnyUnknown(rule[part], isUnknown))) continue;
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
  const { prefix = "", tags = {}, objectSizeGreaterThan: above, objectSizeLessThan: below } = rule;
  const byTags = Object.keys(tags).length === 0 ? prefix : `${prefix} ${JSON.stringify(Object.entries(tags).sort())}`;
  const chosen = above === undefined && below === undefined ? byTags : `${byTags} ${String(above)} ${String(below)}`;
  const actions = ACTIONS.filter((action) => rule[action] !== undefined).join("-");
  const words = prefix.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const print = createHash("sha256").update(`${actions} ${chosen}`).digest("hex").slice(0, 7);
  return [words.slice(0, 40) || "all", actions, print].filter((part) => part !== "").join("-");
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
    objectSizeGreaterThan: rule.objectSizeGreaterThan,
    objectSizeLessThan: rule.objectSizeLessThan,
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
