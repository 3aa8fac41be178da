/** Configuration as it works against a server: several accounts in one process, signatures, accounts that are not allowed, clocks, addresses. */
import { CreateBucketCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { backendOf } from "../../../provider/backends";
import { parseConfig } from "../../../provider/engine/config";
import { Session } from "../../../provider/engine/instance";
import { registry } from "../../../provider/registry";
import { admin, type Keys, s3Client } from "../../support/emulator/support";
import type { Properties } from "../../support/plugin/results";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

let world: TestWorld;
let other: Keys & { readonly accountId: string };

beforeAll(async () => {
  world = await TestWorld.start();
  other = await admin(world.emulator, "POST", "/accounts", {});
});
afterAll(() => world.close());

async function open(face: Face, config: Properties): Promise<Driver> {
  const driver = await openDriver(face, world, world.config(config));
  onTestFinished(() => driver.close());
  return driver;
}

async function bucketsOf(keys: Keys): Promise<string[]> {
  const s3 = s3Client(world.emulator, { credentials: keys });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  s3.destroy();
  return Buckets.map(({ Name }) => String(Name));
}

async function failureOf(task: Promise<unknown>): Promise<string> {
  return task.then(
    () => "no failure",
    (error: unknown) => (error as { details?: string }).details ?? String(error),
  );
}

const user = { userName: "same-name", forceDestroy: false };
const bucketOf = (bucket: string): Properties => ({ bucket, acl: "private", forceDestroy: false });

describe.each(faces)("%s face", (face) => {
  test("two accounts in one process stay apart, also with the same names", async () => {
    const [mine, theirs] = [
      await open(face, {}),
      await open(face, { accessKeyId: other.accessKeyId, secretAccessKey: other.secretAccessKey }),
    ];
    const [first, second] = await Promise.all([mine.create("IamUser", "u", user), theirs.create("IamUser", "u", user)]);
    expect([first.state["arn"], second.state["arn"]]).toEqual([
      `arn:ctyun:iam::${world.emulator.accountId}:user/same-name`,
      `arn:ctyun:iam::${other.accountId}:user/same-name`,
    ]);
    await theirs.create("Bucket", "b", bucketOf(`theirs-${face}`));
    expect(await bucketsOf(other)).toContain(`theirs-${face}`);
    expect(await bucketsOf(world.emulator)).not.toContain(`theirs-${face}`);
    await mine.delete("IamUser", first.id, first.state);
    expect(await theirs.read("IamUser", second.id, second.state)).toEqual(second);
    await theirs.delete("IamUser", second.id, second.state);
  });

  test("another account than the allowed ones is refused before anything is done", async () => {
    const allowed = await open(face, { allowedAccountIds: JSON.stringify([world.emulator.accountId]) });
    const { id, state } = await allowed.create("IamUser", "u", user);
    const refused = await open(face, { allowedAccountIds: JSON.stringify([other.accountId, "x"]) });
    const tasks = [
      () => refused.create("IamUser", "u", user),
      () => refused.read("IamUser", id, state),
      () => refused.update("IamUser", id, state, user),
      () => refused.delete("IamUser", id, state),
    ];
    for (const task of tasks) {
      expect(await failureOf(task())).toContain(
        `the credentials belong to account ${world.emulator.accountId}, which allowedAccountIds (${other.accountId}, x) does not list; nothing was done`,
      );
    }
    expect(await allowed.read("IamUser", id, state)).toEqual({ id, state });
    await allowed.delete("IamUser", id, state);
  });

  test("S3 calls are signed with v2 when asked; IAM stays with v4", async () => {
    const driver = await open(face, { signatureVersion: "v2" });
    const { id, state } = await driver.create("Bucket", "b", { ...bucketOf(`signed-${face}`), metadataLocation: "ZhengZhou" });
    expect(await driver.read("Bucket", id, state)).toEqual({ id, state });
    const policy = await driver.create("BucketPolicy", "p", {
      bucket: id,
      policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: `arn:ctyun:oos:::${id}/*` }],
      },
    });
    await driver.delete("BucketPolicy", policy.id, policy.state);
    await driver.delete("Bucket", id, state);
    const made = await driver.create("IamUser", "u", user);
    await driver.delete("IamUser", made.id, made.state);
  });

  test("a clock that is off is told, with by how much", async () => {
    const driver = await open(face, {});
    await admin(world.emulator, "PUT", "/clock", { offsetMs: 40 * 60_000 });
    try {
      expect(await failureOf(driver.create("Bucket", "b", bucketOf("skewed")))).toMatch(
        /this machine's clock is 40 minutes behind the service's/,
      );
      expect(await failureOf(driver.create("IamUser", "u", user))).toMatch(
        /RequestTimeTooSkewed.*this machine's clock is 40 minutes behind the service's/s,
      );
    } finally {
      await admin(world.emulator, "PUT", "/clock", { offsetMs: 0 });
    }
  });

  test("a wrong secret, a wrong region and nobody at the address say what to look at", async () => {
    const wrongSecret = await open(face, { secretAccessKey: "0".repeat(40) });
    const failure = await failureOf(wrongSecret.create("IamUser", "u", user));
    expect(failure).toMatch(/403 SignatureDoesNotMatch.*next: check that oos:accessKeyId and oos:secretAccessKey belong together/s);
    expect(failure).not.toContain("0".repeat(40));
    const wrongRegion = await open(face, { region: "hazz" });
    expect(await failureOf(wrongRegion.create("Bucket", "b", bucketOf("elsewhere")))).toMatch(/s3 ListBuckets.*403.*check oos:region/s);
    expect(await failureOf(wrongSecret.create("Bucket", "b", bucketOf("elsewhere")))).toMatch(/s3 ListBuckets.*SignatureDoesNotMatch/s);
    const nobody = await open(face, { endpoints: JSON.stringify({ s3: "http://127.0.0.1:1", iam: "http://127.0.0.1:1" }) });
    expect(await failureOf(nobody.create("IamUser", "u", user))).toMatch(
      /iam GetUser of user "same-name" failed.*ECONNREFUSED.*next: check the network, oos:endpoints and oos:proxy\n {2}or, in `pulumi refresh` and `pulumi destroy`: they use the endpoints of the last/s,
    );
  });

  test("without credentials every place that was looked at is named, and nothing is called", async () => {
    const driver = await openDriver(face, world, { endpoints: JSON.stringify(world.emulator.endpoints) });
    onTestFinished(() => driver.close());
    const { calls, result } = await world.counted(() => driver.check("Bucket", "b", {}, { acl: "x" }));
    expect(calls).toEqual({});
    expect(result.failures.map(({ property }) => property)).toEqual(["oos:accessKeyId", "acl"]);
    expect(result.failures[0]?.reason).toMatch(/no access key was found; looked at\n.*oos:accessKeyId.*OOS_ACCESS_KEY_ID.*credentials/s);
  });
});

test("the account is asked for once in the life of a session, and again after a failure", async () => {
  const session = new Session(registry, world.config({ allowedAccountIds: [world.emulator.accountId] }), world);
  onTestFinished(() => session.close());
  const failing = world.faulty([{ kind: "error", operation: "GetUser", status: 403, code: "AccessDenied" }], () =>
    session.scope({ log: () => undefined }),
  );
  await expect(failing).rejects.toThrow("GetUser");
  const { calls } = await world.counted(async () => {
    for (let round = 0; round < 3; round += 1) await session.scope({ log: () => undefined });
  });
  expect(calls).toEqual({ "iam:GetUser": 1 });
});

test("a resource that the backend lacks is a problem of the plan, with what to use instead", async () => {
  const table = backendOf("oos");
  const topic = registry.resources.get("Topic");
  if (table === undefined || topic === undefined) throw new Error("no table");
  const session = new Session(registry, world.config(), world);
  onTestFinished(() => session.close());
  const { failures } = await session.check(topic, undefined, { name: "a b" }, { suffix: () => "" });
  expect(failures[0]).toEqual({
    property: "",
    reason:
      "Topic is not available on backend oos: OOS has no event notifications; record API calls with a Trail, or access logs with BucketLogging",
  });
  expect(failures.length).toBeGreaterThan(1);
  expect(parseConfig({}, {}).config?.table).toBe(table);
});

test("a bucket of the stack's own account made in between is told apart from a lost answer", async () => {
  const driver = await open("plugin", {});
  // The request was refused, so the intent is gone when somebody else makes the bucket.
  await world.faulty([{ kind: "error", operation: "PutBucket", status: 400, code: "InvalidRequest" }], () =>
    failureOf(driver.create("Bucket", "b", bucketOf("between"))),
  );
  const s3 = s3Client(world.emulator);
  await s3.send(new CreateBucketCommand({ Bucket: "between" }));
  s3.destroy();
  expect(await failureOf(driver.create("Bucket", "b", bucketOf("between")))).toContain("already exists and this stack did not create it");
});
