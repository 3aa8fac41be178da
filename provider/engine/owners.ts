/**
 * Which resource of a program has which entity, or which part of one. Two that have the same would take turns in overwriting it, so the second
 * one is refused as soon as the names of both are known; where they never are in one check, law 2 refuses it at creation.
 */
import type { Backend } from "../backends/types";
import { canonicalOf, type FieldEntry, fieldsOf, type ResourceDefinition } from "../define";
import { hasField } from "./availability";
import { type Failure, toFailures } from "./check";
import { hasUnknown, type Properties } from "./values";

/** A resource of the program. */
export interface Owner {
  /** Tells it from others of its noun: its URN, or its name where the engine tells no more. */
  readonly id: string;
  readonly name: string;
}

/** What one resource has of one entity. */
interface Claim {
  readonly owner: Owner & { readonly noun: string };
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
}

interface Item {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
}

/** What is deleted by name only, since other resources say it now. */
export interface HandedOver {
  /** Who they are: `versioning of Bucket "data"`. */
  readonly heirs: string;
  /** The state without it; undefined when nothing is left to delete. */
  readonly rest: Properties | undefined;
}

export class Owners {
  readonly #byEntity = new Map<string, readonly Claim[]>();
  readonly #byOwner = new Map<string, readonly Claim[]>();

  constructor(private readonly definitions: ReadonlyMap<string, ResourceDefinition>) {}

  /** What the resource has, by its inputs, from now on; instead of what it had. @returns one failure for each other resource that has it already */
  claim(definition: ResourceDefinition, inputs: Properties, owner: Owner, backend: Backend): readonly Failure[] {
    this.#release(keyOf(definition.noun, owner));
    const failures: Failure[] = [];
    const opponents = new Set<string>();
    const held: Claim[] = [];
    for (const mine of this.#claimsOf(definition, inputs, owner, backend)) {
      const others = (this.#byEntity.get(mine.entity) ?? []).filter((other) => meets(mine, other));
      for (const other of others) {
        const opponent = keyOf(other.owner.noun, other.owner);
        if (!opponents.has(opponent)) failures.push(...refusal(mine, other, backend));
        opponents.add(opponent);
      }
      if (others.length === 0) held.push(mine);
    }
    this.#byOwner.set(keyOf(definition.noun, owner), held);
    for (const each of held) this.#byEntity.set(each.entity, [...(this.#byEntity.get(each.entity) ?? []), each]);
    return failures;
  }

  /**
   * Of a deletion: what resources of other nouns say now of what this one has said. They were updated before, which the deletion would undo.
   * @returns undefined when there is none
   */
  handedOver(definition: ResourceDefinition, state: Properties): HandedOver | undefined {
    const parts = fieldsOf(definition.inputs).map(({ meta: { claims } }) =>
      claims?.perItem === true ? this.definitions.get(claims.noun) : undefined,
    );
    const others = [definition, ...parts]
      .flatMap((each) => (each === undefined ? [] : (entityOf(each, state)?.entity ?? [])))
      .flatMap((entity) => this.#byEntity.get(entity) ?? [])
      .filter(({ owner }) => owner.noun !== definition.noun);
    if (others.length === 0) return undefined;
    const heirs = others.map(mention).join(", ");
    if (others.some(({ items }) => items === undefined)) return { heirs, rest: undefined };
    return { heirs, rest: others.reduce(without, state) };
  }

  #release(key: string): void {
    for (const each of this.#byOwner.get(key) ?? [])
      this.#byEntity.set(
        each.entity,
        (this.#byEntity.get(each.entity) ?? []).filter((other) => other !== each),
      );
    this.#byOwner.delete(key);
  }

  #claimsOf(definition: ResourceDefinition, inputs: Properties, owner: Owner, backend: Backend): readonly Claim[] {
    const { noun } = definition;
    if (!backend.resources.has(noun)) return [];
    const base = { owner: { ...owner, noun } };
    const own = entityOf(definition, inputs);
    const claims: Claim[] = own === undefined ? [] : [{ ...base, noun, ...own }];
    for (const field of fieldsOf(definition.inputs)) {
      const { name, meta } = field;
      const other = meta.claims === undefined ? undefined : this.definitions.get(meta.claims.noun);
      if (other === undefined || !backend.resources.has(other.noun) || !hasField(backend, noun, name)) continue;
      const value = inputs[name];
      const named = entityOf(other, inputs);
      // An unknown value may turn out to be none.
      if (named === undefined || value === undefined || (meta.claims?.perItem !== true && hasUnknown(value))) continue;
      const items = meta.claims?.perItem === true ? { items: itemsOf(field, value) } : {};
      claims.push({ ...base, noun: other.noun, ...named, property: name, field, ...items });
    }
    return claims;
  }
}

/** The entity of this noun that the inputs name; undefined when they do not, or not yet. */
function entityOf({ noun, identity, inputs: fields, single = false }: ResourceDefinition, inputs: Properties) {
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
function without(state: Properties, { field, items }: Claim): Properties {
  const list = field === undefined ? undefined : state[field.name];
  if (field === undefined || !Array.isArray(list)) return state;
  return { ...state, [field.name]: list.filter((item: unknown) => items?.has(itemKey(field, item)) !== true) };
}

function keyOf(noun: string, { id }: Owner): string {
  return JSON.stringify([noun, id]);
}

/** The whole of an entity leaves nothing to others; parts meet in the items that both have. */
function meets(a: Claim, b: Claim): boolean {
  return a.items === undefined || b.items === undefined || common(a, b).length > 0;
}

function common(mine: Claim, other: Claim): readonly Item[] {
  return [...(mine.items ?? [])].flatMap(([key, item]) => (other.items?.has(key) === true ? [item] : []));
}

function refusal(mine: Claim, other: Claim, backend: Backend): readonly Failure[] {
  const { noun, words, property } = mine;
  if (mine.field === undefined && other.field === undefined) {
    const which = words === "" ? "of the account" : `with ${words}`;
    const reason = `${noun} ${which} is in this program already, as ${other.owner.id}; two resources of one thing would overwrite each other: keep one`;
    return [{ property, reason }];
  }
  const both = `${mention(mine)} and ${mention(other)}${other.owner.id === other.owner.name ? "" : ` (${other.owner.id})`} both`;
  const shared = common(mine, other);
  const message =
    shared.length > 0
      ? `${both} have ${shared.map(({ value }) => JSON.stringify(value)).join(", ")} of ${words}, and either would take away what the other needs: leave it to one of them`
      : `${both} write the ${noun} of ${words} and would overwrite each other: ${remedy(mine)}, or ${remedy(other)}`;
  return toFailures([{ path: shared[0]?.path ?? [property], message }], backend.id);
}

/** `acl of Bucket "site"`, `BucketAcl "drop"`. */
function mention({ owner, field }: Claim): string {
  return `${field === undefined ? "" : `${field.name} of `}${owner.noun} "${owner.name}"`;
}

function remedy({ owner: { noun, name }, field }: Claim): string {
  const isOptional = field?.schema.safeParse(undefined).success === true;
  return isOptional ? `leave ${field.name} out of ${noun} "${name}"` : `remove ${noun} "${name}"`;
}
