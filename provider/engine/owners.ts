/**
 * Which resource of a program has which entity. Two resources with one entity would take turns in overwriting it, so the second one is
 * refused as soon as both names are known; where they are not, law 2 refuses it at creation.
 */
import { canonicalOf, fieldsOf, type ResourceDefinition } from "../define";
import type { Failure } from "./check";
import { hasUnknown, type Properties } from "./values";

export class Owners {
  readonly #owners = new Map<string, string>();

  /** @param owner the resource in the program: its URN, or its name where the engine tells no more */
  claim(definition: ResourceDefinition, inputs: Properties, owner: string): Failure | undefined {
    const { noun, identity, single = false } = definition;
    const named = fieldsOf(definition.inputs).filter(({ name }) => identity.includes(name));
    if ((named.length === 0 && !single) || named.some(({ name }) => inputs[name] === undefined || hasUnknown(inputs[name])))
      return undefined;
    const key = JSON.stringify([noun, ...named.map(({ name, meta, schema }) => canonical(inputs[name], meta, schema))]);
    const first = this.#owners.get(key) ?? owner;
    this.#owners.set(key, first);
    if (first === owner) return undefined;
    const entity = named.map(({ name }) => `${name} ${JSON.stringify(inputs[name])}`).join(", ");
    return {
      property: named[0]?.name ?? "",
      reason: `${noun} ${single ? "of the account" : `with ${entity}`} is in this program already, as ${first}; two resources of one thing would overwrite each other: keep one`,
    };
  }
}

type Entry = ReturnType<typeof fieldsOf>[number];

/** A value of another shape than the field's is a problem of its own, and no rule may meet it. */
function canonical(value: unknown, meta: Entry["meta"], schema: Entry["schema"]): unknown {
  return schema.safeParse(value).success ? canonicalOf(meta, value) : value;
}
