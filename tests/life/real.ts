/** Stories under the real engine: many at once in one stack, since a run costs seconds, each with a program part of its own. */
import type { ChildProcess } from "node:child_process";
import { appendFileSync, copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { descendantsOf, providersOf, until } from "../support/chaos/support";
import { type Face, type ResourceSpec, type Run, Stack } from "../support/engine/harness";
import { settingsFor } from "../support/engine/servers";
import type { Properties } from "../support/plugin/results";
import { component, type Program, type Resource } from "./engine/program";
import { Gate } from "./provider/gate";
import { EmulatedService } from "./service/emulated";
import { deleteByHand, deleteKey } from "./story/hand";
import { apply } from "./story/moves";
import { Draft, type Item } from "./story/draft";
import { nounsOf } from "./story/nouns";
import { Plan } from "./story/plan";
import type { MoveKind } from "./story/story";

/** What a story of a shared stack can do: nothing that needs a run of its own. */
const kinds: readonly MoveKind[] = [
  "rename",
  "rename with alias",
  "re-parent",
  "re-parent with alias",
  "swap names",
  "change value",
  "replaceOnChanges",
  "replace",
  "deleteBeforeReplace",
  "another name on the service",
  "retain",
  "remove",
  "add",
  "other instance",
];

export type Victim = "engine" | "provider" | "program" | "all";

export interface RealStory {
  readonly draft: Draft;
  readonly words: string[];
}

const endsWithinMs = 100_000;
const mostRuns = 8;

export class RealStories {
  readonly stories: readonly RealStory[];
  #replace: string[] = [];
  readonly #log: string[] = [];

  private constructor(
    readonly face: Face,
    readonly service: EmulatedService,
    readonly stack: Stack,
    private readonly gate: Gate,
    count: number,
    private readonly random: () => number,
  ) {
    const nouns = nounsOf("oos");
    // What an account has once is of the first story.
    const repeatable = new Map([...nouns].filter(([, { single }]) => single !== true));
    this.stories = Array.from({ length: count }, (_, index) => {
      const draft = new Draft(index === 0 ? nouns : repeatable, `s${String(index)}x`);
      draft.replacesOnlyLeaves = true;
      const words: string[] = [];
      for (let added = 0; added < 1 + this.#below(2); added++) {
        const noun = this.#oneOf([...draft.nouns.values()]);
        draft.add(noun, { adopt: this.#below(4) > 0, value: this.#below(2) as 0 | 1, unnamed: this.#below(3) === 0, shares: true });
      }
      for (const { name, noun, adopt } of draft.items) words.push(`${noun.noun} ${name}${adopt ? " adopt" : ""}`);
      return { draft, words };
    });
  }

  static async start(face: Face, count: number, random: () => number): Promise<RealStories> {
    const service = await EmulatedService.start("oos");
    const gate = await Gate.open();
    const stack = await Stack.create({ face, config: settingsFor(service.emulator, { settleSeconds: "0", proxy: gate.url }) });
    return new RealStories(face, service, stack, gate, count, random);
  }

  /** What all engine runs have said. */
  get log(): string {
    return this.#log.join("\n");
  }

  /** `LIFE_LOG=<file>` keeps it, with the state after each kill: what a kill meets does not come again. */
  #note(text: string): void {
    this.#log.push(text);
    const file = process.env["LIFE_LOG"];
    if (file !== undefined) appendFileSync(`${file}.${this.face}`, `${text}\n`);
  }

  /** Each story goes on by one or two moves. */
  move(): void {
    this.#replace = [];
    for (const { draft, words } of this.stories) {
      for (const item of draft.items) item.replaceOnChanges = false;
      const plan = new Plan((item) => item.aliases.push(this.urn(draft, item)));
      for (let count = 0; count < 1 + this.#below(2); count++) {
        const said = apply({ kind: this.#oneOf(kinds), pick: this.#below(60), way: this.#below(2) === 0 }, draft, plan);
        if (said !== undefined) words.push(said);
      }
      for (const item of plan.removed) if (item.retain === true && item.retainStored === true) draft.leftovers.push(item);
      for (const item of draft.items) item.retainStored = item.retain === true;
      this.#replace.push(
        ...plan.replace.flatMap((key) => draft.items.filter((item) => item.key === key)).map((item) => this.urn(draft, item)),
      );
    }
  }

  /**
   * `up` until it ends well, with a person who follows the advice of every refusal.
   * @param isCutOff the last run was: its state may say what is no longer so, as the guide says
   */
  async settle(isCutOff = false): Promise<void> {
    for (let count = 0; count < mostRuns; count++) {
      this.#write();
      const run = await this.stack.tryUp(
        undefined,
        "--continue-on-error",
        ...(isCutOff ? ["--refresh"] : []),
        ...this.#replace.flatMap((urn) => ["--replace", urn]),
      );
      this.#replace = [];
      this.#note(run.text);
      if (run.code === 0) {
        for (const { draft } of this.stories) draft.isSettled = true;
        return;
      }
      await this.#follow(run);
    }
    throw new Error(`${String(mostRuns)} runs did not settle the stack:\n${this.log}`);
  }

  /** An `up` in which somebody is killed at a random request. @returns what lived on though its engine is gone */
  async kill(victim: Victim): Promise<readonly string[]> {
    this.#write();
    for (const { draft, words } of this.stories) {
      draft.isSettled = false;
      words.push(`kill -9 of ${victim}`);
    }
    const after = 3 + this.#below(40);
    const reached = this.gate.arm({ after, executed: this.#below(2) === 0, kind: "pause" });
    const flags = ["--yes", "--skip-preview", "--color", "never", ...this.#replace.flatMap((urn) => ["--replace", urn])];
    const { process: engine, done, text } = this.stack.start("up", ...flags);
    this.#replace = [];
    const resume = await Promise.race([reached, done.then(() => undefined)]);
    this.gate.disarm();
    const tree = descendantsOf(engine.pid ?? 0);
    if (resume !== undefined) {
      for (const pid of victimsOf(victim, engine)) end(pid);
      resume();
    }
    await done;
    const alive = (): readonly string[] => tree.filter(({ pid, command }) => isAlive(pid, command)).map(({ command }) => command);
    await until(
      "the end of every process of the run",
      () => (alive().length === 0 ? true : undefined),
      () => `${text()}\n${alive().join("\n")}`,
      endsWithinMs,
    ).catch(() => undefined);
    this.#note(`kill -9 of ${victim}\n${text()}`);
    this.#putBackState();
    // A killed engine leaves its lock.
    await this.stack.run("cancel", "--yes");
    this.#note((await this.stack.exported()).text);
    return alive();
  }

  /** Pulumi writes the checkpoint in place: killed in the middle of it, it leaves half a file, and a person puts back the backup beside it. */
  #putBackState(): void {
    const file = path.join(this.stack.folder, "state", ".pulumi", "stacks", "suite", "test.json");
    try {
      JSON.parse(readFileSync(file, "utf8"));
    } catch {
      copyFileSync(`${file}.bak`, file);
      for (const { words } of this.stories) words.push("the checkpoint was cut off; its backup is put back");
    }
  }

  /** Alone, in one run of the model, on an empty service. */
  reference(): Program {
    return this.stories.flatMap(({ draft }) => draft.reference());
  }

  urn(draft: Draft, item: Item): string {
    return `urn:pulumi:test::suite::${this.#typesOf(draft, item)}::${item.name}`;
  }

  async close(): Promise<void> {
    await this.stack.close();
    await this.gate.close();
    await this.service.close();
  }

  #typesOf(draft: Draft, item: Item): string {
    const own = this.face === "plugin" ? `oos:index:${item.noun.noun}` : `pulumi-nodejs:dynamic/oos:${item.noun.noun}`;
    if (item.parent === undefined) return own;
    const above = draft.components.has(item.parent) ? "suite:index:Component" : this.#typesOf(draft, draft.get(item.parent));
    return `${above}$${own}`;
  }

  #write(): void {
    const { emulator } = this.service;
    const second: ResourceSpec = {
      name: "second",
      noun: "Provider",
      args: {
        ...settingsFor(emulator, { settleSeconds: "0", proxy: this.gate.url }),
        secretAccessKey: { $secret: emulator.secretAccessKey },
      },
    };
    const program = this.stories.flatMap(({ draft }) => draft.program());
    const seen = new Set<string>();
    const once = program.filter(({ key }) => !seen.has(key) && seen.add(key));
    const names = new Map(once.map(({ key, name }) => [key, name]));
    this.stack.write({ resources: [second, ...once.map((resource) => specOf(resource, names))] });
  }

  /**
   * As an operator would: the alias that the refusal names, `deleteBeforeReplace` for what has others in it, another name for what keeps one that it does
   * not give; what nothing proves to be of a cut-off run is taken over, or removed where nobody has its secret.
   */
  async #follow({ text }: Run): Promise<void> {
    let followed = 0;
    for (const { draft, words } of this.stories)
      for (const item of draft.items) {
        const said = new RegExp(`\\(${item.name}\\):\\n((?: {4,}.*\\n|\\n)*)`).exec(text.slice(text.indexOf("Diagnostics:")))?.[1];
        const alias = /aliases: \["([^"]+)"\]/.exec(said ?? "")?.[1];
        if (said?.includes("error") !== true) continue;
        if (alias !== undefined) item.aliases.push(alias);
        else if (said.includes("deleteBeforeReplace")) item.deleteBeforeReplace = true;
        else if (said.includes(`"${item.name}" gives no `)) item.serviceName = `${item.key}o`;
        else if (await this.#isRemoved(said)) words.push("a person removes it by hand");
        else if (said.includes("cannot be told whether this stack made it") && !item.adopt) item.adopt = true;
        else continue;
        words.push(`refused: ${said.trim()}`);
        followed += 1;
      }
    if (followed === 0) throw new Error(`this failure is not right:\n${text}`);
  }

  /** Nobody has the secret of these. */
  async #isRemoved(said: string): Promise<boolean> {
    const { service } = this;
    const text = said.replaceAll(/\s+/g, " ");
    const [, user, keys] = /an access key for user "([^"]+)" was cut off.*whether it made what is there: (.*), never used/.exec(text) ?? [];
    for (const key of keys?.split(", ") ?? []) await deleteKey(service, user ?? "", key.split(" ")[0] ?? "");
    const [, name] = /MFA device "([^"]+)" already exists and it cannot be told/.exec(text) ?? [];
    const [, serial] = /the seed of MFA device \S+mfa\/(\S+) is not known/.exec(text) ?? [];
    const device = name ?? serial;
    if (device !== undefined) await deleteByHand(service, "VirtualMfaDevice", { name: device });
    return keys !== undefined || device !== undefined;
  }

  #below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  #oneOf<T>(all: readonly T[]): T {
    const chosen = all[this.#below(all.length)];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  }
}

/** @param names by key: a program of the harness refers to resources by name */
function specOf({ key, name, noun, args, parent, instance, ...options }: Resource, names: ReadonlyMap<string, string>): ResourceSpec {
  if (noun === component) return { name: key, noun: component };
  const { aliases, protect, retainOnDelete, ignoreChanges, replaceOnChanges, deleteBeforeReplace } = options;
  return {
    name,
    noun,
    args: renamed(args, names) as Properties,
    options: {
      ...(parent === undefined ? {} : { parent: names.get(parent) ?? parent }),
      ...(instance === undefined ? {} : { provider: instance }),
      ...(deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace }),
      ...(replaceOnChanges?.length === 0 ? {} : { replaceOnChanges }),
      ...{ aliases, protect, retainOnDelete, ignoreChanges },
    },
  };
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== "object" || value === null) return value;
  const { $ref } = value as { readonly $ref?: unknown };
  if (typeof $ref === "string") {
    const [key = "", output = ""] = $ref.split(".");
    return { $ref: `${names.get(key) ?? key}.${output}` };
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, renamed(item, names)]));
}

function victimsOf(victim: Victim, engine: ChildProcess): readonly number[] {
  const pid = engine.pid ?? 0;
  const all = descendantsOf(pid);
  const providers = providersOf(pid).map((process) => process.pid);
  if (victim === "engine") return [pid];
  if (victim === "provider") return providers;
  if (victim === "all") return [pid, ...all.map((process) => process.pid)];
  return all.filter(({ command }) => /cmd\/run(?:\/| |$)|pulumi-language-nodejs/.test(command)).map((process) => process.pid);
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** @param command another process may have the number by now */
function isAlive(pid: number, command: string): boolean {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const isOver = /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
    return !isOver && readFileSync(`/proc/${String(pid)}/cmdline`, "utf8").replaceAll("\0", " ") === command;
  } catch {
    return false;
  }
}
