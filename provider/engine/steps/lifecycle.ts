/**
 * The life of a resource, the same behind both faces: create, read, update, delete over a definition.
 * State = managed inputs as read back + computed outputs + the prints of {@link ../memory/stale-reads} + the program's words of {@link ./declared}.
 */
import { assertSameAccount, assertSameEntity } from "./account";
import { defaultOf } from "./availability";
import type { Context, Fields, Observed, ResourceDefinition } from "../../define";
import { AlreadyExistsError, type FieldEntry, fieldsOf, RefusedError, sameMeaning } from "../../define";
import { deepEqual } from "../../pure/semantic";
import { arranged } from "../../rules/arrange";
import { declaredAfterRead, desired, hasDrifted, programInputs } from "./declared";
import { diff, sameValue } from "./diff";
import { isWellFormed } from "./form";
import { attempted, HalfMadeError, light } from "./half-made";
import { assertImportId } from "./import-id";
import type { Kept, Scope } from "./scope";
import type { ServiceError } from "../../transport/errors/errors";
import { isFree, isHidden, isReadBack, trackingOf } from "./tracking";
import { absence } from "./wording";
import { notKnown, Readings, settlingAfter, settlingKey, settlingOf } from "../memory/stale-reads";
import { computed, hasAll, managed, mayHave, over } from "./state-parts";
import { isUnknown, pick, type Properties } from "../values";

export { create, predict } from "./creation";
export { HalfMadeError } from "./half-made";
export { beforeReplacement, remove } from "./removal";
export type { Kept, Scope } from "./scope";
export { managed } from "./state-parts";

export interface Read extends Kept {
  /** The managed inputs as the service shows them, but for drift that only a replacement could undo: there, what the program had said. */
  readonly inputs: Properties;
}

/**
 * @param state the last state; undefined of an import and of a resource that is only looked up, when every field is read
 * @param inputs the last checked inputs, where the face knows them: they name the managed fields
 * @param isImport true: what a program could not say is refused, where a look-up only warns
 * @returns undefined when the service says, by a typed not-found, that the entity is gone
 * @throws RefusedError when the entity of the state is in another account than the keys
 */
export async function read(
  definition: ResourceDefinition,
  scope: Scope,
  id: string,
  state: Properties | undefined,
  inputs: Properties | undefined,
  isImport = false,
): Promise<Read | undefined> {
  if (state === undefined) assertImportId(definition, id, { backend: scope.context.backend, region: scope.context.region, isUnknown });
  const names = attempted(state) ?? [];
  // Fields that only a cut-short update knows of: everything is asked for.
  const isAll = state === undefined || !hasAll(definition, state, names);
  const known = isAll ? undefined : managed(definition, over(definition, programInputs(state, state), inputs));
  const readings = new Readings(definition, scope, id, state);
  let answer: ServiceError | undefined;
  const context: Context = { ...scope.context, absent: (given) => (answer = given) };
  const observed = await (isImport
    ? imported(definition, scope.context, id)
    : definition.observe(context, id, known, computed(definition, state ?? {})));
  if (observed === undefined) {
    if (state === undefined) return undefined;
    if (await readings.isGone()) {
      await assertSameAccount(definition, scope, id, state);
      context.log("info", `${definition.noun} ${id}: ${absence(answer)}: it is gone`);
      return undefined;
    }
    return { id, state, inputs: inputs ?? programInputs(managed(definition, state), state) };
  }
  const next: Properties = {};
  for (const field of fieldsOf(definition.inputs)) {
    const { name, meta } = field;
    const otherwise = defaultOf(scope.context.backend, definition.noun, name, meta);
    const before = state?.[name] ?? inputs?.[name];
    const shown = observed.inputs[name];
    if (state !== undefined && before === undefined && !names.includes(name) && !hasDrifted(state, name)) continue;
    // Nothing of these is on the service: an imported resource starts with the defaults.
    if (trackingOf(meta) === "write-only") next[name] = names.includes(name) ? undefined : (before ?? otherwise);
    else if (!isReadBack(meta)) next[name] = before ?? otherwise;
    else if (isHidden(meta, shown)) next[name] = names.includes(name) ? undefined : before;
    else if (state !== undefined && (sameValue(meta, before, shown) || readings.isOld(name, meta, shown))) next[name] = before;
    else next[name] = before === undefined || shown === undefined ? shown : asWritten(field, before, shown);
    if (next[name] === undefined) delete next[name];
  }
  const settling = settlingOf(state);
  const declared = declaredAfterRead(definition, state, next);
  const carried = { ...(settling === undefined ? {} : { [settlingKey]: settling }), ...declared };
  const outputs = { ...computed(definition, state), ...observed.outputs };
  if (state !== undefined) {
    const lasting = [...Object.keys(definition.inputs.shape), ...(definition.stable ?? []), ...(definition.steady ?? [])];
    const isOther = (): boolean => !deepEqual(pick({ ...next, ...outputs }, lasting), pick(state, lasting));
    await assertSameEntity(definition, scope, id, state, { outputs, isOther });
  }
  return { id, inputs: programInputs(next, declared), state: { ...next, ...outputs, ...carried } };
}

/**
 * What the service shows of what is to be imported; what its looking says is for an import that goes through.
 * @throws RefusedError for what cannot be imported
 */
async function imported(definition: ResourceDefinition, context: Context, id: string): Promise<Observed<Fields, Fields> | undefined> {
  const lines: Parameters<Context["log"]>[] = [];
  const observed = await definition.observe({ ...context, log: (...line) => void lines.push(line) }, id, undefined, {});
  if (observed?.importRefusal !== undefined) throw observed.importRefusal;
  for (const line of lines) context.log(...line);
  return observed;
}

export async function update(
  definition: ResourceDefinition,
  scope: Scope,
  id: string,
  state: Properties,
  news: Properties,
): Promise<Properties> {
  await assertSameAccount(definition, scope, id, state);
  return scope.queued(definition.queue(news), async () => {
    const from = attempted(state) === undefined ? state : await actual(definition, scope, id, state, news);
    const { inputs: wanted, declared } = desired(definition, state, from, news);
    const olds = managed(definition, from);
    const last = computed(definition, from);
    const held = scope.journal.hold(scope.urn);
    const context: Context = { ...scope.context, intents: held.intents };
    let kept: Properties | undefined;
    const keep = (learned: Properties): void => {
      kept = { ...kept, ...learned };
    };
    let outputs: Properties;
    try {
      outputs = await definition.update(context, id, wanted, olds, {
        outputs: last,
        keep,
        isStale: new Readings(definition, scope, id, state).isStale,
      });
    } catch (error) {
      // A refusal of our own comes before the first write; anything else may have left the work half done.
      if ((error instanceof RefusedError || error instanceof AlreadyExistsError) && kept === undefined) throw error;
      scope.owners?.settle(definition, news, "made");
      await held.settle(id);
      throw new HalfMadeError(id, light(definition, { ...mayHave(definition, state, news), ...kept }), news, error);
    }
    await held.settle(id);
    await scope.journal.stays({ noun: definition.noun, id });
    scope.owners?.settle(definition, news, "made");
    const replaced: Properties = {};
    const changed = new Set(diff(definition, olds, wanted).changes.map(({ field }) => field));
    for (const { name, meta } of fieldsOf(definition.inputs))
      if (changed.has(name)) replaced[name] = isFree(meta, olds[name]) ? notKnown : olds[name];
    return { ...wanted, ...last, ...kept, ...outputs, ...settlingAfter(definition, scope, settlingOf(state), replaced), ...declared };
  });
}

/** What the service shows in the words of the last state, so that a difference is seen where it is. A state of another form is none to go by. */
function asWritten({ schema, meta }: FieldEntry, before: unknown, shown: unknown): unknown {
  const isReadable = [before, shown].every((value) => isWellFormed(schema, value, meta.freeText));
  return isReadable ? arranged(before, shown, (a, b) => sameMeaning(meta, a, b)) : shown;
}

/** Of a half-made resource: what the service has of the fields that the state or the program manages. */
async function actual(definition: ResourceDefinition, scope: Scope, id: string, state: Properties, news: Properties): Promise<Properties> {
  const names = [...Object.keys(news), ...(attempted(state) ?? [])];
  const isComplete = (definition.stable ?? []).every((name) => state[name] !== undefined) && hasAll(definition, state, names);
  const known = isComplete ? managed(definition, over(definition, state, news)) : undefined;
  const observed = await definition.observe(scope.context, id, known, computed(definition, state));
  if (observed === undefined && (await new Readings(definition, scope, id, state).isGone())) {
    throw new RefusedError(
      `${definition.noun} ${id}, which an earlier run left half made, is gone`,
      "run `pulumi refresh`, then the update again",
    );
  }
  const inputs: Properties = {};
  for (const { name, meta } of fieldsOf(definition.inputs)) {
    if (trackingOf(meta) === "write-only") inputs[name] = attempted(state)?.includes(name) === true ? undefined : state[name];
    else if (!isReadBack(meta)) inputs[name] = state[name];
    else if (state[name] !== undefined || names.includes(name)) inputs[name] = observed?.inputs[name];
    if (inputs[name] === undefined) delete inputs[name];
  }
  return { ...inputs, ...computed(definition, state), ...observed?.outputs };
}
