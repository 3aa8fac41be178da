/** Several accounts in one stack through explicit providers: each resource lands in its account; new keys of a provider replace nothing. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, type ResourceSpec, type Spec, Stack } from "../support/engine/harness";
import { accountState, admin, settingsFor } from "../support/engine/servers";
import { callsOf, kept, resetCalls } from "../support/chaos/support";

const ref = (path: string): { $ref: string } => ({ $ref: path });
const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

interface Account {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let second: Account;
  let stack: Stack;
  const log: string[] = [];

  beforeAll(async () => {
    emulator = await startEmulator({ log: (line) => log.push(line) });
    second = (await admin(emulator, "POST", "/accounts", {})) as Account;
    stack = await Stack.create({ face, config: settingsFor(emulator, { settleSeconds: "0" }) });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  const provider = (name: string, { accessKeyId, secretAccessKey }: { accessKeyId: unknown; secretAccessKey: unknown }): ResourceSpec => ({
    name,
    noun: "Provider",
    args: { endpoints: emulator.endpoints, accessKeyId, secretAccessKey, settleSeconds: 0 },
  });

  /** The same nouns and names in the stack's own account, in the same account by an explicit provider, and in the other account. */
  const inAccount = (label: string, options: { provider?: string }): readonly ResourceSpec[] => [
    { name: `${label}-bucket`, noun: "Bucket", args: { bucket: `many-${label}` }, options },
    { name: `${label}-user`, noun: "IamUser", args: { userName: label === "explicit" ? "same-too" : "same" }, options },
    { name: `${label}-key`, noun: "AccessKey", args: { user: ref(`${label}-user.userName`) }, options },
    { name: `${label}-policy`, noun: "Policy", args: { name: label === "explicit" ? "same-too" : "same", policy: everything }, options },
    {
      name: `${label}-attachment`,
      noun: "UserPolicyAttachment",
      args: { user: ref(`${label}-user.userName`), policyArn: ref(`${label}-policy.arn`) },
      options,
    },
    {
      name: `${label}-trail`,
      noun: "Trail",
      args: { name: label === "explicit" ? "same-too" : "same", s3BucketName: ref(`${label}-bucket.bucket`) },
      options,
    },
  ];

  const spec = (credentials: {
    explicit: { accessKeyId: unknown; secretAccessKey: unknown };
    second: { accessKeyId: unknown; secretAccessKey: unknown };
  }): Spec => ({
    resources: [
      provider("explicit", credentials.explicit),
      provider("second", credentials.second),
      ...inAccount("own", {}),
      ...inAccount("explicit", { provider: "explicit" }),
      ...inAccount("second", { provider: "second" }),
    ],
    calls: { own: { fn: "getCallerIdentity" }, other: { fn: "getCallerIdentity", provider: "second" } },
    outputs: { keyId: ref("second-key.accessKeyId"), keySecret: ref("second-key.secretAccessKey") },
  });

  test("each resource lands in its account, and stays there", async () => {
    await stack.up(spec({ explicit: emulator, second }), "--parallel", "16");
    await stack.mustBeQuiet();
    const [first, other] = [await accountState(emulator), await accountState(emulator, second.accountId)];
    expect(first.buckets.map(({ name }) => name).sort()).toEqual(["many-explicit", "many-own"]);
    expect(first.users.map(({ name, accessKeys, policies }) => [name, accessKeys.length, policies.length])).toEqual(
      expect.arrayContaining([
        ["same", 1, 1],
        ["same-too", 1, 1],
      ]),
    );
    expect(first.trails).toHaveLength(2);
    expect(other.buckets.map(({ name }) => name)).toEqual(["many-second"]);
    expect(other.users.map(({ name, accessKeys, policies }) => [name, accessKeys.length, policies.length])).toEqual([["same", 1, 1]]);
    expect(other.trails).toHaveLength(1);
    const outputs = await stack.outputs();
    expect(outputs["own"]).toMatchObject({ accountId: emulator.accountId });
    expect(outputs["other"]).toMatchObject({ accountId: second.accountId });
    expect((await stack.resource("second-policy"))?.id).toContain(second.accountId);
  });

  test("new keys of a provider change nothing else", async () => {
    // The key of a user who may do everything in the other account, made by this very stack.
    const { keyId, keySecret } = await stack.outputs();
    const rotated = { accessKeyId: keyId, secretAccessKey: keySecret };
    expect(rotated.secretAccessKey).toMatch(/^[0-9a-f]{40}$/);
    const before = await kept(stack);
    const states = [await accountState(emulator), await accountState(emulator, second.accountId)];
    await resetCalls(emulator);
    const text = await stack.up(spec({ explicit: emulator, second: rotated }));
    expect(text).toMatch(/~ 1 updated/);
    expect(text).not.toMatch(/replaced|created|deleted/);
    expect(Object.keys(await callsOf(emulator)).filter((name) => !/:(?:Get|List|Describe|Head)/.test(name))).toEqual([]);
    expect(await kept(stack)).toEqual(before);
    await stack.mustBeQuiet();
    expect([await accountState(emulator), await accountState(emulator, second.accountId)]).toEqual(states);
    // The last word of each line is the key that signed.
    log.length = 0;
    await stack.must("refresh", "--yes", "--skip-preview", "--color", "never");
    expect([...new Set(log.map((line) => line.split(" ").at(-1)))].sort()).toEqual(
      [emulator.accessKeyId, String(rotated.accessKeyId)].sort(),
    );
    // A stack cannot delete the key that it deletes with.
    await stack.up(spec({ explicit: emulator, second }));
  });

  test("destroy leaves nothing in either account", async () => {
    const { code, text } = await stack.destroy("--parallel", "16");
    expect(code, text).toBe(0);
    for (const accountId of [emulator.accountId, second.accountId]) {
      const { buckets, users, policies, trails } = await accountState(emulator, accountId);
      expect({ buckets, users, policies, trails }).toEqual({ buckets: [], users: [], policies: [], trails: [] });
    }
  });
});
