/** Law 10: what holds data or belongs to others is not deleted unless `forceDestroy`; then completely. */
import { createHmac } from "node:crypto";
import { CreateMultipartUploadCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { Session } from "../../../provider/engine/instance";
import { registry } from "../../../provider/registry";
import { admin, iam, s3Client } from "../../support/emulator/support";
import type { Kept } from "../../support/plugin/results";
import { type Driver, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

let world: TestWorld;
let driver: Driver;
let s3: S3Client;

beforeAll(async () => {
  world = await TestWorld.start();
  driver = await openDriver("plugin", world, world.config({ maxRetries: 2 }));
  s3 = s3Client(world.emulator);
});
afterAll(async () => {
  s3.destroy();
  await driver.close();
  await world.close();
});

interface State {
  readonly buckets: readonly { readonly name: string; readonly objects: number; readonly uploads: number }[];
  readonly users: readonly {
    readonly name: string;
    readonly accessKeys: readonly unknown[];
    readonly policies: readonly string[];
    readonly hasLoginProfile: boolean;
  }[];
  readonly groups: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly mfaDevices: readonly unknown[];
}

async function account(): Promise<State> {
  const { accounts } = await admin<{ accounts: readonly State[] }>(world.emulator, "GET", "/state");
  const [first] = accounts;
  if (first === undefined) throw new Error("no account");
  return first;
}

async function refusalOf(task: Promise<unknown>): Promise<string> {
  return task.then(
    () => "no refusal",
    (error: unknown) => (error as { details?: string }).details ?? String(error),
  );
}

describe("a bucket", () => {
  async function filled(name: string, objects: number, forceDestroy: boolean): Promise<Kept> {
    const made = await driver.create("Bucket", name, { bucket: name, acl: "private", forceDestroy });
    const keys = Array.from({ length: objects }, (_, index) => `folder ${String(index % 7)}/${String(index)} ü&<`);
    for (let at = 0; at < keys.length; at += 100) {
      await Promise.all(keys.slice(at, at + 100).map((Key) => s3.send(new PutObjectCommand({ Bucket: name, Key, Body: "x" }))));
    }
    for (const Key of ["open a", "open b"]) await s3.send(new CreateMultipartUploadCommand({ Bucket: name, Key }));
    return made;
  }

  test("with objects is not deleted", async () => {
    const { id, state } = await filled("b-full", 1, false);
    expect(await refusalOf(driver.delete("Bucket", id, state))).toMatch(
      /^bucket "b-full" holds objects or open uploads, and forceDestroy is not set; nothing was deleted\n {2}next: empty the bucket, or set forceDestroy: true, run `pulumi up`/,
    );
    expect((await account()).buckets).toContainEqual(expect.objectContaining({ name: "b-full", objects: 1, uploads: 2 }));
  });

  test("is emptied in batches and deleted; an interrupted run continues where it stopped", async () => {
    const { id, state } = await filled("b-many", 1005, true);
    const interrupted = world.faulty([{ kind: "error", operation: "AbortMultipartUpload", status: 403, code: "AccessDenied" }], () =>
      driver.delete("Bucket", id, state),
    );
    expect(await refusalOf(interrupted)).toContain("AbortMultipartUpload");
    expect((await account()).buckets).toContainEqual(expect.objectContaining({ name: "b-many", objects: 0, uploads: 2 }));
    const { calls } = await world.counted(() => driver.delete("Bucket", id, state));
    expect(calls).toEqual({ "s3:DeleteBucket": 2, "s3:ListObjects": 1, "s3:ListMultipartUploads": 1, "s3:AbortMultipartUpload": 2 });
    expect((await account()).buckets.map(({ name }) => name)).not.toContain("b-many");
  });

  test("that takes long says how far it is, every ten seconds", async () => {
    const { id, state } = await filled("b-told", 6, true);
    const session = new Session(registry, world.config(), world);
    onTestFinished(() => session.close());
    const lines: string[] = [];
    const { context } = await session.scope({ log: (level, line) => lines.push(`${level}: ${line}`) });
    let at = 0;
    // Six seconds pass between two looks at the clock; two objects a batch.
    const slow = {
      ...context,
      now: () => new Date((at += 6_000)),
      backend: { ...context.backend, limits: { ...context.backend.limits, listObjectsKeys: 2 } },
    };
    await registry.resources.get("Bucket")?.delete(slow, id, state, {});
    expect(lines).toEqual([
      "info: bucket b-told: removing its objects and open uploads",
      "info: bucket b-told: 4 objects removed so far",
      "info: bucket b-told: 6 objects and 1 open upload removed so far",
      "info: bucket b-told: 6 objects and 2 open uploads removed",
    ]);
  });

  test("whose objects cannot be deleted says which, and does not go round for ever", async () => {
    const { id, state } = await filled("b-stuck", 2, true);
    const denied = world.faulty([{ kind: "error", operation: "DeleteObjects", status: 403, code: "AccessDenied" }], () =>
      driver.delete("Bucket", id, state),
    );
    expect(await refusalOf(denied)).toContain("403 AccessDenied");
    expect((await account()).buckets).toContainEqual(expect.objectContaining({ name: "b-stuck", objects: 2 }));
    await driver.delete("Bucket", id, state);
  });
});

describe("a user", () => {
  /** Six digits of RFC 6238 for a base32 seed. */
  function code(seed: string, step: number): string {
    const bits = [...seed].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
    const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const digest = createHmac("sha1", key).update(counter).digest();
    return String((digest.readUInt32BE((digest.at(-1) ?? 0) & 0xf) & 0x7fffffff) % 1_000_000).padStart(6, "0");
  }

  async function entangled(name: string, forceDestroy: boolean): Promise<Kept> {
    const { emulator } = world;
    const made = await driver.create("IamUser", name, { userName: name, forceDestroy });
    await iam(emulator, "CreateAccessKey", { UserName: name });
    await iam(emulator, "CreateGroup", { GroupName: `${name}-group` });
    await iam(emulator, "AddUserToGroup", { GroupName: `${name}-group`, UserName: name });
    const document = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:*", Resource: "*" }] });
    const { Policy: policy } = (await iam(emulator, "CreatePolicy", { PolicyName: `${name}-policy`, PolicyDocument: document })) as {
      Policy: { Arn: string };
    };
    await iam(emulator, "AttachUserPolicy", { UserName: name, PolicyArn: policy.Arn });
    await iam(emulator, "CreateLoginProfile", { UserName: name, Password: "Aa1!aaaaaaaa" });
    const { VirtualMFADevice: device } = (await iam(emulator, "CreateVirtualMFADevice", { VirtualMFADeviceName: name })) as {
      VirtualMFADevice: { SerialNumber: string; Base32StringSeed: string };
    };
    const step = Math.floor(Date.now() / 30_000);
    const codes = {
      AuthenticationCode1: code(device.Base32StringSeed, step),
      AuthenticationCode2: code(device.Base32StringSeed, step + 1),
    };
    await iam(emulator, "EnableMFADevice", { UserName: name, SerialNumber: device.SerialNumber, ...codes });
    return made;
  }

  test("with keys, policies and groups of others is not deleted", async () => {
    const { id, state } = await entangled("kept", false);
    expect(await refusalOf(driver.delete("IamUser", id, state))).toMatch(
      /^user "kept" still has policy arn:\S+kept-policy, group "kept-group", access key \w+, MFA device arn:\S+kept, a login profile; it was not deleted\n {2}next: remove these first, or set forceDestroy: true/,
    );
    const [user] = (await account()).users;
    expect(user).toMatchObject({ name: "kept", policies: [expect.any(String)], hasLoginProfile: true });
  });

  test("is released from all of them and deleted; the group and the policy stay", async () => {
    const { id, state } = await entangled("leaving", true);
    await driver.delete("IamUser", id, state);
    const { users, groups, mfaDevices } = await account();
    expect(users.map(({ name }) => name)).toEqual(["kept"]);
    expect(groups).toContainEqual(expect.objectContaining({ name: "leaving-group", members: [] }));
    expect(mfaDevices).toEqual([{ name: "kept", user: "kept" }]);
    await iam(world.emulator, "GetPolicy", { PolicyArn: `arn:ctyun:iam::${world.emulator.accountId}:policy/leaving-policy` });
  });
});

test("a policy that others still use is not deleted", async () => {
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:*", Resource: "*" }] };
  const { id, state } = await driver.create("Policy", "p", { name: "used", policy: document });
  await iam(world.emulator, "CreateUser", { UserName: "user-of-it" });
  await iam(world.emulator, "AttachUserPolicy", { UserName: "user-of-it", PolicyArn: id });
  expect(await refusalOf(driver.delete("Policy", id, state))).toMatch(
    /^policy arn:\S+used is still attached to user "user-of-it"; it was not deleted\n {2}next: remove these first, or set forceDestroy: true/,
  );
});
