/** Diff: the state as last read back against the desired inputs, by meaning (law 4), down to the path that differs. */
import type { FieldEntry, FieldMeta, ResourceDefinition } from "../../define";
import { type Due, fieldsOf, sameMeaning } from "../../define";
import { hasShape, isWellFormed } from "./form";
import { deepEqual, isRecord } from "../../pure/semantic";
import { nameOf } from "../../rules/arrange";
import { Asset } from "../../rules/asset";
import { hasDrifted, isUnchanged, stayingDrift } from "./declared";
import { absentValue, isCompared, needsReplacement } from "./tracking";
import { hasUnknown, pathText, pick, type Properties, UNKNOWN, valueAt } from "../values";

export type ChangeKind = "add" | "delete" | "update";

export interface Change {
  readonly field: string;
  /** Property path of the difference: `dataLocation.locations[1]`. */
  readonly path: string;
  readonly kind: ChangeKind;
  readonly replaces: boolean;
  /** True: the difference is to the inputs that the program gave before; the service has the value already. */
  readonly ofInputs?: true;
}

export interface Diff {
  readonly changes: readonly Change[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly stables: readonly string[];
  /** Why there are changes that the program did not make. */
  readonly reasons: readonly string[];
  /** What differs from the program and stays as it is: a line for each. */
  readonly warnings: readonly string[];
}

/** Compares meaning: the field's own `same`, else deep equality. What holds an unknown, wherever it is, equals nothing. */
export function sameValue(meta: FieldMeta, a: unknown, b: unknown): boolean {
  return !hasUnknown(a) && !hasUnknown(b) && sameMeaning(meta, a, b);
}

/** As {@link sameValue}; a value of another shape than the field's (a state of another release) is compared as it stands. */
function isSame({ meta, schema }: FieldEntry, a: unknown, b: unknown): boolean {
  const isPlain = [a, b].some((value) => value !== undefined && !hasShape(schema, value));
  return isPlain ? !hasUnknown(a) && !hasUnknown(b) && deepEqual(a, b) : sameValue(meta, a, b);
}

export interface DiffOptions {
  /** Properties whose values are not said; default: those that are secret by definition. */
  readonly secrets?: ReadonlySet<string>;
  /** Which one it is, for messages. */
  readonly subject?: { readonly id?: string; readonly urn?: string };
  /** Property paths of `ignoreChanges`. */
  readonly ignored?: readonly string[];
  /**
   * True for a face that keeps no inputs beside the state: a field that is no longer managed must leave the state, so its removal is a change
   * (one that makes no call).
   */
  readonly stateIsInputs?: boolean;
  /** Absent: what time makes due is not asked for. */
  readonly now?: Date;
}

/**
 * @param state managed inputs as read back, plus computed outputs
 * @param news inputs as checked
 */
export function diff(definition: ResourceDefinition, state: Properties, news: Properties, options: DiffOptions = {}): Diff {
  const { ignored = [], stateIsInputs = false, now, subject = {}, secrets } = options;
  const changes: Change[] = [];
  const warnings: string[] = [];
  for (const field of fieldsOf(definition.inputs)) {
    const { name, meta } = field;
    const otherwise = absentValue(meta);
    const before = state[name] ?? otherwise;
    const after = news[name] ?? otherwise;
    if (isSame(field, before, after)) {
      // The program has taken over what it found: an update that makes no call forgets what it said before.
      if (hasDrifted(state, name) && !isIgnored(name, ignored)) changes.push({ field: name, path: name, ...renewed, ofInputs: true });
      continue;
    }
    if (isUnchanged(state, { name, meta }, news[name])) {
      const isSecret = meta.secret === true || secrets?.has(name) === true;
      const about = { noun: definition.noun, field: name, shown: before, said: after, isSecret };
      if (!isIgnored(name, ignored)) warnings.push(stayingDrift({ ...about, ...subject }));
      continue;
    }
    if (!isCompared(meta, after) && !stateIsInputs) continue;
    const replaces = needsReplacement(meta, before, after);
    // A map that means none is not shown where there is nothing.
    const [from, to] = isRecord(otherwise) ? [state[name], news[name]] : [before, after];
    for (const { path, kind } of places(field, from, to)) {
      if (!isIgnored(pathText(path), ignored)) changes.push({ field: name, path: pathText(path), kind, replaces });
    }
  }
  // What a replacement makes anew has no need of renewal.
  const due = changes.some((change) => change.replaces)
    ? []
    : dueOf(definition, state, news, now).filter(({ outputs: [shown = ""] }) => !isIgnored(shown, ignored));
  for (const { outputs } of due) changes.push(...outputs.slice(0, 1).map((name) => ({ field: name, path: name, ...renewed })));
  const replaced = new Set(changes.filter((change) => change.replaces).map((change) => change.field));
  const changed = new Set(changes.map((change) => change.field));
  const sameName = definition.identity.length > 0 && !definition.identity.some((name) => changed.has(name));
  return {
    changes,
    replaces: [...replaced],
    // Also of a replacement that only the engine asks for (`replaceOnChanges`).
    deleteBeforeReplace: changes.length > 0 && (definition.deleteBeforeReplace === "always" || sameName),
    stables:
      replaced.size > 0 ? [] : [...stableOutputs(definition, news, due), ...definition.identity.filter((name) => !changed.has(name))],
    reasons: due.map(({ why }) => why),
    warnings,
  };
}

const renewed = { kind: "update", replaces: false } as const;

/** What is due of an entity, judged by what is known of the desired inputs, and of their form. */
function dueOf(definition: ResourceDefinition, state: Properties, news: Properties, now: Date | undefined): readonly Due[] {
  if (definition.due === undefined || now === undefined) return [];
  const inputs = pick(state, Object.keys(definition.inputs.shape));
  const outputs = pick(state, Object.keys(definition.outputs.shape));
  const known = fieldsOf(definition.inputs).flatMap(({ name, schema }) =>
    news[name] !== undefined && isWellFormed(schema, news[name]) ? [[name, news[name]] as const] : [],
  );
  return definition.due({ inputs, outputs }, Object.fromEntries(known), now);
}

function stableOutputs({ stable = [], steady = [] }: ResourceDefinition, news: Properties, due: readonly Due[]): readonly string[] {
  if (steady.length > 0 && hasUnknown(news)) return stable;
  const changing = new Set(due.flatMap(({ outputs }) => outputs));
  return [...stable, ...steady.filter((name) => !changing.has(name))];
}

/** `ignored` may name the place itself, or anything that it lies in: `tags`, `dataLocation.locations`, `*`. */
function isIgnored(place: string, ignored: readonly string[]): boolean {
  return ignored.some((path) => path === "*" || place === path || place.startsWith(`${path}.`) || place.startsWith(`${path}[`));
}

interface Step {
  readonly path: readonly PropertyKey[];
  readonly kind: ChangeKind;
}

/** Where the values differ. If only what is unknown may be another, then where it is: the order of lists and spellings are no difference. */
function places(field: FieldEntry, before: unknown, after: unknown): readonly Step[] {
  const all = steps([field.name], before, after);
  if (!hasUnknown(after) || !isSame(field, before, filledFrom(before, after))) return all;
  const unknown = all.filter(({ path }) => valueAt(after, path.slice(1)) === UNKNOWN);
  return unknown.length === 0 ? all : unknown;
}

/** The value with what `before` has in the place of each unknown; what has nothing there is left out. */
function filledFrom(before: unknown, after: unknown): unknown {
  if (after === UNKNOWN) return before;
  const inner = (key: PropertyKey): unknown => valueAt(before, [key]);
  if (Array.isArray(after)) return after.map((item: unknown, index) => filledFrom(inner(index), item)).filter((item) => item !== undefined);
  if (after === null || typeof after !== "object" || after instanceof Asset) return after;
  return Object.fromEntries(Object.entries(after).map(([key, item]) => [key, filledFrom(inner(key), item)]));
}

function steps(path: readonly PropertyKey[], before: unknown, after: unknown): Step[] {
  if (before === undefined) return [{ path, kind: "add" }];
  if (after === undefined) return [{ path, kind: "delete" }];
  if (Array.isArray(before) && Array.isArray(after)) {
    const moved = moves(path, before, after);
    if (moved.length > 0) return moved;
  }
  const keys = commonKeys(before, after);
  if (keys === undefined) return deepEqual(before, after) ? [] : [{ path, kind: "update" }];
  const inner = keys.flatMap((key) => {
    const a = (before as Record<PropertyKey, unknown>)[key];
    const b = (after as Record<PropertyKey, unknown>)[key];
    return deepEqual(a, b) ? [] : steps([...path, key], a, b);
  });
  return inner.length === 0 ? [{ path, kind: "update" }] : inner;
}

/**
 * Where two lists of other lengths differ: what was taken out or put in, in the middle too, and the inside of what is in both and stays in its place.
 * Empty where that says no more than the places one by one.
 */
function moves(path: readonly PropertyKey[], before: readonly unknown[], after: readonly unknown[]): Step[] {
  if (before.length === after.length || hasUnknown(after)) return [];
  const isPair = (a: unknown, b: unknown): boolean => (nameOf(a) === undefined ? deepEqual(a, b) : nameOf(a) === nameOf(b));
  const found: Step[] = [];
  const gone = new Set(before.keys());
  after.forEach((item, index) => {
    const partner = before.findIndex((other, at) => gone.has(at) && isPair(other, item));
    if (partner >= 0) gone.delete(partner);
    if (partner < 0) found.push({ path: [...path, index], kind: "add" });
    else if (!deepEqual(before[partner], item))
      found.push(
        ...(partner === index ? steps([...path, index], before[partner], item) : [{ path: [...path, index], kind: "update" as const }]),
      );
  });
  for (const index of gone) {
    const at = found.findIndex(({ path: other }) => other.length === path.length + 1 && other.at(-1) === index);
    if (at >= 0) found[at] = { path: [...path, index], kind: "update" };
    else found.push({ path: [...path, index], kind: "delete" });
  }
  return found;
}

/** The keys of two objects or two arrays; undefined when they are not of one shape. An asset is one value. */
function commonKeys(a: unknown, b: unknown): PropertyKey[] | undefined {
  if (a instanceof Asset || b instanceof Asset) return undefined;
  if (Array.isArray(a) && Array.isArray(b)) return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => index);
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object" || Array.isArray(a) || Array.isArray(b)) return undefined;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
