/** What is outside the process, so that tests can hold it. */
import { exportedState, stateBackend, type StackState } from "./memory/stack-state";
import type { Work } from "./process/work";

export type LogSink = (level: "debug" | "info" | "warn", message: string) => void;

export interface Engine {
  /** By which the processes that it starts reach it. */
  readonly address: string;
  /** Aborts when the engine is gone: calls under way end as on its Cancel, and nobody hears what they answer. */
  readonly gone: AbortSignal;
  readonly isThere: () => Promise<boolean>;
}

/** Sources of what is outside the process, so that tests can hold them. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  now(): Date;
  /** Default: the system's. */
  sleep?(ms: number, signal?: AbortSignal): Promise<void>;
  /** Default: the system's. */
  randomBytes?(size: number): Uint8Array;
  /** Aborts when the engine cancels the run, for calls that bring no signal of their own. */
  readonly cancelled?: AbortSignal;
  /** The engine that has started this process. */
  readonly engine?: Engine;
  /** Tokens of the journals that are open in this process; default: each session counts as a process. */
  readonly journals?: Set<string>;
  /** Where the faces say which calls are under way; default: nowhere. */
  readonly work?: Work;
  /**
   * The stored state of the stack of this URN, as of now, or of the stack that is being run; undefined when it cannot be told. Default: it cannot.
   */
  stackState?(urn: string | undefined): Promise<StackState | undefined>;
  /** URL of the backend in which the engine keeps its states; undefined when it cannot be told. Default: it cannot. */
  stateBackend?(): Promise<string | undefined>;
  /** Takes whole lines for the person, from a face that has no log of the engine. Default: the process's standard error. */
  writeError?(text: string): void;
}

export const realWorld: World = {
  environment: process.env,
  journals: new Set(),
  now: () => new Date(),
  stackState: (urn) => exportedState(urn, process.env),
  stateBackend: () => stateBackend(process.env),
};

const statesAtStart = new WeakMap<object, Promise<StackState | undefined>>();

/** What the stack of this URN, or the one that is being run, had before the run: its state when this process first asked. */
export function stateAtStart(world: Pick<World, "stackState">, urn: string | undefined): Promise<StackState | undefined> {
  const known = statesAtStart.get(world);
  if (known !== undefined) return known;
  const asked = world.stackState?.(urn) ?? Promise.resolve(undefined);
  statesAtStart.set(world, asked);
  // Who has a URN may hear more.
  if (urn === undefined) void asked.then((state) => (state === undefined ? statesAtStart.delete(world) : undefined));
  return asked;
}
