/**
 * Keys, MFA devices and trails over the real engine: every option set, changed, removed and wrong; quiet after each step. What a key of the stack
 * may do is tried with the AWS SDK and boto3. Then time passes: a preview shows what has become due, a refresh leaves it alone. One face goes the
 * whole way; tests/provider/resources has rotations, devices and trails in both.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { totp } from "../../emulator/services/iam/mfa";
import { failure, iam, members } from "../support/emulator/support";
import { askPython } from "../support/servers/python";
import { engineTestLimit, type ResourceSpec, type Spec, Stack } from "../support/engine/harness";
import { accountState, admin, s3ClientOf, settingsFor } from "../support/engine/servers";

type Args = Readonly<Record<string, unknown>>;
const ref = (property: string): { $ref: string } => ({ $ref: property });
const document = (...statements: readonly object[]): object => ({ Version: "2012-10-17", Statement: statements });
const dayMs = 86_400_000;

const users = ["Bob", "Eve", "Robot", "Rita"];
const buckets = ["keys-data", "keys-other", "keys-logs"];
const ground: readonly ResourceSpec[] = [
  ...users.map((userName): ResourceSpec => ({ name: userName, noun: "IamUser", args: { userName } })),
  ...buckets.map((bucket): ResourceSpec => ({ name: bucket, noun: "Bucket", args: { bucket, forceDestroy: true } })),
  {
    name: "policy",
    noun: "Policy",
    args: {
      name: "reads-and-writes",
      policy: document(
        { Effect: "Allow", Action: ["oos:GetObject", "oos:PutObject"], Resource: "arn:ctyun:oos:::keys-data/in/*" },
        { Effect: "Allow", Action: "oos:ListBucket", Resource: "arn:ctyun:oos:::keys-data" },
      ),
    },
  },
  ...["Bob", "Robot"].map((user): ResourceSpec => ({
    name: `attach-${user}`,
    noun: "UserPolicyAttachment",
    args: { user: ref(`${user}.userName`), policyArn: ref("policy.arn") },
  })),
];

interface Step {
  readonly title: string;
  readonly args: Readonly<Record<"key" | "own" | "rotating" | "device" | "trail", Args>>;
}

const always = {
  key: { user: ref("Bob.userName") },
  own: {},
  rotating: { user: ref("Robot.userName") },
  device: { name: "phone" },
  trail: { name: "audit", s3BucketName: ref("keys-logs.bucket") },
} as const;

const steps: readonly Step[] = [
  { title: "only what is required", args: always },
  {
    title: "every option set",
    args: {
      key: { ...always.key, status: "Inactive", trackLastUsed: true },
      own: { status: "Inactive", primary: true },
      rotating: { ...always.rotating, rotationDays: 30, graceDays: 3, triggers: { reason: "first" } },
      device: { ...always.device, user: ref("Bob.userName") },
      trail: { ...always.trail, s3KeyPrefix: "a/", enableLogging: false, eventSelector: { readWriteType: "WriteOnly" } },
    },
  },
  {
    title: "every option changed",
    args: {
      key: { ...always.key, status: "Active", trackLastUsed: false },
      own: { status: "Active", primary: false },
      rotating: { ...always.rotating, rotationDays: 60, graceDays: 4, triggers: { reason: "leaked" } },
      device: { ...always.device, user: ref("Eve.userName") },
      trail: {
        ...always.trail,
        s3BucketName: ref("keys-other.bucket"),
        s3KeyPrefix: "b/",
        enableLogging: true,
        eventSelector: { readWriteType: "ReadOnly" },
      },
    },
  },
  { title: "every option removed", args: always },
  {
    title: "every name changed: all replaced",
    args: {
      key: { user: ref("Eve.userName") },
      own: {},
      rotating: { user: ref("Rita.userName") },
      device: { name: "tablet", user: ref("Bob.userName") },
      trail: { name: "audit-2", s3BucketName: ref("keys-logs.bucket") },
    },
  },
];

function spec({ args }: Pick<Step, "args">): Spec {
  return {
    resources: [
      ...ground,
      { name: "key", noun: "AccessKey", args: args.key },
      { name: "own", noun: "AccessKey", args: args.own },
      { name: "rotating", noun: "RotatingAccessKey", args: args.rotating },
      { name: "device", noun: "VirtualMfaDevice", args: args.device },
      { name: "trail", noun: "Trail", args: args.trail },
      // A name of our own making.
      { name: "Auto Phone", noun: "VirtualMfaDevice" },
    ],
    outputs: {
      key: { id: ref("key.accessKeyId"), secret: ref("key.secretAccessKey") },
      own: { id: ref("own.accessKeyId"), secret: ref("own.secretAccessKey") },
      rotating: {
        id: ref("rotating.accessKeyId"),
        secret: ref("rotating.secretAccessKey"),
        previous: ref("rotating.previousAccessKeyId"),
        next: ref("rotating.nextRotation"),
      },
      seed: ref("device.base32Seed"),
      serial: ref("device.serialNumber"),
      logging: ref("trail.isLogging"),
    },
  };
}

interface Outputs {
  readonly key: Readonly<Record<"id" | "secret", string>>;
  readonly own: Readonly<Record<"id" | "secret", string>>;
  readonly rotating: Readonly<Record<"id" | "secret", string>> & { readonly previous?: string; readonly next?: string };
  readonly seed: string;
  readonly serial: string;
  readonly logging: boolean;
}

/** The interpreter that has boto3. */
const permitted = {
  put: "allowed",
  get: "allowed",
  list: "allowed",
  delete: "AccessDenied",
  elsewhere: "AccessDenied",
  createBucket: "AccessDenied",
  listUsers: "AccessDenied",
};

describe("plugin face", engineTestLimit, () => {
  let emulator: RunningEmulator;
  let stack: Stack;
  const folder = mkdtempSync(path.join(tmpdir(), "oos-clock-"));
  const clock = path.join(folder, "offset");
  let offsetMs = 0;

  const pass = async (ms: number): Promise<void> => {
    offsetMs += ms;
    writeFileSync(clock, String(offsetMs));
    await admin(emulator, "PUT", "/clock", { offsetMs });
  };
  const outputs = async (): Promise<Outputs> => (await stack.outputs()) as unknown as Outputs;
  const serviceNow = (): Date => new Date(Date.now() + offsetMs);
  const keysOf = async (user: string): Promise<readonly string[]> =>
    members((await iam(emulator, "ListAccessKeys", { UserName: user }, emulator, serviceNow()))["AccessKeyMetadata"]).map(
      ({ AccessKeyId }) => String(AccessKeyId),
    );

  beforeAll(async () => {
    emulator = await startEmulator();
    await pass(0);
    const preload = path.join(__dirname, "shifted-clock.cjs");
    stack = await Stack.create({
      face: "plugin",
      config: settingsFor(emulator),
      environment: { SHIFTED_CLOCK: clock, NODE_OPTIONS: `--require=${preload}` },
    });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(steps)("$title", async (step) => {
    await stack.up(spec(step));
    await stack.mustBeQuiet();

    const { key, rotating, device, trail, own } = step.args;
    const found = await outputs();
    const state = await accountState(emulator);
    const userOf = (args: Args): string => String((args["user"] as { $ref: string } | undefined)?.$ref.split(".")[0]);
    const keys = state.users.flatMap(({ name, accessKeys }) => accessKeys.map(({ id, status }) => ({ name, id, status })));
    expect(keys).toContainEqual({ name: userOf(key), id: found.key.id, status: key["status"] ?? "Active" });
    expect(keys).toContainEqual({ name: userOf(rotating), id: found.rotating.id, status: "Active" });
    // The trigger that changed has made a second key, whose time ends with the days of grace.
    const isRotated = step.title === "every option changed" || step.title === "every option removed";
    expect(keys).toHaveLength(isRotated ? 3 : 2);
    expect(found.rotating.previous === undefined).toBe(!isRotated);
    expect(found.rotating.next === undefined).toBe(rotating["rotationDays"] === undefined);
    expect(state.accessKeys).toContainEqual({ id: found.own.id, status: own["status"] ?? "Active" });
    expect(state.accessKeys).toHaveLength(2);
    expect(state.mfaDevices).toContainEqual({
      name: device["name"],
      ...(device["user"] === undefined ? {} : { user: userOf(device).toLowerCase() }),
    });
    expect(state.mfaDevices).toHaveLength(2);
    expect(found.serial).toBe(`arn:ctyun:iam::${emulator.accountId}:mfa/${String(device["name"])}`);
    expect(found.logging).toBe(trail["enableLogging"] ?? true);
    expect(state.trails).toHaveLength(1);
    expect(state.trails[0]).toMatchObject({
      name: trail["name"],
      bucket: (trail["s3BucketName"] as { $ref: string }).$ref.split(".")[0],
      prefix: trail["s3KeyPrefix"] ?? "",
      logging: trail["enableLogging"] ?? true,
    });
  });

  test("a name of our own making is valid and stays; the seed gives the codes that the service takes", async () => {
    const { seed, serial } = await outputs();
    const names = (await accountState(emulator)).mfaDevices.map(({ name }) => name);
    expect(names).toContainEqual(expect.stringMatching(/^Auto-Phone-[0-9a-f]{7}$/));
    const step = Math.floor(serviceNow().getTime() / 30_000);
    await iam(emulator, "DeactivateMFADevice", { UserName: "Bob", SerialNumber: serial });
    const codes = { AuthenticationCode1: totp(seed, step - 1), AuthenticationCode2: totp(seed, step) };
    await iam(emulator, "EnableMFADevice", { UserName: "Bob", SerialNumber: serial, ...codes });
  });

  test("keys of the stack sign what the attached policy allows and nothing else, with the AWS SDK and with boto3", async () => {
    await stack.up(spec({ args: { ...always, rotating: { ...always.rotating, triggers: { a: "1" } } } }));
    await stack.up(spec({ args: { ...always, rotating: { ...always.rotating, triggers: { a: "2" } } } }));
    const { key, rotating } = await outputs();
    for (const { id, secret } of [key, rotating]) {
      const s3 = s3ClientOf(emulator, id, secret);
      const where = { Bucket: "keys-data", Key: "in/k" };
      const bySdk = {
        put: await failure(s3.send(new PutObjectCommand({ ...where, Body: "v" }))),
        get: await failure(s3.send(new GetObjectCommand(where))),
        list: await failure(s3.send(new ListObjectsCommand({ Bucket: "keys-data" }))),
        delete: await failure(s3.send(new DeleteObjectCommand(where))),
        elsewhere: await failure(s3.send(new GetObjectCommand({ Bucket: "keys-other", Key: "k" }))),
        createBucket: await failure(s3.send(new CreateBucketCommand({ Bucket: "made-by-the-key" }))),
        listUsers: await failure(iam(emulator, "ListUsers", {}, { accessKeyId: id, secretAccessKey: secret })),
      };
      s3.destroy();
      const refused = Object.entries(bySdk).flatMap(([name, outcome]) => (outcome === "no failure" ? [] : [name]));
      expect(refused).toEqual(["delete", "elsewhere", "createBucket", "listUsers"]);

      const { s3: s3Url, iam: iamUrl } = emulator.endpoints;
      const names = { bucket: "keys-data", otherBucket: "keys-other" };
      const OOS_TRY = JSON.stringify({ s3: s3Url, iam: iamUrl, accessKeyId: id, secretAccessKey: secret, ...names });
      const script = path.join(__dirname, "python", "try_key.py");
      expect(await askPython(script, { OOS_TRY })).toEqual(permitted);
    }
    // Without the attachment the same key is good for nothing; deactivated it is nobody's.
    const unattached = spec({ args: always });
    await stack.up({ ...unattached, resources: unattached.resources.filter(({ name }) => name !== "attach-Bob") });
    const s3 = s3ClientOf(emulator, key.id, key.secret);
    expect(await failure(s3.send(new ListObjectsCommand({ Bucket: "keys-data" })))).toBe("403 AccessDenied");
    await stack.up(spec({ args: { ...always, key: { ...always.key, status: "Inactive" } } }));
    expect(await failure(s3.send(new ListObjectsCommand({ Bucket: "keys-data" })))).toBe("403 InvalidAccessKeyId");
    s3.destroy();
  });

  test("time makes a rotation due: preview shows it, refresh leaves it alone, up carries it out; then the old key's time ends", async () => {
    const wanted = spec({ args: { ...always, rotating: { ...always.rotating, rotationDays: 30, graceDays: 3 } } });
    await stack.up(wanted);
    // What the triggers of the tests before have left.
    await pass(4 * dayMs);
    await stack.up(wanted);
    await stack.mustBeQuiet();
    const { rotating: first } = await outputs();
    expect(await keysOf("Robot")).toEqual([first.id]);

    await pass(27 * dayMs);
    const preview = await stack.preview();
    expect(preview.code, preview.text).toBe(0);
    expect(preview.text).toMatch(/~ \S+RotatingAccessKey: \(update\)/);
    expect(preview.text).toContain("accessKeyId");
    expect(preview.text).toMatch(/access key \w+ is 3\d days old, its rotation is due after 30; an update creates a new one/);
    expect((await stack.preview("--expect-no-changes")).code).not.toBe(0);
    const refreshed = await stack.refresh();
    expect(refreshed.code, refreshed.text).toBe(0);
    expect(await keysOf("Robot")).toEqual([first.id]);

    await stack.up();
    await stack.mustBeQuiet();
    const { rotating: second } = await outputs();
    expect(second).toMatchObject({ previous: first.id });
    expect((await keysOf("Robot")).toSorted()).toEqual([first.id, second.id].toSorted());
    for (const { id, secret } of [first, second]) {
      const s3 = s3ClientOf(emulator, id, secret, offsetMs);
      expect(await failure(s3.send(new ListObjectsCommand({ Bucket: "keys-data" })))).toBe("no failure");
      s3.destroy();
    }

    await pass(3 * dayMs);
    expect((await stack.preview()).text).toMatch(/~ \S+RotatingAccessKey: \(update\)/);
    await stack.up();
    await stack.mustBeQuiet();
    expect(await keysOf("Robot")).toEqual([second.id]);
    const s3 = s3ClientOf(emulator, first.id, first.secret, offsetMs);
    expect(await failure(s3.send(new ListBucketsCommand()))).toBe("403 InvalidAccessKeyId");
    s3.destroy();
  });

  test("destroy leaves nothing", async () => {
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    const { buckets: left, users: people, policies, trails, mfaDevices, accessKeys } = await accountState(emulator);
    expect({ left, people, policies, trails, mfaDevices }).toEqual({ left: [], people: [], policies: [], trails: [], mfaDevices: [] });
    expect(accessKeys).toMatchObject([{ id: emulator.accessKeyId }]);
    expect((await stack.exported()).resources).toEqual([]);
  });
});
