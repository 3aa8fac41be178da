/** What only the dynamic face has to get right; the life of the resources is in tests/provider/resources, through both faces. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { DynamicFace } from "../../../../provider/engine/faces/dynamic";
import type { DynamicHandler } from "../../../../provider/engine/faces/dynamic-wire";
import { passedAlong } from "../../../../provider/faces";
import { registry } from "../../../../provider/registry";
import { zos } from "../../../../provider/backends/zos";
import { settingsOf } from "../../../support/contract/emulated";
import { iam } from "../../../support/emulator/support";
import { isSecret, secret, unknown } from "../../../support/plugin/client";
import type { Properties } from "../../../support/plugin/results";
import { TestWorld } from "../../../support/resources/world";

let world: TestWorld;
let face: DynamicFace;

beforeAll(async () => {
  world = await TestWorld.start();
  face = new DynamicFace(registry, world);
});
afterAll(() => world.close());

const provider = { __provider: "text" };

async function handlerOf(
  noun: string,
  config: Properties = world.config(),
  of: DynamicFace = face,
): Promise<{ handler: DynamicHandler; asked: string[] }> {
  const handler = of.handler(noun);
  const asked: string[] = [];
  const get = (key: string): unknown => {
    asked.push(key);
    return config[key.replace("oos:", "")] ?? null;
  };
  await handler.configure({ config: { get } });
  return { handler, asked };
}

describe("a handler", () => {
  test("asks for the keys of its namespace, and takes secrets out of their wrapping", async () => {
    const { secretAccessKey, ...rest } = world.config();
    const { handler, asked } = await handlerOf("IamUser", { ...rest, secretAccessKey: secret(secretAccessKey) });
    expect(asked).toContain("oos:secretAccessKey");
    for (const key of asked) expect(key).toMatch(/^oos:\w+$/);
    const { id } = await handler.create({ userName: "configured", forceDestroy: false, ...provider });
    expect(id).toBe("configured");
  });

  test("names by the resource's name, and keeps neither that nor the provider's text among the inputs", async () => {
    const { handler } = await handlerOf("Bucket");
    const { inputs, failures } = await handler.check({}, { ...provider, [passedAlong.resourceName]: "My Logs" });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ bucket: expect.stringMatching(/^my-logs-[0-9a-f]{7}$/) as unknown, acl: "private", forceDestroy: false });
    const again = await handler.check({ ...inputs, ...provider }, { ...provider, [passedAlong.resourceName]: "My Logs" });
    expect(again.inputs).toEqual(inputs);
    const { outs } = await handler.create({ ...inputs, ...provider });
    expect(Object.keys(outs).filter((name) => name.startsWith("__"))).toEqual(["__settling"]);
  });

  test("unknown inputs come back unknown", async () => {
    const { handler } = await handlerOf("UserPolicyAttachment");
    expect(await handler.check({}, { user: unknown, policyArn: unknown, ...provider })).toEqual({
      inputs: { user: unknown, policyArn: unknown },
      failures: [],
    });
    expect(
      await handler.diff("x", { user: "a", policyArn: "b", ...provider }, { user: unknown, policyArn: "b", ...provider }),
    ).toMatchObject({ changes: true, replaces: ["user"] });
  });

  test("fails with our words and without a stack", async () => {
    const { handler } = await handlerOf("IamUser");
    await iam(world.emulator, "CreateUser", { UserName: "there" });
    const error: unknown = await handler
      .create({ userName: "there", forceDestroy: false, ...provider })
      .catch((failure: unknown) => failure);
    expect(error).toMatchObject({ message: expect.stringContaining('user "there" already exists') as unknown });
    // Pulumi prints `<error>: <stack>` beside the message.
    expect(`${String(error)}: ${(error as Error).stack}`).toBe("IamUser: failed; its error is shown with the resource");
    expect(error).not.toHaveProperty("id");
  });

  test("reads after an import through the program: the inputs are all there is", async () => {
    const { handler } = await handlerOf("IamUser");
    await iam(world.emulator, "CreateUser", { UserName: "imported", "Tags.member.1.Key": "a", "Tags.member.1.Value": "b" });
    expect(await handler.read("imported", { ...provider })).toMatchObject({
      id: "imported",
      inputs: { userName: "imported", tags: { a: "b" } },
    });
    expect(await handler.read("nobody", { ...provider })).toEqual({});
  });

  test("warns on standard error, which the engine shows; nothing else is printed", async () => {
    const written: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    const { handler } = await handlerOf("PasswordPolicy");
    const { id, outs } = await handler.create({ maxPasswordAge: 90, ...provider });
    await handler.delete(id, { ...outs, ...provider });
    expect(written).toEqual([expect.stringMatching(/^warning: the account's password policy is deleted: .*\n$/)]);
  });
});

test("handlers of one configuration share one session: the account is asked for once", async () => {
  const config = world.config({ allowedAccountIds: JSON.stringify([world.emulator.accountId]), maxRetries: 1 });
  const [users, policies] = [await handlerOf("IamUser", config), await handlerOf("Policy", config)];
  const { calls } = await world.counted(async () => {
    await users.handler.read("nobody", { userName: "nobody", ...provider });
    await policies.handler.read(`arn:ctyun:iam::${world.emulator.accountId}:policy/none`, { name: "none", ...provider });
  });
  // Once for the account, once for the user.
  expect(calls).toEqual({ "iam:GetUser": 2, "iam:GetPolicy": 1 });
});

test("nouns and functions of another version are said to be so", async () => {
  expect(() => face.handler("Moon")).toThrow("pulumi-oos has no resource Moon; the program was written for another version of the package");
  await expect(face.invoke("getMoon", {}, {})).rejects.toThrow("pulumi-oos has no function getMoon");
});

describe("secrets of a state", () => {
  const key = "0123456789abcdef0123456789abcdef";

  test("what is read has its marks, inputs and outputs: of what no program made, the engine has none to remember", async () => {
    const other = await TestWorld.start({ flavour: "zos" });
    onTestFinished(() => other.close());
    const config = other.config({ ...settingsOf(zos, other), settleSeconds: 0 });
    const own = new DynamicFace(registry, other);
    await (await handlerOf("Bucket", config, own)).handler.create({ bucket: "data", acl: "private", ...provider });
    const { handler } = await handlerOf("BucketEncryption", config, own);
    const inputs = { bucket: "data", algorithm: "AES256", kmsMasterKeyId: key };
    const { outs } = await handler.create({ ...inputs, ...provider });
    expect(outs["kmsMasterKeyId"]).toEqual(secret(key));
    for (const state of [{}, { ...inputs }]) {
      const read = await handler.read("data", { ...state, ...provider });
      expect([read.props?.["kmsMasterKeyId"], read.inputs?.["kmsMasterKeyId"]]).toEqual([secret(key), secret(key)]);
      expect(read.props?.["bucket"]).toBe("data");
    }
  });

  test("what an update and a half-made creation leave has them too", async () => {
    await iam(world.emulator, "CreateUser", { UserName: "kept" });
    const { handler } = await handlerOf("AccessKey", world.config({ maxRetries: 0 }));
    const inputs = { user: "kept", status: "Inactive", ...provider };
    const failure: unknown = await world
      .faulty([{ kind: "error", operation: "UpdateAccessKey", status: 500, code: "InternalError" }], () => handler.create(inputs))
      .catch((error: unknown) => error);
    const { id, properties } = failure as { id: string; properties: Properties };
    expect(isSecret(properties["secretAccessKey"])).toBe(true);
    const { outs } = await handler.update(id, properties, inputs);
    expect([isSecret(outs["secretAccessKey"]), outs["secretAccessKey"]]).toEqual([true, properties["secretAccessKey"]]);
  });
});
