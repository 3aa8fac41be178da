/**
 * Inputs of any form for every noun, most of them nearly right: check and diff answer in both faces, and whatever they refuse has a place and bounded
 * words for a person. `OOS_RANDOM_INPUTS` is how many a noun gets.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DynamicFace } from "../../provider/engine/faces/dynamic";
import { oos } from "../../provider/backends/oos";
import { registry } from "../../provider/registry";
import { nounsOf } from "../support/backends/nouns";
import { secret, unknown } from "../support/plugin/client";
import type { Properties } from "../support/plugin/results";
import { type Driver, type Face, openDriver } from "../support/resources/driver";
import { TestWorld } from "../support/resources/world";
import { type Leaves, objectsOf } from "../support/leaves/arbitrary";
import { expectWords, inner } from "./words";

const inputsANoun = Number(process.env["OOS_RANDOM_INPUTS"] ?? 60);

const assetKey = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17" };
const archiveKey = { "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7" };
const asset = fc
  .oneof(
    fc.record({ path: fc.string() }, { requiredKeys: [] }),
    fc.record({ text: fc.string() }),
    fc.record({ uri: fc.oneof(fc.webUrl(), fc.constant("file://host/x"), fc.string()) }),
  )
  .map((parts) => ({ ...assetKey, ...parts }));

/** Texts that programs have, and such as break programs. */
const text = fc.oneof(
  // A program may have a property `NaN`, and a failure then says so: the check of the words could not tell.
  { weight: 6, arbitrary: fc.string({ maxLength: 12 }).filter((words) => !inner.test(words)) },
  fc.constantFrom(
    "",
    " ",
    "a",
    "b-one",
    "*",
    "__proto__",
    "constructor",
    "2030-01-01",
    "https://a.example",
    "{",
    '{"Statement": []}',
    "\ufeff{}",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom("\u0000", "\u0001x", "\ud800", "\u202ex", "x".repeat(5000), "a\nb", "\u001b[31m"),
);
const number = fc.oneof(
  fc.integer({ min: -2, max: 40 }),
  fc.constantFrom(0.5, 1e21, Number.MAX_SAFE_INTEGER, Number.NaN, Number.POSITIVE_INFINITY),
);
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant(unknown),
  fc.constant(null),
  text,
  number,
  fc.boolean(),
  asset,
  fc.constant({ ...archiveKey, assets: {} }),
  fc.array(fc.oneof(text, number, fc.constant(null), fc.constant(unknown)), { maxLength: 3 }),
  fc.dictionary(text, fc.oneof(text, number, fc.constant(null)), { maxKeys: 3 }),
  fc.constant({ a: [{ b: [null, { c: unknown }] }] }),
);

const policyPart: fc.Arbitrary<unknown> = fc.array(
  fc.record(
    {
      Sid: text,
      Effect: fc.oneof(fc.constantFrom("Allow", "Deny"), anything),
      Principal: fc.oneof(fc.constant("*"), fc.dictionary(fc.constantFrom("AWS", "CTYUN", "x"), fc.array(text)), anything),
      Action: fc.oneof(fc.constantFrom("oos:*", "s3:GetObject"), fc.array(anything, { maxLength: 2 })),
      Resource: anything,
      Condition: fc.oneof(fc.dictionary(text, fc.dictionary(text, anything, { maxKeys: 2 }), { maxKeys: 2 }), anything),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 2 },
);

// Now and then something else, or a secret.
const part: Leaves["part"] = (right) =>
  fc.oneof({ weight: 14, arbitrary: right }, { weight: 1, arbitrary: right.map(secret) }, { weight: 2, arbitrary: anything });
const anyPart = fc.oneof(anything, policyPart);

const leaves: Leaves = {
  text,
  number,
  asset,
  document: fc.dictionary(text, part(anyPart), { maxKeys: 4 }),
  anything: anyPart,
  part,
  // Most of what is required, and now and then a field too many.
  object: (fields) => {
    const given = fields.map(({ name, isOptional, values }) =>
      fc.oneof(
        { weight: isOptional ? 2 : 9, arbitrary: values.map((value): Properties => ({ [name]: value })) },
        { weight: 1, arbitrary: fc.constant<Properties>({}) },
      ),
    );
    const more = fc.oneof({ weight: 12, arbitrary: fc.constant({}) }, fc.dictionary(text, anything, { maxKeys: 1 }));
    return fc.tuple(...given, more).map((parts) => Object.assign({}, ...parts) as Properties);
  },
};

const drivers = new Map<string, Driver>();
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  for (const backend of ["oos", "zos"] as const) {
    const world = await TestWorld.start({ flavour: backend });
    const { s3 } = world.emulator.endpoints;
    const config = world.config(backend === "zos" ? { backend, endpoints: JSON.stringify({ s3, topic: s3 }) } : {});
    for (const face of ["dynamic", "plugin"] as const) {
      const driver = await openDriver(face, world, config);
      drivers.set(`${backend} ${face}`, driver);
      closing.push(() => driver.close());
    }
    closing.push(() => world.close());
  }
});
afterAll(async () => {
  for (const close of closing) await close();
});

function driverOf(noun: string, face: Face): Driver {
  const driver = drivers.get(`${ofOos.has(noun) ? "oos" : "zos"} ${face}`);
  if (driver === undefined) throw new Error(`no driver for ${noun}`);
  return driver;
}

const ofOos = nounsOf(oos);

describe.each([...registry.resources])("%s", (noun, { inputs }) => {
  test.each<[Face, number]>([
    ["dynamic", inputsANoun],
    ["plugin", Math.ceil(inputsANoun / 6)],
  ])("any inputs, %s face", { timeout: 1_200_000 }, async (face, numRuns) => {
    const driver = driverOf(noun, face);
    const property = fc.asyncProperty(objectsOf(inputs, leaves), objectsOf(inputs, leaves), async (olds, news) => {
      const { inputs: checked, failures } = await driver.check(noun, "r", olds, news);
      expectWords(`${noun}: ${fc.stringify(news)}`, failures);
      await driver.diff(noun, "x", olds, news);
      await driver.diff(noun, "x", checked, checked);
    });
    await fc.assert(property, { numRuns });
    expect(numRuns).toBeGreaterThan(0);
  });
});

const computations = [...registry.functions].filter(([, definition]) => "compute" in definition);

test.each(computations)("any arguments of %s", { timeout: 1_200_000 }, async (name, { inputs }) => {
  const face = new DynamicFace(registry, { environment: {}, now: () => new Date("2026-01-01T00:00:00Z") });
  const property = fc.asyncProperty(objectsOf(inputs, leaves), async (args) => {
    const refusal = await face.invoke(name, args, {}).then(() => undefined, String);
    if (refusal === undefined) return;
    const lines = refusal.replace("Error: ", "").split(/(?<=, backend \w+\))\n/);
    const failures = lines.map((reason) => ({ property: "", reason }));
    expectWords(`${name}: ${fc.stringify(args)}`, failures);
  });
  await fc.assert(property, { numRuns: inputsANoun });
  expect(inputsANoun).toBeGreaterThan(0);
});
