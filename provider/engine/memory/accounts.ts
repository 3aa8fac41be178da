/**
 * In which account a resource is, by the state: its own ARN says it, or the ARN of another resource of the stack that is in the same one. Buckets, and
 * what is in them, have one name over all accounts, and the service refuses those of others.
 */
import type { Context, ResourceDefinition } from "../../define";
import { canonicalOf, fieldsOf, referenceOf } from "../../define";
import { accountIn } from "../../rules/arn";
import { computed, managed } from "../steps/state-parts";
import type { Properties } from "../values";
import { nounOf } from "./predecessors";
import type { StackState, StateResource } from "./stack-state";

/** A resource with an ARN, by which the account is known. */
export interface Witness {
  readonly account: string;
  readonly definition: ResourceDefinition;
  readonly id: string;
  readonly properties: Properties;
}

type Definitions = ReadonlyMap<string, ResourceDefinition>;

export interface Surroundings {
  /** By noun. */
  readonly definitions: Definitions;
  readonly context: Context;
  /** What the ARNs of the account of the provider's keys name; undefined when it cannot be told. */
  own(): Promise<string | undefined>;
  /** The stored state of before the run; undefined when it cannot be told. */
  stateAtStart(): Promise<StackState | undefined>;
  /** What the ARNs name of which answers of the service have shown that they are of the provider's account. */
  readonly proven: Set<string>;
}

/** What one call may know of accounts. */
export class Accounts {
  constructor(private readonly around: Surroundings) {}

  own(): Promise<string | undefined> {
    return this.around.own();
  }

  /** True when both accounts are known, and are not one. */
  async isElsewhere(witness: Witness): Promise<boolean> {
    const { proven, context } = this.around;
    if (proven.has(witness.account)) return false;
    const own = await this.own();
    if (own === undefined || own === witness.account) return false;
    if (!(await isHere(witness, context))) return true;
    proven.add(witness.account);
    return false;
  }

  /** The service has shown the entity under this ARN, or made it: its account is the provider's, and need not be asked for. */
  prove(definition: ResourceDefinition, id: string, outputs: Properties): void {
    const witness = byArn(definition, id, outputs);
    if (witness !== undefined) this.around.proven.add(witness.account);
  }

  /** By what the account of an entity is known that the state has; several where the stack has it several times. None: it is not known. */
  async witnesses(
    definition: ResourceDefinition,
    id: string,
    properties: Properties,
    urn: string | undefined,
  ): Promise<readonly Witness[]> {
    const own = byArn(definition, id, properties);
    if (own !== undefined) return [own];
    if (isOfBucket(definition, properties)) return [];
    const state = await this.around.stateAtStart();
    if (state === undefined) return [];
    const same = state.resources.filter((each) => nounOf(each.type) === definition.noun && each.id === id);
    const named = same.filter((each) => each.urn === urn);
    const found = (named.length > 0 ? named : same).map((each) => byState(this.around.definitions, state, each));
    return found.every((witness) => witness !== undefined) ? found : [];
  }

  /** The state without those of these resources that are known to be in another account. */
  async here(state: StackState, isMeant: (resource: StateResource) => boolean): Promise<StackState> {
    const others = new Set<StateResource>();
    for (const resource of state.resources.filter(isMeant)) {
      const witness = byState(this.around.definitions, state, resource);
      if (witness !== undefined && (await this.isElsewhere(witness))) others.add(resource);
    }
    return others.size === 0 ? state : { ...state, resources: state.resources.filter((each) => !others.has(each)) };
  }
}

/** The account that the entity's own ARN names. */
export function byArn(definition: ResourceDefinition, id: string, properties: Properties): Witness | undefined {
  const account = definition.arn === undefined ? undefined : accountIn(properties[definition.arn]);
  return account === undefined ? undefined : { account, definition, id, properties };
}

/** True for a bucket, and for what is in one. */
export function isOfBucket(definition: ResourceDefinition, properties: Properties): boolean {
  const [queue = ""] = [definition.queue(properties)].flat();
  return /^(?:bucket|object)\//.test(queue);
}

/**
 * Whose account a resource of the state is in: its own ARN, or those of the same provider instance, first the ones that it names (its user, its
 * group), then all; or one of another instance whose output it is made of. Where they do not agree, it is not known.
 */
function byState(definitions: Definitions, state: StackState, resource: StateResource): Witness | undefined {
  const definition = definitions.get(nounOf(resource.type) ?? "");
  if (definition === undefined) return undefined;
  const properties = { ...resource.inputs, ...resource.outputs };
  const own = byArn(definition, resource.id ?? "", properties);
  if (own !== undefined || isOfBucket(definition, properties)) return own;
  const others = state.resources.flatMap((each) => {
    const its = definitions.get(nounOf(each.type) ?? "");
    const witness = its === undefined ? undefined : byArn(its, each.id ?? "", { ...each.inputs, ...each.outputs });
    return witness === undefined ? [] : [{ resource: each, witness }];
  });
  const beside = others.filter((each) => each.resource.provider === resource.provider);
  const namesIt = ({ witness }: Other): boolean => names(definition, properties).some((name) => isNamed(name, witness));
  const isSource = ({ resource: { urn }, witness }: Other): boolean =>
    names(definition, properties).some((name) => isNamed(name, witness) && resource.madeOf?.[name.field]?.includes(urn) === true);
  return agreed(beside.filter(namesIt)) ?? agreed(beside) ?? agreed(others.filter(isSource));
}

interface Other {
  readonly resource: StateResource;
  readonly witness: Witness;
}

/** One of them, if all are in one account. */
function agreed(others: readonly Other[]): Witness | undefined {
  return new Set(others.map(({ witness }) => witness.account)).size === 1 ? others[0]?.witness : undefined;
}

/** A text by which a resource names another one. */
interface Name {
  readonly field: string;
  readonly noun: string;
  readonly property: string;
  readonly text: unknown;
}

function names({ inputs }: ResourceDefinition, properties: Properties): readonly Name[] {
  return fieldsOf(inputs).flatMap(({ name: field, schema }) => {
    const reference = referenceOf(schema);
    return reference === undefined ? [] : [properties[field]].flat().map((text: unknown) => ({ field, ...reference, text }));
  });
}

function isNamed({ noun, property, text }: Name, { definition, properties }: Witness): boolean {
  if (definition.noun !== noun || typeof text !== "string") return false;
  const meta = fieldsOf(definition.inputs).find(({ name }) => name === property)?.meta;
  const meaning = (name: unknown): unknown => (meta === undefined || typeof name !== "string" ? name : canonicalOf(meta, name));
  return meaning(properties[property]) === meaning(text);
}

/**
 * Whether the entity can be read with these keys, under the very ARN: then they are of its account, whatever that is called. Asked before a refusal
 * only; unverified: that every ARN names an account as the caller's own does.
 */
async function isHere({ account, definition, id, properties }: Witness, context: Context): Promise<boolean> {
  const quiet: Context = { ...context, log: () => undefined };
  try {
    const shown = await definition.observe(quiet, id, managed(definition, properties), computed(definition, properties));
    return shown !== undefined && byArn(definition, id, shown.outputs)?.account === account;
  } catch {
    // Not shown, so not proved: what is known stands.
    return false;
  }
}
