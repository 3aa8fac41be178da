/** The creation of a resource: what is in its way, and what it takes over. */
import type { Context, Created, Fields, Made, Replaced, ResourceDefinition } from "../../define";
import { AlreadyExistsError, RefusedError } from "../../define";
import { HalfMadeError, light } from "./half-made";
import { inWords, isEntity, labelOf, type Predecessor, predecessorOf } from "../memory/predecessors";
import { makingRoom, unlessRefused } from "./removal";
import type { Kept, Scope } from "./scope";
import { settlingAfter } from "../memory/stale-reads";
import type { StateResource } from "../memory/stack-state";
import { computed, managed } from "./state-parts";
import type { Properties } from "../values";

export async function create(definition: ResourceDefinition, scope: Scope, inputs: Properties): Promise<Kept> {
  let made: Kept | undefined;
  // A process that dies after the making, in a later step of this create, leaves an entity that the engine does not know: its intent must be there.
  const isReplacement = scope.urn !== undefined && scope.owners?.isReplaced(definition, scope.urn) === true;
  const held = scope.journal.hold(scope.urn, isReplacement ? { isReplacement } : {});
  const context: Context = { ...scope.context, intents: held.intents };
  const keep = (id: string, outputs: Properties, replaced: Replaced = {}): Kept => ({
    id,
    state: { ...inputs, ...outputs, ...settlingAfter(definition, scope, undefined, replaced) },
  });
  // Settled before the queue goes on: the next create of this entity must not take a finished one for lost.
  return scope.queued(definition.queue(inputs), async () => {
    try {
      const created = await make({ definition, scope, context, inputs }, (id, outputs, replaced) => {
        made = keep(id, outputs, replaced);
      });
      scope.accounts?.prove(definition, created.id, created.outputs);
      await held.settle(created.id);
      await scope.journal.stays({ noun: definition.noun, id: created.id });
      scope.owners?.settle(definition, inputs, "made");
      return keep(created.id, { ...computed(definition, made?.state), ...created.outputs }, created.replaced);
    } catch (error) {
      scope.owners?.settle(definition, inputs, made === undefined ? "failed" : "made");
      if (made === undefined) throw error;
      await held.settle(made.id);
      throw new HalfMadeError(made.id, light(definition, made.state), inputs, error);
    }
  });
}

interface Creation {
  readonly definition: ResourceDefinition;
  readonly scope: Scope;
  readonly context: Context;
  readonly inputs: Properties;
}

/**
 * Creates what is not there. What is there already is looked at first, also when the program adopts: the old one of a replacement is removed, as the
 * engine meant it; what another resource of the stack has is taken over by name, and noted, so that the other's deletion leaves it.
 */
async function make(creation: Creation, made: Made<Fields>): Promise<Created<Fields>> {
  const { definition, scope, context, inputs } = creation;
  const { adopt, ...rest } = inputs;
  try {
    return await definition.create(context, rest, made);
  } catch (error) {
    if (!(error instanceof AlreadyExistsError)) throw error;
    const { urn } = scope;
    const stored = urn === undefined ? undefined : await scope.stackState?.(urn);
    // What the stack has in another account is not what stands in the way here.
    const state = stored === undefined ? undefined : ((await scope.accounts?.here(stored, isEntity(definition, inputs))) ?? stored);
    const predecessor = predecessorOf({ definition, inputs, urn, state, formerOwner: scope.owners?.formerOwner(definition, inputs, urn) });
    if (predecessor?.kind === "replaced") {
      assertAlone(creation, predecessor);
      return replace(creation, predecessor.old, made);
    }
    if (adopt !== true && predecessor?.kind !== "same") {
      // The journal knows more of a run that was cut off than the state does.
      const isTold = predecessor?.kind === "cut-off" && error.known !== undefined;
      const words = predecessor === undefined || isTold ? undefined : inWords(predecessor, definition.noun);
      throw words === undefined ? error : new AlreadyExistsError(error.existing, words);
    }
    // Somebody else of this stack has it: his deletion may come in another process, or in a later run.
    if (predecessor !== undefined) await scope.takeovers?.note(definition, inputs);
    let isTaken = false;
    const take: Made<Fields> = (...entity) => {
      isTaken = true;
      made(...entity);
    };
    const created = await definition.create(context, { ...rest, adopt: true }, take).catch(async (failure: unknown) => {
      if (!isTaken) await scope.takeovers?.clear(definition, inputs);
      throw failure;
    });
    if (predecessor?.kind === "renamed") {
      const { urn: old } = predecessor.old;
      context.log("info", `${definition.noun} ${created.id} is taken over from ${labelOf(old)}, whose deletion will leave it as it is`);
    }
    return created;
  }
}

/** The engine knows nothing of what goes with the old one: nobody would make it again. */
function assertAlone({ definition }: Creation, { old, holding }: Predecessor & { readonly kind: "replaced" }): void {
  if (holding.length === 0) return;
  throw new RefusedError(
    `${definition.noun} ${old.id ?? ""} is not replaced: ${holding.join(", ")} of this stack would be deleted with it; nothing was changed`,
    `let these name it by its output (${definition.identity[0] ?? "id"}: resource.${definition.identity[0] ?? "id"}) and set deleteBeforeReplace: true in its options: then Pulumi deletes and creates these as well`,
  );
}

/** The engine creates the new one first, which cannot be: of one name there is one. The old one goes first, under the guards of every replacement. */
async function replace({ definition, scope, context, inputs }: Creation, old: StateResource, made: Made<Fields>): Promise<Created<Fields>> {
  const { adopt: _adopt, ...rest } = inputs;
  const { id = "", outputs } = old;
  const entity = { noun: definition.noun, id };
  // Should nothing come after the deletion, the engine has the old one still.
  await scope.journal.removing(entity);
  await unlessRefused(scope, entity, () =>
    makingRoom(() => definition.delete(context, id, managed(definition, outputs), computed(definition, outputs), inputs)),
  );
  context.log("info", `${definition.noun} ${id} was removed first, since the new one has the same name`);
  return definition.create(context, rest, made);
}

/** What a creation will give, as far as it is known in preview. */
export function predict(
  definition: ResourceDefinition,
  context: Pick<Context, "backend" | "region" | "endpoint">,
  inputs: Properties,
): Properties {
  return { ...inputs, ...definition.predict?.(inputs, context) };
}
