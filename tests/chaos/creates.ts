/** One create of each kind that the journal knows, for the suites that cut them off; and what there must be of each afterwards. */
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { expect } from "vitest";
import type { FaultRule, RunningEmulator } from "../../emulator";
import type { ResourceSpec, Stack } from "../support/engine/harness";
import { accountState, type AccountState, s3ClientOf } from "../support/engine/servers";
import { callsOf } from "../support/chaos/support";

const ref = (path: string): { $ref: string } => ({ $ref: path });
const document = (more: object): object => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["oos:*"], ...more }] });

/** What must be there first. Two users, since the writes of one user wait for each other. */
export const ground: readonly ResourceSpec[] = [
  { name: "ground-bucket", noun: "Bucket", args: { bucket: "kill-ground" } },
  { name: "ground-user", noun: "IamUser", args: { userName: "ground" } },
  { name: "ground-keyless", noun: "IamUser", args: { userName: "keyless" } },
  { name: "ground-policy", noun: "Policy", args: { name: "ground", policy: document({ Resource: "*" }) } },
  {
    name: "ground-attachment",
    noun: "UserPolicyAttachment",
    args: { user: ref("ground-user.userName"), policyArn: ref("ground-policy.arn") },
  },
];

/** One create of each kind, none of which waits for another. */
export const wanted: readonly ResourceSpec[] = [
  { name: "bucket", noun: "Bucket", args: { bucket: "kill-a", acl: "public-read" } },
  {
    name: "bucketPolicy",
    noun: "BucketPolicy",
    args: { bucket: ref("ground-bucket.bucket"), policy: document({ Principal: "*", Resource: ["arn:ctyun:oos:::kill-ground/*"] }) },
  },
  { name: "user", noun: "IamUser", args: { userName: "killed", tags: { a: "b" } } },
  // Without a name in the program: the one that we made in the killed run must be made again.
  { name: "auto", noun: "Bucket" },
  { name: "Auto.User", noun: "IamUser" },
  { name: "key", noun: "AccessKey", args: { user: ref("ground-user.userName") } },
  { name: "trail", noun: "Trail", args: { name: "killed", s3BucketName: ref("ground-bucket.bucket") } },
  { name: "iamPolicy", noun: "Policy", args: { name: "killed", policy: document({ Resource: "arn:ctyun:oos:::kill-a/*" }) } },
  { name: "attachment", noun: "UserPolicyAttachment", args: { user: ref("ground-keyless.userName"), policyArn: ref("ground-policy.arn") } },
];
export const outputs = { id: ref("key.accessKeyId"), secret: ref("key.secretAccessKey") };

export const creates = [
  "s3:PutBucket",
  "s3:PutBucketPolicy",
  "iam:CreateUser",
  "iam:CreateAccessKey",
  "iam:CreatePolicy",
  "iam:AttachUserPolicy",
  "trail:CreateTrail",
] as const;

export function onCreates(kind: FaultRule["kind"], more: Partial<FaultRule> = {}): readonly FaultRule[] {
  return creates.map((name) => {
    const [service = "", operation = ""] = name.split(":");
    return { kind, service, operation, ...more };
  });
}

/** How many there are of each kind that `wanted` makes. */
function made({ buckets, users, policies, trails }: AccountState): Readonly<Record<string, number>> {
  return {
    "s3:PutBucket": buckets.filter(({ name }) => name === "kill-a").length,
    "s3:PutBucketPolicy": buckets.filter(({ name, hasPolicy }) => name === "kill-ground" && hasPolicy).length,
    "iam:CreateUser": users.filter(({ name }) => name === "killed").length,
    "iam:CreateAccessKey": users.flatMap(({ accessKeys }) => accessKeys).length,
    "iam:CreatePolicy": policies.filter((name) => name === "killed").length,
    "iam:AttachUserPolicy": users.filter(({ name, policies: attached }) => name === "keyless" && attached.length === 1).length,
    "trail:CreateTrail": trails.length,
    "bucket of an automatic name": buckets.filter(({ name }) => name.startsWith("auto-")).length,
    "user of an automatic name": users.filter(({ name }) => name.startsWith("Auto.User-")).length,
  };
}
const kinds = [...creates, "bucket of an automatic name", "user of an automatic name"];
export const oneOfEach = Object.fromEntries(kinds.map((name) => [name, 1]));
export const noneOfAny = Object.fromEntries(kinds.map((name) => [name, 0]));

/** Everything above in one program. */
export const all = { resources: [...ground, ...wanted], outputs };

export async function countsOf(emulator: RunningEmulator): Promise<Readonly<Record<string, number>>> {
  return made(await accountState(emulator));
}

export async function called(emulator: RunningEmulator, ...operations: readonly string[]): Promise<boolean> {
  const calls = await callsOf(emulator);
  return operations.every((name) => calls[name] !== undefined);
}

/** Insists on one of each, known to the state, and on a key whose secret works. */
export async function mustHaveOneOfEach(emulator: RunningEmulator, stack: Stack): Promise<void> {
  expect(await countsOf(emulator)).toEqual(oneOfEach);
  await stack.must("refresh", "--yes", "--skip-preview", "--color", "never", "--expect-no-changes");
  await stack.must("preview", "--diff", "--color", "never", "--expect-no-changes");
  const { id, secret } = await stack.outputs();
  const s3 = s3ClientOf(emulator, String(id), String(secret));
  try {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand());
    expect(Buckets.map(({ Name }) => Name)).toContain("kill-a");
  } finally {
    s3.destroy();
  }
}

export async function mustLeaveNothing(emulator: RunningEmulator, stack: Stack): Promise<void> {
  const { code, text } = await stack.destroy();
  expect(code, text).toBe(0);
  const { buckets, users, policies, trails } = await accountState(emulator);
  expect({ buckets, users, policies, trails }).toEqual({ buckets: [], users: [], policies: [], trails: [] });
  expect((await stack.exported()).resources).toEqual([]);
}
