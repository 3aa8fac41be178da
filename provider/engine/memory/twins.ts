/** The words for two resources of a program that have the same: who they are, and which one is to leave it to the other. */
import type { Backend } from "../../backends/types";
import type { ResourceDefinition } from "../../define";
import { type Failure, toFailures } from "../steps/inputs";
import { type Claim, common, entityOf, type Holding, type Owner } from "./claims";
import type { Properties } from "../values";

export function refusal(mine: Claim, other: Claim, backend: Backend): readonly Failure[] {
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
export function mention({ holding, field }: Claim): string {
  return `${field === undefined ? "" : `${field.name} of `}${nameOf(holding)}`;
}

export function nameOf({ owner: { noun, name } }: Holding): string {
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
