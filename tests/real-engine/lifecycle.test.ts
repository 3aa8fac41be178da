/**
 * The lifecycle suite over the real engine: every option of every resource set, changed and removed in one stack; after each step neither preview
 * nor refresh finds anything; destroy leaves nothing. The server is looked at through the AWS SDK and the emulator's own summary.
 */
import { GetBucketAclCommand, GetBucketPolicyCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, type ResourceSpec, type Spec, Stack } from "../support/engine/harness";
import { accountState, s3ClientOf, settingsFor } from "../support/engine/servers";

const ref = (path: string): { $ref: string } => ({ $ref: path });
const statement = (bucket: string, action: string): object => ({
  Effect: "Allow",
  Principal: "*",
  Action: [action],
  Resource: [`arn:ctyun:oos:::${bucket}/public/*`],
});
const document = (...statements: readonly object[]): object => ({ Version: "2012-10-17", Statement: statements });

interface Step {
  readonly title: string;
  /** The runs that people make, one after the other; elsewhere one run stands for them. */
  readonly inEachRun?: true;
  readonly args: Readonly<Record<"bucket" | "policy" | "user" | "key" | "trail" | "iamPolicy", Readonly<Record<string, unknown>>>>;
}

const bucketName = "lifecycle-a";
const always = {
  bucket: { bucket: bucketName },
  policy: { bucket: ref("bucket.bucket") },
  user: { userName: "Lifecycle" },
  key: { user: ref("user.userName") },
  trail: { name: "lifecycle", s3BucketName: ref("bucket.bucket") },
  iamPolicy: { name: "lifecycle" },
} as const;

const steps: readonly Step[] = [
  {
    title: "only what is required",
    args: {
      ...always,
      policy: { ...always.policy, policy: JSON.stringify(document(statement(bucketName, "oos:GetObject"))) },
      iamPolicy: { ...always.iamPolicy, policy: document({ Effect: "Allow", Action: "oos:*", Resource: "*" }) },
    },
  },
  {
    title: "every option set",
    inEachRun: true,
    args: {
      bucket: {
        ...always.bucket,
        acl: "public-read",
        metadataLocation: "ZhengZhou",
        dataLocation: { type: "Specified", locations: ["QingDao", "ChengDu"], scheduleStrategy: "NotAllowed" },
        forceDestroy: true,
      },
      policy: { ...always.policy, policy: document(statement(bucketName, "oos:GetObject"), statement(bucketName, "oos:PutObject")) },
      user: { ...always.user, tags: { team: "a b", 成本: "研发" }, forceDestroy: true },
      key: { ...always.key, status: "Inactive" },
      trail: { ...always.trail, s3KeyPrefix: "audit/", enableLogging: false, eventSelector: { readWriteType: "WriteOnly" } },
      iamPolicy: {
        ...always.iamPolicy,
        description: "first",
        policy: document({ Effect: "Allow", Action: ["oos:GetObject", "oos:PutObject"], Resource: "*" }),
      },
    },
  },
  {
    title: "every option changed",
    args: {
      bucket: {
        ...always.bucket,
        acl: "public-read-write",
        metadataLocation: "ZhengZhou",
        dataLocation: { type: "Specified", locations: ["ChengDu"] },
        forceDestroy: false,
      },
      policy: { ...always.policy, policy: document(statement(bucketName, "oos:PutObject")) },
      user: { ...always.user, tags: { team: "c", more: "" }, forceDestroy: false },
      key: { ...always.key, status: "Active" },
      trail: { ...always.trail, s3KeyPrefix: "other/", enableLogging: true, eventSelector: { readWriteType: "ReadOnly" } },
      iamPolicy: {
        ...always.iamPolicy,
        description: "second",
        policy: JSON.stringify(document({ Effect: "Deny", Action: "oos:DeleteObject", Resource: "*" })),
      },
    },
  },
  {
    title: "every option removed",
    args: {
      ...always,
      policy: { ...always.policy, policy: document(statement(bucketName, "oos:GetObject")) },
      iamPolicy: { ...always.iamPolicy, policy: document({ Effect: "Allow", Action: "oos:*", Resource: "*" }) },
    },
  },
  {
    title: "every name changed: all replaced",
    inEachRun: true,
    args: {
      bucket: { bucket: "lifecycle-b" },
      policy: { ...always.policy, policy: document(statement("lifecycle-b", "oos:GetObject")) },
      user: { userName: "lifecycle-2" },
      key: always.key,
      trail: { name: "lifecycle-2", s3BucketName: ref("bucket.bucket") },
      iamPolicy: { name: "lifecycle-2", policy: document({ Effect: "Allow", Action: "oos:*", Resource: "*" }) },
    },
  },
];

function spec({ args }: Step): Spec {
  const resources: ResourceSpec[] = [
    { name: "bucket", noun: "Bucket", args: args.bucket },
    { name: "policy", noun: "BucketPolicy", args: args.policy },
    { name: "user", noun: "IamUser", args: args.user },
    { name: "key", noun: "AccessKey", args: args.key },
    { name: "iamPolicy", noun: "Policy", args: args.iamPolicy },
    { name: "attachment", noun: "UserPolicyAttachment", args: { user: ref("user.userName"), policyArn: ref("iamPolicy.arn") } },
    { name: "trail", noun: "Trail", args: args.trail, options: { dependsOn: ["policy"] } },
    // Names of our own making, in the same stack.
    { name: "Auto Named", noun: "Bucket" },
    { name: "auto-user", noun: "IamUser" },
  ];
  return { resources, outputs: { autoBucket: ref("Auto Named.bucket"), secret: ref("key.secretAccessKey") } };
}

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  let s3: S3Client;

  beforeAll(async () => {
    emulator = await startEmulator();
    s3 = s3ClientOf(emulator);
    stack = await Stack.create({ face, config: settingsFor(emulator) });
  });
  afterAll(async () => {
    s3.destroy();
    await stack.close();
    await emulator.close();
  });

  test.each(steps)("$title", async (step) => {
    await stack.up(spec(step));
    await (step.inEachRun ? stack.mustBeQuietInEachRun() : stack.mustBeQuiet());

    const state = await accountState(emulator);
    const wanted = step.args;
    const name = String(wanted.bucket["bucket"]);
    expect(state.buckets).toContainEqual(expect.objectContaining({ name, acl: wanted.bucket["acl"] ?? "private", hasPolicy: true }));
    expect(state.buckets).toHaveLength(2);
    const { Policy: stored = "" } = await s3.send(new GetBucketPolicyCommand({ Bucket: name }));
    const desired: unknown = wanted.policy["policy"];
    expect(JSON.parse(stored)).toEqual(typeof desired === "string" ? JSON.parse(desired) : desired);
    const user = state.users.find((candidate) => candidate.name === wanted.user["userName"]);
    expect(Object.fromEntries((user?.tags ?? []).map(({ key, value }) => [key, value]))).toEqual(wanted.user["tags"] ?? {});
    expect(user?.policies).toHaveLength(1);
    expect(user?.accessKeys.map((key) => key.status)).toEqual([wanted.key["status"] ?? "Active"]);
    expect(state.users).toHaveLength(2);
    expect(state.policies).toEqual([wanted.iamPolicy["name"]]);
    expect(state.trails).toHaveLength(1);
    expect(state.trails[0]).toMatchObject({
      name: wanted.trail["name"],
      bucket: name,
      prefix: wanted.trail["s3KeyPrefix"] ?? "",
      logging: wanted.trail["enableLogging"] ?? true,
    });
  });

  test("a name of our own making is a valid bucket name and stays", async () => {
    const { autoBucket } = await stack.outputs();
    expect(autoBucket).toMatch(/^auto-named-[0-9a-f]{7}$/);
  });

  test("destroy leaves nothing", async () => {
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    const { buckets, users, policies, trails } = await accountState(emulator);
    expect({ buckets, users, policies, trails }).toEqual({ buckets: [], users: [], policies: [], trails: [] });
    await expect(s3.send(new GetBucketAclCommand({ Bucket: "lifecycle-b" }))).rejects.toMatchObject({ name: "NoSuchBucket" });
  });
});
