/**
 * What the stored state of the stack, and notes of this machine, tell of an entity beyond the resources that this provider instance has met: who has
 * it as another resource, who took it over, who is to keep it.
 */
import type { Backend } from "../../backends/types";
import type { ResourceDefinition } from "../../define";
import type { Failure } from "../steps/inputs";
import type { Accounts } from "./accounts";
import { isSameUrn } from "./journal";
import { journalFolder } from "./journal-files";
import { entityText, type Owner } from "./claims";
import type { Owners } from "./owners";
import { refusalOfTwin } from "./twins";
import { entitiesHeldTwice, heirOf, holdersOf, isEntity, isHeldByOne, labelOf } from "./predecessors";
import type { EntityNotes } from "../steps/scope";
import type { StackState } from "./stack-state";
import { type Takeover, Takeovers } from "./takeovers";
import type { Properties } from "../values";
import { type LogSink, stateAtStart, type World } from "../world";

interface Surroundings {
  readonly world: Pick<World, "environment" | "now" | "engine" | "stackState">;
  readonly owners: Owners;
  readonly definitions: ReadonlyMap<string, ResourceDefinition>;
  /** What tells services and accounts apart; undefined while that is not known. */
  place(definition: ResourceDefinition, properties: Properties): Promise<string | undefined>;
}

export class StackEntities {
  readonly #takeovers: Takeovers;
  readonly #lookedBefore = new Set<string>();
  #heldTwice: ReadonlySet<string> | undefined;

  constructor(private readonly around: Surroundings) {
    const { world } = around;
    this.#takeovers = new Takeovers(journalFolder(world.environment), () => world.now());
  }

  /** A new resource that is another one of the stack by its name: the person is told before anything happens. */
  async foretell(
    definition: ResourceDefinition,
    inputs: Properties,
    owner: string | undefined,
    accounts: Accounts | undefined,
    log: LogSink,
  ): Promise<void> {
    if (owner === undefined || entityText(definition, inputs) === undefined) return;
    const state = await this.#atStart(owner);
    if (state === undefined || this.around.owners.formerOwner(definition, inputs, owner) !== undefined) return;
    const holders = holdersOf(definition, inputs, (await accounts?.here(state, isEntity(definition, inputs))) ?? state);
    const [twin] = holders;
    if (twin === undefined || holders.some(({ urn }) => urn === owner)) return;
    const outcome =
      inputs["adopt"] === true
        ? `${labelOf(owner)} will take it over, and the deletion of ${labelOf(twin.urn)} will leave it as it is`
        : `${labelOf(owner)} cannot be created beside it`;
    log(
      "warn",
      `this stack has ${definition.noun} ${twin.id ?? ""} as ${labelOf(twin.urn)}: ${outcome}\n  next: if it was renamed or has another parent now, say so in its options: aliases: ["${twin.urn}"]`,
    );
  }

  /** Another resource of the program that has what this one keeps, in another provider instance: only one that has taken it over can be told. */
  async twinElsewhere(
    definition: ResourceDefinition,
    olds: Properties | undefined,
    inputs: Properties,
    owner: Owner,
    backend: Backend,
  ): Promise<readonly Failure[]> {
    const entity = entityText(definition, inputs);
    const run = this.around.world.engine?.address;
    if (olds === undefined || entity === undefined || entity !== entityText(definition, olds) || run === undefined) return [];
    const file = await this.#fileOf(definition, inputs);
    const twin = file === undefined ? undefined : await this.#takeovers.declare(file, { urn: owner.id, run });
    return twin === undefined ? [] : refusalOfTwin(definition, inputs, owner, twin, backend);
  }

  /** @param urn of the resource that the call is about */
  notes(urn: string | undefined, accounts: Accounts): EntityNotes {
    const takeovers = this.#takeovers;
    return {
      note: async (definition, properties) => {
        const file = await this.#fileOf(definition, properties);
        if (file !== undefined && urn !== undefined) await takeovers.note(file, urn, this.around.world.engine?.address);
      },
      holder: async (definition, properties) => {
        const file = await this.#fileOf(definition, properties);
        const note = file === undefined ? undefined : await takeovers.find(file);
        const deletion = { definition, properties, urn, accounts };
        return note === undefined ? this.#unnotedHolder(deletion) : this.#holder(deletion, note);
      },
      wasItsOwn: async (definition, properties, [own, ...others]) => {
        const state = own === undefined || others.length > 0 ? undefined : await this.#atStart(own);
        return state !== undefined && own !== undefined && isHeldByOne(definition, properties, state, own);
      },
      clear: async (definition, properties) => {
        const file = await this.#fileOf(definition, properties);
        if (file !== undefined) await takeovers.clear(file);
      },
    };
  }

  /** Whether the state of before the run has the resource with this ID, not only the old half of its replacement; undefined when it cannot be told. */
  async isStored(urn: string, id: string): Promise<boolean | undefined> {
    const state = await this.#atStart(urn);
    return state?.resources.some((each) => isSameUrn(each.urn, urn) && each.id === id && !each.delete && each.pendingReplacement !== true);
  }

  /** Asks for the state now, before the creation of this resource is begun: later the engine has that down as begun, like one that was cut off. */
  async lookBefore(urn: string): Promise<void> {
    await this.#atStart(urn);
    this.#lookedBefore.add(urn);
  }

  /** How many creations of this resource the state of before the run has as begun and not ended; undefined when it cannot be told. */
  async pendingCreates(urn: string): Promise<number | undefined> {
    if (!this.#lookedBefore.has(urn)) return undefined;
    const state = await this.#atStart(urn);
    // The engine keeps them until a person clears them: also after the resource was made, and taken out again.
    return state?.pending.filter(({ type, resource }) => type === "creating" && isSameUrn(resource.urn, urn)).length;
  }

  async #fileOf(definition: ResourceDefinition, properties: Properties): Promise<string | undefined> {
    const entity = entityText(definition, properties);
    const place = entity === undefined ? undefined : await this.around.place(definition, properties);
    return entity === undefined || place === undefined ? undefined : this.#takeovers.fileOf(place, entity);
  }

  #atStart(urn: string): Promise<StackState | undefined> {
    return stateAtStart(this.around.world, urn);
  }

  /** Who still has what was taken over, by the states of its stack and of the one that deletes; where these cannot be told, the note counts. */
  async #holder(deletion: Deletion, { holder }: Takeover): Promise<string | undefined> {
    const { urn } = deletion;
    const state = await this.around.world.stackState?.(holder);
    if (state === undefined) return holder === urn ? undefined : labelOf(holder);
    return this.#heir(deletion, state, holder === urn ? urn : undefined);
  }

  /**
   * Who else has the entity without a note on this machine: what another provider instance took over in a run on a machine that is gone. Where the
   * state of before the run has it once, nobody does. A run that has checked nothing is a destroy, which takes everything.
   */
  async #unnotedHolder(deletion: Deletion): Promise<string | undefined> {
    const { definition, properties } = deletion;
    const { owners, definitions, world } = this.around;
    const urn = deletion.urn ?? owners.anyId();
    const entity = entityText(definition, properties);
    if (urn === undefined || entity === undefined || owners.anyId() === undefined) return undefined;
    const before = await this.#atStart(urn);
    if (before === undefined) return undefined;
    this.#heldTwice ??= entitiesHeldTwice(definitions, before);
    if (!this.#heldTwice.has(entity)) return undefined;
    // Its namesake in another account is not it.
    const here = await deletion.accounts.here(before, isEntity(definition, properties));
    if (here !== before && !entitiesHeldTwice(definitions, here).has(entity)) return undefined;
    const state = await world.stackState?.(urn);
    return state === undefined ? undefined : this.#heir(deletion, state, undefined);
  }

  /** As {@link heirOf}, without the namesakes in other accounts. */
  async #heir({ definition, properties, accounts }: Deletion, state: StackState, own: string | undefined): Promise<string | undefined> {
    if (heirOf(definition, properties, state, own) === undefined) return undefined;
    return heirOf(definition, properties, await accounts.here(state, isEntity(definition, properties)), own);
  }
}

/** What a deletion is about. */
interface Deletion {
  readonly definition: ResourceDefinition;
  readonly properties: Properties;
  readonly urn: string | undefined;
  readonly accounts: Accounts;
}
