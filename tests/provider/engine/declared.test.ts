/** What is remembered of the program's words in a field that replaces, rule by rule; what both faces make of it is in tests/provider/resources/staying-drift.test.ts. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Context, defineResource, field, type ResourceDefinition } from "../../../provider/define";
import { diff } from "../../../provider/engine/steps/diff";
import { HalfMadeError, managed, read, type Scope, update } from "../../../provider/engine/steps/lifecycle";
import { type Properties, UNKNOWN } from "../../../provider/engine/values";

const fields = z.strictObject({
  name: field(z.string(), { doc: "", replaces: true }),
  lock: field(z.boolean().optional(), { doc: "", replaces: true, absentMeans: false }),
  pin: field(z.string().optional(), { doc: "", replaces: true, mayBeHidden: true }),
  token: field(z.string().optional(), { doc: "", replaces: true, secret: true }),
  kind: field(z.string().optional(), { doc: "", replaces: true, local: true }),
  size: field(z.number().optional(), { doc: "" }),
});

interface Stage {
  readonly definition: ResourceDefinition;
  readonly scope: Scope;
  /** What the last update was told to make. */
  readonly made: Properties[];
  /** What each read was told to be managed. */
  readonly asked: (Properties | undefined)[];
  shown: Properties;
  failure: Error | undefined;
}

function stage(shown: Properties): Stage {
  const self: Stage = {
    shown,
    made: [],
    asked: [],
    failure: undefined,
    definition: defineResource({
      noun: "Thing",
      uses: [],
      doc: "",
      idForm: "",
      inputs: fields,
      outputs: z.strictObject({}),
      identity: ["name"],
      queue: ({ name }) => name ?? "",
      create: () => Promise.reject(new Error("nothing is made here")),
      observe: (_context, _id, known) => {
        self.asked.push(known);
        return Promise.resolve({ inputs: self.shown, outputs: {} });
      },
      update: (_context, _id, news) => {
        if (self.failure !== undefined) return Promise.reject(self.failure);
        self.made.push(news);
        return Promise.resolve({});
      },
      delete: () => Promise.resolve(),
    }),
    scope: {
      context: { now: () => new Date(0), log: () => undefined } as unknown as Context,
      journal: {
        hold: () => ({ intents: {} as Context["intents"], settle: () => Promise.resolve() }),
        removing: () => Promise.resolve(),
        stays: () => Promise.resolve(),
      },
      settleMs: 0,
      queued: (_key, task) => task(),
    },
  };
  return self;
}

async function refreshed({ definition, scope }: Stage, state: Properties): Promise<Properties> {
  return (await read(definition, scope, "t", state, undefined))?.state ?? {};
}

const program: Properties = { name: "t", lock: false };
const drifted: Properties = { name: "t", lock: true, __declared: { lock: false } };

describe("a switch that means false when it is absent", () => {
  test("is remembered when it was said, and left alone when it was not", async () => {
    const it = stage({ name: "t", lock: true });
    expect(await refreshed(it, program)).toEqual(drifted);
    expect(await refreshed(it, { name: "t" })).toEqual({ name: "t" });
  });

  test("is back when the service shows nothing", async () => {
    const it = stage({ name: "t" });
    expect(await refreshed(it, drifted)).toEqual({ name: "t" });
    expect(diff(it.definition, { name: "t" }, program)).toMatchObject({ changes: [], warnings: [] });
  });

  test.each([program, { name: "t" }])("stays as it is while the program means false: %j", async (news) => {
    const it = stage({ name: "t", lock: true });
    const result = diff(it.definition, drifted, news);
    expect(result).toMatchObject({ changes: [], replaces: [] });
    expect(result.warnings).toHaveLength(1);
    expect(await update(it.definition, it.scope, "t", drifted, { ...news, size: 1 })).toEqual({ ...drifted, size: 1 });
    expect(it.made).toEqual([{ name: "t", lock: true, size: 1 }]);
  });

  test("that the service no longer shows is asked for until it is back", async () => {
    const it = stage({ name: "t" });
    const off = await refreshed(it, { name: "t", lock: true });
    expect(off).toEqual({ name: "t", __declared: { lock: true } });
    const news = { name: "t", lock: true };
    expect(diff(it.definition, off, news)).toMatchObject({ changes: [], warnings: [expect.stringContaining("is false on the service")] });
    expect(await update(it.definition, it.scope, "t", off, { ...news, size: 1 })).toEqual({ ...off, size: 1 });
    expect(await refreshed(it, off)).toEqual(off);
    it.shown = { name: "t", lock: true };
    expect(await refreshed(it, off)).toEqual(news);
    expect(it.asked.at(-1)).toEqual(news);
  });

  test("whose next word is not known yet may replace", () => {
    const { definition } = stage({});
    expect(diff(definition, drifted, { name: "t", lock: UNKNOWN })).toMatchObject({ replaces: ["lock"], warnings: [] });
  });

  test("without a drift the program's change replaces, as ever", () => {
    const { definition } = stage({});
    expect(diff(definition, program, { name: "t", lock: true })).toMatchObject({ replaces: ["lock"], warnings: [] });
    expect(diff(definition, { name: "t", lock: true }, { name: "t" })).toMatchObject({ replaces: ["lock"], warnings: [] });
  });
});

test("names, and fields that no read tells of, cannot drift", async () => {
  const it = stage({ name: "T", kind: "other" });
  expect(await refreshed(it, { name: "t", kind: "a" })).not.toHaveProperty("__declared");
});

test("a value that the service hides keeps the memory as it is", async () => {
  const it = stage({ name: "t", pin: "2" });
  const state = await refreshed(it, { name: "t", pin: "1" });
  expect(state).toEqual({ name: "t", pin: "2", __declared: { pin: "1" } });
  it.shown = { name: "t" };
  expect(await refreshed(it, state)).toEqual(state);
});

describe("an update that is cut short", () => {
  test("keeps the memory; the next one looks again and keeps what it finds", async () => {
    const it = stage({ name: "t", lock: true });
    it.failure = new Error("503");
    const news = { ...program, size: 1 };
    const error: unknown = await update(it.definition, it.scope, "t", drifted, news).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HalfMadeError);
    const { state } = error as HalfMadeError;
    expect(state).toMatchObject(drifted);
    it.failure = undefined;
    expect(await update(it.definition, it.scope, "t", state, news)).toEqual({ ...drifted, size: 1 });
  });

  test("and meets a drift that no refresh has shown: the state says what the service has", async () => {
    const it = stage({ name: "t", lock: true });
    const half = { ...program, __halfMade: ["name", "lock", "size"] };
    expect(await update(it.definition, it.scope, "t", half, { ...program, size: 1 })).toEqual({ ...drifted, size: 1 });
  });
});

test("the memory is no part of what a definition sees, nor of an import", async () => {
  const it = stage({ name: "t", lock: true });
  expect(managed(it.definition, drifted)).toEqual({ name: "t", lock: true });
  expect((await read(it.definition, it.scope, "t", undefined, undefined))?.state).toEqual({ name: "t", lock: true });
});

test("a secret is not written down a second time", async () => {
  const it = stage({ name: "t", token: "theirs" });
  expect(await refreshed(it, { name: "t", token: "ours" })).toEqual({ name: "t", token: "theirs" });
});
