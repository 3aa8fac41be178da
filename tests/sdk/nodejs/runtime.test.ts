/** The classes and functions of the SDK as a program meets them, with the engine mocked; the data functions run against the emulator. */
import * as pulumi from "@pulumi/pulumi";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as sdk from "../../../sdk/nodejs";
import { face, typeToken } from "../../../sdk/nodejs/runtime";
import { checkout } from "../../support/checkout";
import { run } from "../../support/package/run";
import { TestWorld } from "../../support/resources/world";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

let world: TestWorld;
let registered: Registered[];
let called: string[];

beforeAll(async () => {
  world = await TestWorld.start();
});
afterAll(() => world.close());
beforeEach(() => start(false));
afterEach(() => {
  vi.unstubAllEnvs();
  pulumi.runtime.setAllConfig({});
});

async function start(preview: boolean): Promise<void> {
  registered = [];
  called = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: inputs as Record<string, unknown> });
        return { id: `${name}-id`, state: inputs as Record<string, unknown> };
      },
      call: ({ token, inputs }) => {
        called.push(token);
        return { ...(inputs as Record<string, unknown>), arn: "from the engine", secretAccessKey: "hush" };
      },
    },
    "project",
    "stack",
    preview,
  );
}

function settled<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

const isKnown = (output: unknown): Promise<boolean> => (output as { readonly isKnown: Promise<boolean> }).isKnown;

describe("the face", () => {
  test("is chosen by environment, then stack, then dynamic", () => {
    expect(face()).toBe("dynamic");
    pulumi.runtime.setConfig("oos:face", "plugin");
    expect([face(), typeToken("Bucket")]).toEqual(["plugin", "oos:index:Bucket"]);
    vi.stubEnv("OOS_FACE", "dynamic");
    expect([face(), typeToken("Bucket")]).toEqual(["dynamic", "pulumi-nodejs:dynamic/oos:Bucket"]);
    vi.stubEnv("OOS_FACE", "plugins");
    expect(face).toThrow("oos:face (or OOS_FACE) must be dynamic or plugin, found plugins");
  });

  test("plugin: only the inputs travel; instances are known as such", async () => {
    vi.stubEnv("OOS_FACE", "plugin");
    const bucket = new sdk.Bucket("logs", { bucket: "b-one", acl: "private" });
    await settled(bucket.urn);
    expect(registered).toEqual([{ type: "oos:index:Bucket", name: "logs", inputs: { bucket: "b-one", acl: "private" } }]);
    expect([sdk.Bucket.isInstance(bucket), sdk.Trail.isInstance(bucket), sdk.Bucket.isInstance({})]).toEqual([true, false, false]);
  });
});

describe("settings of the stack", () => {
  test("dynamic: a misspelt one is named once, with what was meant", async () => {
    const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
    pulumi.runtime.setAllConfig({
      "oos:acessKeyId": "a",
      "oos:regoin": "cn",
      "oos:face": "dynamic",
      "oos:maxRetries": "1",
      "other:regoin": "x",
    });
    await settled(new sdk.Bucket("a", { bucket: "b-one" }).urn);
    await settled(new sdk.Bucket("b", { bucket: "b-two" }).urn);
    expect(warn.mock.calls.map(([words]) => words)).toEqual([
      'unknown setting oos:acessKeyId (did you mean "accessKeyId"?): it has no effect',
      'unknown setting oos:regoin (did you mean "region"?): it has no effect',
    ]);
    warn.mockRestore();
  });
});

describe("inputs whose source failed in a run that goes on", () => {
  const unknown = pulumi.output(pulumi.unknown as string);

  test.each(["dynamic", "plugin"])("%s: are named, since the engine drops them", async (chosen) => {
    vi.stubEnv("OOS_FACE", chosen);
    await settled(new sdk.GroupMembers("m", { group: pulumi.output("g"), users: ["a", unknown], adopt: true }).urn);
    await settled(new sdk.Cors("c", { bucket: "b", rules: [{ allowedOrigins: [unknown], allowedMethods: ["GET"] }] }).urn);
    await settled(new sdk.GroupMembers("known", { group: pulumi.output("g"), users: [Promise.resolve("a")] }).urn);
    expect(registered.map(({ inputs }) => inputs["__unknownInputs"])).toEqual([["users"], ["rules"], undefined]);
  });

  test("are left to the engine in a preview, which keeps them", async () => {
    await start(true);
    await settled(new sdk.GroupMembers("m", { group: "g", users: [unknown] }).urn);
    expect(registered.map(({ inputs }) => Object.keys(inputs))).toEqual([expect.not.arrayContaining(["__unknownInputs"])]);
  });
});

describe("explicit providers", () => {
  const settings = { region: "cn", maxRetries: 3, endpoints: { s3: "http://a" }, secretAccessKey: "hush" };

  test("dynamic: texts under the package's namespace, secrets as secrets", async () => {
    const provider = new sdk.Provider("p", settings);
    await settled(provider.urn);
    expect(registered).toEqual([
      {
        type: "pulumi:providers:pulumi-nodejs",
        name: "p",
        inputs: expect.objectContaining({ "oos:region": "cn", "oos:maxRetries": "3", "oos:endpoints": '{"s3":"http://a"}' }) as unknown,
      },
    ]);
    expect(await pulumi.isSecret(pulumi.output(provider.configuration["secretAccessKey"]))).toBe(true);
  });

  test("plugin: the same under their own names", async () => {
    vi.stubEnv("OOS_FACE", "plugin");
    const provider = new sdk.Provider("p", settings);
    await settled(provider.urn);
    expect(registered[0]).toMatchObject({
      type: "pulumi:providers:oos",
      inputs: { region: "cn", maxRetries: "3", endpoints: '{"s3":"http://a"}' },
    });
  });
});

describe("data functions", () => {
  const account = (): sdk.ProviderArgs => {
    const { endpoints, accessKeyId, secretAccessKey } = world.emulator;
    return { endpoints, accessKeyId, secretAccessKey, maxRetries: 0 };
  };

  test("plugin: the engine is asked", async () => {
    vi.stubEnv("OOS_FACE", "plugin");
    expect(await sdk.getBucket({ bucket: "b-one" })).toMatchObject({ bucket: "b-one", arn: "from the engine" });
    expect(await settled(sdk.getBucketOutput({ bucket: pulumi.output("b-two") }))).toMatchObject({ bucket: "b-two" });
    expect(called).toEqual(["oos:index:getBucket", "oos:index:getBucket"]);
  });

  test("dynamic: the program itself asks, with the explicit provider's or the stack's configuration", async () => {
    const provider = new sdk.Provider("p", account());
    expect(await sdk.getCallerIdentity({ provider })).toMatchObject({ accountId: world.emulator.accountId });
    const parent = new pulumi.ComponentResource("test:index:Component", "c", {}, { providers: { oos: provider } });
    expect(await sdk.getCallerIdentity({ parent })).toMatchObject({ accountId: world.emulator.accountId });
    const output = sdk.getCallerIdentityOutput({ provider });
    expect(await settled(output.accountId)).toBe(world.emulator.accountId);
    // The provider's secrets do not make the answer one.
    expect(await pulumi.isSecret(output)).toBe(false);

    for (const [key, value] of Object.entries(account()))
      pulumi.runtime.setConfig(`oos:${key}`, typeof value === "string" ? value : JSON.stringify(value));
    expect(await sdk.getCallerIdentity()).toMatchObject({ accountId: world.emulator.accountId });
    await expect(sdk.getBucket({ bucket: "X" })).rejects.toThrow(
      /^getBucket: must have at least 3 characters, has 1 \(bucket, backend oos\)$/m,
    );
    expect(called).toEqual([]);
  });

  test.each(["dynamic", "plugin"])("%s: a secret of an answer is a secret output, in the promise form as well", async (chosen) => {
    vi.stubEnv("OOS_FACE", chosen);
    const options = chosen === "dynamic" ? { provider: new sdk.Provider("p", account()) } : {};
    const found = await sdk.getSessionToken({ durationSeconds: 900 }, options);
    expect(await pulumi.isSecret(found.secretAccessKey)).toBe(true);
    expect(await settled(found.secretAccessKey)).toMatch(chosen === "dynamic" ? /^[0-9a-f]{40}$/ : /^hush$/);
    expect(JSON.stringify({ ...found, secretAccessKey: undefined, sessionToken: undefined })).not.toContain(
      await settled(found.secretAccessKey),
    );
    const output = sdk.getSessionTokenOutput({ durationSeconds: 900 }, options);
    expect(await pulumi.isSecret(output)).toBe(true);
    expect(await pulumi.isSecret(output.secretAccessKey)).toBe(true);
    const secretAccessKey: string = (await settled(output)).secretAccessKey;
    expect(secretAccessKey).toMatch(/^([0-9a-f]{40}|hush)$/);
  });

  test("a failure that comes before Pulumi looks at the results: its words once, and no warning of Node", async () => {
    const program = `
      const pulumi = require("@pulumi/pulumi");
      const oos = require("pulumi-oos");
      const said = new Set();
      process.on("unhandledRejection", (error) => {
        said.add(error.message);
        setImmediate(look);
      });
      pulumi.runtime.setAllConfig({ "oos:backend": "zos", "oos:region": "huabei-2", "oos:accessKeyId": "a", "oos:secretAccessKey": "b" });
      const results = [oos.getUsers(), oos.getUsersOutput().users];
      const look = () => {
        results[0].catch(() => undefined);
        results[1].promise().catch(() => undefined);
      };
      process.on("exit", () => console.log(JSON.stringify([...said])));
    `;
    const { stdout, stderr } = await run(process.execPath, ["-e", program], { cwd: checkout });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([expect.stringMatching(/^getUsers is not available on backend zos: /)]);
  });

  test("a preview in which the provider is not known: the output is unknown, the promise says so", async () => {
    await start(true);
    const provider = new sdk.Provider("p", { ...account(), accessKeyId: pulumi.output(pulumi.unknown as string) });
    expect(await isKnown(sdk.getCallerIdentityOutput({ provider }))).toBe(false);
    await expect(sdk.getCallerIdentity({ provider })).rejects.toThrow(
      /configuration of its provider is not known in this preview\n {2}next: call getCallerIdentityOutput/,
    );
    expect(await isKnown(sdk.getBucketOutput({ bucket: pulumi.output(pulumi.unknown as string) }))).toBe(false);
  });
});
