/** Diff: the state as last read back against the desired inputs, by meaning (law 4), down to the path that differs. */
import type { FieldMeta, ResourceDefinition } from "../define";
import { type Due, fieldsOf, sameMeaning } from "../define";
import { deepEqual } from "../rules/semantic";
import { Asset } from "../rules/asset";
import { hasUnknown, pathText, pick, type Properties, UNKNOWN } from "./values";

export type ChangeKind = "add" | "delete" | "update";

export interface Change {
  readonly field: string;
  /** Property path of the difference: `dataLocation.locations[1]`. */
  readonly path: string;
  readonly kind: ChangeKind;
  readonly replaces: boolean;
}

export interface Diff {
  readonly changes: readonly Change[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly stables: readonly string[];
  /** Why there are changes that the program did not make. */
  readonly reasons: readonly string[];
}

/** Compares meaning: the field's own `same`, else deep equality. */
export function sameValue(meta: FieldMeta, a: unknown, b: unknown): boolean {
  if (a === UNKNOWN || b === UNKNOWN) return false;
  return sameMeaning(meta, a, b);
}

export interface DiffOptions {
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
  const { ignored = [], stateIsInputs = false, now } = options;
  const changes: Change[] = [];
  for (const { name, meta } of fieldsOf(definition.inputs)) {
    // A setting of the provider that a state does not have (imported, or older than the setting) is at its default.
    const otherwise = meta.absentMeans ?? (meta.local === true ? meta.default : undefined);
    const before = state[name] ?? otherwise;
    const after = news[name] ?? otherwise;
    if (sameValue(meta, before, after)) continue;
    const isFixed = meta.replaces === true && meta.absenceCounts !== true;
    const isUnmanaged = meta.createOnly === true || (after === undefined && (meta.whenRemoved === "forget" || isFixed));
    if (isUnmanaged && !stateIsInputs) continue;
    const replaces = meta.replaces === true && (!isFixed || (before !== undefined && after !== undefined));
    for (const { path, kind } of steps([name], before, after)) {
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
  };
}

const renewed = { kind: "update", replaces: false } as const;

/** What is due of an entity, judged by what is known of the desired inputs. */
function dueOf(definition: ResourceDefinition, state: Properties, news: Properties, now: Date | undefined): readonly Due[] {
  if (definition.due === undefined || now === undefined) return [];
  const inputs = pick(state, Object.keys(definition.inputs.shape));
  const outputs = pick(state, Object.keys(definition.outputs.shape));
  const known = Object.fromEntries(Object.entries(news).filter(([, value]) => !hasUnknown(value)));
  return definition.due({ inputs, outputs }, known, now);
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

function steps(path: readonly PropertyKey[], before: unknown, after: unknown): Step[] {
  if (before === undefined) return [{ path, kind: "add" }];
  if (after === undefined) return [{ path, kind: "delete" }];
  const keys = commonKeys(before, after);
  if (keys === undefined) return deepEqual(before, after) ? [] : [{ path, kind: "update" }];
  const inner = keys.flatMap((key) => {
    const a = (before as Record<PropertyKey, unknown>)[key];
    const b = (after as Record<PropertyKey, unknown>)[key];
    return deepEqual(a, b) ? [] : steps([...path, key], a, b);
  });
  return inner.length === 0 ? [{ path, kind: "update" }] : inner;
}

/** The keys of two objects or two arrays; undefined when they are not of one shape. An asset is one value. */
function commonKeys(a: unknown, b: unknown): PropertyKey[] | undefined {
  if (a instanceof Asset || b instanceof Asset) return undefined;
  if (Array.isArray(a) && Array.isArray(b)) return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => index);
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object" || Array.isArray(a) || Array.isArray(b)) return undefined;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
