/** A whole account in one stack: it goes up, is quiet, and goes down leaving nothing, whatever order the engine chooses. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, type ResourceSpec, Stack } from "../support/engine/harness";
import { accountState, settingsFor } from "../support/engine/servers";

const ref = (path: string): { $ref: string } => ({ $ref: path });
const numbered = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(3, "0")}`);
/** The item that belongs to `index`, round and round. */
const at = <T>(items: readonly T[], index: number): T => items[index % items.length] as T;

const groups = numbered("group", 5);
const users = numbered("user", 12);
const policies = numbered("policy", 8);
const buckets = numbered("audit-bucket", 2);

const account: readonly ResourceSpec[] = [
  ...groups.map((name) => ({ name, noun: "Group", args: { groupName: name } })),
  ...users.map((name, index) => ({ name, noun: "IamUser", args: { userName: name, tags: { team: `t${String(index % 7)}` } } })),
  ...policies.map((name, index) => ({
    name,
    noun: "Policy",
    args: {
      name,
      policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["oos:GetObject", "oos:PutObject"], Resource: `arn:ctyun:oos:::data-${String(index)}/*` }],
      },
    },
  })),
  ...users.map((user, index) => ({
    name: `${user}-policy`,
    noun: "UserPolicyAttachment",
    args: { user: ref(`${user}.userName`), policyArn: ref(`${at(policies, index)}.arn`) },
  })),
  ...groups.flatMap((group, index) =>
    [index, index + 3].map((policy) => ({
      name: `${group}-${at(policies, policy)}`,
      noun: "GroupPolicyAttachment",
      args: { group: ref(`${group}.groupName`), policyArn: ref(`${at(policies, policy)}.arn`) },
    })),
  ),
  ...users.slice(0, 10).map((user, index) => ({
    name: `${user}-group`,
    noun: "GroupMembership",
    args: { group: ref(`${at(groups, index)}.groupName`), users: [ref(`${user}.userName`)] },
  })),
  ...users.slice(0, 4).map((user) => ({ name: `${user}-key`, noun: "AccessKey", args: { user: ref(`${user}.userName`) } })),
  ...buckets.map((bucket) => ({ name: bucket, noun: "Bucket", args: { bucket } })),
  ...buckets.map((bucket) => ({
    name: `${bucket}-trail`,
    noun: "Trail",
    args: { name: `${bucket}-trail`, s3BucketName: ref(`${bucket}.bucket`) },
  })),
];

describe.each(faces)("a whole account, %s face", engineTestLimit, (face) => {
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

  test("names that differ only in their case are one name: refused in preview", async () => {
    const users = ["bob", "Bob"].map((userName) => ({ name: `user-${userName}`, noun: "IamUser", args: { userName } }));
    const named = ["ops", "OPS"].map((groupName) => ({ name: `group-${groupName}`, noun: "Group", args: { groupName } }));
    for (const resources of [users, named]) {
      stack.write({ resources });
      const { code, text } = await stack.preview();
      expect(code).not.toBe(0);
      expect(text).toMatch(/ with (?:userName "bob"|groupName "ops") is in this program already, as /i);
    }
  });

  test("goes up, and is quiet", async () => {
    expect(account.filter(({ noun }) => /Attachment|Membership/.test(noun))).toHaveLength(32);
    const text = await stack.up({ resources: account });
    expect(text).toContain(`+ ${String(account.length + 1)} created`);
    await stack.mustBeQuiet();
    const { users: made, groups: grouped, trails } = await accountState(emulator);
    expect(made.map(({ name }) => name).sort()).toEqual(users);
    expect(made.filter(({ accessKeys }) => accessKeys.length === 1)).toHaveLength(4);
    expect(made.every((user) => user.policies.length === 1)).toBe(true);
    expect(grouped.map(({ members }) => members.length)).toEqual(groups.map(() => 2));
    expect(trails).toHaveLength(2);
  });

  test("goes down, and leaves nothing", async () => {
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    const { users: left, groups: grouped, policies: documents, trails, buckets: kept } = await accountState(emulator);
    expect({ left, grouped, documents, trails, kept }).toEqual({ left: [], grouped: [], documents: [], trails: [], kept: [] });
  });
});
