/** Lifecycle rules as they were sent against what the service has kept of them: where they would delete more, or sooner, and what else is lost. */
import { type LifecycleRule, type NoncurrentTime, normalRule } from "./lifecycle";
import type { Problem, PropertyPath } from "./problem";
import { deepEqual } from "../pure/semantic";

type Normal = ReturnType<typeof normalRule>;
type Told = readonly { readonly at: PropertyPath; readonly words: string }[];

interface Pair {
  readonly index: number;
  readonly sent: Normal;
  readonly kept: Normal | undefined;
}

/** Where rules would delete what no rule was to delete, or sooner. @param path of the rules, for the problems */
export function widerRules(sent: readonly LifecycleRule[], kept: readonly LifecycleRule[], path: PropertyPath): Problem[] {
  return pairs(sent, kept).pairs.flatMap(({ index, sent: wanted, kept: shown }) =>
    shown === undefined || !deletes(shown) ? [] : problems([...path, index], [...wider(wanted, shown), ...sooner(wanted, shown)]),
  );
}

/** In words for a person: rules that delete and have come to reach more keys than they did. */
export function widened(before: readonly LifecycleRule[], shown: readonly LifecycleRule[]): string[] {
  const now = new Map(shown.map(normalRule).map((rule) => [rule.id, rule]));
  return before.map(normalRule).flatMap(({ id, prefix }) => {
    const rule = now.get(id);
    if (rule === undefined || !deletes(rule) || rule.prefix.startsWith(prefix)) return [];
    const reached = rule.prefix === "" ? "every object of the bucket" : `the keys that start with ${JSON.stringify(rule.prefix)}`;
    return [`rule ${JSON.stringify(id)} reaches ${reached} now; its prefix was ${JSON.stringify(prefix)}`];
  });
}

/** Everything that is not as it was sent. */
export function lostRules(sent: readonly LifecycleRule[], kept: readonly LifecycleRule[], path: PropertyPath): Problem[] {
  const { pairs: found, others } = pairs(sent, kept);
  const extra = others.map(({ id = "" }) => ({ at: [], words: `hold another rule there, ${JSON.stringify(id)}` }));
  const lost = found.flatMap(({ index, sent: wanted, kept: shown }) =>
    shown === undefined
      ? problems([...path, index], [{ at: [], words: "was not kept" }])
      : problems([...path, index], unlike(wanted, shown)),
  );
  return [...problems(path, extra), ...lost];
}

/** Rules by id; those that the service has named itself by what they say, then by their order. */
function pairs(
  sent: readonly LifecycleRule[],
  kept: readonly LifecycleRule[],
): { readonly pairs: readonly Pair[]; readonly others: readonly Normal[] } {
  const wanted = sent.map(normalRule);
  const free = new Set(kept.map(normalRule));
  const found = new Map<number, Normal>();
  const match = (isPair: (rule: Normal, candidate: Normal) => boolean): void => {
    wanted.forEach((rule, index) => {
      if (found.has(index)) return;
      const candidate = [...free].find((one) => isPair(rule, one));
      if (candidate === undefined) return;
      free.delete(candidate);
      found.set(index, candidate);
    });
  };
  match(({ id }, candidate) => id !== undefined && id === candidate.id);
  match((rule, candidate) => deepEqual({ ...rule, id: undefined }, { ...candidate, id: undefined }));
  match(() => true);
  return { pairs: wanted.map((rule, index) => ({ index, sent: rule, kept: found.get(index) })), others: [...free] };
}

function deletes({ enabled, expiration, noncurrentVersionExpiration, abortIncompleteMultipartUpload }: Normal): boolean {
  return enabled && [expiration, noncurrentVersionExpiration, abortIncompleteMultipartUpload].some((action) => action !== undefined);
}

/** Objects that the rule reaches and was not to reach. */
function wider(sent: Normal, kept: Normal): Told {
  const told: { at: PropertyPath; words: string }[] = [];
  const { objectSizeGreaterThan: above = -1, objectSizeLessThan: below = Number.POSITIVE_INFINITY } = kept;
  if (!sent.enabled) told.push({ at: ["enabled"], words: "is true there" });
  if (!kept.prefix.startsWith(sent.prefix)) told.push({ at: ["prefix"], words: reach(kept.prefix) });
  for (const [key, value] of Object.entries(sent.tags ?? {}))
    if (kept.tags?.[key] !== value)
      told.push({ at: ["tags", key], words: kept.tags?.[key] === undefined ? dropped : "has another value there" });
  if (above < (sent.objectSizeGreaterThan ?? -1))
    told.push({ at: ["objectSizeGreaterThan"], words: kept.objectSizeGreaterThan === undefined ? dropped : `is ${String(above)} there` });
  if (below > (sent.objectSizeLessThan ?? Number.POSITIVE_INFINITY))
    told.push({ at: ["objectSizeLessThan"], words: kept.objectSizeLessThan === undefined ? dropped : `is ${String(below)} there` });
  return told;
}

const dropped = "was dropped";

function reach(prefix: string): string {
  return prefix === "" ? `${dropped}: the rule reaches every object` : `is ${JSON.stringify(prefix)} there`;
}

/** Actions that come sooner than they were to come, or that nobody asked for. */
function sooner(sent: Normal, kept: Normal): Told {
  const told: { at: PropertyPath; words: string }[] = [];
  const { expiration: wanted = {}, abortIncompleteMultipartUpload: ended } = sent;
  const { expiration: shown = {}, abortIncompleteMultipartUpload: ends } = kept;
  for (const unit of ["days", "date"] as const) {
    const [before, now] = [wanted[unit], shown[unit]];
    if (now !== undefined && (before === undefined || now < before))
      told.push({ at: ["expiration", unit], words: `is ${String(now)} there` });
  }
  if (isMarker(shown) && !isMarker(wanted)) told.push({ at: ["expiration", "expiredObjectDeleteMarker"], words: "is true there" });
  told.push(...soonerVersions(sent.noncurrentVersionExpiration, kept.noncurrentVersionExpiration));
  if (ends !== undefined && (ended === undefined || ends.daysAfterInitiation < ended.daysAfterInitiation))
    told.push({ at: ["abortIncompleteMultipartUpload", "daysAfterInitiation"], words: `is ${String(ends.daysAfterInitiation)} there` });
  return told;
}

function isMarker(expiration: object): boolean {
  return "expiredObjectDeleteMarker" in expiration;
}

function soonerVersions(sent: NoncurrentTime | undefined, kept: NoncurrentTime | undefined): Told {
  if (kept === undefined) return [];
  const told: { at: PropertyPath; words: string }[] = [];
  const { noncurrentDays: days, newerNoncurrentVersions: newer } = kept;
  const at = "noncurrentVersionExpiration";
  if (sent === undefined || days < sent.noncurrentDays) told.push({ at: [at, "noncurrentDays"], words: `is ${String(days)} there` });
  if ((newer ?? 0) < (sent?.newerNoncurrentVersions ?? 0))
    told.push({ at: [at, "newerNoncurrentVersions"], words: newer === undefined ? dropped : `is ${String(newer)} there` });
  return told;
}

function unlike(sent: Normal, kept: Normal): Told {
  return (Object.keys(sent) as (keyof Normal)[]).flatMap((part) => {
    const [before, now] = [sent[part], kept[part]];
    if (part === "id" || deepEqual(before, now)) return [];
    const isGone = now === undefined || (Array.isArray(now) && now.length === 0);
    const isOne = part === "transitions" && sent.transitions.length === 1;
    return [{ at: [isOne ? "transition" : part], words: isGone ? "was not kept" : `is ${JSON.stringify(now)} there` }];
  });
}

function problems(path: PropertyPath, told: Told): Problem[] {
  return told.map(({ at, words }) => ({ path: [...path, ...at], rule: "lifecycle-kept", message: words }));
}
