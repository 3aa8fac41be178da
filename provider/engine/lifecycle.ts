/**
 * The life of a resource, the same behind both faces: create, read, update, delete over a definition.
 * State = managed inputs as read back + computed outputs + the prints of {@link ./settling}.
 */
import type { Context, FieldMeta, ResourceDefinition } from "../define";
import { AlreadyExistsError, canonicalOf, fieldsOf, RefusedError } from "../define";
import { diff, sameValue } from "./diff";
import type { Journal } from "./intents";
import type { HandedOver } from "./owners";
import { untilReleased } from "./release";
import { afterWrite, isStale, notKnown, type Settling, settlingKey, settlingOf } from "./settling";
import { pick, type Properties } from "./values";

/** What a lifecycle step runs with. */
export interface Scope {
  readonly context: Context;
  readonly journal: Pick<Journal, "hold">;
  readonly settleMs: number;
  /** Runs a write in the queue of its entity, or in all of its queues (law 8). */
  queued<T>(keys: string | readonly string[], task: () => Promise<T>): Promise<T>;
  /** What other resources of the program say now of what this one has said; default: nothing. */
  handedOver?(definition: ResourceDefinition, state: Properties): HandedOver | undefined;
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
  const held = scope.journal.hold();
  const context: Context = { ...scope.context, intents: held.intents };
  const keep = (id: string, outputs: Properties, replaced: Properties = {}): Kept => ({
    id,
    state: { ...inputs, ...outputs, ...prints(definition, scope, undefined, { ...replaced, "*": undefined }) },
  });
  // Settled before the queue goes on: the next create of this entity must not take a finished one for lost.
  return scope.queued(definition.queue(inputs), async () => {
    try {
      const created = await definition.create(context, inputs, (id, outputs) => {
        made = keep(id, outputs);
      });
      await held.settle();
      return keep(created.id, { ...computed(definition, made?.state), ...created.outputs }, created.replaced);
    } catch (error) {
      if (made === undefined) throw error;
      await held.settle();
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

/** What a creation will give, as far as it is known in preview. */
export function predict(
  definition: ResourceDefinition,
  context: Pick<Context, "backend" | "region" | "endpoint">,
  inputs: Properties,
): Properties {
  return { ...inputs, ...definition.predict?.(inputs, context) };
}

export interface Read extends Kept {
  /** The managed inputs as the service shows them. */
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
  const names = attempted(state) ?? [];
  // Fields that only a cut-short update knows of: everything is asked for.
  const isAll = state === undefined || !hasAll(definition, state, names);
  const known = isAll ? undefined : managed(definition, over(definition, state, inputs));
  const now = scope.context.now().getTime();
  const settling = settlingOf(state);
  const observed = await definition.observe(scope.context, id, known, computed(definition, state));
  if (observed === undefined) {
    if (state === undefined || !isStale(settling, "*", undefined, now)) return undefined;
    return { id, state, inputs: inputs ?? managed(definition, state) };
  }
  const next: Properties = {};
  for (const { name, meta } of fieldsOf(definition.inputs)) {
    const before = state?.[name] ?? inputs?.[name];
    const shown = observed.inputs[name];
    if (state !== undefined && before === undefined && !names.includes(name)) continue;
    // Nothing of these is on the service: an imported resource starts with the defaults.
    if (meta.writeOnly === true) next[name] = names.includes(name) ? undefined : (before ?? meta.default);
    else if (!isShown(meta)) next[name] = before ?? meta.default;
    else if (meta.mayBeHidden === true && shown === undefined) next[name] = names.includes(name) ? undefined : before;
    else if (state !== undefined && (sameValue(meta, before, shown) || isStale(settling, name, canonicalOf(meta, shown), now)))
      next[name] = before;
    else next[name] = shown;
    if (next[name] === undefined) delete next[name];
  }
  const carried = settling === undefined ? {} : { [settlingKey]: settling };
  return { id, inputs: next, state: { ...next, ...computed(definition, state), ...observed.outputs, ...carried } };
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
    const olds = managed(definition, from);
    const last = computed(definition, from);
    const held = scope.journal.hold();
    const context: Context = { ...scope.context, intents: held.intents };
    let kept: Properties | undefined;
    const keep = (learned: Properties): void => {
      kept = { ...kept, ...learned };
    };
    let outputs: Properties;
    try {
      outputs = await definition.update(context, id, news, olds, { outputs: last, keep });
    } catch (error) {
      // A refusal of our own comes before the first write; anything else may have left the work half done.
      if ((error instanceof RefusedError || error instanceof AlreadyExistsError) && kept === undefined) throw error;
      await held.settle();
      throw new HalfMadeError(id, light(definition, { ...mayHave(definition, state, news), ...kept }), news, error);
    }
    await held.settle();
    const replaced: Properties = {};
    for (const { field } of diff(definition, from, news).changes)
      replaced[field] = isFree(definition, field, olds[field]) ? notKnown : olds[field];
    return { ...news, ...last, ...kept, ...outputs, ...prints(definition, scope, settlingOf(state), replaced) };
  });
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
  if (observed === undefined && !isStale(settlingOf(state), "*", undefined, scope.context.now().getTime())) {
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

/** What other resources say from this run on is left as it is: deletions come after updates, and would undo what those have set. */
export async function remove(definition: ResourceDefinition, scope: Scope, id: string, last: Properties): Promise<void> {
  const { heirs, rest: state } = scope.handedOver?.(definition, last) ?? { heirs: undefined, rest: last };
  if (heirs !== undefined) scope.context.log("info", `${definition.noun} ${id} leaves what others say from now on as it is: ${heirs}`);
  if (state === undefined) return;
  const attempt = (): Promise<void> =>
    scope.queued(definition.queue(state), () =>
      definition.delete(scope.context, id, managed(definition, state), computed(definition, state)),
    );
  await untilReleased(attempt, scope.context);
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

function prints(
  definition: ResourceDefinition,
  scope: Scope,
  previous: Settling | undefined,
  replaced: Record<string, unknown>,
): Properties {
  if (definition.cachedReads !== true || scope.settleMs === 0) return {};
  const metas = new Map(fieldsOf(definition.inputs).map(({ name, meta }) => [name, meta]));
  const meanings = Object.fromEntries(
    Object.entries(replaced).map(([name, value]) => {
      const meta = metas.get(name);
      return [name, meta === undefined || value === notKnown ? value : canonicalOf(meta, value)];
    }),
  );
  return { [settlingKey]: afterWrite(previous, meanings, scope.context.now().getTime(), scope.settleMs) };
}
