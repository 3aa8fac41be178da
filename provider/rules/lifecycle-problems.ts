/** What is wrong with lifecycle rules [GUIDE 4.2.16] [DOC 10027305]. */
import { ACTIONS, type LifecycleRule, type LifecycleTime, midnight, type NoncurrentTime, normalRule, TIMED } from "./lifecycle";
import type { Problem, PropertyPath } from "./problem";

/** What of the rules follows from the backend. */
export interface LifecycleLimits {
  readonly rules: number;
  readonly overlap: "refused" | "equal-refused";
  /** Least number of days before a transition; default 1. */
  readonly transitionDays?: number | undefined;
}

const MAX_ID_LENGTH = 255; // unverified: AWS's

/** Every broken rule. */
export function lifecycleProblems(rules: readonly LifecycleRule[], limits: LifecycleLimits): Problem[] {
  const { rules: maxRules, overlap } = limits;
  const problems: Problem[] = [];
  const add = (path: PropertyPath, rule: string, message: string): void => void problems.push({ path, rule, message });
  if (rules.length === 0) add([], "lifecycle-count", "must have at least one rule; remove the resource to have none");
  if (rules.length > maxRules) {
    add([], "lifecycle-count", `must have at most ${String(maxRules)} rules, has ${String(rules.length)}`);
  }
  const firstWith = new Map<string, number>();
  rules.forEach((rule, index) => {
    const { id, prefix, preset } = rule;
    if (preset !== undefined) add([index, "preset"], "lifecycle-preset", "cannot be combined with expiration or transition");
    if (prefix === undefined && preset === undefined && !isTagged(rule) && !isSized(rule))
      add([index, "prefix"], "lifecycle-prefix", 'is required; "" means every object of the bucket');
    if (id !== undefined) {
      if (id === "" || Array.from(id).length > MAX_ID_LENGTH)
        add([index, "id"], "lifecycle-id", `must have 1 to ${String(MAX_ID_LENGTH)} characters, has ${String(Array.from(id).length)}`);
      const first = firstWith.get(id);
      if (first !== undefined) add([index, "id"], "lifecycle-id", `"${id}" is the id of rules[${String(first)}] as well`);
      else firstWith.set(id, index);
    }
    problems.push(...sizeProblems(rule, index), ...actionProblems(rule, index, limits));
  });
  return [...problems, ...(overlap === "refused" ? overlapProblems(rules) : equalProblems(rules))];
}

function isTagged({ tags = {} }: LifecycleRule): boolean {
  return Object.keys(tags).length > 0;
}

function isSized({ objectSizeGreaterThan: above, objectSizeLessThan: below }: LifecycleRule): boolean {
  return above !== undefined || below !== undefined;
}

/** unverified: bounds are AWS's. */
function sizeProblems({ objectSizeGreaterThan: above, objectSizeLessThan: below }: LifecycleRule, index: number): Problem[] {
  const problems: Problem[] = [];
  const bound = (name: string, value: number | undefined, from: number): void => {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= from)) {
      const message = `must be a whole number of bytes from ${String(from)}, found ${String(value)}`;
      problems.push({ path: [index, name], rule: "lifecycle-size", message });
    }
  };
  bound("objectSizeGreaterThan", above, 0);
  bound("objectSizeLessThan", below, 1);
  if (above !== undefined && below !== undefined && below <= above + 1) {
    const message = `matches no size: above ${String(above)} and below ${String(below)} bytes`;
    problems.push({ path: [index, "objectSizeLessThan"], rule: "lifecycle-size", message });
  }
  return problems;
}

function actionProblems(rule: LifecycleRule, index: number, { transitionDays = 1 }: LifecycleLimits): Problem[] {
  const problems: Problem[] = [];
  const add = (path: PropertyPath, name: string, message: string): void =>
    void problems.push({ path: [index, ...path], rule: name, message });
  const { expiration, transition, preset } = rule;
  if (ACTIONS.every((action) => rule[action] === undefined) && preset === undefined)
    add([], "lifecycle-action", "needs expiration or transition");
  const whole = (path: PropertyPath, value: number | undefined, from = 1): void => {
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= from))
      add(path, "lifecycle-days", `must be a whole number from ${String(from)}, found ${String(value)}`);
  };
  const noncurrent = (path: PropertyPath, value: NoncurrentTime | undefined, from = 1): void => {
    whole([...path, "noncurrentDays"], value?.noncurrentDays, from);
    whole([...path, "newerNoncurrentVersions"], value?.newerNoncurrentVersions);
  };
  const time = (path: PropertyPath, value: LifecycleTime | undefined, from = 1): void => {
    if (value === undefined) return;
    const { date } = value;
    if ((value.days === undefined) === (date === undefined)) add(path, "lifecycle-time", "needs either days or date");
    whole([...path, "days"], value.days, from);
    if (date !== undefined && midnight(date) === undefined)
      add([...path, "date"], "lifecycle-date", `must be a day or midnight UTC of it, such as 2030-01-31; found "${date}"`);
  };
  const marker = expiration?.expiredObjectDeleteMarker === true;
  if (!marker) time(["expiration"], expiration);
  else if (expiration.days !== undefined || expiration.date !== undefined)
    add(["expiration"], "lifecycle-time", "takes either a time or expiredObjectDeleteMarker");
  time(["transition"], transition, transitionDays);
  if (transition !== undefined && rule.transitions !== undefined)
    add(["transitions"], "lifecycle-time", "takes either transition or transitions");
  rule.transitions?.forEach((each, at) => time(["transitions", at], each, transitionDays));
  noncurrent(["noncurrentVersionExpiration"], rule.noncurrentVersionExpiration);
  rule.noncurrentVersionTransitions?.forEach((each, at) => noncurrent(["noncurrentVersionTransitions", at], each, transitionDays));
  whole(["abortIncompleteMultipartUpload", "daysAfterInitiation"], rule.abortIncompleteMultipartUpload?.daysAfterInitiation);
  for (const [isChosen, chooser, none] of [
    [isTagged(rule), "tags", "none"],
    [isSized(rule), "sizes", "no size"],
  ] as const) {
    if (isChosen && rule.abortIncompleteMultipartUpload !== undefined)
      add(["abortIncompleteMultipartUpload"], `lifecycle-${chooser}`, `cannot be combined with ${chooser}: an open upload has ${none}`);
    if (isChosen && marker)
      add(
        ["expiration", "expiredObjectDeleteMarker"],
        `lifecycle-${chooser}`,
        `cannot be combined with ${chooser}: a delete marker has ${none}`,
      );
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
        const message = `rule ${nameOf(inner)} overlaps with rule ${nameOf(outer)}: the service accepts only one ${action} for a key`;
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
