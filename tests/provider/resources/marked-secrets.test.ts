/** What a program marks as secret stands in no words of ours, failures and warnings alike, however it is spelt and however long it is. */
import { describe, expect, onTestFinished, test } from "vitest";
import { passedAlong } from "../../../provider/faces";
import { PluginClient, secret } from "../../support/plugin/client";
import { servePlugin } from "../../support/plugin/server";
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import { registry } from "../../../provider/registry";
import type { FaultRule } from "../../../emulator";
import { type Failure, InitFailed, type Properties } from "../../support/plugin/results";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const token = "SecretTokenOfSomebody";

function policyOf(statement: Properties): Properties {
  const allowed = { Effect: "Allow", Principal: { AWS: ["*"] }, Action: ["oos:GetObject"], Resource: ["arn:ctyun:oos:::b-one/*"] };
  return { Version: "2012-10-17", Statement: [{ ...allowed, ...statement }] };
}

describe.each(faces)("%s face", (face) => {
  async function startWorld(): Promise<{ readonly driver: Driver; readonly world: TestWorld }> {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config({ settleSeconds: 0 }));
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    return { driver, world };
  }

  async function start(): Promise<Driver> {
    return (await startWorld()).driver;
  }

  /** Pulumi's dynamic provider unwraps secrets; the SDK names them. */
  function marked(inputs: Properties, name: string): Properties {
    return face === "dynamic" ? { ...inputs, [passedAlong.secretInputs]: [name] } : { ...inputs, [name]: secret(inputs[name]) };
  }

  async function failuresOf(driver: Driver, policy: unknown, isMarked = true): Promise<readonly Failure[]> {
    const inputs = { bucket: "b-one", policy };
    return (await driver.check("BucketPolicy", "p", {}, isMarked ? marked(inputs, "policy") : inputs)).failures;
  }

  const address = (value: unknown): Properties => policyOf({ Condition: { IpAddress: { "aws:SourceIp": value } } });

  test.each<[string, unknown, string]>([
    ["a policy", address(token), token],
    ["a policy as text", JSON.stringify(address(token)), token],
    ["a policy as text in lines", JSON.stringify(address(token), undefined, 2), token],
    ["a long value", address(`L${"ONGSECRET".repeat(20)}`), "ONGSECRET"],
    ["a long value in a policy as text", JSON.stringify(address(`L${"ONGSECRET".repeat(20)}`)), "ONGSECRET"],
    ["quotes, backslashes and invisible characters", address('se"cr\\et\u200b-tail'), "tail"],
    ["the same as text", JSON.stringify(address('se"cr\\et\u200b-tail')), "tail"],
    ["the same inside of what is quoted as JSON", policyOf({ Condition: { IpAddress: [{ a: 'se"cr\\et\u200b-tail' }] } }), "tail"],
    ["the same inside of JSON, from a text", JSON.stringify(policyOf({ Condition: [{ a: 'se"cr\\et\u200b-tail' }] })), "tail"],
    ["the surroundings of an error in a text", JSON.stringify(address(token), undefined, 2).replace(`"${token}"`, `"${token}`), token],
    ["the end of a short text that is no document", '{"Sid": SECRETTO}', "SECRETTO"],
    ["a short word in it", '{"Sid": hunter2}', "hunter2"],
  ])("%s is in no failure", async (_what, policy, secretPart) => {
    const driver = await start();
    // The words do repeat what is no secret.
    expect(JSON.stringify(await failuresOf(driver, policy, false))).toContain(secretPart.slice(0, 9));
    const failures = await failuresOf(driver, policy);
    expect(failures.length).toBeGreaterThan(0);
    expect(JSON.stringify(failures)).not.toContain(secretPart.slice(0, 9));
    expect(JSON.stringify(failures)).toContain("[secret]");
  });

  test.each<[string, Properties]>([
    ["a resource", { Resource: [`arn:ctyun:oos:::${token.toLowerCase()}/${token}`] }],
    ["an action", { Action: [`oos:${token}`] }],
    ["the service of an action", { Action: [`${token}:GetObject`] }],
    ["a principal", { Principal: { AWS: [`arn:ctyun:iam::123:user/${token}*`] } }],
  ])("%s is in no warning", async (_what, statement) => {
    for (const policy of [policyOf(statement), JSON.stringify(policyOf(statement))]) {
      const plain = await start();
      const open = JSON.stringify([await failuresOf(plain, policy, false), await settled(plain)]);
      expect(open).toContain(token);
      const driver = await start();
      const failures = await failuresOf(driver, policy);
      expect(JSON.stringify([failures, await settled(driver)])).not.toContain(token);
      expect(JSON.stringify([failures, await settled(driver)])).toContain("[secret]");
    }
  });

  /** The service refuses, and repeats what it was sent in several spellings. */
  function repeating(text: string, operation?: string): FaultRule {
    const spelt = [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)].join(" and ");
    return { kind: "error", status: 400, code: "InvalidRequest", message: `cannot take ${spelt} here`, ...(operation && { operation }) };
  }

  const value = 'my own "words" in 10%';
  const spellings = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
  const inputs = { bucket: "b-one-of-many", key: "k", content: value };

  /** An object whose content is marked as a secret, as checked. */
  async function checkedObject(driver: Driver, more: Properties = {}, olds: Properties = {}): Promise<Properties> {
    const { inputs: checked, failures } = await driver.check("BucketObject", "r", olds, marked({ ...inputs, ...more }, "content"));
    expect(failures).toEqual([]);
    // The engine marks again what it sent, not what is made from it; the driver shows values plain.
    return face === "dynamic" ? checked : marked(checked, "content");
  }

  function expectConcealed(error: unknown): void {
    const { message, reasons = [] } = error as { readonly message: string; readonly reasons?: readonly string[] };
    const words = [message, ...reasons, ...chain(error).map(String)].join("\n");
    for (const spelling of spellings) expect(words).not.toContain(spelling);
    expect(words).toContain("cannot take [secret] and [secret] and [secret] here");
    // What the resource is called stays.
    expect(words).toContain('"b-one-of-many"');
  }

  test("an error of a creation, an update and a deletion says no secret that the service repeats", async () => {
    const { driver, world } = await startWorld();
    const bucketInputs = (await driver.check("Bucket", "b", {}, { bucket: inputs.bucket })).inputs;
    await driver.create("Bucket", "b", bucketInputs);
    const wanted = await checkedObject(driver);
    await world.faulty([repeating(value, "PutObject")], async () =>
      expectConcealed(await failing(driver.create("BucketObject", "r", wanted))),
    );
    const { id, state } = await driver.create("BucketObject", "r", wanted);
    const news = await checkedObject(driver, { contentType: "text/x-other" }, wanted);
    await world.faulty([repeating(value, "PutObject"), repeating(value, "CopyObject")], async () => {
      const error = await failing(driver.update("BucketObject", id, state, news));
      expect(error).toBeInstanceOf(InitFailed);
      expectConcealed(error);
    });
    // A later run knows of the mark only where the engine tells of it.
    if (face === "dynamic") return;
    const stored = marked(state, "content");
    await world.faulty([repeating(value, "DeleteObject")], async () =>
      expectConcealed(await failing(driver.delete("BucketObject", id, stored))),
    );
  });

  test("what is a secret by itself is in no error of a later run either", async () => {
    const { driver, world } = await startWorld();
    await driver.create("IamUser", "u", (await driver.check("IamUser", "u", {}, { userName: "Somebody-1" })).inputs);
    const login = await driver.check("LoginProfile", "l", {}, { user: "Somebody-1", password: value });
    const { id, state } = await driver.create("LoginProfile", "l", login.inputs);
    await world.faulty([repeating(value)], async () => {
      for (const call of [() => driver.read("LoginProfile", id, state), () => driver.delete("LoginProfile", id, state)]) {
        const error = await failing(call());
        for (const spelling of spellings) expect([...chain(error).map(String)].join("\n")).not.toContain(spelling);
        expect(String(error)).toContain("cannot take [secret] and [secret] and [secret] here");
        expect(String(error)).toContain('"Somebody-1"');
      }
    });
  });

  test("drift that stays is said without the values", async () => {
    const driver = await start();
    const inputs = { bucket: "b-two", metadataLocation: "SECRETPLACE" };
    const state = { bucket: "b-two", metadataLocation: "QingDao", forceDestroy: false, __declared: { metadataLocation: "SECRETPLACE" } };
    const checked = await driver.check("Bucket", "b", state, marked(inputs, "metadataLocation"));
    const news = face === "dynamic" ? checked.inputs : marked(checked.inputs, "metadataLocation");
    await driver.diff("Bucket", "b-two", state, news);
    expect(await settled(driver)).toEqual([
      expect.stringMatching(
        /^warn: metadataLocation of Bucket "b-two" differs between the service \(changed elsewhere\) and the program; .*\n {2}next: set the value of the service in the program, or replace it: /,
      ),
    ]);
  });
});

test("an error of a data function says no secret argument, in either face", async () => {
  const world = await TestWorld.start();
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  const face = new DynamicFace(registry, { environment: world.environment, now: () => world.now() });
  onTestFinished(async () => {
    client.close();
    await server.close();
    await face.session(world.config()).close();
    await world.close();
  });
  await client.configure(world.config());
  const fault: FaultRule = { kind: "error", status: 400, code: "InvalidRequest", message: `cannot take ${token} here` };
  await world.faulty([fault], async () => {
    for (const error of [
      await failing(face.invoke("getUser", { userName: token }, world.config(), ["userName"])),
      await failing(client.invoke("oos:index:getUser", { userName: secret(token) })),
    ]) {
      expect(chain(error).join()).toContain("cannot take [secret] here");
      expect(chain(error).join()).not.toContain(token);
    }
  });
});

function failing(task: Promise<unknown>): Promise<unknown> {
  return task.then(
    () => "no failure",
    (error: unknown) => error,
  );
}

/** The error, and what it names as its cause. */
function chain(error: unknown): readonly unknown[] {
  return error instanceof Error ? [error, ...chain(error.cause)] : [];
}

/** What the person was told, once it came. */
async function settled(driver: Driver): Promise<readonly string[]> {
  await expect.poll(() => driver.said().length).toBeGreaterThan(0);
  return driver.said();
}
