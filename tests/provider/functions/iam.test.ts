/** The data functions about IAM, through both faces, on an account whose lists have more than one page. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { failure, iam, type Keys, s3Client } from "../../support/emulator/support";
import { isSecret } from "../../support/plugin/client";
import { faces } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";
import { type Caller, openCaller, type Values } from "./faces";

const many = 1005;
const day = 86_400_000;
const document = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:ListAllMyBuckets", Resource: "*" }] });

let world: TestWorld;
let account: string;
let bob: Keys;
let bobsOther: string;
let readArn: string;
let bobsArn: string;
let seed: string;

/** Makes `many` things, some at a time. */
async function each(make: (name: string, index: number) => Promise<unknown>): Promise<void> {
  const names = Array.from({ length: many }, (_, index) => `x-${String(index).padStart(4, "0")}`);
  for (let at = 0; at < many; at += 50) await Promise.all(names.slice(at, at + 50).map((name, index) => make(name, at + index)));
}

async function newKey(UserName: string): Promise<Keys> {
  const { AccessKey } = (await iam(world.emulator, "CreateAccessKey", { UserName })) as { AccessKey: Record<string, string> };
  return { accessKeyId: String(AccessKey["AccessKeyId"]), secretAccessKey: String(AccessKey["SecretAccessKey"]) };
}

beforeAll(async () => {
  world = await TestWorld.start({ limits: { groupsPerAccount: 2000, attachedPoliciesPerUser: 20 } });
  const { emulator } = world;
  account = emulator.accountId;
  readArn = `arn:ctyun:iam::${account}:policy/Read`;
  await iam(emulator, "CreatePolicy", { PolicyName: "Read", PolicyDocument: document, Description: "reads" });
  await iam(emulator, "CreateGroup", { GroupName: "Ops" });
  await each(async (name) => {
    await iam(emulator, "CreateUser", { UserName: name });
    await iam(emulator, "AddUserToGroup", { UserName: name, GroupName: "Ops" });
    await iam(emulator, "AttachUserPolicy", { UserName: name, PolicyArn: readArn });
    await iam(emulator, "CreateGroup", { GroupName: name });
    await iam(emulator, "CreatePolicy", { PolicyName: name, PolicyDocument: document });
    await iam(emulator, "CreateVirtualMFADevice", { VirtualMFADeviceName: name });
  });
  await iam(emulator, "CreateUser", { UserName: "Bob", "Tags.member.1.Key": "team", "Tags.member.1.Value": "ops" });
  await iam(emulator, "AddUserToGroup", { UserName: "Bob", GroupName: "Ops" });
  await iam(emulator, "AttachUserPolicy", { UserName: "Bob", PolicyArn: readArn });
  const allowed = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["iam:*", "oos:*"], Resource: "*" }] };
  await iam(emulator, "CreatePolicy", { PolicyName: "for-bob", PolicyDocument: JSON.stringify(allowed) });
  bobsArn = `arn:ctyun:iam::${account}:policy/for-bob`;
  await iam(emulator, "AttachUserPolicy", { UserName: "Bob", PolicyArn: bobsArn });
  await iam(emulator, "AttachGroupPolicy", { GroupName: "Ops", PolicyArn: readArn });
  await iam(emulator, "CreateLoginProfile", { UserName: "Bob", Password: "A-long-password-1" });
  bob = await newKey("Bob");
  bobsOther = (await newKey("Bob")).accessKeyId;
  await iam(emulator, "UpdateAccessKey", { UserName: "Bob", AccessKeyId: bobsOther, Status: "Inactive" });
  const made = (await iam(emulator, "CreateVirtualMFADevice", { VirtualMFADeviceName: "bob-phone" })) as { VirtualMFADevice: Values };
  seed = String(made.VirtualMFADevice["Base32StringSeed"]);
}, 120_000);
afterAll(() => world.close());

describe.each(faces)("%s face", (face) => {
  let caller: Caller;
  beforeAll(async () => {
    caller = await openCaller(face, world);
  });
  afterAll(() => caller.close());
  const invoke = (name: string, args: Values = {}): Promise<Values> => caller.invoke(name, args);

  test("getUser: the user with its groups and policies, in either case of its name", async () => {
    expect(await invoke("getUser", { userName: "bob" })).toEqual({
      userName: "Bob",
      userId: expect.any(String) as string,
      arn: `arn:ctyun:iam::${account}:user/Bob`,
      createDate: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      tags: { team: "ops" },
      groupNames: ["Ops"],
      policies: [
        { policyArn: readArn, policyName: "Read" },
        { policyArn: bobsArn, policyName: "for-bob" },
      ],
    });
    await expect(invoke("getUser", { userName: "nobody" })).rejects.toThrow(/user "nobody" does not exist\n {2}next: check the name/);
    await expect(invoke("getUser", { userName: "a b/c" })).rejects.toThrow(/userName: a user name may contain only .*" ", "\/"/);
    await expect(invoke("getUser")).rejects.toThrow("userName: is required");
    const failing = world.faulty([{ kind: "error", operation: "GetUser", status: 403, code: "AccessDenied" }], () =>
      invoke("getUser", { userName: "bob" }),
    );
    await expect(failing).rejects.toThrow("403 AccessDenied");
  });

  test("getUsers: two pages, by name, by part of a name or of a key id", async () => {
    const { result, calls } = await world.counted(() => invoke("getUsers"));
    expect(calls).toEqual({ "iam:ListUsers": 2 });
    const names = result["userNames"] as string[];
    expect(names).toHaveLength(many + 1);
    expect(names).toEqual([...names].sort());
    expect((result["users"] as Values[])[0]).toMatchObject({ userName: "Bob", tags: { team: "ops" } });
    expect((await invoke("getUsers", { nameContains: "x-100" }))["userNames"]).toEqual(["x-1000", "x-1001", "x-1002", "x-1003", "x-1004"]);
    expect((await invoke("getUsers", { accessKeyIdContains: bob.accessKeyId }))["userNames"]).toEqual(["Bob"]);
  });

  test("getGroup: two pages of members, and its policies", async () => {
    const { result, calls } = await world.counted(() => invoke("getGroup", { groupName: "ops" }));
    expect(calls).toEqual({ "iam:GetGroup": 2, "iam:ListAttachedGroupPolicies": 1 });
    expect(result).toMatchObject({
      groupName: "Ops",
      arn: `arn:ctyun:iam::${account}:group/Ops`,
      policies: [expect.objectContaining({ policyArn: readArn })],
    });
    expect(result["memberNames"]).toHaveLength(many + 1);
    expect(result["memberNames"]).toContain("Bob");
    expect((await invoke("getGroup", { groupName: "x-0001" }))["members"]).toEqual([]);
    await expect(invoke("getGroup", { groupName: "nobody" })).rejects.toThrow('group "nobody" does not exist');
  });

  test("getGroups: two pages, by part of a name", async () => {
    const { result, calls } = await world.counted(() => invoke("getGroups"));
    expect(calls).toEqual({ "iam:ListGroups": 2 });
    expect(result["groupNames"]).toHaveLength(many + 1);
    expect(await invoke("getGroups", { nameContains: "OP" })).toMatchObject({ groupNames: ["Ops"], groups: [{ groupName: "Ops" }] });
  });

  test("getPolicy: by ARN or by name, with its document", async () => {
    const byArn = await invoke("getPolicy", { policyArn: readArn });
    expect(byArn).toMatchObject({ policyName: "Read", policyArn: readArn, description: "reads", attachmentCount: many + 2 });
    expect(JSON.parse(String(byArn["document"]))).toEqual(JSON.parse(document));
    expect(await invoke("getPolicy", { policyName: "Read" })).toEqual(byArn);
    await expect(invoke("getPolicy", { policyName: "nobody" })).rejects.toThrow(/policy arn:.*:policy\/nobody does not exist/);
    await expect(invoke("getPolicy")).rejects.toThrow("policyArn: is required, or policyName");
    await expect(invoke("getPolicy", { policyArn: readArn, policyName: "Read" })).rejects.toThrow(
      "policyArn: stands for the same as policyName",
    );
    await expect(invoke("getPolicy", { policyArn: "Read" })).rejects.toThrow(/policyArn: "Read" is not an ARN/);
  });

  test("getPolicies: two pages, only attached ones, by part of a name", async () => {
    const { result, calls } = await world.counted(() => invoke("getPolicies"));
    expect(calls).toEqual({ "iam:ListPolicies": 2 });
    expect(result["policyNames"]).toHaveLength(many + 2);
    const attached = await invoke("getPolicies", { onlyAttached: true });
    expect(attached["policyNames"]).toEqual(["Read", "for-bob"]);
    expect(attached["policies"]).toContainEqual(
      expect.objectContaining({ policyName: "Read", policyArn: readArn, attachmentCount: many + 2 }),
    );
    expect((await invoke("getPolicies", { nameContains: "X-0007" }))["policyNames"]).toEqual(["x-0007"]);
  });

  test("getPolicyEntities: two pages of users, and groups", async () => {
    const { result, calls } = await world.counted(() => invoke("getPolicyEntities", { policyArn: readArn }));
    expect(calls).toEqual({ "iam:ListEntitiesForPolicy": 2 });
    expect(result["userNames"]).toHaveLength(many + 1);
    expect(result["groupNames"]).toEqual(["Ops"]);
    expect(await invoke("getPolicyEntities", { policyName: "Read", kind: "group" })).toEqual({
      policyArn: readArn,
      userNames: [],
      groupNames: ["Ops"],
    });
    expect((await invoke("getPolicyEntities", { policyName: "Read", kind: "user" }))["groupNames"]).toEqual([]);
    await expect(invoke("getPolicyEntities", { policyName: "nobody" })).rejects.toThrow("does not exist");
  });

  test("getMfaDevices: two pages, by assignment or by user, never the seed", async () => {
    const { result, calls } = await world.counted(() => invoke("getMfaDevices"));
    expect(calls).toEqual({ "iam:ListVirtualMFADevices": 2 });
    expect(result["serialNumbers"]).toHaveLength(many + 1);
    expect(result["devices"]).toContainEqual({ serialNumber: `arn:ctyun:iam::${account}:mfa/bob-phone`, name: "bob-phone" });
    expect(JSON.stringify(result)).not.toContain(seed);
    expect((await invoke("getMfaDevices", { assignment: "assigned" }))["devices"]).toEqual([]);
    expect(await invoke("getMfaDevices", { userName: "Bob" })).toEqual({ devices: [], serialNumbers: [] });
    await expect(invoke("getMfaDevices", { userName: "nobody" })).rejects.toThrow('user "nobody" does not exist');
    await expect(invoke("getMfaDevices", { userName: "Bob", assignment: "any" })).rejects.toThrow(
      "assignment: cannot be combined with userName",
    );
  });

  test("getAccountSummary and getPasswordPolicy: what there is and what is in force", async () => {
    expect(await invoke("getAccountSummary")).toMatchObject({
      users: many + 1,
      groups: many + 1,
      groupsQuota: 2000,
      policies: many + 2,
      mfaDevices: many + 1,
      mfaDevicesInUse: 0,
      accessKeysPerUserQuota: 2,
      all: expect.objectContaining({ users: many + 1, attachedPoliciesPerUserQuota: 20 }) as Values,
    });
    expect(await invoke("getPasswordPolicy")).toMatchObject({ minimumPasswordLength: 8, requireSymbols: false });
    await iam(world.emulator, "UpdateAccountPasswordPolicy", { MinimumPasswordLength: "12", RequireSymbols: "true", MaxPasswordAge: "90" });
    expect(await invoke("getPasswordPolicy")).toMatchObject({ minimumPasswordLength: 12, requireSymbols: true, maxPasswordAge: 90 });
    await iam(world.emulator, "DeleteAccountPasswordPolicy");
    expect(await invoke("getPasswordPolicy")).toMatchObject({ minimumPasswordLength: 8, requireSymbols: false, maxPasswordAge: 0 });
  });

  test("getAccessKeys: age and last use of one user's, of all, of the caller's own", async () => {
    const both = [bob.accessKeyId, bobsOther].sort();
    const mine = await invoke("getAccessKeys", { userName: "bob" });
    expect(mine["accessKeyIds"]).toEqual(both);
    expect(JSON.stringify(mine)).not.toContain(bob.secretAccessKey);
    const [other] = (mine["keys"] as Values[]).filter((key) => key["accessKeyId"] === bobsOther);
    expect(other).toEqual({
      accessKeyId: bobsOther,
      userName: "Bob",
      status: "Inactive",
      createDate: expect.stringMatching(/Z$/) as string,
      ageDays: expect.any(Number) as number,
    });
    const all = await world.counted(() => invoke("getAccessKeys", { allUsers: true, lastUsed: false }));
    expect(all.result["accessKeyIds"]).toEqual([...both, world.emulator.accessKeyId].sort());
    expect(all.calls).toEqual({ "iam:ListUsers": 2, "iam:ListAccessKeys": many + 2 });
    expect((await invoke("getAccessKeys", { lastUsed: false }))["accessKeyIds"]).toEqual([world.emulator.accessKeyId]);
    await expect(invoke("getAccessKeys", { userName: "nobody" })).rejects.toThrow('user "nobody" does not exist');
    await expect(invoke("getAccessKeys", { userName: "bob", allUsers: true, legacy: true })).rejects.toThrow(
      /allUsers: cannot be combined with userName[^]*userName: cannot be combined with legacy[^]*allUsers: cannot be combined with legacy/,
    );
  }, 30_000);

  test("getAccessKeys of the user whose key signs: the last use of that key", async () => {
    const own = await openCaller(face, world, { ...bob });
    const { keys } = await own.invoke("getAccessKeys", {});
    expect((keys as Values[]).find((key) => key["accessKeyId"] === bob.accessKeyId)).toMatchObject({
      status: "Active",
      lastUsedDate: expect.stringMatching(/Z$/) as string,
      lastUsedDays: 0,
      lastUsedService: expect.any(String) as string,
    });
    await own.close();
  });

  test("getSessionToken: credentials that sign until they end, and not for themselves", async () => {
    const found = await invoke("getSessionToken", { durationSeconds: 900 });
    expect(found["accessKeyId"]).toMatch(/^sts\.[0-9a-f]{20}$/);
    const ends = Date.parse(String(found["expiration"])) - world.now().getTime();
    expect(ends).toBeGreaterThan(890_000);
    expect(ends).toBeLessThanOrEqual(900_000);
    const credentials = {
      accessKeyId: String(found["accessKeyId"]),
      secretAccessKey: String(found["secretAccessKey"]),
      sessionToken: String(found["sessionToken"]),
    };
    const s3 = s3Client(world.emulator, { credentials: { ...credentials } });
    expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    const temporary = await openCaller(face, world, credentials);
    expect(await temporary.invoke("getCallerIdentity", {})).toMatchObject({ accountId: account });
    await expect(temporary.invoke("getSessionToken", {})).rejects.toThrow("403 AccessDenied");
    await temporary.close();
    s3.destroy();
  });

  test("getSessionToken: the policy limits a user's credentials", async () => {
    const own = await openCaller(face, world, { ...bob });
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] };
    const { accessKeyId, secretAccessKey, sessionToken } = (await own.invoke("getSessionToken", { policy })) as Record<string, string>;
    const s3 = s3Client(world.emulator, {
      credentials: { accessKeyId: accessKeyId ?? "", secretAccessKey: secretAccessKey ?? "", sessionToken: sessionToken ?? "" },
    });
    expect(await failure(s3.send(new ListBucketsCommand({})))).toBe("403 AccessDenied");
    s3.destroy();
    await own.close();
  });

  test("getSessionToken: every problem at once, and no call", async () => {
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Permit", Action: `oos:${"Get".repeat(700)}`, Resource: "*" }] };
    const { calls, result } = await world.counted(() => invoke("getSessionToken", { durationSeconds: 60, policy }).catch(String));
    expect(calls).toEqual({});
    expect(result).toMatch(
      /durationSeconds: must be from 900 to 129600 seconds; found 60[^]*policy: must have at most 2048 characters as text[^]*policy.Statement\[0\].Effect/,
    );
  });

  test("getSessionToken: secrets on the wire and nowhere in logs", async () => {
    if (caller.onWire === undefined) return;
    const found = await caller.onWire("getSessionToken", {});
    expect(Object.entries(found).map(([name, value]) => [name, isSecret(value)])).toEqual(
      expect.arrayContaining([
        ["accessKeyId", false],
        ["secretAccessKey", true],
        ["sessionToken", true],
        ["expiration", false],
      ]),
    );
  });
});

describe("with time", () => {
  test("keys grow old; keys of 6.0 are listed by a primary key alone", async () => {
    const young = await TestWorld.start();
    // A key with IsPrimary is one of 6.0; the emulator's first key is of today.
    await iam(young.emulator, "CreateAccessKey", { IsPrimary: "true" });
    await young.pass(40.5 * day);
    const caller = await openCaller("plugin", young);
    const { keys } = await caller.invoke("getAccessKeys", { legacy: true });
    expect(keys).toEqual(expect.arrayContaining([expect.objectContaining({ isPrimary: true, ageDays: 40, status: "Active" })]));
    expect((await caller.invoke("getAccessKeys", { olderThanDays: 40 }))["accessKeyIds"]).toHaveLength(2);
    expect((await caller.invoke("getAccessKeys", { olderThanDays: 41 }))["accessKeyIds"]).toHaveLength(0);
    await caller.close();
    await young.close();
  });
});
