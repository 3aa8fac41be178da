/**
 * A small model of Pulumi's engine 3.220: what it asks of a provider for a program, in which order, and what it stores when. One thing at a time,
 * so that a run is the same each time. After step_generator.go, step.go and snapshot.go of `pkg/v3/resource/deploy`.
 */
import type { Face } from "../../support/resources/driver";
import type { Properties } from "../../support/plugin/results";
import type { Provider, Subject } from "../provider/process";
import { nameOf, nounOf, Snapshot, type Stack, type StateResource } from "./state";

export type Op = "create" | "update" | "delete" | "replace" | "delete-replaced" | "create-replacement" | "same" | "refresh" | "discard";

export interface Step {
  readonly op: Op;
  readonly urn: string;
}

export interface Failed {
  readonly urn: string;
  readonly message: string;
  /** The checked inputs of the resource, where the run got so far. */
  readonly inputs?: Properties;
}

export interface Outcome {
  readonly failures: readonly Failed[];
  /** What was done, or would be; nothing of what stays the same. */
  readonly steps: readonly Step[];
}

/** The engine's surroundings: the provider processes of this run, and who is killed in it. */
export interface Host {
  readonly face: Face;
  /** The process of a provider instance, by the reference that the state has. */
  provider(reference: string): Promise<Provider>;
  /** A call that changes something: the place where a run can be cut off. */
  change<T>(step: Step, reference: string, task: (provider: Provider) => Promise<T>): Promise<T>;
  random(size: number): Uint8Array;
}

export interface RunOptions {
  /** Only a preview. */
  readonly isDry?: boolean;
  /** `--target`: URNs. */
  readonly targets?: readonly string[];
  /** `--replace`: URNs. */
  readonly replace?: readonly string[];
  /** The program is killed after so many registrations. */
  readonly stopAfter?: number;
}

/** The engine has been killed: nothing after that is stored. */
export class EngineKilled extends Error {}

/** A step has failed, and with it the run. */
export class RunFailed extends Error {
  constructor(
    readonly urn: string,
    message: string,
    options?: ErrorOptions,
    readonly inputs?: Properties,
  ) {
    super(message, options);
  }
}

/** One run at work: what has been seen and done in it. */
export class Run {
  readonly snapshot: Snapshot;
  readonly steps: Step[] = [];
  readonly isDry: boolean;
  /** URNs that the program has registered. */
  readonly urns = new Set<string>();
  /** Old URN to the one that it is an alias of. */
  readonly aliased = new Map<string, string>();
  /** URNs that need no deletion: the same, updated or replaced. */
  readonly operated = new Set<string>();
  /** URNs deleted in this run whose resources may still come. */
  readonly deleted = new Set<string>();
  readonly condemned = new Set<StateResource>();
  /** Registered, but not targeted and not there. */
  readonly skipped = new Set<string>();

  constructor(
    readonly stack: Stack,
    readonly host: Host,
    readonly options: RunOptions = {},
  ) {
    this.isDry = options.isDry === true;
    this.snapshot = new Snapshot(stack, this.isDry);
  }

  isTargeted(urn: string): boolean {
    return this.options.targets === undefined || this.options.targets.includes(urn);
  }

  /** A replacement that a person asks for. */
  isAskedToReplace(urn: string, old: StateResource | undefined): boolean {
    return this.options.replace?.includes(urn) === true || old?.taint === true;
  }

  note(op: Op, urn: string): Step {
    const step = { op, urn };
    this.steps.push(step);
    return step;
  }

  /** Deletes it from the service, and from the state unless its replacement comes at once. */
  async delete(old: StateResource, op: "delete" | "delete-replaced", isReplacedAtOnce = false): Promise<void> {
    const step = this.note(op, old.urn);
    if (op === "delete" && old.protect) throw new RunFailed(old.urn, "resource cannot be deleted because it is protected");
    this.snapshot.begin(old, "deleting");
    const isOurs = isManaged(old) && !old.retainOnDelete;
    if (isOurs && !this.isDry)
      await this.attempt(old, () =>
        this.host.change(step, old.provider ?? "", (provider) => provider.delete(subjectOf(old), old.id ?? "", old)),
      );
    if (isReplacedAtOnce) old.pendingReplacement = true;
    this.snapshot.end(old, old.pendingReplacement ? {} : { done: old });
  }

  /** Asks a provider what changes nothing; a failure ends the run. */
  async ask<T>(resource: StateResource, task: (provider: Provider) => Promise<T>): Promise<T> {
    try {
      return await task(await this.host.provider(resource.provider ?? ""));
    } catch (error) {
      if (error instanceof EngineKilled || error instanceof RunFailed) throw error;
      throw new RunFailed(resource.urn, wordsOf(error), { cause: error });
    }
  }

  /** Runs a provider's call; a failure ends the operation and the run, and the state stays as it was. */
  async attempt<T>(resource: StateResource, task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      if (error instanceof EngineKilled) throw error;
      this.snapshot.end(resource);
      throw new RunFailed(resource.urn, wordsOf(error), { cause: error });
    }
  }
}

/** True for a resource that a provider has made. */
export function isManaged({ custom, type }: StateResource): boolean {
  return custom && !isProvider(type);
}

export function isProvider(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

export function subjectOf(resource: StateResource): Subject {
  return { noun: nounOf(resource), urn: resource.urn, name: nameOf(resource.urn) };
}

/** What a person reads of a provider's error: without the code of the transport. */
export function wordsOf(error: unknown): string {
  const { details, message = String(error) } = error as { readonly details?: unknown; readonly message?: string };
  return typeof details === "string" && details !== "" ? details : message;
}
