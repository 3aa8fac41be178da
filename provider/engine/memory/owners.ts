/**
 * Which resource of a program has which entity, or which part of one. Two that have the same would take turns in overwriting it, so the second
 * one is refused as soon as the names of both are known; where they never are in one check, law 2 refuses it at creation.
 */
import type { Backend } from "../../backends/types";
import { fieldsOf, type ResourceDefinition } from "../../define";
import type { Failure } from "../steps/inputs";
import { type Claim, claimsOf, entityOf, type Holding, isEmptied, keyOf, meets, type Owner, standSideBySide, without } from "./claims";
import { mention, nameOf, refusal } from "./twins";
import type { Properties } from "../values";

/** What is deleted by name only, since other resources have it now. */
export interface HandedOver {
  /** Who they are: `versioning of Bucket "data"`. */
  readonly heirs: string;
  /** Their URNs, where the face is told these. */
  readonly heirIds: readonly string[];
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
  /** The URN of that resource, where the face is told one. */
  readonly successor?: string;
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
    for (const mine of claimsOf(this.definitions, definition, holding, backend, olds)) {
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
    return successor === undefined ? {} : { replacedBy: successor.inputs, successor: successor.owner.id };
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
    const heirIds = [...new Set(others.map(({ holding: { owner } }) => owner.id))];
    if (others.some(({ items }) => items === undefined)) return { heirs, heirIds, rest: undefined };
    const rest = others.reduce(without, state);
    return { heirs, heirIds, rest: isEmptied(definition, state, rest) ? undefined : rest };
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
}
