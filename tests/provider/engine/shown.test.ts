/** What the engine may print of a failure: it shows the value of the property that a failure names, a secret one too, and `<nil>` for an inner one. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import { printed, printedByCaller } from "../../../provider/engine/faces/shown";
import { passedAlong } from "../../../provider/faces";
import { registry } from "../../../provider/registry";
import { plain, PluginClient, secret, secretKey, toJs } from "../../support/plugin/client";
import type { Failure, Properties } from "../../support/plugin/results";
import { servePlugin } from "../../support/plugin/server";
import { makeBucket } from "../../support/resources/cases";
import { TestWorld } from "../../support/resources/world";

type Check = (noun: string, inputs: Properties, config?: Properties) => Promise<readonly Failure[]>;

let world: TestWorld;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  world = await TestWorld.start();
});
afterAll(async () => {
  for (const close of closing) await close();
  await world.close();
});

const plugin: Check = async (noun, inputs, config = {}) => {
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  closing.push(async () => {
    client.close();
    await server.close();
  });
  await client.configure({ ...world.config(), ...config });
  return (await client.check(noun, "r", {}, inputs)).failures;
};

/** Pulumi's dynamic provider unwraps secrets; the SDK names them. */
const dynamic: Check = async (noun, inputs, config = {}) => {
  const face = new DynamicFace(registry, world);
  const handler = face.handler(noun);
  const settings: Properties = { ...world.config(), ...config };
  await handler.configure({ config: { get: (key) => settings[key.replace("oos:", "")] } });
  const isSecret = (value: unknown): value is { value: unknown } => value !== null && typeof value === "object" && "value" in value;
  const plain = Object.entries(inputs).map(([name, value]) => [name, isSecret(value) ? value.value : value] as const);
  const names = Object.entries(inputs).flatMap(([name, value]) => (isSecret(value) ? [name] : []));
  return (await handler.check({}, { ...Object.fromEntries(plain), [passedAlong.provider]: "text", [passedAlong.secretInputs]: names }))
    .failures;
};

describe.each([
  ["dynamic", dynamic],
  ["plugin", plugin],
] as const)("%s face", (_face, check) => {
  test("a value that a person can read goes with its property", async () => {
    expect(await check("Bucket", { bucket: "good-one", acl: "privat" })).toEqual([
      {
        property: "acl",
        reason: expect.stringMatching(/^must be one of private, .*did you mean private\? \(acl, backend oos\)$/) as unknown,
      },
    ]);
  });

  test("a secret by definition never does", async () => {
    const failures = await check("LoginProfile", { user: "bob", password: 1_234_567 });
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining("(password, backend oos)") as unknown }]);
    expect(JSON.stringify(failures)).not.toContain("1234567");
  });

  test("nor does what the program marked, and the words do not repeat it", async () => {
    const failures = await check("Bucket", { bucket: secret("Hunter_two"), acl: secret("hunter2") });
    expect(failures.map(({ property }) => property)).toEqual(failures.map(() => ""));
    expect(failures.length).toBeGreaterThan(2);
    expect(JSON.stringify(failures)).not.toMatch(/hunter/i);
    expect(failures.map(({ reason }) => reason).join()).toContain("(acl, backend oos)");
  });

  test("a missing, an inner and an unreadable value have no property; their place stands in the words", async () => {
    const long = await check("Bucket", { bucket: "a".repeat(300), dataLocation: { type: "Local", locations: ["x"] } });
    expect(long).toEqual([
      { property: "", reason: expect.stringContaining("(bucket, backend oos)") as unknown },
      { property: "", reason: expect.stringContaining("(dataLocation.locations, backend oos)") as unknown },
    ]);
    expect(await check("UserPolicyAttachment", { user: "bob" })).toEqual([
      { property: "", reason: "is required (policyArn, backend oos)" },
    ]);
  });

  test("a problem of the configuration is none of a property of the resource", async () => {
    const [failure, ...more] = await check("Bucket", { bucket: "good-one" }, { maxRetries: "many" });
    expect(more).toEqual([]);
    expect(failure).toEqual({ property: "", reason: "must be a number, found text (oos:maxRetries, backend oos)" });
  });
});

test("the hash of a secret content is a secret, in both faces; that of another content is none", async () => {
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  closing.push(async () => {
    client.close();
    await server.close();
  });
  await client.configure(world.config());
  const handler = new DynamicFace(registry, world).handler("BucketObject");
  await handler.configure({ config: { get: (key) => world.config()[key.replace("oos:", "")] } });
  const hash = createHash("sha256").update("1234").digest("hex");
  for (const [name, given] of [
    ["content", "1234"],
    ["source", { [secretKey]: "c44067f5952c0a294b673a41bacd8c17", text: "1234", hash }],
  ] as const) {
    const inputs = { bucket: "b-one", key: "k" };
    const dynamicInputs = (await handler.check({}, { ...inputs, [name]: given, [passedAlong.secretInputs]: [name] })).inputs;
    const { wire } = await client.check("BucketObject", "o", {}, { ...inputs, [name]: secret(given) });
    expect([dynamicInputs["contentHash"], wire["contentHash"]]).toEqual([secret(hash), secret(hash)]);
    const plain = (await client.check("BucketObject", "o", {}, { ...inputs, [name]: given })).wire["contentHash"];
    expect([(await handler.check({}, { ...inputs, [name]: given })).inputs["contentHash"], plain]).toEqual([hash, hash]);
  }
});

test("the ETag of a secret content, which is its MD5, is a secret in both faces; that of another content is none", async () => {
  const world = await TestWorld.start();
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  closing.push(async () => {
    client.close();
    await server.close();
    await world.close();
  });
  await client.configure(world.config());
  await makeBucket("b-one")(world.emulator);
  const handler = new DynamicFace(registry, world).handler("BucketObject");
  await handler.configure({ config: { get: (key) => world.config()[key.replace("oos:", "")] } });
  const etag = `"${createHash("md5").update("1234").digest("hex")}"`;
  for (const isMarked of [true, false]) {
    const expected = isMarked ? secret(etag) : etag;
    const inputs = { bucket: "b-one", key: `dynamic-${String(isMarked)}`, content: "1234", adopt: true };
    const { inputs: checked } = await handler.check({}, { ...inputs, ...(isMarked ? { [passedAlong.secretInputs]: ["content"] } : {}) });
    // The engine sends the handler everything unwrapped.
    const { id, outs } = await handler.create(plain(checked) as Properties);
    const { outs: updated } = await handler.update(id, plain(outs) as Properties, plain(checked) as Properties);
    expect([outs["etag"], updated["etag"]]).toEqual([expected, expected]);
    const marked = { ...inputs, key: "plugin", content: isMarked ? secret("1234") : "1234" };
    const { wire } = await client.check("BucketObject", "o", {}, marked);
    const made = toJs((await client.createWire("BucketObject", "o", wire, false)).getProperties());
    const renewed = toJs((await client.updateWire("BucketObject", "b-one/plugin", made, wire, false)).getProperties());
    expect([made["etag"], renewed["etag"]]).toEqual([expected, expected]);
  }
});

test("CheckConfig: secrets go without their value", async () => {
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  closing.push(async () => {
    client.close();
    await server.close();
  });
  const { failures } = await client.checkConfig({ ...world.config(), secretAccessKey: 5, proxy: secret("hunter2"), maxRetries: "many" });
  expect(JSON.stringify(failures)).not.toContain("hunter2");
  expect(failures.filter(({ property }) => property !== "")).toEqual([
    { property: "maxRetries", reason: "must be a number, found text (maxRetries, backend oos)" },
  ]);
  expect(failures.length).toBeGreaterThan(1);
});

test("a function's words name the place once, where every SDK prints the property", () => {
  const failures = [
    { property: "bucket", reason: 'found "hunter2" (bucket, backend oos)' },
    { property: "oos:accessKeyId", reason: "none found" },
  ];
  expect(printedByCaller(failures, { bucket: "hunter2" }, new Set(["bucket"]))).toEqual([
    { property: "bucket, backend oos", reason: 'found "[secret]"' },
    { property: "oos:accessKeyId", reason: "none found" },
  ]);
});

test("a short secret is taken out between quotes, and ordinary words stay whole", () => {
  expect(printed([{ property: "a", reason: 'cannot be "c" (a, backend oos)' }], { a: "c" }, new Set(["a"]))).toEqual([
    { property: "", reason: 'cannot be "[secret]" (a, backend oos)' },
  ]);
});
