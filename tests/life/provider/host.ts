/** The provider processes of one engine run, and what cuts the run off. */
import type { StackState } from "../../../provider/engine/memory/stack-state";
import { readState } from "../../../provider/engine/memory/stack-state";
import type { World } from "../../../provider/engine/instance";
import type { Face } from "../../support/resources/driver";
import { EngineKilled, type Host, type Step } from "../engine/run";
import { type Stack, urnPrefix } from "../engine/state";
import type { Service } from "../service/service";
import { Gate } from "./gate";
import { type Provider, startProvider } from "./process";

/** What happens in the middle of one of a run's changes. */
export interface Interruption {
  /**
   * `provider`, `engine`, `all`: who is killed by force; `engine-unnoticed`: the provider ends its work as if nothing had happened;
   * `request`: nobody, a connection breaks.
   */
  readonly who: "provider" | "engine" | "engine-unnoticed" | "all" | "request";
  /** Which change, in order. */
  readonly change: number;
  /** At which of its requests; when it has fewer, right after its answer. */
  readonly request: number;
  /** Whether the service executes that request. */
  readonly executed: boolean;
}

interface Process {
  readonly provider: Provider;
  readonly gate: Gate;
  readonly engineGone: AbortController;
  isDead: boolean;
}

let runs = 0;

export class RunHost implements Host {
  /** Address of the engine, another one in each run. */
  readonly #engine = `engine-${String(++runs)}:1`;
  readonly #processes = new Map<string, Promise<Process>>();
  #changes = 0;
  /** The change that was interrupted, and how. */
  interrupted: { readonly step: Step; readonly at: string } | undefined;

  constructor(
    readonly face: Face,
    private readonly service: Service,
    private readonly stack: Stack,
    readonly random: (size: number) => Uint8Array,
    private readonly interruption?: Interruption,
  ) {}

  async provider(reference: string): Promise<Provider> {
    const process = await this.#process(reference);
    if (process.isDead) throw new Error("the provider has ended: transport is closing");
    return process.provider;
  }

  async change<T>(step: Step, reference: string, task: (provider: Provider) => Promise<T>): Promise<T> {
    const provider = await this.provider(reference);
    const process = await this.#process(reference);
    const { interruption } = this;
    if (interruption?.change !== this.#changes++) return task(provider);
    return this.#interrupt(interruption, step, process, () => task(provider));
  }

  /** The requests of all processes, for a person to read. */
  async seen(): Promise<readonly string[]> {
    return (await Promise.all(this.#processes.values())).flatMap(({ gate }) => gate.seen);
  }

  /** The end of the run: processes that live are ended; those that were killed keep their unanswered requests until the service is gone. */
  async close(): Promise<void> {
    for (const process of await Promise.all(this.#processes.values())) {
      if (process.isDead) {
        process.gate.shut();
        this.service.afterwards(() => end(process));
      } else await end(process);
    }
  }

  async #interrupt<T>(interruption: Interruption, step: Step, process: Process, task: () => Promise<T>): Promise<T> {
    const { who, request: after, executed } = interruption;
    const kind = who === "request" ? "break" : who === "all" || who === "provider" ? "hang" : "pause";
    const reached = process.gate.arm({ after, executed, kind });
    const running = task();
    if (who === "request") {
      void reached.then(() => (this.interrupted = { step, at: lastOf(process.gate) }));
      return running.finally(() => process.gate.disarm());
    }
    const first = await Promise.race([running.then((value) => ({ value })), reached.then((resume) => ({ resume }))]).catch(
      (error: unknown) => ({ error }),
    );
    process.gate.disarm();
    this.interrupted = { step, at: "resume" in first ? lastOf(process.gate) : "its end" };
    if ("error" in first) throw first.error;
    if ("resume" in first) {
      running.catch(() => undefined);
      if (who === "engine") process.engineGone.abort(new Error("the engine is gone"));
      first.resume();
      // The provider has the time to end what it is about: nobody hears of it.
      if (kind === "pause") await running.catch(() => undefined);
    }
    process.isDead = true;
    if (who !== "provider") throw new EngineKilled();
    if ("value" in first) return first.value;
    throw new Error("the provider has ended: transport is closing");
  }

  #process(reference: string): Promise<Process> {
    const known = this.#processes.get(reference) ?? this.#start();
    this.#processes.set(reference, known);
    return known;
  }

  async #start(): Promise<Process> {
    const gate = await Gate.open();
    const engineGone = new AbortController();
    const state = { isDead: false };
    const { service, stack } = this;
    const world: World = {
      environment: service.environment,
      now: () => service.now(),
      // A process that was killed does not wake up again.
      sleep: (ms) => (state.isDead ? new Promise(() => undefined) : service.pass(ms)),
      randomBytes: this.random,
      cancelled: engineGone.signal,
      engine: {
        address: this.#engine,
        gone: engineGone.signal,
        isThere: () => Promise.resolve(!engineGone.signal.aborted),
      },
      stackState: (): Promise<StackState | undefined> => Promise.resolve(readState(stack.exported(), urnPrefix(stack.name))),
    };
    const provider = await startProvider(this.face, world, service.config({ proxy: gate.url }));
    return Object.assign(state, { provider, gate, engineGone });
  }
}

function lastOf({ seen }: Gate): string {
  return seen.at(-1) ?? "";
}

async function end({ gate, provider }: Process): Promise<void> {
  await gate.close();
  await provider.close();
}
