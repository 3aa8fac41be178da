/**
 * The life of a resource, the same behind both faces: create, read, update, delete over a definition.
 * State = managed inputs as read back + computed outputs + the prints of {@link ./settling} + the program's words of {@link ./declared}.
 */
import { defaultOf } from "./availability";
import type { Context, Created, FieldMeta, Fields, Made, Observed, Replaced, ResourceDefinition } from "../define";
import { AlreadyExistsError, type FieldEntry, fieldsOf, InUseError, RefusedError, sameMeaning } from "../define";
import { arranged } from "../rules/arrange";
import { declaredAfterRead, desired, hasDrifted, programInputs } from "./declared";
import { diff, sameValue } from "./diff";
import { isWellFormed } from "./form";
import type { Journal } from "./intents";
import type { Owners } from "./owners";
import { inWords, labelOf, predecessorOf } from "./predecessors";
import { untilReleased } from "./release";
import { notKnown, Readings, settlingAfter, settlingKey, settlingOf } from "./settling";
import type { StackState, StateResource } from "./stack-state";
import { assertImportId } from "./import-id";
import { hasUnknown, isUnknown, pick, type Properties } from "./values";

/** What a lifecycle step runs with. */
export interface Scope {
  readonly context: Context;
  /** The resource that the call is about, where it is known. */
  readonly urn?: string;
  readonly journal: Pick<Journal, "hold">;
  readonly settleMs: number;
  /** Runs a write in the queue of its entity, or in all of its queues (law 8). */
  queued<T>(keys: string | readonly string[], task: () => Promise<T>): Promise<T>;
  /** What the resources of the program have; default: nothing is known. */
  readonly owners?: Pick<Owners, "settle" | "relations" | "formerOwner" | "isReplaced">;
  /** Default: none is noted. */
  readonly takeovers?: EntityNotes;
  /** The stored state of the stack, as of now; undefined when it cannot be told. */
  stackState?(urn: string): Promise<StackState | undefined>;
}

/** Notes of what was taken over, by entity. */
export interface EntityNotes {
  note(definition: ResourceDefinition, properties: Properties): Promise<void>;
  /** Who has the entity since it was taken over, other than what is being deleted now: `BucketPolicy "p2"`. */
  holder(definition: ResourceDefinition, properties: Properties): Promise<string | undefined>;
  clear(definition: ResourceDefinition, properties: Properties): Promise<void>;
}

export interface Kept {
  readonly id: string;
  readonly state: Properties;
}

/**
 * The hidden output that says: a create or update was cut short, so the state does not tell what the service has. It holds the names of the
 * fields that were to be set: they count as managed until a read or an update has gone through, also when the program has dropped them since.
 */
const halfMadeKey = "__halfMade";

function attempted(state: Properties | undefined): readonly string[] | undefined {
  return state?.[halfMadeKey] as readonly string[] | undefined;
}

/** The entity exists but could not be brought to its inputs: kept, with its id; the next update repairs it (law 6). */
export class HalfMadeError extends Error {
  override readonly name = "HalfMadeError";
  readonly state: Properties;

  constructor(
    readonly id: string,
    state: Properties,
    wanted: Properties,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.state = { ...state, [halfMadeKey]: [...new Set([...(attempted(state) ?? []), ...Object.keys(wanted)])] };
  }
}

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
      await held.settle(created.id);
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

/** An error and what it brings along travel in the head of an answer, which has its limits: 16 MiB at the engine's end. */
const mostBytesOfAnError = 1024 * 1024;

/** The state without its largest inputs, where it would be too large to travel; the next update, which a half-made resource needs anyway, brings them. */
function light(definition: ResourceDefinition, state: Properties): Properties {
  const kept = new Set([...definition.identity, ...(definition.stable ?? [])]);
  const sizes = new Map(Object.entries(state).map(([name, value]) => [name, Buffer.byteLength(JSON.stringify([value]))]));
  const largest = Object.keys(managed(definition, state))
    .filter((name) => !kept.has(name))
    .sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0));
  let sum = [...sizes.values()].reduce((one, other) => one + other, 0);
  const dropped = new Set<string>();
  for (const name of largest) {
    if (sum <= mostBytesOfAnError) break;
    sum -= sizes.get(name) ?? 0;
    dropped.add(name);
  }
  return Object.fromEntries(Object.entries(state).filter(([name]) => !dropped.has(name)));
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
    const state = urn === undefined ? undefined : await scope.stackState?.(urn);
    const predecessor = predecessorOf({ definition, inputs, urn, state, formerOwner: scope.owners?.formerOwner(definition, inputs, urn) });
    if (predecessor?.kind === "replaced") return replace(creation, predecessor.old, made);
    if (adopt !== true && predecessor?.kind !== "same") {
      const words = predecessor === undefined ? undefined : inWords(predecessor, definition.noun);
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

/** The engine creates the new one first, which cannot be: of one name there is one. The old one goes first, under the guards of every replacement. */
async function replace({ definition, context, inputs }: Creation, old: StateResource, made: Made<Fields>): Promise<Created<Fields>> {
  const { adopt: _adopt, ...rest } = inputs;
  const { id = "", outputs } = old;
  await makingRoom(() => definition.delete(context, id, managed(definition, outputs), computed(definition, outputs), inputs));
  context.log("info", `${definition.noun} ${id} was removed first, since the new one has the same name`);
  return definition.create(context, rest, made);
}

/** A deletion for a replacement: what still holds the old one may depend on it in the program, and then only the engine can take it away first. */
async function makingRoom(deletion: () => Promise<void>): Promise<void> {
  try {
    await deletion();
  } catch (error) {
    if (!(error instanceof InUseError)) throw error;
    const [what = ""] = error.message.split("\n", 1);
    throw new RefusedError(
      what,
      "say deleteBeforeReplace: true in its options, so that the engine first deletes what depends on it; or end that by hand; or set forceDestroy: true, run `pulumi up`, then replace it",
      { cause: error },
    );
  }
}

/** What a creation will give, as far as it is known in preview. */
export function predict(
  definition: ResourceDefinition,
  context: Pick<Context, "backend" | "region" | "endpoint">,
  inputs: Properties,
): Properties {
  return { ...inputs, ...definition.predict?.(inputs, context) };
}

export interface Read extends Kept {
  /** The managed inputs as the service shows them, but for drift that only a replacement could undo: there, what the program had said. */
  readonly inputs: Properties;
}

/**
 * @param state the last state; undefined on import, when every field is read
 * @param inputs the last checked inputs, where the face knows them: they name the managed fields
 * @returns undefined when the service says, by a typed not-found, that the entity is gone
 */
export async function read(
  definition: ResourceDefinition,
  scope: Scope,
  id: string,
  state: Properties | undefined,
  inputs: Properties | undefined,
): Promise<Read | undefined> {
  if (state === undefined) assertImportId(definition, id, { backend: scope.context.backend, region: scope.context.region, isUnknown });
  const names = attempted(state) ?? [];
  // Fields that only a cut-short update knows of: everything is asked for.
  const isAll = state === undefined || !hasAll(definition, state, names);
  const known = isAll ? undefined : managed(definition, over(definition, programInputs(state, state), inputs));
  const readings = new Readings(definition, scope, id, state);
  const observed = await (state === undefined
    ? imported(definition, scope.context, id)
    : definition.observe(scope.context, id, known, computed(definition, state)));
  if (observed === undefined) {
    if (state === undefined || (await readings.isGone())) return undefined;
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
    if (meta.writeOnly === true) next[name] = names.includes(name) ? undefined : (before ?? otherwise);
    else if (!isShown(meta)) next[name] = before ?? otherwise;
    else if (meta.mayBeHidden === true && shown === undefined) next[name] = names.includes(name) ? undefined : before;
    else if (state !== undefined && (sameValue(meta, before, shown) || readings.isOld(name, meta, shown))) next[name] = before;
    else next[name] = before === undefined || shown === undefined ? shown : asWritten(field, before, shown);
    if (next[name] === undefined) delete next[name];
  }
  const settling = settlingOf(state);
  const declared = declaredAfterRead(definition, state, next);
  const carried = { ...(settling === undefined ? {} : { [settlingKey]: settling }), ...declared };
  return {
    id,
    inputs: programInputs(next, declared),
    state: { ...next, ...computed(definition, state), ...observed.outputs, ...carried },
  };
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
    scope.owners?.settle(definition, news, "made");
    const replaced: Properties = {};
    for (const { field } of diff(definition, olds, wanted).changes)
      replaced[field] = isFree(definition, field, olds[field]) ? notKnown : olds[field];
    return { ...wanted, ...last, ...kept, ...outputs, ...settlingAfter(definition, scope, settlingOf(state), replaced), ...declared };
  });
}

/** What the service shows in the words of the last state, so that a difference is seen where it is. A state of another form is none to go by. */
function asWritten({ schema, meta }: FieldEntry, before: unknown, shown: unknown): unknown {
  const isReadable = [before, shown].every((value) => isWellFormed(schema, value, meta.freeText));
  return isReadable ? arranged(before, shown, (a, b) => sameMeaning(meta, a, b)) : shown;
}

/** True for a field without a value whose absence says nothing about the service: it was left alone, whatever was there. */
function isFree(definition: ResourceDefinition, name: string, value: unknown): boolean {
  const meta = fieldsOf(definition.inputs).find((field) => field.name === name)?.meta;
  return value === undefined && (meta?.whenRemoved === "forget" || meta?.default !== undefined);
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
    if (meta.writeOnly === true) inputs[name] = attempted(state)?.includes(name) === true ? undefined : state[name];
    else if (!isShown(meta)) inputs[name] = state[name];
    else if (state[name] !== undefined || names.includes(name)) inputs[name] = observed?.inputs[name];
    if (inputs[name] === undefined) delete inputs[name];
  }
  return { ...inputs, ...computed(definition, state), ...observed?.outputs };
}

/**
 * Deletes what nobody else has. What other resources of the program have from this run on, or have taken over before, is left as it is: deletions come
 * last, and would undo what those have made.
 * @throws RefusedError when another resource is to have the entity and could not be made: the state must not forget it then
 */
export async function remove(definition: ResourceDefinition, scope: Scope, id: string, last: Properties): Promise<void> {
  const { noun } = definition;
  const { handedOver, failedHeir, replacedBy } = scope.owners?.relations(definition, last) ?? {};
  if (failedHeir !== undefined) {
    throw new RefusedError(
      `${noun} ${id} was not deleted: ${failedHeir} of this program is to have the same, and could not be made`,
      `mend ${failedHeir}, then run the update again`,
    );
  }
  const heirs = handedOver?.heirs ?? (await scope.takeovers?.holder(definition, last));
  if (heirs !== undefined) scope.context.log("info", `${noun} ${id} is left as it is, since others have it now: ${heirs}`);
  const state = handedOver === undefined ? (heirs === undefined ? last : undefined) : handedOver.rest;
  if (state === undefined) return;
  const attempt = (): Promise<void> =>
    scope.queued(definition.queue(state), () =>
      definition.delete(scope.context, id, managed(definition, state), computed(definition, state), replacedBy),
    );
  const deletion = (): Promise<void> => untilReleased(attempt, scope.context);
  await (replacedBy === undefined ? deletion() : makingRoom(deletion));
  await scope.takeovers?.clear(definition, last);
}

/** Looks ahead at a replacement, before anything is deleted. @throws RefusedError when it cannot succeed or would lose data */
export async function beforeReplacement(
  definition: ResourceDefinition,
  context: Context,
  id: string,
  state: Properties,
  news: Properties,
): Promise<void> {
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

/** True for a field that reads can tell about. */
function isShown(meta: FieldMeta): boolean {
  return meta.local !== true && meta.createOnly !== true && meta.writeOnly !== true;
}

/** The state has a value of each of these inputs, as far as reads can tell about them. */
function hasAll(definition: ResourceDefinition, state: Properties, names: readonly string[]): boolean {
  return fieldsOf(definition.inputs).every(({ name, meta }) => !names.includes(name) || !isShown(meta) || state[name] !== undefined);
}

/** The state as a cut-short update may have left it: of values that are written part by part, every part that may be there. */
function mayHave(definition: ResourceDefinition, state: Properties, news: Properties | undefined): Properties {
  const merged: Properties = { ...state };
  for (const { name, meta } of fieldsOf(definition.inputs)) {
    const [before, after] = [state[name], news?.[name]];
    if (meta.merge !== undefined && before !== undefined && after !== undefined) merged[name] = meta.merge(before as never, after as never);
  }
  return merged;
}

/** The state with newer inputs in it. */
function over(definition: ResourceDefinition, state: Properties, news: Properties | undefined): Properties {
  const merging = fieldsOf(definition.inputs).filter(({ meta }) => meta.merge !== undefined);
  const merged = mayHave(definition, state, news);
  return {
    ...state,
    ...news,
    ...pick(
      merged,
      merging.map(({ name }) => name),
    ),
  };
}

/** The part of a state that belongs to the inputs. */
export function managed(definition: ResourceDefinition, state: Properties): Properties {
  return pick(state, Object.keys(definition.inputs.shape));
}

function computed(definition: ResourceDefinition, state: Properties | undefined): Properties {
  return state === undefined ? {} : pick(state, Object.keys(definition.outputs.shape));
}
