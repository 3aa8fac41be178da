/** What a resource of a program has by its inputs: an entity, or parts of one; and where two of these meet. */
import type { Backend } from "../../backends/types";
import { canonicalOf, type FieldEntry, fieldsOf, type ResourceDefinition } from "../../define";
import { hasField, isAvailable } from "../steps/availability";
import { deepEqual } from "../../pure/semantic";
import { hasUnknown, type Properties } from "../values";

type Definitions = ReadonlyMap<string, ResourceDefinition>;

/** A resource of the program. */
export interface Owner {
  /** Tells it from others of its noun: its URN, or its name where the engine tells no more. */
  readonly id: string;
  readonly name: string;
  /** True: the program gives it no name, so that it keeps the one that it has. */
  readonly keepsName?: boolean;
}

/**
 * How far a resource of this run has come: `announced` (checked as a new one, or as one that is to be replaced), `kept` (it had the entity before the
 * run), `made` (created, taken over or updated in this run), `failed`.
 */
type Standing = "announced" | "kept" | "made" | "failed";

/** A resource of the program, as its last check has left it. */
export interface Holding {
  readonly owner: Owner & { readonly noun: string };
  readonly inputs: Properties;
  /** The entities that it had when a check of this run began. */
  readonly had: ReadonlySet<string>;
  standing: Standing;
}

/** What one resource has of one entity. */
export interface Claim {
  readonly holding: Holding;
  /** Whose entity it is, and which one. */
  readonly noun: string;
  readonly entity: string;
  /** The fields that name it: `bucket "b-one"`; empty for what an account has once. */
  readonly words: string;
  /** Where a person finds it in the inputs. */
  readonly property: string;
  /** Absent: the resource is the entity. */
  readonly field?: FieldEntry;
  /** Canonical form of each known item to its path. Absent: all of the entity. */
  readonly items?: ReadonlyMap<string, Item>;
  /** The resource said the same of it when it was last checked, or was imported with it. */
  readonly isKept: boolean;
}

export interface Item {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
}

/** What a resource has by its inputs: its own entity, and parts of others' entities. @param definitions by noun */
export function claimsOf(
  definitions: Definitions,
  definition: ResourceDefinition,
  holding: Holding,
  backend: Backend,
  olds: Properties | undefined,
): readonly Claim[] {
  const { noun } = definition;
  const { inputs } = holding;
  if (!isAvailable(definition, backend)) return [];
  const base = { holding };
  const own = entityOf(definition, inputs);
  const isKept = (fields: readonly FieldEntry[]): boolean =>
    olds !== undefined && fields.every((field) => deepEqual(canonical(field, olds[field.name]), canonical(field, inputs[field.name])));
  const shown = fieldsOf(definition.inputs).filter(({ meta }) => meta.local !== true);
  const claims: Claim[] = own === undefined ? [] : [{ ...base, noun, ...own, isKept: isKept(shown) }];
  for (const field of fieldsOf(definition.inputs)) {
    const { name, meta } = field;
    const other = meta.claims === undefined ? undefined : definitions.get(meta.claims.noun);
    if (other === undefined || !isAvailable(other, backend) || !hasField(backend, noun, name)) continue;
    const value = inputs[name];
    const named = entityOf(other, inputs);
    // An unknown value may turn out to be none.
    if (named === undefined || value === undefined || (meta.claims?.perItem !== true && hasUnknown(value))) continue;
    const items = meta.claims?.perItem === true ? { items: itemsOf(field, value) } : {};
    const said = fieldsOf(definition.inputs).filter((each) => each === field || other.identity.includes(each.name));
    claims.push({ ...base, noun: other.noun, ...named, property: name, field, ...items, isKept: isKept(said) });
  }
  return claims;
}

/** A text for the entity of this noun that the properties name; undefined when they do not, or not yet. Equal texts name one entity. */
export function entityText(definition: ResourceDefinition, properties: Properties): string | undefined {
  return entityOf(definition, properties)?.entity;
}

/** The entity of this noun that the inputs name; undefined when they do not, or not yet. */
export function entityOf({ noun, identity, inputs: fields, single = false }: ResourceDefinition, inputs: Properties) {
  const named = fieldsOf(fields).filter(({ name }) => identity.includes(name));
  if ((named.length === 0 && !single) || named.some(({ name }) => inputs[name] === undefined || hasUnknown(inputs[name]))) return undefined;
  return {
    entity: JSON.stringify([noun, ...named.map((field) => canonical(field, inputs[field.name]))]),
    words: named.map(({ name }) => `${name} ${JSON.stringify(inputs[name])}`).join(", "),
    property: named[0]?.name ?? "",
  };
}

/** A value of another shape than the field's is a problem of its own, and no rule may meet it. */
function canonical({ meta, schema }: FieldEntry, value: unknown): unknown {
  return schema.safeParse(value).success ? canonicalOf(meta, value) : value;
}

function itemsOf(field: FieldEntry, list: unknown): ReadonlyMap<string, Item> {
  const known = Array.isArray(list) ? list.map((value: unknown, index) => ({ value, path: [field.name, index] })) : [];
  return new Map(known.filter(({ value }) => !hasUnknown(value)).map((item) => [itemKey(field, item.value), item] as const));
}

function itemKey(field: FieldEntry, item: unknown): string {
  return JSON.stringify(canonical(field, [item]));
}

/** The state without the items of a claim; both nouns have them in a list of the same name. */
export function without(state: Properties, { field, items }: Claim): Properties {
  const list = field === undefined ? undefined : state[field.name];
  if (field === undefined || !Array.isArray(list)) return state;
  return { ...state, [field.name]: list.filter((item: unknown) => items?.has(itemKey(field, item)) !== true) };
}

/** True when nothing is left of a list that had something. */
export function isEmptied(definition: ResourceDefinition, before: Properties, after: Properties): boolean {
  return fieldsOf(definition.inputs).some(({ name, meta }) => {
    const [had, has] = [before[name], after[name]];
    return meta.claims?.perItem === true && Array.isArray(had) && had.length > 0 && Array.isArray(has) && has.length === 0;
  });
}

export function keyOf(noun: string, { id }: Pick<Owner, "id">): string {
  return JSON.stringify([noun, id]);
}

/** The whole of an entity leaves nothing to others; parts meet in the items that both have. */
export function meets(a: Claim, b: Claim): boolean {
  return a.items === undefined || b.items === undefined || common(a, b).length > 0;
}

/**
 * A field and the resource of its own that both were there before, and say what they said: as a bucket, its ACL and its versions, which were imported
 * together. Neither has anything to overwrite; whichever changes is refused.
 */
export function standSideBySide(a: Claim, b: Claim): boolean {
  return a.isKept && b.isKept && (a.field !== undefined || b.field !== undefined);
}

export function common(mine: Claim, other: Claim): readonly Item[] {
  return [...(mine.items ?? [])].flatMap(([key, item]) => (other.items?.has(key) === true ? [item] : []));
}
