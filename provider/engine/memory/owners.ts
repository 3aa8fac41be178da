/**
 * Which resource of a program has which entity, or which part of one. Two that have the same would take turns in overwriting it, so the second
 * one is refused as soon as the names of both are known; where they never are in one check, law 2 refuses it at creation.
 */
import type { Backend } from "../../backends/types";
import { canonicalOf, type FieldEntry, fieldsOf, type ResourceDefinition } from "../../define";
import { hasField, isAvailable } from "../steps/availability";
import { type Failure, toFailures } from "../steps/check";
import { deepEqual } from "../../pure/semantic";
import { hasUnknown, type Properties } from "../values";

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
interface Holding {
  readonly owner: Owner & { readonly noun: string };
  readonly inputs: Properties;
  /** The entities that it had when a check of this run began. */
  readonly had: ReadonlySet<string>;
  standing: Standing;
}

/** What one resource has of one entity. */
interface Claim {
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

interface Item {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
}

/** What is deleted by name only, since other resources have it now. */
export interface HandedOver {
  /** Who they are: `versioning of Bucket "data"`. */
  readonly heirs: string;
  /** The state without it; undefined when nothing is left to delete. */
  readonly rest: Properties | undefined;
}

/** Of a deletion. */
export interface Relations {
  readonly handedOver?: HandedOver;
  /** A resource that is to have the same entity, and could not be made: `Bucket "b2"`. */
  readonly failedHeir?: string;
  /** The deletion makes room for a resource with these inputs. */
  readonly replacedBy?: Properties;
}

export class Owners {
  readonly #byEntity = new Map<string, readonly Claim[]>();
  readonly #byOwner = new Map<string, { readonly holding: Holding; readonly claims: readonly Claim[] }>();

  constructor(private readonly definitions: ReadonlyMap<string, ResourceDefinition>) {}

  /**
   * What the resource has, by its inputs, from now on; instead of what it had.
   * @param olds its inputs before; undefined for a new resource, or one that is being replaced
   * @returns one failure for each other resource that has it already
   */
  claim(definition: ResourceDefinition, inputs: Properties, owner: Owner, backend: Backend, olds?: Properties): readonly Failure[] {
    const { noun } = definition;
    const key = keyOf(noun, owner);
    const before = olds === undefined ? undefined : entityOf(definition, olds)?.entity;
    const had = new Set([...(this.#byOwner.get(key)?.holding.had ?? []), ...(before === undefined ? [] : [before])]);
    const isKept = before !== undefined && before === entityOf(definition, inputs)?.entity;
    const holding: Holding = { owner: { ...owner, noun }, inputs, had, standing: isKept ? "kept" : "announced" };
    this.#release(key);
    const failures: Failure[] = [];
    const opponents = new Set<string>();
    const claims: Claim[] = [];
    for (const mine of this.#claimsOf(definition, holding, backend, olds)) {
      const others = (this.#byEntity.get(mine.entity) ?? []).filter((other) => meets(mine, other) && !standSideBySide(mine, other));
      for (const other of others) {
        const opponent = keyOf(other.holding.owner.noun, other.holding.owner);
        if (!opponents.has(opponent)) failures.push(...refusal(mine, other, backend));
        opponents.add(opponent);
      }
      if (others.length === 0) claims.push(mine);
    }
    this.#byOwner.set(key, { holding, claims });
    for (const each of claims) this.#byEntity.set(each.entity, [...(this.#byEntity.get(each.entity) ?? []), each]);
    return failures;
  }

  /** True when this run has met the resource as one that the engine has already. */
  isReplaced({ noun }: ResourceDefinition, urn: string): boolean {
    return (this.#byOwner.get(keyOf(noun, { id: urn }))?.holding.had.size ?? 0) > 0;
  }

  /** URN of a resource that has been checked in this run, if any; what has none counts by its name. */
  anyId(): string | undefined {
    for (const { holding } of this.#byOwner.values()) return holding.owner.id;
    return undefined;
  }

  /** A creation or an update of this run has ended. */
  settle(definition: ResourceDefinition, inputs: Properties, outcome: "made" | "failed"): void {
    for (const { holding } of this.#whole(definition, inputs)) holding.standing = outcome;
  }

  /** A resource of the program, other than this one, that had the entity before the run: `Bucket "b1"`. */
  formerOwner(definition: ResourceDefinition, inputs: Properties, urn: string | undefined): string | undefined {
    const entity = entityOf(definition, inputs)?.entity;
    if (entity === undefined) return undefined;
    const found = [...this.#byOwner.values()].find(
      ({ holding }) => holding.owner.noun === definition.noun && holding.owner.id !== urn && holding.had.has(entity),
    );
    return found === undefined ? undefined : nameOf(found.holding);
  }

  /**
   * Of a deletion: what other resources have now of what this one had. They were created or updated before, which the deletion would undo. The old one
   * of a replacement is in the same place: the resource that replaces it has the entity.
   */
  relations(definition: ResourceDefinition, state: Properties): Relations {
    const same = this.#whole(definition, state);
    const failed = same.find(({ holding }) => holding.standing === "failed");
    if (failed !== undefined) return { failedHeir: nameOf(failed.holding) };
    const handedOver = this.#handedOver(definition, state);
    if (handedOver !== undefined) return { handedOver };
    const successor = same.find(({ holding }) => holding.standing === "announced")?.holding ?? this.#moved(definition, state);
    return successor === undefined ? {} : { replacedBy: successor.inputs };
  }

  #handedOver(definition: ResourceDefinition, state: Properties): HandedOver | undefined {
    const parts = fieldsOf(definition.inputs).map(({ meta: { claims } }) =>
      claims?.perItem === true ? this.definitions.get(claims.noun) : undefined,
    );
    const others = [definition, ...parts]
      .flatMap((each) => (each === undefined ? [] : (entityOf(each, state)?.entity ?? [])))
      .flatMap((entity) => this.#byEntity.get(entity) ?? [])
      .filter(({ holding: { owner, standing } }) => owner.noun !== definition.noun || standing === "kept" || standing === "made");
    if (others.length === 0) return undefined;
    const heirs = [...new Set(others.map(mention))].join(", ");
    if (others.some(({ items }) => items === undefined)) return { heirs, rest: undefined };
    const rest = others.reduce(without, state);
    return { heirs, rest: isEmptied(definition, state, rest) ? undefined : rest };
  }

  /** Who is the entity that the inputs name, and not only a part of it. */
  #whole(definition: ResourceDefinition, inputs: Properties): readonly Claim[] {
    const entity = entityOf(definition, inputs)?.entity;
    const claims = entity === undefined ? [] : (this.#byEntity.get(entity) ?? []);
    return claims.filter(({ field, holding }) => field === undefined && holding.owner.noun === definition.noun);
  }

  /** The resource that had the entity and is to have another one: the deletion is one half of its replacement. */
  #moved(definition: ResourceDefinition, state: Properties): Holding | undefined {
    const entity = entityOf(definition, state)?.entity;
    if (entity === undefined) return undefined;
    return [...this.#byOwner.values()]
      .map(({ holding }) => holding)
      .find(
        ({ owner, had, inputs }) => owner.noun === definition.noun && had.has(entity) && entityOf(definition, inputs)?.entity !== entity,
      );
  }

  #release(key: string): void {
    for (const each of this.#byOwner.get(key)?.claims ?? [])
      this.#byEntity.set(
        each.entity,
        (this.#byEntity.get(each.entity) ?? []).filter((other) => other !== each),
      );
    this.#byOwner.delete(key);
  }

  #claimsOf(definition: ResourceDefinition, holding: Holding, backend: Backend, olds: Properties | undefined): readonly Claim[] {
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
      const other = meta.claims === undefined ? undefined : this.definitions.get(meta.claims.noun);
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
}

/** A text for the entity of this noun that the properties name; undefined when they do not, or not yet. Equal texts name one entity. */
export function entityText(definition: ResourceDefinition, properties: Properties): string | undefined {
  return entityOf(definition, properties)?.entity;
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

/** True when nothing is left of a list that had something. */
function isEmptied(definition: ResourceDefinition, before: Properties, after: Properties): boolean {
  return fieldsOf(definition.inputs).some(({ name, meta }) => {
    const [had, has] = [before[name], after[name]];
    return meta.claims?.perItem === true && Array.isArray(had) && had.length > 0 && Array.isArray(has) && has.length === 0;
  });
}

function keyOf(noun: string, { id }: Pick<Owner, "id">): string {
  return JSON.stringify([noun, id]);
}

/** The whole of an entity leaves nothing to others; parts meet in the items that both have. */
function meets(a: Claim, b: Claim): boolean {
  return a.items === undefined || b.items === undefined || common(a, b).length > 0;
}

/**
 * A field and the resource of its own that both were there before, and say what they said: as a bucket, its ACL and its versions, which were imported
 * together. Neither has anything to overwrite; whichever changes is refused.
 */
function standSideBySide(a: Claim, b: Claim): boolean {
  return a.isKept && b.isKept && (a.field !== undefined || b.field !== undefined);
}

function common(mine: Claim, other: Claim): readonly Item[] {
  return [...(mine.items ?? [])].flatMap(([key, item]) => (other.items?.has(key) === true ? [item] : []));
}

function refusal(mine: Claim, other: Claim, backend: Backend): readonly Failure[] {
  const { noun, words, property } = mine;
  const { owner } = other.holding;
  if (mine.field === undefined && other.field === undefined) return twice(mine, mine.holding.owner, owner, backend);
  const both = `${mention(mine)} and ${mention(other)}${owner.id === owner.name ? "" : ` (${owner.id})`} both`;
  const shared = common(mine, other);
  const message =
    shared.length > 0
      ? `${both} have ${shared.map(({ value }) => JSON.stringify(value)).join(", ")} of ${words}, and either would take away what the other needs: leave it to one of them`
      : `${both} write the ${noun} of ${words} and would overwrite each other: ${remedy(mine)}, or ${remedy(other)}`;
  return toFailures([{ path: shared[0]?.path ?? [property], message }], backend.id);
}

interface Named {
  readonly noun: string;
  readonly words: string;
  readonly property: string;
}

function twice({ noun, words, property }: Named, mine: Owner, other: Owner, backend: Backend): readonly Failure[] {
  const which = words === "" ? "of the account" : `with ${words}`;
  const remedies = [mine, other]
    .filter(({ keepsName }) => keepsName === true)
    .map(({ name }) => `${noun} "${name}" gives no ${property} and keeps the one it has, so give it one of its own`);
  const remedy = remedies.length === 0 ? "keep one" : `keep one; or, ${remedies.join("; ")}`;
  const message = `${noun} ${which} is in this program already, as ${other.id}; two resources of one thing would overwrite each other: ${remedy}`;
  return toFailures([{ path: property === "" ? [] : [property], message }], backend.id);
}

/** The refusal of a resource whose entity the program declares as another one, of which only the URN is known. */
export function refusalOfTwin(
  definition: ResourceDefinition,
  inputs: Properties,
  mine: Owner,
  other: string,
  backend: Backend,
): readonly Failure[] {
  const named = entityOf(definition, inputs);
  return named === undefined ? [] : twice({ noun: definition.noun, ...named }, mine, { id: other, name: other }, backend);
}

/** `acl of Bucket "site"`, `BucketAcl "drop"`. */
function mention({ holding, field }: Claim): string {
  return `${field === undefined ? "" : `${field.name} of `}${nameOf(holding)}`;
}

function nameOf({ owner: { noun, name } }: Holding): string {
  return `${noun} "${name}"`;
}

function remedy({
  holding: {
    owner: { noun, name },
  },
  field,
}: Claim): string {
  const isOptional = field?.schema.safeParse(undefined).success === true;
  return isOptional ? `leave ${field.name} out of ${noun} "${name}"` : `remove ${noun} "${name}"`;
}
