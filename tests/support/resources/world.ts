/** One emulator with a provider's settings for it, its call counts and faults, and a clock that a test can move. */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CallCounts, type EmulatorOptions, type FaultRule, type RunningEmulator, startEmulator } from "../../../emulator";
import type { World } from "../../../provider/engine/instance";
import type { StackState } from "../../../provider/engine/memory/stack-state";
import { admin } from "../emulator/support";

/** How often each operation was called: `s3:PutBucket` to its count. */
export type Calls = Readonly<Record<string, number>>;

export class TestWorld implements World {
  readonly journal = mkdtempSync(path.join(tmpdir(), "oos-journal-"));
  readonly environment: Record<string, string> = { OOS_JOURNAL_DIR: this.journal };
  writeError?: (text: string) => void;
  /** What `pulumi stack export` would tell of the stack; absent: it cannot be told. */
  stackState?: (urn: string) => Promise<StackState | undefined>;
  /** Where the engine keeps its states. */
  backend: string | undefined = "file:///states";
  #offsetMs = 0;
  /** Of the calls that were counted and forgotten: claims of signatures, by access key id. */
  readonly #claims: CallCounts["bySigner"][] = [];

  private constructor(readonly emulator: RunningEmulator) {}

  static async start(options: EmulatorOptions = {}): Promise<TestWorld> {
    return new TestWorld(await startEmulator(options));
  }

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  stateBackend(): Promise<string | undefined> {
    return Promise.resolve(this.backend);
  }

  /** How the provider's own waiting passes: at once, unless a test says otherwise. */
  pause: (ms: number) => Promise<void> = (ms) => this.pass(ms);

  sleep(ms: number): Promise<void> {
    return this.pause(ms);
  }

  /** Moves the provider's clock and the service's. */
  async pass(ms: number): Promise<void> {
    this.#offsetMs += ms;
    await admin(this.emulator, "PUT", "/clock", { offsetMs: this.#offsetMs });
  }

  /** Configuration for this emulator. Failing calls fail at once, and a preview asks nothing of its own, unless `more` says otherwise. */
  config(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    const { endpoints, accessKeyId, secretAccessKey } = this.emulator;
    return { endpoints: JSON.stringify(endpoints), accessKeyId, secretAccessKey, maxRetries: 0, skipCredentialsValidation: true, ...more };
  }

  /** What requests of this key claimed to be signed with, since the start: `s3 v2`. */
  async claimsOf(accessKeyId: string): Promise<readonly string[]> {
    const { bySigner } = await admin<CallCounts>(this.emulator, "GET", "/calls");
    return [...new Set([...this.#claims, bySigner].flatMap((claims) => Object.keys(claims[accessKeyId] ?? {})))].sort();
  }

  async calls(): Promise<Calls> {
    const { byOperation } = await admin<CallCounts>(this.emulator, "GET", "/calls");
    return Object.fromEntries(Object.entries(byOperation).map(([operation, { count }]) => [operation, count]));
  }

  /** The calls that `task` makes. */
  async counted<T>(task: () => Promise<T>): Promise<{ readonly result: T; readonly calls: Calls }> {
    this.#claims.push((await admin<CallCounts>(this.emulator, "GET", "/calls")).bySigner);
    await admin(this.emulator, "DELETE", "/calls");
    const result = await task();
    return { result, calls: await this.calls() };
  }

  /** The operations that the provider's dynamic face sends while `task` runs, whatever a test prepares beside it. */
  async sent(task: () => Promise<unknown>): Promise<ReadonlySet<string>> {
    const operations = new Set<string>();
    this.environment["OOS_LOG"] = "debug";
    this.writeError = (text) => {
      const [, operation] = /^debug: (?:s3|iam|trail|statistics|topic) (\w+)\b.*: (?:GET|HEAD|PUT|POST|DELETE) /.exec(text) ?? [];
      if (operation !== undefined) operations.add(operation);
    };
    await task();
    delete this.writeError;
    delete this.environment["OOS_LOG"];
    return operations;
  }

  /** Runs `task` while the rules hold. */
  async faulty<T>(rules: readonly FaultRule[], task: () => Promise<T>): Promise<T> {
    await admin(this.emulator, "POST", "/faults", { rules });
    try {
      return await task();
    } finally {
      await admin(this.emulator, "DELETE", "/faults");
    }
  }

  /** From now on the stored state has no resource, and these creations as begun and not ended. */
  cutOff(...urns: readonly string[]): void {
    const pending = urns.map((urn) => {
      const type = urn.split("::")[2] ?? "";
      return { type: "creating", resource: { urn, type, delete: false, inputs: {}, outputs: {} } };
    });
    this.stackState = () => Promise.resolve({ resources: [], pending });
  }

  async close(): Promise<void> {
    await this.emulator.close();
    await rm(this.journal, { recursive: true, force: true });
  }
}
