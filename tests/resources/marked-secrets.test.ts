/** What a program marks as secret stands in no words of ours, failures and warnings alike, however it is spelt and however long it is. */
import { describe, expect, onTestFinished, test } from "vitest";
import { passedAlong } from "../../provider/faces";
import { secret } from "../plugin/client";
import type { Failure, Properties } from "../plugin/results";
import { type Driver, faces, openDriver } from "./driver";
import { TestWorld } from "./world";

const token = "SecretTokenOfSomebody";

function policyOf(statement: Properties): Properties {
  const allowed = { Effect: "Allow", Principal: { AWS: ["*"] }, Action: ["oos:GetObject"], Resource: ["arn:ctyun:oos:::b-one/*"] };
  return { Version: "2012-10-17", Statement: [{ ...allowed, ...statement }] };
}

describe.each(faces)("%s face", (face) => {
  async function start(): Promise<Driver> {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config({ settleSeconds: 0 }));
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    return driver;
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

/** What the person was told, once it came. */
async function settled(driver: Driver): Promise<readonly string[]> {
  await expect.poll(() => driver.said().length).toBeGreaterThan(0);
  return driver.said();
}
