/** What a step of a resource's life runs with, and what it leaves. */
import type { Context, ResourceDefinition } from "../../define";
import type { Accounts } from "../memory/accounts";
import type { Held, Journal } from "../memory/journal";
import type { Owners } from "../memory/owners";
import type { StackState } from "../memory/stack-state";
import type { Properties } from "../values";

/** What a lifecycle step runs with. */
export interface Scope {
  readonly context: Context;
  /** The resource that the call is about, where it is known. */
  readonly urn?: string;
  readonly journal: Pick<Journal, "removing" | "stays"> & {
    hold(...about: Parameters<Journal["hold"]>): Pick<Held, "intents"> & { settle(id?: string): Promise<unknown> };
  };
  readonly settleMs: number;
  /** Runs a write in the queue of its entity, or in all of its queues (law 8). */
  queued<T>(keys: string | readonly string[], task: () => Promise<T>): Promise<T>;
  /** What the resources of the program have; default: nothing is known. */
  readonly owners?: Pick<Owners, "settle" | "relations" | "formerOwner" | "isReplaced">;
  /** Default: nothing is known of accounts. */
  readonly accounts?: Accounts;
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
  /** Whether before the run nobody had the entity but the resource that these URNs name: a deletion of it is that of its own old half. */
  wasItsOwn(definition: ResourceDefinition, properties: Properties, urns: readonly string[]): Promise<boolean>;
  clear(definition: ResourceDefinition, properties: Properties): Promise<void>;
}

export interface Kept {
  readonly id: string;
  readonly state: Properties;
}
