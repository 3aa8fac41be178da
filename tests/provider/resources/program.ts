/** What the engine does with one resource of a program, run after run; and providers that are killed in between. */
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished } from "vitest";
import type { EmulatorOptions, FaultRule } from "../../../emulator";
import { admin } from "../../support/emulator/support";
import { urnOf } from "../../support/plugin/client";
import type { DiffResult, Kept, Properties } from "../../support/plugin/results";
import { type Driver, type Face, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const limitMs = 20_000;

/** One emulator, one resource, and the provider that has it in hand. */
export class Program {
  #kept: Kept | undefined;
  #inputs: Properties = {};
  readonly #pending: string[] = [];
  readonly #killed: Driver[] = [];
  /** Creations that the engine has begun, and never saw end. */

  private constructor(
    readonly noun: string,
    readonly world: TestWorld,
    readonly face: Face,
    private driver: Driver,
  ) {}

  static async open(face: Face, noun: string, options: EmulatorOptions = {}): Promise<Program> {
    const world = await TestWorld.start(options);
    world.cutOff();
    const program = new Program(noun, world, face, await openDriver(face, world, world.config()));
    onTestFinished(async () => {
      // A killed provider has an unanswered request: it can only be closed after the server is.
      await world.close();
      for (const driver of [...program.#killed, program.driver]) await driver.close();
    });
    return program;
  }

  get id(): string {
    if (this.#kept === undefined) throw new Error(`there is no ${this.noun} yet`);
    return this.#kept.id;
  }

  /** What the engine knows. */
  get state(): Properties {
    return this.#kept?.state ?? {};
  }

  async check(news: Properties): Promise<Properties> {
    const { inputs, failures } = await this.driver.check(this.noun, "r", this.#inputs, news);
    expect(failures).toEqual([]);
    return inputs;
  }

  async diff(news: Properties): Promise<DiffResult> {
    return this.driver.diff(this.noun, this.id, this.state, await this.check(news));
  }

  /** True when there was something to do. */
  async up(news: Properties): Promise<boolean> {
    const inputs = await this.check(news);
    if (this.#kept === undefined) {
      this.#kept = await this.driver.create(this.noun, "r", inputs);
      this.#inputs = inputs;
      return true;
    }
    const { id, state } = this.#kept;
    const { changes, replaces } = await this.driver.diff(this.noun, id, state, inputs);
    expect(replaces).toEqual([]);
    if (changes) this.#kept = { id, state: await this.driver.update(this.noun, id, state, inputs) };
    this.#inputs = inputs;
    return changes;
  }

  /** The same `up`; keeps what the error carries, as the engine does. Answers the error. */
  async upFailing(news: Properties): Promise<Error> {
    const error: unknown = await this.up(news).then(
      () => new Error("no failure"),
      (failure: unknown) => failure,
    );
    const { id, state } = error as { readonly id?: string; readonly state?: Properties };
    if (id !== undefined && state !== undefined) this.#kept = { id, state };
    return error as Error;
  }

  async refresh(): Promise<void> {
    const { id, state } = this.#kept ?? { id: "", state: {} };
    this.#kept = await this.driver.read(this.noun, id, state);
  }

  async import(id: string): Promise<Kept | undefined> {
    this.#kept = await this.driver.read(this.noun, id, {});
    return this.#kept;
  }

  async destroy(): Promise<void> {
    await this.driver.delete(this.noun, this.id, this.state);
    this.#kept = undefined;
  }

  /** An `up` whose provider is killed as soon as `isReached`: it never answers, and the engine has stored nothing. */
  async killedIn(news: Properties, rule: FaultRule, isReached: () => Promise<boolean>): Promise<void> {
    const { driver } = this;
    const inputs = await this.check(news);
    await admin(this.world.emulator, "POST", "/faults", [rule]);
    const kept = this.#kept;
    const endless = kept === undefined ? driver.create(this.noun, "r", inputs) : driver.update(this.noun, kept.id, kept.state, inputs);
    let end: unknown = "none";
    endless.then(
      () => (end = "an answer"),
      (error: unknown) => (end = error),
    );
    const until = performance.now() + limitMs;
    while (!(await isReached())) {
      if (performance.now() > until || end !== "none") throw new Error(`the step was not reached; the provider's end: ${String(end)}`);
      await pause(5);
    }
    await admin(this.world.emulator, "DELETE", "/faults");
    await this.#replaceProvider();
  }

  /** An `up` that the provider carries out, and of which the engine stores nothing: the whole run is killed at its end. */
  async forgotten(news: Properties): Promise<void> {
    const { driver } = this;
    this.world.cutOff(...this.#pending);
    const inputs = await this.check(news);
    if (this.#kept === undefined) {
      await driver.create(this.noun, "r", inputs);
      // The engine keeps each creation that it never saw end.
      this.#pending.push(urnOf(this.noun, "r"));
      this.world.cutOff(...this.#pending);
    } else await driver.update(this.noun, this.#kept.id, this.#kept.state, inputs);
    await this.#replaceProvider();
  }

  async #replaceProvider(): Promise<void> {
    this.#killed.push(this.driver);
    this.driver = await openDriver(this.face, this.world, this.world.config());
  }
}
