/** The lockout guard of BucketPolicy in both faces: what it refuses, what it asks the service, and that nothing was set. */
import { GetBucketPolicyCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { failure, iam, type Keys, s3Client } from "../../support/emulator/support";
import { unknown } from "../../support/plugin/client";
import type { Properties } from "../../support/plugin/results";
import { makeBucket } from "../../support/resources/cases";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

let world: TestWorld;
let users: Readonly<Record<"bob" | "mute", Keys>>;

beforeAll(async () => {
  world = await TestWorld.start();
  await makeBucket("b-one")(world.emulator);
  users = { bob: await makeUser("bob", ["oos:*", "iam:GetUser"]), mute: await makeUser("mute", ["oos:*"]) };
});
afterAll(() => world.close());

async function makeUser(UserName: string, Action: readonly string[]): Promise<Keys> {
  const { emulator } = world;
  await iam(emulator, "CreateUser", { UserName });
  const PolicyDocument = JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
  await iam(emulator, "CreatePolicy", { PolicyName: UserName, PolicyDocument });
  await iam(emulator, "AttachUserPolicy", { UserName, PolicyArn: `arn:ctyun:iam::${emulator.accountId}:policy/${UserName}` });
  const { AccessKey } = (await iam(emulator, "CreateAccessKey", { UserName })) as { AccessKey: Record<string, string> };
  return { accessKeyId: AccessKey["AccessKeyId"] ?? "", secretAccessKey: AccessKey["SecretAccessKey"] ?? "" };
}

async function driverOf(face: Face, keys: Keys): Promise<Driver> {
  const { accessKeyId, secretAccessKey } = keys;
  const driver = await openDriver(face, world, world.config({ accessKeyId, secretAccessKey }));
  onTestFinished(() => driver.close());
  return driver;
}

const userArn = (name: string): string => `arn:ctyun:iam::${world.emulator.accountId}:user/${name}`;
const reading = { Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b-one/*" };
const closed = (who: string): object => ({
  Effect: "Deny",
  Principal: { CTYUN: who },
  Action: "oos:*",
  Resource: ["arn:ctyun:oos:::b-one"],
});
const policyOf = (...Statement: readonly unknown[]): Properties => ({ bucket: "b-one", policy: { Version: "2012-10-17", Statement } });

interface Judged {
  readonly failures: Readonly<Record<string, string>>;
  readonly calls: Readonly<Record<string, number>>;
}

async function judge(driver: Driver, news: Properties, olds: Properties = {}): Promise<Judged> {
  const { result, calls } = await world.counted(() => driver.check("BucketPolicy", "p", olds, news));
  return { failures: Object.fromEntries(result.failures.map(({ property, reason }) => [property, reason])), calls };
}

describe.each(faces)("%s face", (face) => {
  test("a policy that shuts the caller out is refused at its statement, and one question is asked at most", async () => {
    const driver = await driverOf(face, users.bob);
    const mine = policyOf(reading, closed(userArn("BOB")));
    expect(await judge(driver, mine)).toEqual({
      failures: {
        "policy.Statement[1]": expect.stringMatching(
          /^statement 2 denies the caller arn:ctyun:iam::\w+:user\/bob .*\(policy\.Statement\[1\], backend oos\)$/,
        ) as string,
      },
      calls: { "iam:GetUser": 1 },
    });
    // Once in the life of a provider, as text too.
    const text = { ...mine, policy: JSON.stringify(mine["policy"]) };
    expect(await judge(driver, text)).toMatchObject({ failures: { "policy.Statement[1]": expect.any(String) as string }, calls: {} });
    expect(await judge(driver, policyOf(reading, closed(userArn("eve"))))).toEqual({ failures: {}, calls: {} });
  });

  test("nothing is asked where it does not matter who asks", async () => {
    const driver = await driverOf(face, users.bob);
    for (const [news, count] of [
      [policyOf(reading), 0],
      [policyOf(reading, { ...closed(userArn("bob")), Action: "oos:PutObject" }), 0],
      [{ ...policyOf(closed(userArn("bob"))), allowLockout: true }, 0],
      [policyOf({ ...closed("*"), Principal: "*" }), 1],
    ] as const) {
      const { failures, calls } = await judge(driver, news);
      expect([Object.keys(failures).length, calls]).toEqual([count, {}]);
    }
  });

  test("root users are held to it too: the manual does not say that they are not", async () => {
    const driver = await driverOf(face, world.emulator);
    const { failures } = await judge(driver, policyOf(closed(world.emulator.accountId)));
    expect(failures["policy.Statement[0]"]).toContain("whether a Deny binds the root user is not documented");
  });

  test("what is not known yet fails nothing, and is judged when it is", async () => {
    const driver = await driverOf(face, users.bob);
    for (const news of [
      policyOf(closed(unknown)),
      policyOf(unknown),
      { bucket: unknown, policy: policyOf(closed(userArn("bob")))["policy"] },
      { bucket: "b-one", policy: unknown },
      { ...policyOf(closed(userArn("bob"))), allowLockout: unknown },
    ])
      expect(await judge(driver, news)).toEqual({ failures: {}, calls: {} });
  });

  test("a service that does not say who the caller is: refused with the way out", async () => {
    const driver = await driverOf(face, users.mute);
    const { failures, calls } = await judge(driver, policyOf(closed(userArn("mute"))));
    expect(calls).toEqual({ "iam:GetUser": 1 });
    expect(failures["policy"]).toMatch(/it is unknown whether.*403 AccessDenied.*give the caller iam:GetUser, or set allowLockout: true/s);
  });

  test("a policy that stays as it is does no new harm; one that forgets its author does", async () => {
    const driver = await driverOf(face, users.bob);
    const set = { ...policyOf(closed(userArn("bob"))), allowLockout: true };
    expect(await judge(driver, policyOf(closed(userArn("bob"))), set)).toEqual({ failures: {}, calls: {} });
    const granted = policyOf({ ...closed(userArn("bob")), Effect: "Allow" });
    const { failures } = await judge(driver, policyOf(reading), granted);
    expect(failures["policy"]).toContain("no longer gives the caller");
    // Of another bucket: nothing is forgotten.
    expect((await judge(driver, policyOf(reading), { ...granted, bucket: "b-two" })).failures).toEqual({});
  });

  test("with allowLockout it is set, and really shuts out", async () => {
    const driver = await driverOf(face, users.bob);
    const wanted = { ...policyOf(closed(userArn("bob"))), allowLockout: true };
    const { inputs, failures } = await driver.check("BucketPolicy", "p", {}, wanted);
    expect(failures).toEqual([]);
    const { id, state } = await driver.create("BucketPolicy", "p", inputs);
    expect(state).toMatchObject({ allowLockout: true });
    const own = s3Client(world.emulator, { credentials: users.bob });
    expect(await failure(own.send(new GetBucketPolicyCommand({ Bucket: "b-one" })))).toBe("403 AccessDenied");
    own.destroy();
    // Nothing differs by the switch alone, and only root can repair it.
    await expect(driver.delete("BucketPolicy", id, state)).rejects.toThrow("403 AccessDenied");
    await (await driverOf(face, world.emulator)).delete("BucketPolicy", id, state);
  });
});
