/** What only one kind of resource has to get right. */
import { CreateBucketCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { admin, iam, type Keys, members, s3Client, trail } from "../../support/emulator/support";
import type { Properties } from "../../support/plugin/results";
import { type Driver, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

let world: TestWorld;
let driver: Driver;

beforeAll(async () => {
  world = await TestWorld.start({ limits: { bucketsPerAccount: 100 } });
  driver = await openDriver("plugin", world, world.config());
});
afterAll(async () => {
  await driver.close();
  await world.close();
});

async function driverOf(keys: Keys): Promise<Driver> {
  const opened = await openDriver("plugin", world, world.config({ accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey }));
  onTestFinished(() => opened.close());
  return opened;
}

async function otherAccount(): Promise<Keys> {
  return admin<Keys>(world.emulator, "POST", "/accounts", {});
}

async function makeBucket(name: string, keys: Keys = world.emulator, acl?: "public-read-write"): Promise<void> {
  const s3 = s3Client(world.emulator, { credentials: keys });
  await s3.send(new CreateBucketCommand({ Bucket: name, ...(acl === undefined ? {} : { ACL: acl }) }));
  s3.destroy();
}

async function refusalOf(task: Promise<unknown>): Promise<string> {
  return task.then(
    () => "no refusal",
    (error: unknown) => (error as { details?: string }).details ?? String(error),
  );
}

const bucketOf = (name: string, more: Properties = {}): Properties => ({ bucket: name, acl: "private", forceDestroy: false, ...more });
const allow = (...actions: readonly string[]): Properties => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});

describe("Bucket", () => {
  test.each(["private", "public-read-write"] as const)("a %s bucket of another account is not ours, adopted or not", async (acl) => {
    const name = `foreign-${acl}`;
    const keys = await otherAccount();
    await makeBucket(name, keys, acl === "private" ? undefined : acl);
    for (const adopt of [false, true]) {
      expect(await refusalOf(driver.create("Bucket", "b", bucketOf(name, { adopt })))).toMatch(
        /belongs to another account.*; nothing was changed\n {2}next: choose another name/s,
      );
    }
  });

  test("an adopted bucket is brought to the inputs, but its index cannot be moved", async () => {
    await makeBucket("adopted");
    const wanted = bucketOf("adopted", { acl: "public-read", adopt: true, dataLocation: { type: "Specified", locations: ["SuZhou"] } });
    expect(await refusalOf(driver.create("Bucket", "b", { ...wanted, metadataLocation: "QingDao" }))).toContain(
      "keeps its index in ZhengZhou, not in QingDao, and that cannot change",
    );
    const { id, state } = await driver.create("Bucket", "b", { ...wanted, metadataLocation: "ZhengZhou" });
    expect((await driver.read("Bucket", id, {}))?.state).toMatchObject({ acl: "public-read", dataLocation: { locations: ["SuZhou"] } });
    // Naming the index location later asks whether it is so.
    const { metadataLocation: _index, ...unnamed } = state;
    expect(await refusalOf(driver.update("Bucket", id, unnamed, { ...wanted, metadataLocation: "LaSa" }))).toContain("cannot change");
  });

  test("a user who may not list buckets can still manage one", async () => {
    const { emulator } = world;
    await iam(emulator, "CreateUser", { UserName: "narrow" });
    const { Policy: policy } = (await iam(emulator, "CreatePolicy", {
      PolicyName: "narrow",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "oos:*", Resource: ["arn:ctyun:oos:::narrow", "arn:ctyun:oos:::narrow/*"] },
          { Effect: "Deny", Action: "oos:ListAllMyBuckets", Resource: "*" },
        ],
      }),
    })) as { Policy: { Arn: string } };
    await iam(emulator, "AttachUserPolicy", { UserName: "narrow", PolicyArn: policy.Arn });
    const { AccessKey: key } = (await iam(emulator, "CreateAccessKey", { UserName: "narrow" })) as {
      AccessKey: { AccessKeyId: string; SecretAccessKey: string };
    };
    const narrow = await driverOf({ accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey });
    const { id, state } = await narrow.create("Bucket", "b", bucketOf("narrow"));
    expect(state).not.toHaveProperty("creationDate");
    expect(await narrow.read("Bucket", id, state)).toEqual({ id, state });
    await narrow.delete("Bucket", id, state);
  });
});

describe("IamUser", () => {
  test("tags that are managed for the first time replace those that were there", async () => {
    const { emulator } = world;
    await iam(emulator, "CreateUser", { UserName: "tagged", "Tags.member.1.Key": "old", "Tags.member.1.Value": "1" });
    const { id, state } = await driver.create("IamUser", "u", { userName: "tagged", forceDestroy: false, adopt: true });
    const shown = async (): Promise<unknown> =>
      members((await iam(emulator, "ListUserTags", { UserName: "tagged" }))["Tags"]).map(
        ({ Key, Value }) => `${String(Key)}=${String(Value)}`,
      );
    expect(await shown()).toEqual(["old=1"]);
    const updated = await driver.update("IamUser", id, state, { userName: "tagged", forceDestroy: false, tags: { new: "2" } });
    expect(await shown()).toEqual(["new=2"]);
    expect(await driver.read("IamUser", id, updated)).toEqual({ id, state: updated });
  });
});

describe("AccessKey", () => {
  async function keysOf(user: string): Promise<string[]> {
    return members((await iam(world.emulator, "ListAccessKeys", { UserName: user }))["AccessKeyMetadata"]).map(({ AccessKeyId }) =>
      String(AccessKeyId),
    );
  }

  test.each(["reset-after-execute", "truncate"] as const)(
    "an answer lost by %s proves nothing: the key is named once and left; the next run makes another one",
    async (kind) => {
      const user = `lost-${kind}`;
      await iam(world.emulator, "CreateUser", { UserName: user });
      const refusal = await world.faulty([{ kind, operation: "CreateAccessKey", times: 1 }], () =>
        refusalOf(driver.create("AccessKey", "k", { user, status: "Active" })),
      );
      const [lost] = await keysOf(user);
      expect(refusal).toContain(`cannot be told whether it made what is there: ${lost ?? ""} of `);
      const { id, state } = await driver.create("AccessKey", "k", { user, status: "Active" });
      expect((await keysOf(user)).sort()).toEqual([lost, id].sort());
      expect(state["secretAccessKey"]).toMatch(/^[0-9a-f]{40}$/);
    },
  );

  test("a key whose creation was cut off may be ours or not: it is named once and left; the next run makes another one", async () => {
    const user = "cut-off";
    await iam(world.emulator, "CreateUser", { UserName: user });
    // Twice: the first run gives up after its own second try, which cannot list the keys.
    await world.faulty(
      [
        { kind: "reset-after-execute", operation: "CreateAccessKey", times: 1 },
        { kind: "error", operation: "GetAccessKeyLastUsed", status: 403, code: "AccessDenied" },
      ],
      () => refusalOf(driver.create("AccessKey", "k", { user, status: "Active" })),
    );
    await mustBeLeft(user);
  });

  test("a key that somebody made by hand after a request of ours that was cut off is left", async () => {
    const user = "by-hand";
    await iam(world.emulator, "CreateUser", { UserName: user });
    const lost = { kind: "reset", operation: "CreateAccessKey" } as const;
    await world.faulty([lost], () => refusalOf(driver.create("AccessKey", "k", { user, status: "Active" })));
    await iam(world.emulator, "CreateAccessKey", { UserName: user });
    await mustBeLeft(user);
  });

  async function mustBeLeft(user: string): Promise<void> {
    const [there] = await keysOf(user);
    expect(await refusalOf(driver.create("AccessKey", "k", { user, status: "Active" }))).toMatch(
      new RegExp(
        `^a request of \\S+ to make an access key for user "${user}" was cut off, and it cannot be told whether it made what is there: ${there ?? ""} of \\S+, never used\\. If it did, nobody has the secret; or somebody else made the key since\\. It is left as it is\\n {2}next: ask who has it; delete a key that nobody has, and run the update again: it leaves what is still there, and makes another key$`,
      ),
    );
    expect(await keysOf(user)).toEqual([there]);
    const { id } = await driver.create("AccessKey", "k", { user, status: "Active" });
    expect((await keysOf(user)).sort()).toEqual([there, id].sort());
  }
});

describe("Trail", () => {
  async function trails(): Promise<unknown[]> {
    return (await trail(world.emulator, "DescribeTrails", {}))["trailList"] as unknown[];
  }

  test("is not made for a bucket that does not exist or whose policy denies the writing", async () => {
    await makeBucket("denying");
    const s3 = s3Client(world.emulator);
    const deny = {
      Version: "2012-10-17",
      Statement: [{ Sid: "NoLogs", Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::denying/logs/*" }],
    };
    await s3.send(new PutBucketPolicyCommand({ Bucket: "denying", Policy: JSON.stringify(deny) }));
    s3.destroy();
    const inputs = { name: "audit", enableLogging: true };
    expect(await refusalOf(driver.create("Trail", "t", { ...inputs, s3BucketName: "nowhere" }))).toMatch(
      /^bucket "nowhere", which the trail is to write to, does not exist\n {2}next: create the bucket first/,
    );
    expect(await refusalOf(driver.create("Trail", "t", { ...inputs, s3BucketName: "denying", s3KeyPrefix: "logs/" }))).toMatch(
      /^the policy of bucket "denying" denies writing log objects \(statement "NoLogs"\)\n {2}next: correct the bucket policy first/,
    );
    expect(await trails()).toEqual([]);
    const { id, state } = await driver.create("Trail", "t", { ...inputs, s3BucketName: "denying", s3KeyPrefix: "other/" });
    expect(await refusalOf(driver.update("Trail", id, state, { ...inputs, s3BucketName: "denying", s3KeyPrefix: "logs/" }))).toContain(
      "denies writing",
    );
    await driver.delete("Trail", id, state);
  });

  test("a failure before the creation leaves no claim on a trail that somebody else makes meanwhile", async () => {
    await makeBucket("claimed");
    const inputs = { name: "claimed", s3BucketName: "claimed", enableLogging: true };
    await world.faulty([{ kind: "error", operation: "GetBucketPolicy", status: 500, code: "InternalError" }], () =>
      refusalOf(driver.create("Trail", "t", inputs)),
    );
    await trail(world.emulator, "CreateTrail", { Name: "claimed", S3BucketName: "claimed" });
    expect(await refusalOf(driver.create("Trail", "t", inputs))).toContain("already exists and this stack did not create it");
  });

  test("an update that fails half way is repaired by the next one, also when the program takes the change back", async () => {
    await makeBucket("half-way");
    const inputs = { name: "half-way", s3BucketName: "half-way", enableLogging: true };
    const { id, state } = await driver.create("Trail", "t", inputs);
    const news = { ...inputs, s3KeyPrefix: "new/", enableLogging: false };
    const failed: unknown = await world.faulty([{ kind: "error", operation: "StopLogging", status: 403, code: "AccessDenied" }], () =>
      driver.update("Trail", id, state, news).catch((error: unknown) => error),
    );
    const half = failed as { readonly state: Properties };
    expect(half.state).toEqual({ ...state, __halfMade: expect.arrayContaining(Object.keys(news)) as unknown });
    expect(await driver.update("Trail", id, half.state, inputs)).toEqual(state);
    const all = (await trails()) as { readonly Name: string; readonly S3KeyPrefix: string }[];
    expect(all.find(({ Name }) => Name === "half-way")?.S3KeyPrefix).toBe("");
  });
});

test("Policy and attachment: names have no case", async () => {
  await iam(world.emulator, "CreateUser", { UserName: "cased" });
  const { id } = await driver.create("Policy", "p", { name: "Cased", policy: allow("oos:GetObject") });
  const attached = await driver.create("UserPolicyAttachment", "a", { user: "CASED", policyArn: id.replace("Cased", "cased") });
  expect(await driver.read("UserPolicyAttachment", attached.id, attached.state)).toEqual(attached);
  expect(await refusalOf(driver.create("UserPolicyAttachment", "a", { user: "cased", policyArn: id }))).toContain("already exists");
  await driver.delete("UserPolicyAttachment", attached.id, attached.state);
  expect(await refusalOf(driver.read("UserPolicyAttachment", "cased", {}))).toContain("is `<user name>/<policy ARN>`");
});
