/**
 * The life of a resource, the same behind both faces: create, read, update, delete over a definition.
 * State = managed inputs as read back + computed outputs + the prints of {@link ./settling}.
 */
import type { Context, ResourceDefinition } from "../define";
import { metaOf } from "../define";
import { diff, sameValue } from "./diff";
import { afterWrite, isStale, type Settling, settlingKey, settlingOf } from "./settling";
import type { Properties } from "./values";

/** What a lifecycle step runs with. */
export interface Scope {
  readonly context: Context;
  readonly settleMs: number;
  /** Runs a write in the queue of its entity (law 8). */
  queued<T>(key: string, task: () => Promise<T>): Promise<T>;
}

export interface Kept {
  readonly id: string;
  readonly state: Properties;
}

/** The entity exists but could not be brought to its inputs: kept, with its id; the next update repairs it (law 6). */
export class HalfMadeError extends Error {
  override readonly name = "HalfMadeError";
  constructor(
    readonly id: string,
    readonly state: Properties,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

export async function create(definition: ResourceDefinition, scope: Scope, inputs: Properties): Promise<Kept> {
  let made: Kept | undefined;
  const keep = (id: string, outputs: Properties): Kept => ({ id, state: { ...inputs, ...outputs, ...firstPrints(definition, scope) } });
  try {
    return await scope.queued(definition.queue(inputs), async () => {
      const created = await definition.create(scope.context, inputs, (id, outputs) => {
        made = keep(id, outputs);
      });
      return keep(created.id, { ...computed(definition, made?.state), ...created.outputs });
    });
  } catch (error) {
    if (made === undefined) throw error;
    throw new HalfMadeError(made.id, made.state, error);
  }
}

/** What a creation will give, as far as it is known in preview. */
export function predict(definition: ResourceDefinition, context: Pick<Context, "backend" | "region" | "endpoint">, inputs: Properties): Properties {
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
  const known = state === undefined ? undefined : managed(definition, { ...state, ...inputs });
  const now = scope.context.now().getTime();
  const settling = settlingOf(state);
  const observed = await definition.observe(scope.context, id, known);
  if (observed === undefined) {
    if (state === undefined || !isStale(settling, "*", undefined, now)) return undefined;
    return { id, state, inputs: inputs ?? managed(definition, state) };
  }
  const next: Properties = {};
  for (const [name, schema] of Object.entries(definition.inputs.shape)) {
    const meta = metaOf(name, schema);
    const before = state?.[name] ?? inputs?.[name];
    const shown = observed.inputs[name];
    if (state !== undefined && before === undefined) continue;
    if (meta.local === true || meta.createOnly === true) next[name] = before;
    else if (state !== undefined && (sameValue(meta, before, shown) || isStale(settling, name, shown, now))) next[name] = before;
    else next[name] = shown;
    if (next[name] === undefined) delete next[name];
  }
  const carried = settling === undefined ? {} : { [settlingKey]: settling };
  return { id, inputs: next, state: { ...next, ...computed(definition, state), ...observed.outputs, ...carried } };
}

export async function update(definition: ResourceDefinition, scope: Scope, id: string, state: Properties, news: Properties): Promise<Properties> {
  const olds = managed(definition, state);
  const changed = new Set(diff(definition, state, news).changes.map((change) => change.field));
  const outputs = await scope.queued(definition.queue(news), () => definition.update(scope.context, id, news, olds));
  const replaced: Record<string, unknown> = {};
  for (const name of changed) replaced[name] = olds[name];
  return { ...news, ...computed(definition, state), ...outputs, ...prints(definition, scope, settlingOf(state), replaced) };
}

export async function remove(definition: ResourceDefinition, scope: Scope, id: string, state: Properties): Promise<void> {
  await scope.queued(definition.queue(state), () => definition.delete(scope.context, id, managed(definition, state)));
}

/** The part of a state that belongs to the inputs. */
export function managed(definition: ResourceDefinition, state: Properties): Properties {
  return pick(state, Object.keys(definition.inputs.shape));
}

function computed(definition: ResourceDefinition, state: Properties | undefined): Properties {
  return state === undefined ? {} : pick(state, Object.keys(definition.outputs.shape));
}

function pick(from: Properties, names: readonly string[]): Properties {
  const out: Properties = {};
  for (const name of names) if (from[name] !== undefined) out[name] = from[name];
  return out;
}

function firstPrints(definition: ResourceDefinition, scope: Scope): Properties {
  return prints(definition, scope, undefined, { "*": undefined });
}

function prints(definition: ResourceDefinition, scope: Scope, previous: Settling | undefined, replaced: Record<string, unknown>): Properties {
  if (definition.cachedReads !== true || scope.settleMs === 0) return {};
  return { [settlingKey]: afterWrite(previous, replaced, scope.context.now().getTime(), scope.settleMs) };
}
