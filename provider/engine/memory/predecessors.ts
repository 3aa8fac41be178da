/**
 * Who has made what stands in the way of a creation, as far as the program and the stored state of its stack tell: a resource that was renamed, the
 * old one of a replacement, a run that was cut off.
 */
import type { ResourceDefinition } from "../../define";
import { entityText } from "./claims";
import type { StackState, StateResource } from "./stack-state";
import type { Properties } from "../values";

export type Predecessor =
  /** The engine replaces the resource, and creates first what can only be there once. */
  | {
      readonly kind: "replaced";
      readonly old: StateResource;
      /** Resources of the stack that would be gone with the old one: `BucketPolicy "p1"`. */
      readonly holding: readonly string[];
    }
  /** The same resource, through another provider or for reasons that are not told: it stays what it is. */
  | { readonly kind: "same"; readonly old: StateResource }
  | { readonly kind: "renamed"; readonly old: StateResource }
  | { readonly kind: "moving"; readonly name: string }
  | { readonly kind: "cut-off"; readonly urn: string };

/** What is known of one resource of a type that this package made. */
const ourType = /^(?:oos:index:|pulumi-nodejs:dynamic\/oos:)(\w+)$/;

/** The noun of a type token of either face; undefined for others' types. */
export function nounOf(type: string): string | undefined {
  return ourType.exec(type)?.[1];
}

/** `BucketPolicy "p1"`. */
export function labelOf(urn: string): string {
  const parts = urn.split("::");
  return `${nounOf(parts[2]?.split("$").at(-1) ?? "") ?? "resource"} "${parts.slice(3).join("::")}"`;
}

/** The resources of a state that are the same entity, without the old ones of replacements: deleted already, or to be deleted. */
export function holdersOf(definition: ResourceDefinition, properties: Properties, state: StackState): readonly StateResource[] {
  const isIt = isEntity(definition, properties);
  return state.resources.filter((resource) => isLiving(resource) && isIt(resource));
}

/** Whether a state has the entity as this resource and as no other; the old half of its replacement is the same resource. */
export function isHeldByOne(definition: ResourceDefinition, properties: Properties, state: StackState, own: string): boolean {
  const isIt = isEntity(definition, properties);
  const holders = state.resources.filter((resource) => isThere(resource) && isIt(resource));
  return holders.length > 0 && holders.every(({ urn }) => urn === own);
}

/** The entities that a state has as more than one resource, those included that are to be deleted: texts of `entityText`. */
export function entitiesHeldTwice(definitions: ReadonlyMap<string, ResourceDefinition>, state: StackState): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const resource of state.resources) {
    const definition = definitions.get(nounOf(resource.type) ?? "");
    const entity =
      definition === undefined || !isThere(resource) ? undefined : entityText(definition, { ...resource.inputs, ...resource.outputs });
    if (entity !== undefined) (once.has(entity) ? twice : once).add(entity);
  }
  return twice;
}

/** False for what was deleted already, while its replacement is still to be made. */
function isThere({ id, pendingReplacement }: StateResource): boolean {
  return id !== undefined && pendingReplacement !== true;
}

/** False also for the old one of a replacement, whose deletion is still to come. */
function isLiving(resource: StateResource): boolean {
  return isThere(resource) && !resource.delete;
}

/**
 * While one resource of an entity is being deleted: the one that goes on having it, `BucketPolicy "p2"`.
 * @param own URN of the one that is being deleted, when it is the last one known to have taken the entity over
 */
export function heirOf(
  definition: ResourceDefinition,
  properties: Properties,
  state: StackState,
  own: string | undefined,
): string | undefined {
  const isIt = isEntity(definition, properties);
  const going = state.pending.filter(({ type, resource }) => type === "deleting" && isIt(resource)).map(({ resource }) => resource);
  // Without a record of this deletion (PULUMI_SKIP_CHECKPOINTS) only the old one of a replacement is told from the resource itself.
  if (going.length === 0 && own !== undefined && !state.resources.some((each) => each.delete && each.urn === own)) return undefined;
  const leaving = new Set(going.filter((resource) => !resource.delete).map(({ urn }) => urn));
  const [heir] = holdersOf(definition, properties, state).filter(({ urn }) => !leaving.has(urn));
  return heir === undefined ? undefined : labelOf(heir.urn);
}

/** True for the resources of a state that are this entity, whatever has become of them. */
export function isEntity(definition: ResourceDefinition, properties: Properties): (resource: StateResource) => boolean {
  const entity = entityText(definition, properties);
  return ({ type, inputs, outputs }) =>
    entity !== undefined && nounOf(type) === definition.noun && entityText(definition, { ...inputs, ...outputs }) === entity;
}

export interface Seeker {
  readonly definition: ResourceDefinition;
  readonly inputs: Properties;
  /** Of the resource that is being created. */
  readonly urn: string | undefined;
  /** As of now, while the creation is under way. */
  readonly state: StackState | undefined;
  /** A resource of the program that had the entity before the run. */
  readonly formerOwner: string | undefined;
}

export function predecessorOf({ definition, inputs, urn, state, formerOwner }: Seeker): Predecessor | undefined {
  const holders = state === undefined ? [] : holdersOf(definition, inputs, state);
  const own = holders.find((holder) => holder.urn === urn);
  const creating = (state?.pending ?? []).filter(({ type }) => type === "creating").map(({ resource }) => resource);
  if (own !== undefined) {
    // That the engine has written down this very creation proves that the state is the one of this run.
    const now = creating.find((resource) => resource.urn === urn);
    return now !== undefined && now.provider === own.provider
      ? { kind: "replaced", old: own, holding: heldBy(definition, own, state) }
      : { kind: "same", old: own };
  }
  if (formerOwner !== undefined) return { kind: "moving", name: formerOwner };
  const [twin] = holders;
  if (twin !== undefined) return { kind: "renamed", old: twin };
  const isIt = isEntity(definition, inputs);
  // One of them is the creation that is under way now.
  const others = creating
    .filter(isIt)
    .filter((resource, index, all) => resource.urn !== urn || all.findIndex((each) => each.urn === urn) !== index);
  const [cut] = others;
  return cut === undefined ? undefined : { kind: "cut-off", urn: cut.urn };
}

/** The living resources of the state that are a part of this one: `BucketPolicy "p1"`. */
function heldBy(definition: ResourceDefinition, holder: Holder, state: StackState | undefined): readonly string[] {
  return partsOf(definition, holder, state).map(({ urn }) => labelOf(urn));
}

/**
 * Those of them that the engine does not create again when it deletes the holder for a replacement: they do not name it by its output, nor by the
 * output of one that does.
 */
export function leftOut(definition: ResourceDefinition, holder: Holder, state: StackState | undefined): readonly string[] {
  const [name = ""] = definition.identity;
  const again = new Set([holder.urn]);
  let left = partsOf(definition, holder, state);
  for (;;) {
    const following = left.filter(({ madeOf }) => madeOf?.[name]?.some((urn) => again.has(urn)));
    if (following.length === 0) return left.map(({ urn }) => labelOf(urn));
    for (const { urn } of following) again.add(urn);
    left = left.filter(({ urn }) => !again.has(urn));
  }
}

type Holder = Pick<StateResource, "urn" | "inputs">;

/** A part names its holder; one that names another by its output (a bucket of that name on another service) is a part of that one. */
function partsOf(
  { noun, identity: [name = ""], holdsOthers }: ResourceDefinition,
  holder: Holder,
  state: StackState | undefined,
): readonly StateResource[] {
  if (holdsOthers !== true || state === undefined) return [];
  const others = new Set(state.resources.filter(({ type, urn }) => nounOf(type) === noun && urn !== holder.urn).map(({ urn }) => urn));
  return state.resources
    .filter((each) => isLiving(each) && ![undefined, noun].includes(nounOf(each.type)))
    .filter(({ inputs, madeOf }) => inputs[name] === holder.inputs[name] && madeOf?.[name]?.some((urn) => others.has(urn)) !== true);
}

/** The words of a refusal that knows who it is about. */
export function inWords(predecessor: Predecessor, noun: string): { readonly who: string; readonly next: string } | undefined {
  switch (predecessor.kind) {
    case "renamed": {
      const { urn } = predecessor.old;
      return {
        who: `this stack has it as ${labelOf(urn)}`,
        next: `if that was renamed or has another parent now, say so in the options of the new one: aliases: ["${urn}"]. With \`adopt: true\` the new one takes it over, and the deletion of the old one leaves it as it is`,
      };
    }
    case "moving":
      return {
        who: `${predecessor.name} of this program had it before this run`,
        next: `let ${predecessor.name} move away in a run of its own, or take it over with \`adopt: true\``,
      };
    case "cut-off":
      return {
        who: `an earlier run of this stack was cut off while it made ${labelOf(predecessor.urn)}, which may be it`,
        next: `look at it, then take it over with \`adopt: true\` for one run, or import it (with the plugin: pulumi import oos:index:${noun}), and clear the pending operation with \`pulumi refresh --clear-pending-creates\``,
      };
    case "replaced":
    case "same":
      return undefined;
  }
}
