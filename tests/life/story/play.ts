/** Plays a story: stage after stage on the model of the engine, against the real provider and a service. */
import { moveFace } from "../../../cli/state/move";
import { parseStack, stackText } from "../../../cli/state/deployment";
import { otherFace, swappedUrn } from "../../../provider/faces";
import { registry } from "../../../provider/registry";
import type { Properties } from "../../support/plugin/results";
import type { Face } from "../../support/resources/driver";
import { destroy, preview, refresh, up } from "../engine/commands";
import { type Program, resolve } from "../engine/program";
import { EngineKilled, type Host, type Outcome, type RunOptions, type Step } from "../engine/run";
import { generator } from "../random";
import { Stack, type StateResource, urnOf } from "../engine/state";
import { type Interruption, RunHost } from "../provider/host";
import type { Holdings, Service } from "../service/service";
import { Draft, type Item } from "./draft";
import { canPlantNow, deleteByHand, deleteKey, keysOf, plant, plantKey } from "./hand";
import { adviseOn, type Advice } from "./advice";
import { apply } from "./moves";
import { Plan } from "./plan";
import { nounsOf } from "./nouns";
import type { Stage, Story, Trouble } from "./story";

/** Longer than any cache lies. */
const longMs = 400_000;
const mostRuns = 9;

export class Play {
  readonly draft: Draft;
  face: Face;
  readonly stack = new Stack("main");
  /** The other stack on the same account and machine, with what it took over. */
  readonly other = new Stack("other");
  otherProgram: Program = [];
  /** What has happened, in words. */
  readonly words: string[] = [];
  /** Resources that another than this stack (or a run that nobody remembers) may have made: taking them over is a person's word. */
  readonly adoptable = new Set<string>();
  /** What somebody made by hand, until a person has it taken over. */
  readonly planted = new Map<string, Holdings>();
  /** Access keys that somebody made by hand: id to user. */
  readonly plantedKeys = new Map<string, string>();
  /** How each run ended that was not cut off. */
  readonly ends: string[] = [];
  /** Keys of what a run that was cut off had to replace. */
  readonly #unfinished: string[] = [];
  #random: () => number;
  /** What the last cut-off run was about. */
  #interrupted: Step | undefined;

  constructor(
    readonly story: Story,
    readonly service: Service,
    seed: number,
  ) {
    this.face = story.face;
    this.draft = new Draft(nounsOf(story.place));
    this.#random = generator(seed);
    const nouns = [...this.draft.nouns.values()];
    for (const { noun, ...options } of story.resources) {
      const chosen = nouns[noun % nouns.length];
      if (chosen !== undefined) this.draft.add(chosen, options);
    }
    this.words.push(
      `${story.face} face on ${story.place}, settleSeconds ${String(story.settleSeconds ?? "default")}, maxRetries ${String(story.maxRetries)}`,
    );
    for (const item of this.draft.items) this.words.push(`  declared: ${describe(item)}`);
  }

  async all(): Promise<void> {
    for (const [index, stage] of this.story.stages.entries()) await this.#stage(stage, index + 1);
    if (this.draft.isSettled) return;
    const replace = this.draft.items.filter(({ key }) => this.#unfinished.includes(key)).map((item) => this.urn(item));
    await this.untilSettled(replace.length === 0 ? {} : { replace });
  }

  /** `up` without any trouble, with a person who follows the advice of every refusal. @returns how many runs it took */
  async untilSettled(options: RunOptions = {}): Promise<number> {
    for (let count = 1; count <= mostRuns; count++) {
      const { failures } = await this.run((host) => up(this.stack, host, this.draft.program(), options));
      const [failure] = failures;
      if (failure === undefined) {
        this.words.push("up: fine");
        this.ends.push("fine");
        await this.removePlantedKeys();
        this.draft.isSettled = options.targets === undefined;
        return count;
      }
      this.words.push(`up: fails at ${failure.urn}: ${failure.message}`);
      const advice = await adviseOn(this, failure, options);
      if (advice === undefined) throw new Error(`this failure is not right: ${failure.urn}\n${failure.message}`);
      this.ends.push(advice.kind);
      if (advice.kind === "not targeted") {
        this.draft.isSettled = false;
        return count;
      }
      await this.#follow(advice);
    }
    throw new Error(`${String(mostRuns)} runs did not settle the program`);
  }

  /** Runs a command with providers of its own. */
  async run<T>(task: (host: Host) => Promise<T>, interruption?: Interruption, stack: Stack = this.stack): Promise<T> {
    const host = new RunHost(this.face, this.service, stack, (size) => this.#bytes(size), interruption);
    try {
      return await task(host);
    } finally {
      this.#interrupted ??= host.interrupted?.step;
      if (interruption !== undefined)
        this.words.push(
          `  cut off: ${host.interrupted === undefined ? "not reached" : `${host.interrupted.step.op} of ${host.interrupted.step.urn} at ${host.interrupted.at}`}`,
        );
      await host.close();
    }
  }

  preview(): Promise<Outcome> {
    return this.run((host) => preview(this.stack, host, this.draft.program()));
  }

  refresh(stack: Stack = this.stack): Promise<Outcome> {
    return this.run((host) => refresh(stack, host), undefined, stack);
  }

  async destroy(): Promise<Outcome> {
    this.stack.edit((resources) => resources.map((resource) => ({ ...resource, protect: false, retainOnDelete: false })));
    return this.run((host) => destroy(this.stack, host));
  }

  urn(item: Item): string {
    const type = this.face === "plugin" ? `oos:index:${item.noun.noun}` : `pulumi-nodejs:dynamic/oos:${item.noun.noun}`;
    return urnOf(this.stack.name, this.#parentOf(item), type, item.name);
  }

  #parentOf({ parent }: Item): string | undefined {
    if (parent === undefined) return undefined;
    if (this.draft.components.has(parent)) return urnOf(this.stack.name, undefined, "test:index:Group", parent);
    return this.urn(this.draft.get(parent));
  }

  /** The resource as the state has it. */
  stored(item: Item): StateResource | undefined {
    const urns = new Set([this.urn(item), ...item.aliases]);
    return this.stack.load().find(({ urn, delete: isOld }) => urns.has(urn) && !isOld);
  }

  /** The inputs with what the state knows of others in them; undefined while that is not there. */
  inputs(item: Item): Properties | undefined {
    const resource = this.draft.program().find(({ key }) => key === item.key);
    const outputs = new Map<string, Properties>();
    for (const key of Object.values(item.roles)) {
      const found = this.stored(this.draft.get(key));
      if (found === undefined) return undefined;
      outputs.set(key, { ...found.inputs, ...found.outputs });
    }
    return resource === undefined ? undefined : (resolve(resource.args, outputs) as Properties);
  }

  async #stage(stage: Stage, number: number): Promise<void> {
    const { draft } = this;
    this.words.push(`stage ${String(number)}`);
    for (const item of draft.items) item.replaceOnChanges = false;
    const plan = new Plan((item) => item.aliases.push(this.urn(item)));
    for (const move of stage.moves) {
      const words = apply(move, draft, plan);
      if (words !== undefined) this.words.push(`  ${words}`);
    }
    if (plan.changesFace) this.#changeFace();
    await this.#heedPending(plan);
    await this.#prepare(plan);
    const subject = plan.subjects[0];
    // What uses it would have to follow.
    const target = draft.items.find((item) => stage.isTargeted && item.key === subject && draft.usersOf(item).length === 0);
    // A person repeats the command that was cut off.
    for (const key of this.#unfinished.splice(0)) if (!plan.replace.includes(key)) plan.replace.push(key);
    const replace = plan.replace.flatMap((key) => draft.items.filter((item) => item.key === key)).map((item) => this.urn(item));
    const options: RunOptions = {
      ...(replace.length === 0 ? {} : { replace }),
      ...(target === undefined ? {} : { targets: [this.urn(target)] }),
    };
    if (target !== undefined) this.words.push(`  up --target ${target.name}`);
    if (stage.trouble === undefined) await this.untilSettled(options);
    else await this.#troubled(stage.trouble, options);
    if (!draft.isSettled && stage.trouble !== undefined) this.#unfinished.push(...plan.replace);
  }

  /** An update that was cut off and is not repeated: the engine warns of it, and names the refresh. */
  async #heedPending({ subjects }: Plan): Promise<void> {
    const items = this.draft.items.filter(({ key }) => subjects.includes(key));
    const pending = this.stack.loadPending().filter(({ type }) => type === "updating");
    const urns = new Set(items.flatMap((item) => [this.urn(item), ...item.aliases]));
    if (!pending.some(({ resource }) => urns.has(resource.urn))) return;
    this.words.push("  an update is pending: pulumi refresh");
    await this.refresh();
  }

  /** A person clears what a cut-off run has left pending, since every resource is settled. */
  #changeFace(): void {
    const to = otherFace(this.face);
    for (const stack of [this.stack, this.other]) {
      stack.store(stack.load(), []);
      const before = parseStack(stack.exported());
      const moved = moveFace(before, to, { nouns: new Set(registry.resources.keys()), newId: () => "id-of-moved" });
      stack.import(stackText(moved?.stack ?? before));
    }
    this.face = to;
    // The old URNs lead nowhere any more.
    for (const item of this.draft.items) item.aliases = item.aliases.map((urn) => swappedUrn(urn, registry.resources));
  }

  async #prepare(plan: Plan): Promise<void> {
    const { draft, service } = this;
    for (const item of plan.removed) if (this.stored(item)?.retainOnDelete === true) draft.leftovers.push(item);
    for (const key of plan.taint) this.#edit(draft.get(key), (resource) => ({ ...resource, taint: true }));
    for (const key of plan.unknown) this.adoptable.add(key);
    for (const key of plan.forgotten) {
      const item = draft.items.find((each) => each.key === key);
      if (item === undefined) continue;
      const urn = this.stored(item)?.urn;
      if (urn === undefined) continue;
      this.stack.edit((resources) => resources.filter((resource) => resource.urn !== urn));
      this.adoptable.add(key);
    }
    for (const { item, adopts } of plan.otherStack) await this.#declareElsewhere(item, adopts);
    for (const key of plan.planted) await this.plantAt(draft.get(key));
    for (const { item, waits } of plan.deletedByHand) {
      // What leaves the program in this run is there still.
      if (!draft.items.includes(item) || plan.removed.some(({ roles }) => Object.values(roles).includes(item.key))) continue;
      const { inputs } = this.stored(item) ?? {};
      if (inputs === undefined) continue;
      if (waits || item.noun.nameField === undefined) await service.pass(longMs);
      await deleteByHand(service, item.noun.noun, inputs);
      const { failures } = await this.refresh();
      if (failures.length > 0) throw new Error(`refresh fails: ${failures.map(({ message }) => message).join("\n")}`);
      if (this.stored(item) !== undefined) throw new Error(`refresh does not see that ${item.name} is gone`);
    }
  }

  /** Somebody makes by hand what the program declares. */
  async plantAt(item: Item): Promise<void> {
    const inputs = this.inputs(item);
    if (inputs === undefined) return;
    const before = await this.service.holdings();
    await plant(this.service, item.noun.noun, inputs);
    const after = await this.service.holdings();
    this.planted.set(item.key, Object.fromEntries(Object.entries(after).filter(([place]) => !(place in before))));
    this.adoptable.add(item.key);
    this.words.push(`  somebody makes ${item.name} by hand`);
  }

  async #declareElsewhere(item: Item, adopts: boolean): Promise<void> {
    const inputs = this.draft.items.includes(item) ? this.inputs(item) : undefined;
    const stored = this.stored(item);
    if (inputs === undefined || stored === undefined) return;
    const { adopt: _adopt, ...args } = inputs;
    const declared = { key: item.key, name: item.name, noun: item.noun.noun, args: adopts ? { ...args, adopt: true } : args };
    const program = [...this.otherProgram, declared];
    const before = JSON.stringify(await this.service.holdings());
    const { failures } = await this.run((host) => up(this.other, host, program), undefined, this.other);
    const [failure] = failures;
    if (adopts) {
      if (failure !== undefined) throw new Error(`the other stack cannot take ${item.name} over: ${failure.message}`);
      this.otherProgram = program;
      this.words.push("  the other stack has it now; this one forgets it");
      this.stack.edit((resources) => resources.filter(({ urn }) => urn !== stored.urn));
      this.draft.remove(item);
      this.draft.leftovers.push(item);
      return;
    }
    if (failure === undefined) throw new Error(`the other stack has taken ${item.name} without adopt`);
    if (JSON.stringify(await this.service.holdings()) !== before)
      throw new Error(`the refusal of ${item.name} in the other stack has changed something`);
    this.words.push(`  the other stack is refused: ${failure.message}`);
  }

  #edit(item: Item, change: (resource: StateResource) => StateResource): void {
    const urn = this.stored(item)?.urn;
    this.stack.edit((resources) => resources.map((resource) => (resource.urn === urn && !resource.delete ? change(resource) : resource)));
  }

  async #troubled(trouble: Trouble, options: RunOptions): Promise<void> {
    const { who, change, request, executed, losesJournal, makesByHand } = trouble;
    const program = this.draft.program();
    const planned = await this.run((host) => preview(this.stack, host, program, options));
    const changes = planned.steps.filter(({ op, urn }) => op !== "replace" && op !== "discard" && this.#isOurs(urn));
    if (changes.length === 0) {
      await this.untilSettled(options);
      return;
    }
    this.draft.isSettled = false;
    if (who === "program") {
      this.words.push("  the program is killed");
      await this.run((host) => up(this.stack, host, program, { ...options, stopAfter: change % (program.length + 1) }));
      return;
    }
    this.words.push(
      `  trouble: ${who} at change ${String(change % changes.length)}, request ${String(request)}, ${executed ? "executed" : "not executed"}`,
    );
    const interruption = { who, change: change % changes.length, request, executed };
    this.#interrupted = undefined;
    try {
      const { failures } = await this.run((host) => up(this.stack, host, program, options), interruption);
      for (const failure of failures) {
        this.words.push(`  fails: ${failure.message}`);
        // It is said once.
        const advice = /whether it made what is there/.test(failure.message) ? await adviseOn(this, failure, options) : undefined;
        if (advice !== undefined) await this.#follow(advice);
      }
    } catch (error) {
      if (!(error instanceof EngineKilled)) throw error;
      this.words.push("  the engine is dead");
    }
    if (makesByHand) await this.#makeByHand();
    if (
      !losesJournal ||
      program.some(({ noun }) => this.draft.nouns.get(noun)?.nameless === true) ||
      this.draft.items.some(({ serviceName }) => serviceName === undefined)
    )
      return;
    this.words.push("  the journal is lost");
    await this.service.loseJournal();
    for (const { key } of this.draft.items) this.adoptable.add(key);
  }

  /** What the cut-off request was to make: the stack has no right to it. */
  async #makeByHand(): Promise<void> {
    const { op, urn } = this.#interrupted ?? {};
    const item = this.draft.items.find((each) => this.urn(each) === urn);
    if (item === undefined || (op !== "create" && op !== "create-replacement")) return;
    const { noun } = item.noun;
    const inputs = this.inputs(item);
    if (inputs === undefined) return;
    if (noun === "AccessKey") {
      const user = String(inputs["user"]);
      const id = await plantKey(this.service, user);
      if (id === undefined) return;
      this.plantedKeys.set(id, user);
      this.words.push(`  somebody makes the key ${id} of ${user} by hand`);
      return;
    }
    const isNamed = item.noun.nameField === undefined || item.serviceName !== undefined;
    if (isNamed && canPlantNow(noun, inputs, await this.service.holdings())) await this.plantAt(item);
  }

  /** Nobody has touched them. */
  async removePlantedKeys(): Promise<void> {
    for (const [id, user] of this.plantedKeys) {
      if (!(await keysOf(this.service, user)).includes(id)) throw new Error(`the key ${id} of ${user} was made by hand, and is gone`);
      await deleteKey(this.service, user, id);
      this.words.push(`  its maker removes the key ${id} of ${user}`);
    }
    this.plantedKeys.clear();
  }

  #isOurs(urn: string): boolean {
    return /:(?:index:|dynamic\/oos:)\w+::/.test(urn);
  }

  async #follow(advice: Advice): Promise<void> {
    if (advice.kind === "alias") {
      advice.item.aliases.push(advice.urn);
      this.words.push(`  ${advice.item.name} gets the alias ${advice.urn}`);
    } else if (advice.kind === "adopt") {
      advice.item.adopt = true;
      this.planted.delete(advice.item.key);
      this.words.push(`  ${advice.item.name} gets adopt: true`);
    } else if (advice.kind === "deleteBeforeReplace") {
      advice.item.deleteBeforeReplace = true;
      this.words.push(`  ${advice.item.name} gets deleteBeforeReplace: true`);
    } else if (advice.kind === "remove what is there") {
      const { item, ids } = advice;
      const inputs = this.inputs(item) ?? {};
      if (item.noun.noun.endsWith("AccessKey")) for (const id of ids) await deleteKey(this.service, String(inputs["user"]), id);
      else await deleteByHand(this.service, item.noun.noun, inputs);
      this.planted.delete(item.key);
      this.words.push(`  a person removes ${item.name} by hand: ${ids.join(", ")}`);
    } else if (advice.kind === "remove planted keys") {
      await this.removePlantedKeys();
    } else if (advice.kind === "name") {
      advice.item.serviceName = `${advice.item.key}o`;
      this.words.push(`  ${advice.item.name} gets a name on the service`);
    } else if (advice.kind === "unprotect") {
      this.stack.edit((resources) =>
        resources.map((resource) => (resource.urn === advice.urn ? { ...resource, protect: false } : resource)),
      );
      this.words.push(`  pulumi state unprotect ${advice.urn}`);
    }
  }

  #bytes(size: number): Uint8Array {
    return Uint8Array.from({ length: size }, () => Math.floor(this.#random() * 256));
  }
}

function describe({ name, noun, serviceName, value, adopt, roles }: Item): string {
  const needs = Object.entries(roles).map(([role, key]) => `${role} ${key}`);
  return `${name}: ${noun.noun} ${serviceName ?? "(no name)"} value ${String(value)}${adopt ? " adopt" : ""} ${needs.join(", ")}`;
}
