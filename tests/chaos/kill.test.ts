/**
 * Law 6 over the real engine: the provider is killed (or an answer lost) between the request and the answer of every create, all in one run;
 * the next `up` ends with one of each, without repair by hand.
 */
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultRule, type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, type ResourceSpec, Stack } from "../engine/harness";
import { accountState, type AccountState, s3ClientOf, settingsFor } from "../engine/servers";
import { callsOf, clearFaults, providersOf, resetCalls, setFaults, until, upAndKill } from "./support";

const ref = (path: string): { $ref: string } => ({ $ref: path });
const document = (more: object): object => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["oos:*"], ...more }] });

/** What must be there first. Two users, since the writes of one user wait for each other. */
const ground: readonly ResourceSpec[] = [
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
const wanted: readonly ResourceSpec[] = [
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
const outputs = { id: ref("key.accessKeyId"), secret: ref("key.secretAccessKey") };

const creates = [
  "s3:PutBucket",
  "s3:PutBucketPolicy",
  "iam:CreateUser",
  "iam:CreateAccessKey",
  "iam:CreatePolicy",
  "iam:AttachUserPolicy",
  "trail:CreateTrail",
] as const;

function onCreates(kind: FaultRule["kind"]): readonly FaultRule[] {
  return creates.map((name) => {
    const [service = "", operation = ""] = name.split(":");
    return { kind, service, operation };
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
const oneOfEach = Object.fromEntries(kinds.map((name) => [name, 1]));
const noneOfAny = Object.fromEntries(kinds.map((name) => [name, 0]));

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator();
    stack = await Stack.create({ face, config: settingsFor(emulator) });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  const now = async (): Promise<Readonly<Record<string, number>>> => made(await accountState(emulator));

  async function called(...operations: readonly string[]): Promise<boolean> {
    const calls = await callsOf(emulator);
    return operations.every((name) => calls[name] !== undefined);
  }

  async function mustHaveOneOfEach(): Promise<void> {
    expect(await now()).toEqual(oneOfEach);
    await stack.must("refresh", "--yes", "--skip-preview", "--color", "never", "--expect-no-changes");
    await stack.must("preview", "--diff", "--color", "never", "--expect-no-changes");
    // Nothing of the crash is left for a person to repair.
    expect((await stack.exported()).text).not.toMatch(/"pending_operations": *\[\s*\{/);
    const { id, secret } = await stack.outputs();
    const s3 = s3ClientOf(emulator, String(id), String(secret));
    try {
      const { Buckets = [] } = await s3.send(new ListBucketsCommand());
      expect(Buckets.map(({ Name }) => Name)).toContain("kill-a");
    } finally {
      s3.destroy();
    }
  }

  const all = { resources: [...ground, ...wanted], outputs };

  test("killed after the service executed every create: the next up finds them, and replaces the key nobody has", async () => {
    await stack.up({ resources: ground });
    await setFaults(emulator, ...onCreates("hang-after-execute"));
    stack.write(all);
    const killed = await upAndKill(stack, async () => Object.values(await now()).every((count) => count === 1));
    expect(killed.code, killed.text).not.toBe(0);
    await clearFaults(emulator);
    expect(await now()).toEqual(oneOfEach);
    await stack.up();
    await mustHaveOneOfEach();
  });

  test("killed before the service executed anything: the next up makes one of each", async () => {
    await stack.up({ resources: ground });
    expect(await now()).toEqual(noneOfAny);
    await resetCalls(emulator);
    await setFaults(emulator, ...onCreates("hang-before-execute"));
    stack.write(all);
    const killed = await upAndKill(stack, () => called(...creates));
    expect(killed.code, killed.text).not.toBe(0);
    await clearFaults(emulator);
    expect(await now()).toEqual(noneOfAny);
    await stack.up();
    await mustHaveOneOfEach();
  });

  test("killed in a later step of the same creates: the next up knows what they made", async () => {
    await stack.up({ resources: ground });
    await resetCalls(emulator);
    await setFaults(
      emulator,
      { kind: "hang-before-execute", service: "s3", operation: "ListBuckets" },
      { kind: "hang-before-execute", service: "trail", operation: "StartLogging" },
      { kind: "hang-before-execute", service: "iam", operation: "UpdateAccessKey" },
    );
    const inactive = wanted.map((resource) =>
      resource.name === "key" ? { ...resource, args: { ...resource.args, status: "Inactive" } } : resource,
    );
    stack.write({ resources: [...ground, ...inactive], outputs });
    // The other creates are over, and known to the engine.
    const others = ["bucketPolicy", "user", "Auto.User", "iamPolicy", "attachment"];
    const killed = await upAndKill(
      stack,
      async (text) =>
        (await called("s3:ListBuckets", "trail:StartLogging", "iam:UpdateAccessKey")) &&
        others.every((name) => text.includes(` ${name} created (`)),
    );
    expect(killed.code, killed.text).not.toBe(0);
    await clearFaults(emulator);
    expect(await now()).toMatchObject({ "s3:PutBucket": 1, "trail:CreateTrail": 1, "iam:CreateAccessKey": 1 });
    const refreshed = await stack.refresh();
    expect(refreshed.code, refreshed.text).toBe(0);
    await stack.up();
    expect(await now()).toEqual(oneOfEach);
    await stack.up(all);
    await mustHaveOneOfEach();
  });

  test("the answer of every create is lost and the provider lives: the same up ends well", async () => {
    await stack.up({ resources: ground });
    await setFaults(emulator, ...onCreates("reset-after-execute").map((rule) => ({ ...rule, times: 1 })));
    await stack.up(all, "--parallel", "16");
    await mustHaveOneOfEach();
  });

  test("destroy leaves nothing", async () => {
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    const { buckets, users, policies, trails } = await accountState(emulator);
    expect({ buckets, users, policies, trails }).toEqual({ buckets: [], users: [], policies: [], trails: [] });
    expect((await stack.exported()).resources).toEqual([]);
  });
});
