/** The life of a resource over a definition of the test's own, so that each rule of the engine shows alone. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { oos } from "../../../provider/backends/oos";
import { zos } from "../../../provider/backends/zos";
import { type Context, defineResource, field, RefusedError, type ResourceDefinition, wasAbsent } from "../../../provider/define";
import { create, HalfMadeError, predict, read, remove, type Scope, update } from "../../../provider/engine/steps/lifecycle";
import type { Properties } from "../../../provider/engine/values";
import { ServiceError } from "../../../provider/transport/errors/errors";

interface Stage {
  readonly definition: ResourceDefinition;
  readonly scope: Scope;
  readonly log: unknown[][];
  /** What the service has. */
  entity: { size?: number; label?: string } | undefined;
  failure: Error | undefined;
}

function stage(more: Partial<ResourceDefinition> = {}): Stage {
  const log: unknown[][] = [];
  const fail = (): void => {
    const { failure } = self;
    self.failure = undefined;
    if (failure !== undefined) throw failure;
  };
  const definition = {
    ...defineResource({
      noun: "Thing",
      uses: [],
      doc: "",
      idForm: "",
      inputs: z.strictObject({
        name: field(z.string(), { doc: "", replaces: true }),
        size: field(z.number().optional(), { doc: "" }),
        label: field(z.string().optional(), { doc: "" }),
        force: field(z.boolean(), { doc: "", local: true, default: false }),
        adopt: field(z.boolean().optional(), { doc: "", local: true, createOnly: true }),
      }),
      outputs: z.strictObject({ arn: field(z.string(), { doc: "" }), seen: field(z.number().optional(), { doc: "" }) }),
      identity: ["name"],
      stable: ["arn"],
      queue: ({ name }) => `thing/${name ?? ""}`,
      predict: ({ name }) => ({ arn: `arn:${name ?? ""}` }),
      create: (_context, { name, size }, made) => {
        log.push(["create", name]);
        made(name, { arn: `arn:${name}` });
        fail();
        self.entity = size === undefined ? {} : { size };
        return Promise.resolve({ id: name, outputs: { seen: 1 }, replaced: wasAbsent });
      },
      observe: (_context, id, known) => {
        log.push(["observe", id, known]);
        return Promise.resolve(
          self.entity === undefined ? undefined : { inputs: { name: id, ...self.entity }, outputs: { arn: `arn:${id}`, seen: 2 } },
        );
      },
      update: (_context, id, news, olds) => {
        log.push(["update", id, olds]);
        fail();
        self.entity = { ...(news.size === undefined ? {} : { size: news.size }) };
        return Promise.resolve({ seen: 3 });
      },
      delete: (_context, id, olds) => {
        log.push(["delete", id, olds]);
        return Promise.resolve();
      },
    }),
    ...more,
  };
  const scope: Scope = {
    context: contextAt(0, (level, message) => void log.push([level, message])),
    journal: {
      hold: () => ({ intents: {} as Context["intents"], settle: () => Promise.resolve() }),
      removing: () => Promise.resolve(),
      stays: () => Promise.resolve(),
    },
    settleMs: 1000,
    queued: (key, task) => {
      log.push(["queued", key]);
      return task();
    },
  };
  const self: Stage = { definition, scope, log, entity: undefined, failure: undefined };
  return self;
}

function contextAt(ms: number, log: Context["log"] = () => undefined): Context {
  return { now: () => new Date(ms), log, backend: oos } as Context;
}

async function failureOf(task: Promise<unknown>): Promise<unknown> {
  return task.then(
    () => undefined,
    (error: unknown) => error,
  );
}

const inputs: Properties = { name: "t", size: 1, force: false };
const running: Properties = { ...inputs, arn: "arn:t", seen: 1 };

describe("create", () => {
  test("the state is the inputs and the outputs; it runs in the entity's queue", async () => {
    const { definition, scope, log } = stage();
    expect(await create(definition, scope, inputs)).toEqual({ id: "t", state: running });
    expect(log[0]).toEqual(["queued", "thing/t"]);
  });

  test("what was made is kept when a later step fails; what was not made is not", async () => {
    const it = stage();
    it.failure = new Error("later step");
    const error = await failureOf(create(it.definition, it.scope, inputs));
    expect(error).toBeInstanceOf(HalfMadeError);
    expect(error).toMatchObject({
      id: "t",
      message: "later step",
      state: { ...inputs, arn: "arn:t", __halfMade: ["name", "size", "force"] },
      cause: { message: "later step" },
    });
    const never = stage({ create: () => Promise.reject(new Error("refused")) });
    expect(await failureOf(create(never.definition, never.scope, inputs))).not.toBeInstanceOf(HalfMadeError);
  });

  test("prints are kept only where the service reads from a cache, and only while time is left for it", async () => {
    const cached = stage({ cachedReads: true });
    expect((await create(cached.definition, cached.scope, inputs)).state).toHaveProperty("__settling");
    expect((await create(cached.definition, { ...cached.scope, settleMs: 0 }, inputs)).state).not.toHaveProperty("__settling");
  });

  test("a preview knows what can be predicted", () => {
    expect(predict(stage().definition, {} as never, inputs)).toEqual({ ...inputs, arn: "arn:t" });
  });
});

describe("read", () => {
  test("managed fields as the service has them, unmanaged ones left out, settings of ours kept", async () => {
    const it = stage();
    it.entity = { size: 5, label: "somebody's" };
    expect(await read(it.definition, it.scope, "t", { ...running, force: true }, undefined)).toEqual({
      id: "t",
      inputs: { name: "t", size: 5, force: true },
      state: { name: "t", size: 5, force: true, arn: "arn:t", seen: 2 },
    });
    expect(it.log).toEqual([["observe", "t", { name: "t", size: 1, force: true }]]);
  });

  test("a managed field that the service no longer has leaves the state; the inputs of the face name managed fields too", async () => {
    const it = stage();
    it.entity = { label: "x" };
    expect((await read(it.definition, it.scope, "t", running, { ...inputs, label: "y" }))?.inputs).toEqual({
      name: "t",
      label: "x",
      force: false,
    });
  });

  test("a field that the service may hide stays as it was while nothing is shown, and follows what is", async () => {
    const it = stage();
    const hidden = stage({
      inputs: z.strictObject({
        ...(it.definition.inputs.shape as z.ZodRawShape),
        label: field(z.string().optional(), { doc: "", mayBeHidden: true }),
      }),
    });
    const { definition, scope } = hidden;
    hidden.entity = { size: 1 };
    const state = { ...running, label: "key" };
    expect((await read(definition, scope, "t", state, undefined))?.inputs).toMatchObject({ size: 1, label: "key" });
    expect((await read(definition, scope, "t", running, undefined))?.inputs).not.toHaveProperty("label");
    // Whether a cut-short write went through is not known: it is written again.
    expect((await read(definition, scope, "t", { ...state, __halfMade: ["label"] }, undefined))?.inputs).not.toHaveProperty("label");
    hidden.entity = { size: 1, label: "other" };
    expect((await read(definition, scope, "t", state, undefined))?.inputs).toMatchObject({ label: "other" });
  });

  test("an import reads everything, and starts with the defaults of our settings", async () => {
    const it = stage();
    it.entity = { size: 5, label: "x" };
    expect(await read(it.definition, it.scope, "t", undefined, undefined)).toEqual({
      id: "t",
      inputs: { name: "t", size: 5, label: "x", force: false },
      state: { name: "t", size: 5, label: "x", force: false, arn: "arn:t", seen: 2 },
    });
    expect(it.log).toEqual([["observe", "t", undefined]]);
  });

  test("an import that is refused says nothing of what it has seen; one that goes through does", async () => {
    const refusal = new RefusedError("holds what is not known", "remove it");
    for (const importRefusal of [refusal, undefined]) {
      const it = stage({
        observe: (context) => {
          context.log("warn", "left as it is");
          return Promise.resolve({ inputs: { name: "t" }, outputs: {}, importRefusal });
        },
      });
      const end = await read(it.definition, it.scope, "t", undefined, undefined, true).catch((error: unknown) => error);
      expect({ isRefused: end === refusal, log: it.log }).toEqual(
        importRefusal === undefined ? { isRefused: false, log: [["warn", "left as it is"]] } : { isRefused: true, log: [] },
      );
      // What is only looked up is read in any case.
      it.log.length = 0;
      expect(await read(it.definition, it.scope, "t", undefined, undefined)).toMatchObject({ id: "t" });
      expect(it.log).toEqual([["warn", "left as it is"]]);
    }
  });

  test("an import fills in no default that the backend does not have", async () => {
    const it = stage({ noun: "ObjectLock" });
    const inputs = it.definition.inputs.extend({
      onDestroy: field(z.string().optional(), { doc: "", local: true, default: "fail" }),
      other: field(z.string().optional(), { doc: "", local: true, default: "x", defaultOn: ({ lockIsFinal }) => lockIsFinal }),
    });
    it.entity = {};
    const scope = { ...it.scope, context: { ...it.scope.context, backend: zos } };
    const found = await read({ ...it.definition, inputs }, scope, "t", undefined, undefined);
    expect(found?.inputs).toEqual({ name: "t", force: false });
  });

  test("gone is gone, unless it was just made and the service reads from a cache", async () => {
    const it = stage({ cachedReads: true });
    const { state } = await create(it.definition, it.scope, inputs);
    it.entity = undefined;
    expect(await read(it.definition, it.scope, "t", state, undefined)).toEqual({ id: "t", state, inputs });
    expect(it.log.at(-1)).toEqual(["warn", expect.stringMatching(/^Thing t: the service shows none.* until 1970-01-01T00:00:01Z /)]);
    const later = { ...it.scope, context: contextAt(1000) };
    expect(await read(it.definition, later, "t", state, undefined)).toBeUndefined();
    expect(await read(it.definition, it.scope, "t", undefined, undefined)).toBeUndefined();
  });

  test("what is gone is gone for a reason, which is said once; not of what is only looked up, and not while it is doubted", async () => {
    const answer = new ServiceError({
      kind: "not-found",
      service: "s3",
      operation: "HeadThing",
      status: 404,
      code: "NoSuchThing",
      requestId: "r1",
    });
    const it = stage({
      cachedReads: true,
      observe: (context) => {
        context.absent?.(answer);
        return Promise.resolve(undefined);
      },
    });
    const { state } = await create(it.definition, it.scope, inputs);
    const said = (): unknown[][] => it.log.filter(([level]) => level === "info");
    await read(it.definition, it.scope, "t", state, undefined);
    await read(it.definition, it.scope, "t", undefined, undefined);
    expect(said()).toEqual([]);
    await read(it.definition, it.scope, "t", running, undefined);
    expect(said()).toEqual([["info", "Thing t: HeadThing answered 404 NoSuchThing (request id r1): it is gone"]]);
    const silent = stage();
    await read(silent.definition, silent.scope, "t", running, undefined);
    expect(silent.log.at(-1)).toEqual(["info", "Thing t: the answer of the service does not have it: it is gone"]);
  });

  test("a second way to ask ends the doubt when it says gone, and fails the read when it fails", async () => {
    for (const isGone of [true, false]) {
      const it = stage({ cachedReads: true, confirmAbsent: () => Promise.resolve(isGone) });
      const { state } = await create(it.definition, it.scope, inputs);
      it.entity = undefined;
      expect((await read(it.definition, it.scope, "t", state, undefined)) === undefined).toBe(isGone);
      expect(await read(it.definition, it.scope, "t", running, undefined)).toBeUndefined();
    }
    const failing = stage({ cachedReads: true, confirmAbsent: () => Promise.reject(new Error("503")) });
    const { state } = await create(failing.definition, failing.scope, inputs);
    failing.entity = undefined;
    await expect(read(failing.definition, failing.scope, "t", state, undefined)).rejects.toThrow("503");
  });
});

describe("update", () => {
  test("gives the state to compare with; the new state is the inputs and all outputs", async () => {
    const it = stage();
    expect(await update(it.definition, it.scope, "t", running, { ...inputs, size: 2 })).toEqual({
      ...inputs,
      size: 2,
      arn: "arn:t",
      seen: 3,
    });
    expect(it.log).toEqual([
      ["queued", "thing/t"],
      ["update", "t", inputs],
    ]);
  });

  test("one that fails half way keeps the old state, marked; the next one looks first, whatever the program says by then", async () => {
    const it = stage();
    it.failure = new Error("half way");
    const error = await failureOf(update(it.definition, it.scope, "t", running, { ...inputs, size: 2, label: "ours" }));
    const { state: half } = error as HalfMadeError;
    expect(half).toEqual({ ...running, __halfMade: ["name", "size", "force", "label"] });
    it.entity = { size: 2, label: "ours" };
    it.log.length = 0;
    const state = await update(it.definition, it.scope, "t", half, inputs);
    expect(it.log).toEqual([
      ["queued", "thing/t"],
      ["observe", "t", undefined],
      ["update", "t", { name: "t", size: 2, label: "ours", force: false }],
    ]);
    expect(state).toEqual({ ...inputs, arn: "arn:t", seen: 3 });
    // A refresh in between shows what the service has of all that was to be set.
    it.entity = { size: 2, label: "ours" };
    expect((await read(it.definition, it.scope, "t", half, undefined))?.state).toEqual({ ...running, size: 2, label: "ours", seen: 2 });
  });

  test("a refusal of our own comes before the first write: nothing is half done", async () => {
    const it = stage();
    const refusal = new RefusedError("no", "do this");
    it.failure = refusal;
    expect(await failureOf(update(it.definition, it.scope, "t", running, { ...inputs, size: 2 }))).toBe(refusal);
  });

  test("has the outputs of the last state; what it notes on its way is kept when a later step fails, even a refusal", async () => {
    const seen: unknown[] = [];
    const it = stage({
      update: (_context, _id, _news, _olds, last) => {
        seen.push(last.outputs);
        last.keep({ seen: 7 });
        last.keep({ arn: "arn:new" });
        return Promise.reject(new RefusedError("no further", "do this"));
      },
    });
    const error = await failureOf(update(it.definition, it.scope, "t", running, { ...inputs, size: 2 }));
    expect(error).toBeInstanceOf(HalfMadeError);
    expect(error).toMatchObject({ state: { ...running, seen: 7, arn: "arn:new" } });
    expect(seen).toEqual([{ arn: "arn:t", seen: 1 }]);
    const done = stage({
      update: (_context, _id, _news, _olds, last) => {
        last.keep({ seen: 7, arn: "arn:new" });
        return Promise.resolve({ seen: 8 });
      },
    });
    expect(await update(done.definition, done.scope, "t", running, inputs)).toEqual({ ...running, seen: 8, arn: "arn:new" });
  });

  test("a repair fills in the outputs that creation could not tell", async () => {
    const it = stage();
    it.entity = {};
    const { arn: _arn, ...incomplete } = running;
    expect(await update(it.definition, it.scope, "t", { ...incomplete, __halfMade: [] }, inputs)).toEqual({
      ...inputs,
      arn: "arn:t",
      seen: 3,
    });
    expect(it.log[1]).toEqual(["observe", "t", undefined]);
  });

  test("what was left half made and is gone is said to be gone", async () => {
    const it = stage();
    const error = await failureOf(update(it.definition, it.scope, "t", { ...running, __halfMade: [] }, inputs));
    expect(String(error)).toMatch(/Thing t, which an earlier run left half made, is gone\n {2}next: run `pulumi refresh`/);
  });
});

test("reading and deleting have the outputs of the last state; an import has none", async () => {
  const seen: unknown[] = [];
  const { definition, scope } = stage({
    observe: (_context, _id, _known, outputs) => {
      seen.push(outputs);
      return Promise.resolve(undefined);
    },
    delete: (_context, _id, _olds, outputs) => {
      seen.push(outputs);
      return Promise.resolve();
    },
  });
  await read(definition, scope, "t", running, undefined);
  await read(definition, scope, "t", undefined, undefined);
  await remove(definition, scope, "t", running);
  expect(seen).toEqual([{ arn: "arn:t", seen: 1 }, {}, { arn: "arn:t", seen: 1 }]);
});

test("delete gets the last inputs, in the entity's queue", async () => {
  const { definition, scope, log } = stage();
  await remove(definition, scope, "t", { ...running, __settling: {} });
  expect(log).toEqual([
    ["queued", "thing/t"],
    ["delete", "t", inputs],
  ]);
});
