/**
 * The resources of ZOS that a Ceph gateway lacks, over the real engine on the emulator as ZOS: each field set, changed and removed, quiet after each
 * step; the server is looked at through the AWS SDK. tests/rgw/engine.test.ts does the same with the others, on a gateway and in both faces.
 */
import {
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  HeadBucketCommand,
  ListObjectsCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { zos } from "../../provider/backends/zos";
import { settingsOf } from "../support/contract/emulated";
import { failure } from "../support/emulator/support";
import type { Properties } from "../support/plugin/results";
import { TestWorld } from "../support/resources/world";
import { engineTestLimit, type Spec, Stack } from "../support/engine/harness";
import { accountState, admin, s3ClientOf, settingsFor } from "../support/engine/servers";

const EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
const KMS_KEY = "4bd7a2e8-0f5c-4a4e-9a53-3d1f0c8e6a11:AES_256:0123456789abcdef0123456789abcdef";
const AES_KEY = "0123456789abcdef0123456789abcdef";
const FRIEND = "friend1";
const ADDRESS = "friend@example.org";

interface Step {
  readonly name: string;
  readonly encryption: Properties;
  readonly logging: Properties;
  /** What the server must have, as the AWS SDK shows it. */
  readonly rule: object;
  readonly enabled: object;
}

const user = { Grantee: { Type: "CanonicalUser", ID: FRIEND, DisplayName: FRIEND }, Permission: "FULL_CONTROL" };
const group = { Grantee: { Type: "Group", URI: EVERYBODY }, Permission: "READ" };
const steps: readonly Step[] = [
  {
    name: "everything",
    encryption: { algorithm: "aws:kms", kmsMasterKeyId: KMS_KEY },
    logging: {
      targetBucket: { $ref: "logs-two.bucket" },
      targetPrefix: "a&b/",
      targetGrants: [
        { canonicalId: FRIEND, permission: "FULL_CONTROL" },
        { uri: EVERYBODY, permission: "READ" },
        { emailAddress: ADDRESS, permission: "WRITE" },
      ],
    },
    rule: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: KMS_KEY },
    enabled: {
      TargetBucket: "logs-two",
      TargetPrefix: "a&b/",
      TargetGrants: [user, group, { Grantee: { Type: "AmazonCustomerByEmail", EmailAddress: ADDRESS }, Permission: "WRITE" }],
    },
  },
  {
    name: "everything else",
    encryption: { algorithm: "AES256", kmsMasterKeyId: AES_KEY },
    logging: {
      targetBucket: { $ref: "data.bucket" },
      targetPrefix: "self/",
      // Another order, one more and one less.
      targetGrants: [
        { uri: EVERYBODY, permission: "READ" },
        { canonicalId: FRIEND, permission: "FULL_CONTROL" },
        { canonicalId: FRIEND, permission: "WRITE" },
      ],
    },
    rule: { SSEAlgorithm: "AES256", KMSMasterKeyID: AES_KEY },
    enabled: { TargetBucket: "data", TargetPrefix: "self/", TargetGrants: [group, user, { ...user, Permission: "WRITE" }] },
  },
  {
    name: "the least",
    encryption: {},
    logging: { targetBucket: { $ref: "logs-one.bucket" } },
    rule: { SSEAlgorithm: "AES256" },
    enabled: { TargetBucket: "logs-one", TargetPrefix: "" },
  },
];

function spec({ encryption, logging }: Pick<Step, "encryption" | "logging">): Spec {
  const bucket = { $ref: "data.bucket" };
  return {
    resources: [
      ...["data", "logs-one", "logs-two"].map((name) => ({ name, noun: "Bucket", args: { bucket: name, forceDestroy: true } })),
      { name: "encryption", noun: "BucketEncryption", args: { bucket, ...encryption } },
      { name: "logging", noun: "BucketLogging", args: { bucket, ...logging } },
    ],
  };
}

describe("encryption and logging of ZOS, plugin face", engineTestLimit, () => {
  let world: TestWorld;
  let stack: Stack;
  let s3: S3Client;
  beforeAll(async () => {
    world = await TestWorld.start({ flavour: "zos" });
    await admin(world.emulator, "POST", "/accounts", { accountId: FRIEND, email: ADDRESS });
    s3 = s3ClientOf(world.emulator);
    stack = await Stack.create({ face: "plugin", config: settingsFor(world.emulator, settingsOf(zos, world)) });
  });
  afterAll(async () => {
    s3.destroy();
    await stack.close();
    await world.close();
  });

  const rules = async (): Promise<unknown> =>
    (await s3.send(new GetBucketEncryptionCommand({ Bucket: "data" }))).ServerSideEncryptionConfiguration?.Rules;
  const enabled = async (): Promise<unknown> => (await s3.send(new GetBucketLoggingCommand({ Bucket: "data" }))).LoggingEnabled;

  test.each(steps)("$name", async (step) => {
    await stack.up(spec(step));
    expect(await rules()).toEqual([{ ApplyServerSideEncryptionByDefault: step.rule }]);
    expect(await enabled()).toEqual(step.enabled);
    await stack.mustBeQuiet();
  });

  test("destroy removes the settings, and the logs with their buckets", async () => {
    await admin(world.emulator, "POST", "/logs");
    for (const Bucket of ["data", "logs-one", "logs-two"]) {
      const { Contents = [] } = await s3.send(new ListObjectsCommand({ Bucket }));
      expect(Contents).not.toEqual([]);
    }
    const { calls } = await world.counted(() => stack.must("destroy", "--yes", "--skip-preview", "--color", "never"));
    expect(calls).toMatchObject({ "s3:DeleteBucketEncryption": 1, "s3:PutBucketLogging": 1, "s3:DeleteObjects": 3 });
    expect(await failure(s3.send(new HeadBucketCommand({ Bucket: "data" })))).toBe("404 NotFound");
    expect((await accountState(world.emulator)).buckets).toEqual([]);
    expect((await stack.exported()).resources).toEqual([]);
  });
});
