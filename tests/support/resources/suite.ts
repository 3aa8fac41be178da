/** One life of any resource, as data, through any face: what the server has is looked at through software that is not ours. */
import { describe, expect, onTestFinished, test } from "vitest";
import type { RunningEmulator } from "../../../emulator";
import type { Properties } from "../plugin/results";
import { type CallBudget, callBudgets, inNewProcess, noOpCalls } from "./call-budget";
import { type Driver, type Face, openDriver } from "./driver";
import { importsPass } from "./imports";
import { TestWorld } from "./world";

export interface ResourceCase {
  readonly noun: string;
  /** Makes what must exist first. */
  readonly prepare?: (emulator: RunningEmulator) => Promise<unknown>;
  /** Only what is required. */
  readonly minimal: (emulator: RunningEmulator) => Properties;
  /** Every option set; the same entity. */
  readonly full: (emulator: RunningEmulator) => Properties;
  /** Every option changed; the same entity. */
  readonly changed: (emulator: RunningEmulator) => Properties;
  /** What the server has of this entity, in the form of {@link shown}; undefined when there is none. */
  readonly look: (emulator: RunningEmulator) => Promise<unknown>;
  /** What the server must show for the inputs, with the service's defaults. `before`: the inputs of the step before. */
  readonly shown: (inputs: Properties, before: Properties) => unknown;
  /** Makes the entity without us, different from the minimal inputs. Absent: the service names it, so it cannot be there. */
  readonly makeElsewhere?: (emulator: RunningEmulator) => Promise<unknown>;
  /** An operation after the creating one, and inputs that need it: it fails once. */
  readonly laterCall?: { readonly operation: string; readonly inputs: (emulator: RunningEmulator) => Properties };
  /** Inputs that want another entity, and the fields that say so. Absent: an account has only one. */
  readonly replacement?: {
    readonly inputs: (emulator: RunningEmulator) => Properties;
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;
  };
  /** Outputs that a running resource has, beside its inputs. */
  readonly outputs: readonly string[];
  /** The calls of the deletion at the end, where the changes before have made it more than the budget's. */
  readonly deleteCalls?: Readonly<Record<string, number>>;
  /** Outputs that an import cannot have. */
  readonly notImported?: readonly string[];
  /** Inputs that are not on the service, beside `forceDestroy`: after an import the program's values of them are new. */
  readonly notOnService?: readonly string[];
}

/** Another way to run the suite. */
export interface Variant {
  readonly title: string;
  /** Configuration for the world, beside its own. */
  readonly config: (world: TestWorld) => Promise<Readonly<Record<string, unknown>>>;
  /** What must hold at the end of each test. */
  readonly finish: (world: TestWorld, config: Readonly<Record<string, unknown>>) => Promise<void>;
}

interface Running {
  readonly face: Face;
  readonly world: TestWorld;
  readonly config: Properties;
  readonly driver: Driver;
  readonly emulator: RunningEmulator;
}

async function start(face: Face, { prepare }: ResourceCase, variant: Variant | undefined): Promise<Running> {
  const world = await TestWorld.start();
  const config = world.config(await variant?.config(world));
  const driver = await openDriver(face, world, config);
  onTestFinished(async () => {
    await variant?.finish(world, config);
    await driver.close();
    await world.close();
  });
  await prepare?.(world.emulator);
  return { face, world, config, driver, emulator: world.emulator };
}

async function checked({ driver }: Running, noun: string, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures } = await driver.check(noun, "r", olds, news);
  expect(failures).toEqual([]);
  return inputs;
}

const hidden = /^__/;

/** A state without what is ours alone. */
export function visible(state: Properties): Properties {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !hidden.test(name)));
}

export function lifecycleSuite(face: Face, it: ResourceCase, variant?: Variant): void {
  const { noun } = it;
  const budget = callBudgets[noun];

  describe(`${noun}, ${face} face${variant === undefined ? "" : `, ${variant.title}`}`, () => {
    test("lives: created, all set, all changed, all removed, deleted; quiet after each step; no call too many", async () => {
      const running = await start(face, it, variant);
      const { driver, emulator, world } = running;
      const minimal = it.minimal(emulator);
      let inputs = await checked(running, noun, {}, minimal);
      const created = await world.counted(() => driver.create(noun, "r", inputs));
      expect(created.calls).toEqual(budget?.create);
      const { id } = created.result;
      let { state } = created.result;
      expect(Object.keys(state)).toEqual(expect.arrayContaining([...it.outputs]));
      expect(await it.look(emulator)).toEqual(it.shown(minimal, {}));

      const quiet = async (refreshCalls?: CallBudget["refresh"]): Promise<void> => {
        const read = await world.counted(() => driver.read(noun, id, state));
        expect(read.result).toEqual({ id, state });
        if (refreshCalls !== undefined) expect(read.calls).toEqual(refreshCalls);
        const again = await world.counted(async () => driver.diff(noun, id, state, await checked(running, noun, inputs, inputs)));
        expect(again).toMatchObject({ result: { changes: false }, calls: noOpCalls });
      };
      await quiet(budget?.refresh);

      let before = minimal;
      for (const [step, next] of Object.entries({ full: it.full(emulator), changed: it.changed(emulator), removed: minimal })) {
        const news = await checked(running, noun, inputs, next);
        const { changes, replaces } = await driver.diff(noun, id, state, news);
        expect({ step, replaces }).toEqual({ step, replaces: [] });
        if (changes) {
          const updated = await world.counted(() => driver.update(noun, id, state, news));
          if (step === "full") expect(updated.calls).toEqual(budget?.update);
          state = updated.result;
        }
        expect({ step, shown: await it.look(emulator) }).toEqual({ step, shown: it.shown(next, before) });
        inputs = news;
        before = next;
        await quiet();
      }

      const deleted = await world.counted(() => driver.delete(noun, id, state));
      const deleteCalls = it.deleteCalls ?? budget?.delete;
      expect(deleted.calls).toEqual(deleteCalls === undefined ? undefined : inNewProcess(noun, deleteCalls));
      expect(await it.look(emulator)).toBeUndefined();
      // Gone already: fine, and a read says so once no cache can be in the way.
      await driver.delete(noun, id, state);
      await world.pass(3_600_000);
      expect(await driver.read(noun, id, state)).toBeUndefined();
    });

    test("is imported by its id alone, complete, and nothing differs afterwards", async () => {
      const running = await start(face, it, variant);
      const { driver, emulator } = running;
      const wanted = await checked(running, noun, {}, it.full(emulator));
      const { id, state } = await driver.create(noun, "r", wanted);
      const imported = await driver.read(noun, id, {});
      expect(imported?.id).toBe(id);
      const fields = Object.keys(visible(state)).filter((name) => !(it.notImported ?? []).includes(name));
      expect(Object.keys(imported?.state ?? {})).toEqual(expect.arrayContaining(fields));
      const local = await driver.diff(noun, id, imported?.state ?? {}, {
        ...Object.fromEntries(Object.entries(wanted).filter(([name]) => !(it.notOnService ?? []).includes(name))),
        ...Object.fromEntries(Object.entries(imported?.state ?? {}).filter(([name]) => (it.notOnService ?? []).includes(name))),
        ...("forceDestroy" in wanted ? { forceDestroy: false } : {}),
      });
      expect(local.changes).toBe(false);
      expect(await driver.read(noun, id, imported?.state ?? {})).toEqual(imported);
      await importsPass(face, running.world, running.config, [[noun, id]]);
      // Of the password policy of an account there is one, whose ID never differs.
      if (noun !== "PasswordPolicy") expect(await driver.read(noun, id.slice(0, -2) + "00", {})).toBeUndefined();
    });

    const { makeElsewhere, laterCall, replacement } = it;
    if (replacement !== undefined)
      test("another name or place is a replacement", async () => {
        const running = await start(face, it, variant);
        const { driver, emulator } = running;
        const { id, state } = await driver.create(noun, "r", await checked(running, noun, {}, it.minimal(emulator)));
        const diff = await driver.diff(noun, id, state, await checked(running, noun, {}, replacement.inputs(emulator)));
        expect(diff).toMatchObject({
          changes: true,
          replaces: replacement.replaces,
          deleteBeforeReplace: replacement.deleteBeforeReplace,
        });
      });

    if (makeElsewhere !== undefined)
      test("leaves alone what it did not make, and adopts it when told to", () =>
        adopts(it, makeElsewhere, () => start(face, it, variant)));
    if (laterCall !== undefined)
      test("is kept when a later call of the creation fails; the next update repairs it", () =>
        repairs(it, laterCall, () => start(face, it, variant)));
  });
}

type Defined<K extends keyof ResourceCase> = Exclude<ResourceCase[K], undefined>;

async function adopts(resource: ResourceCase, makeElsewhere: Defined<"makeElsewhere">, begin: () => Promise<Running>): Promise<void> {
  const { noun } = resource;
  const running = await begin();
  const { driver, emulator, world, face } = running;
  await makeElsewhere(emulator);
  const there = await resource.look(emulator);
  const inputs = await checked(running, noun, {}, resource.minimal(emulator));
  const refusal = await driver.create(noun, "r", inputs).then(() => "no refusal", String);
  expect(refusal).toContain("already exists and this stack did not create it");
  expect(refusal).toContain("adopt: true");
  expect(refusal).toMatch(new RegExp(`pulumi import oos:index:${noun} <name> (\\S+|'.+')$`));
  expect(await resource.look(emulator)).toEqual(there);

  const adopting = await checked(running, noun, {}, { ...resource.minimal(emulator), adopt: true });
  const { id, state } = await driver.create(noun, "r", adopting);
  expect((await driver.read(noun, id, state))?.state).toEqual(state);
  // Dropping `adopt` later changes nothing on the service; only the dynamic face has to take it out of its state.
  const dropping = await driver.diff(noun, id, state, inputs);
  expect(dropping).toMatchObject({ changes: face === "dynamic", replaces: [] });
  expect((await world.counted(() => driver.update(noun, id, state, inputs))).calls).toEqual(noOpCalls);
  await driver.delete(noun, id, state);
  expect(await resource.look(emulator)).toBeUndefined();
}

async function repairs(resource: ResourceCase, laterCall: Defined<"laterCall">, begin: () => Promise<Running>): Promise<void> {
  const { noun } = resource;
  const running = await begin();
  const { driver, emulator, world } = running;
  const wanted = laterCall.inputs(emulator);
  const inputs = await checked(running, noun, {}, wanted);
  const failing = { kind: "error", operation: laterCall.operation, status: 400, code: "InvalidRequest" } as const;
  const failed: unknown = await world.faulty([failing], () => driver.create(noun, "r", inputs).catch((error: unknown) => error));
  expect(failed).toMatchObject({
    name: "Error",
    id: expect.any(String) as string,
    state: expect.objectContaining({ __halfMade: expect.any(Array) as unknown }) as unknown,
  });
  const { id, state } = failed as { readonly id: string; readonly state: Properties };
  expect((failed as Error).message).toContain(laterCall.operation);

  const repaired = await driver.update(noun, id, state, inputs);
  expect(await resource.look(emulator)).toEqual(resource.shown(wanted, {}));
  expect(repaired).not.toHaveProperty("__halfMade");
  expect(Object.keys(repaired)).toEqual(expect.arrayContaining([...resource.outputs]));
  expect(await driver.read(noun, id, repaired)).toEqual({ id, state: repaired });
  expect((await driver.diff(noun, id, repaired, inputs)).changes).toBe(false);
}
