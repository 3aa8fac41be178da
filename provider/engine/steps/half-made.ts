/** What exists and could not be brought to its inputs: how the state remembers that. */
import type { ResourceDefinition } from "../../define";
import { managed } from "./state-parts";
import type { Properties } from "../values";

/**
 * The hidden output that says: a create or update was cut short, so the state does not tell what the service has. It holds the names of the
 * fields that were to be set: they count as managed until a read or an update has gone through, also when the program has dropped them since.
 */
const halfMadeKey = "__halfMade";

export function attempted(state: Properties | undefined): readonly string[] | undefined {
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

/** An error and what it brings along travel in the head of an answer, which has its limits: 16 MiB at the engine's end. */
const mostBytesOfAnError = 1024 * 1024;

/** The state without its largest inputs, where it would be too large to travel; the next update, which a half-made resource needs anyway, brings them. */
export function light(definition: ResourceDefinition, state: Properties): Properties {
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
