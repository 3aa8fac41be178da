/** Deletions: what others have stays, and what a replacement would lose is said before. */
import type { Context, ResourceDefinition } from "../../define";
import { fieldsOf, InUseError, RefusedError } from "../../define";
import type { KnownResource } from "../memory/journal";
import { leftOut } from "../memory/predecessors";
import { defined } from "../../pure/defined";
import { assertSameAccount } from "./account";
import { untilReleased } from "./release";
import type { Scope } from "./scope";
import { computed, managed } from "./state-parts";
import { hasUnknown, isUnknown, type Properties } from "../values";

/** A deletion for a replacement: what still holds the old one may depend on it in the program, and then only the engine can take it away first. */
export async function makingRoom(deletion: () => Promise<void>): Promise<void> {
  try {
    await deletion();
  } catch (error) {
    if (!(error instanceof InUseError)) throw error;
    const [what = ""] = error.message.split("\n", 1);
    throw new RefusedError(
      what,
      "set deleteBeforeReplace: true in its options, so that the engine first deletes the resources that depend on it; or remove these by hand; or set forceDestroy: true, run `pulumi up`, then replace it",
      { cause: error },
    );
  }
}

/** A deletion that is on record. One that was refused has deleted nothing. */
export async function unlessRefused(scope: Pick<Scope, "journal">, entity: KnownResource, deletion: () => Promise<void>): Promise<void> {
  try {
    await deletion();
  } catch (error) {
    if (error instanceof RefusedError || error instanceof InUseError) await scope.journal.stays(entity);
    throw error;
  }
}

/**
 * Deletes what nobody else has. What other resources of the program have from this run on, or have taken over before, is left as it is: deletions come
 * last, and would undo what those have made.
 * @throws RefusedError when another resource is to have the entity and could not be made, or when the entity is in another account than the keys:
 * the state must not forget it then
 */
export async function remove(definition: ResourceDefinition, scope: Scope, id: string, last: Properties): Promise<void> {
  const { noun } = definition;
  await assertSameAccount(definition, scope, id, last, true);
  const { handedOver, failedHeir, replacedBy, successor } = scope.owners?.relations(definition, last) ?? {};
  if (failedHeir !== undefined) {
    throw new RefusedError(
      `${noun} ${id} was not deleted: ${failedHeir} of this program is to take it over, and could not be created`,
      `correct ${failedHeir}, then run the update again`,
    );
  }
  const heirs = handedOver?.heirs ?? (await scope.takeovers?.holder(definition, last));
  // Of its own new half there is nothing to say.
  const isItself = handedOver !== undefined && (await scope.takeovers?.wasItsOwn(definition, last, handedOver.heirIds)) === true;
  if (heirs !== undefined && !isItself) scope.context.log("info", `${noun} ${id} is kept, since other resources manage it now: ${heirs}`);
  const state = handedOver === undefined ? (heirs === undefined ? last : undefined) : handedOver.rest;
  if (state === undefined) return;
  const attempt = (): Promise<void> =>
    scope.queued(definition.queue(state), () =>
      definition.delete(scope.context, id, managed(definition, state), computed(definition, state), replacedBy),
    );
  const deletion = (): Promise<void> => untilReleased(attempt, scope.context);
  // The program may ask for a replacement of which no Diff of ours knows: the option deleteBeforeReplace with `up --replace`.
  if (replacedBy !== undefined)
    await assertNothingLeftOut(definition, { ...scope, ...defined({ urn: scope.urn ?? successor }) }, id, last, replacedBy);
  const entity = { noun, id };
  // A full disk stops no deletion.
  await scope.journal.removing(entity).catch(() => undefined);
  await unlessRefused(scope, entity, () => (replacedBy === undefined ? deletion() : makingRoom(deletion)));
  await scope.takeovers?.clear(definition, last);
}

/**
 * What is in the entity goes with it. The engine creates again what depends on its output, and nothing else. With another name nothing of the old one
 * is to be made again.
 */
async function assertNothingLeftOut(
  definition: ResourceDefinition,
  { urn, stackState }: Pick<Scope, "urn" | "stackState">,
  id: string,
  last: Properties,
  news: Properties,
): Promise<void> {
  const [name = "id"] = definition.identity;
  if (definition.holdsOthers !== true || urn === undefined || news[name] !== last[name]) return;
  const left = leftOut(definition, { urn, inputs: last }, await stackState?.(urn));
  if (left.length === 0) return;
  throw new RefusedError(
    `${definition.noun} ${id} is not replaced: ${left.join(", ")} of this stack would be deleted with it, and Pulumi would not create it again; nothing of the ${definition.noun} was changed`,
    `undo what replaces it, let these name it by its output (${name}: resource.${name}) and run \`pulumi up\`; then replace it`,
  );
}

/** Looks ahead at a replacement, before anything is deleted. @throws RefusedError when it cannot succeed or would lose data */
export async function beforeReplacement(
  definition: ResourceDefinition,
  scope: Pick<Scope, "context" | "journal" | "urn" | "stackState">,
  id: string,
  state: Properties,
  news: Properties,
): Promise<void> {
  await assertNothingLeftOut(definition, scope, id, state, news);
  const context: Context = { ...scope.context, intents: scope.journal.hold(scope.urn).intents };
  const known = Object.fromEntries(Object.entries(news).filter(([, value]) => !hasUnknown(value)));
  // What check refuses is not looked for.
  const isNamed = fieldsOf(definition.inputs).every(
    ({ name, schema, meta }) =>
      !definition.identity.includes(name) ||
      known[name] === undefined ||
      (schema.safeParse(known[name]).success && (meta.rule?.(known[name] as never, { ...context, isUnknown }) ?? []).length === 0),
  );
  if (!isNamed) return;
  const words = await definition.beforeReplacement?.(context, id, managed(definition, state), known);
  if (words !== undefined) context.log("warn", words);
}
