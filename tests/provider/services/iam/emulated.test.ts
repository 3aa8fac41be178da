import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { userArn } from "../../../../provider/rules/arn";
import * as iam from "../../../../provider/services/iam";
import { sendQuery } from "../../../../provider/transport/protocol/query";
import { name, required, shape } from "../../../../provider/transport/protocol/shape";
import type { Client } from "../../../../provider/transport/types";
import { startEmulated, type Emulated } from "../../../support/services/s3/emulated";

let emulated: Emulated;
let client: Client;

beforeAll(async () => {
  emulated = await startEmulated();
  client = emulated.transport.client();
});
afterAll(() => emulated.close());
beforeEach(async () => {
  await emulated.admin("DELETE", "/faults");
  await emulated.admin("DELETE", "/calls");
});

async function callsOf(operation: string): Promise<number> {
  const { byOperation } = (await emulated.admin("GET", "/calls")) as { byOperation: Record<string, { count: number }> };
  return byOperation[`iam:${operation}`]?.count ?? 0;
}

/** RFC 6238 over a base32 seed. */
function totp(seed: string, step: number): string {
  const bits = Array.from(seed, (letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const code = (digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000;
  return String(code).padStart(6, "0");
}

describe("users and tags", () => {
  it("are made, read, tagged, listed and removed", async () => {
    const userName = "Users,+=@._-";
    const made = await iam.createUser(client, { userName, tags: [{ key: "team", value: 'a & b <c> "d" 中文' }] });
    expect(made).toMatchObject({ userName, arn: userArn(emulated.emulator.accountId, userName) });
    await iam.tagUser(client, {
      userName,
      tags: [
        { key: "team", value: "ops" },
        { key: "empty", value: "" },
      ],
    });
    expect((await iam.getUser(client, { userName })).tags).toEqual([
      { key: "team", value: "ops" },
      { key: "empty", value: "" },
    ]);
    await iam.untagUser(client, { userName, tagKeys: ["team", "absent"] });
    expect(await iam.listAllUserTags(client, { userName })).toEqual([{ key: "empty", value: "" }]);
    expect((await iam.listUsers(client, { userName: "users,+" })).items.map((user) => user.userName)).toEqual([userName]);
    await iam.deleteUser(client, { userName });
    await expect(iam.getUser(client, { userName })).rejects.toMatchObject({ kind: "not-found", code: "NoSuchEntity", status: 404 });
  });

  it("keep the text of tags through the wire", async () => {
    const value = "a & b <c> \"d\" 'e' 中文 + %20 =";
    await iam.createUser(client, { userName: "texts", tags: [{ key: "k", value }] });
    expect(await iam.listAllUserTags(client, { userName: "texts" })).toEqual([{ key: "k", value }]);
  });

  it("are the caller without a name", async () => {
    expect(await iam.getUser(client)).toMatchObject({ userName: "root", arn: `arn:ctyun:iam::${emulated.emulator.accountId}:root` });
  });

  it("of another casing are the same user", async () => {
    await iam.createUser(client, { userName: "Casing" });
    const error: unknown = await iam.createUser(client, { userName: "cASING" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: "already-exists", code: "EntityAlreadyExists", subject: 'user "cASING"' });
    expect(String(error)).toMatch(/request id [0-9a-f]+\)\n {2}next: .*differ only in case/);
  });

  it("are listed over many pages", async () => {
    const names = Array.from({ length: 7 }, (_, index) => `paged-${String(index)}`);
    for (const userName of names) await iam.createUser(client, { userName });
    const found: string[] = [];
    let page = await iam.listUsers(client, { userName: "paged-", maxItems: 3 });
    for (
      ;
      ;
      page = await iam.listUsers(client, { userName: "paged-", maxItems: 3, ...(page.marker === undefined ? {} : { marker: page.marker }) })
    ) {
      expect(page.items.length).toBeLessThanOrEqual(3);
      found.push(...page.items.map((user) => user.userName));
      if (!page.isTruncated) break;
    }
    expect(found.toSorted()).toEqual(names);
    expect(await iam.listAllUsers(client, { userName: "paged-" })).toHaveLength(7);
  });

  it("cannot be removed while something belongs to them", async () => {
    await iam.createUser(client, { userName: "busy" });
    await iam.createAccessKey(client, { userName: "busy" });
    await expect(iam.deleteUser(client, { userName: "busy" })).rejects.toMatchObject({ kind: "dependency", code: "DeleteConflict" });
  });

  it("take no more than ten tags", async () => {
    await iam.createUser(client, { userName: "tagged" });
    const tags = Array.from({ length: 11 }, (_, index) => ({ key: `k${String(index)}`, value: "" }));
    await expect(iam.tagUser(client, { userName: "tagged", tags })).rejects.toMatchObject({ kind: "quota", code: "LimitExceeded" });
  });
});

describe("groups", () => {
  it("are made, filled, listed from both sides, emptied and removed", async () => {
    const [groupName, userName] = ["operators", "member"];
    await iam.createUser(client, { userName });
    expect(await iam.createGroup(client, { groupName })).toMatchObject({ groupName });
    await iam.addUserToGroup(client, { groupName, userName });
    await iam.addUserToGroup(client, { groupName, userName });
    expect((await iam.getGroup(client, { groupName })).items.map((user) => user.userName)).toEqual([userName]);
    expect((await iam.listAllGroupMembers(client, { groupName })).map((user) => user.userName)).toEqual([userName]);
    expect((await iam.listAllGroupsForUser(client, { userName })).map((group) => group.groupName)).toEqual([groupName]);
    await expect(iam.deleteGroup(client, { groupName })).rejects.toMatchObject({ kind: "dependency" });
    await iam.removeUserFromGroup(client, { groupName, userName });
    await iam.removeUserFromGroup(client, { groupName, userName });
    await iam.deleteGroup(client, { groupName });
    await expect(iam.getGroup(client, { groupName })).rejects.toMatchObject({ kind: "not-found" });
    await expect(iam.removeUserFromGroup(client, { groupName, userName })).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("access keys", () => {
  it("sign calls while they are active, and none after", async () => {
    const userName = "keyed";
    await iam.createUser(client, { userName });
    const key = await iam.createAccessKey(client, { userName });
    expect(key).toMatchObject({ userName, status: "Active" });
    expect(await iam.listAllAccessKeys(client, { userName })).toMatchObject([{ accessKeyId: key.accessKeyId, status: "Active", userName }]);

    const own = emulated
      .another({ credentials: () => Promise.resolve({ accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey }) })
      .client();
    await expect(iam.listUsers(own)).rejects.toMatchObject({ kind: "auth", code: "AccessDenied" });
    expect((await iam.getAccessKeyLastUsed(client, { accessKeyId: key.accessKeyId })).lastUsedDate).toMatch(/^\d{4}-\d\d-\d\dT/);

    await iam.updateAccessKey(client, { accessKeyId: key.accessKeyId, status: "Inactive", userName });
    expect((await iam.listAccessKeys(client, { userName })).items).toMatchObject([{ status: "Inactive" }]);
    const refused: unknown = await iam.listUsers(own).catch((reason: unknown) => reason);
    expect(refused).toMatchObject({ kind: "auth" });
    expect(refused).not.toMatchObject({ code: "AccessDenied" });

    await iam.deleteAccessKey(client, { accessKeyId: key.accessKeyId, userName });
    expect(await iam.listAllAccessKeys(client, { userName })).toEqual([]);
    await expect(iam.deleteAccessKey(client, { accessKeyId: key.accessKeyId, userName })).rejects.toMatchObject({ kind: "not-found" });
  });

  it("are never made twice for one call, whatever happens to the answer", async () => {
    const userName = "lost";
    await iam.createUser(client, { userName });
    await emulated.fault({ kind: "reset-after-execute", service: "iam", operation: "CreateAccessKey", times: 1 });
    await expect(iam.createAccessKey(client, { userName })).rejects.toMatchObject({ maybeDone: true, operation: "CreateAccessKey" });
    expect(await callsOf("CreateAccessKey")).toBe(1);
    expect(await iam.listAllAccessKeys(client, { userName })).toHaveLength(1);
  });
});

describe("policies", () => {
  const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"oos:*","Resource":"arn:ctyun:oos:::b/*"}]}';

  it("are made, read back, attached, found from both sides, detached and removed", async () => {
    const userName = "reader";
    await iam.createUser(client, { userName });
    const { arn: policyArn = "" } = await iam.createPolicy(client, { policyName: "read", policyDocument: document, description: "d & e" });
    expect(await iam.getPolicy(client, { policyArn })).toMatchObject({
      policyName: "read",
      arn: policyArn,
      document,
      description: "d & e",
    });
    await iam.attachUserPolicy(client, { userName, policyArn });
    expect(await iam.listAllAttachedUserPolicies(client, { userName })).toEqual([{ policyArn, policyName: "read" }]);
    expect(await iam.listAllEntitiesForPolicy(client, { policyArn })).toEqual([{ kind: "user", name: userName }]);
    expect(await iam.listAllEntitiesForPolicy(client, { policyArn, entityFilter: "Group" })).toEqual([]);
    await expect(iam.deletePolicy(client, { policyArn })).rejects.toMatchObject({ kind: "dependency" });
    await iam.detachUserPolicy(client, { userName, policyArn });
    await iam.deletePolicy(client, { policyArn });
    await expect(iam.getPolicy(client, { policyArn })).rejects.toMatchObject({ kind: "not-found" });
  });

  it("are attached to groups and found from both sides", async () => {
    const groupName = "readers";
    await iam.createGroup(client, { groupName });
    const { arn: policyArn = "" } = await iam.createPolicy(client, { policyName: "group-read", policyDocument: document });
    await iam.attachGroupPolicy(client, { groupName, policyArn });
    expect(await iam.listAllAttachedGroupPolicies(client, { groupName })).toEqual([{ policyArn, policyName: "group-read" }]);
    expect(await iam.listAllEntitiesForPolicy(client, { policyArn })).toEqual([{ kind: "group", name: groupName }]);
    await expect(iam.deleteGroup(client, { groupName })).rejects.toMatchObject({ kind: "dependency" });
    await iam.detachGroupPolicy(client, { groupName, policyArn });
    await expect(iam.detachGroupPolicy(client, { groupName, policyArn })).rejects.toMatchObject({
      kind: "not-found",
      subject: `policy ${policyArn} of group "readers"`,
    });
  });

  it("that the service does not accept are our mistake", async () => {
    const bad = iam.createPolicy(client, { policyName: "bad", policyDocument: "{}" });
    await expect(bad).rejects.toMatchObject({ kind: "invalid", code: "MalformedPolicyDocument", subject: 'policy "bad"' });
  });
});

describe("login profiles and MFA devices", () => {
  it("come and go", async () => {
    const userName = "console";
    await iam.createUser(client, { userName });
    await expect(iam.getLoginProfile(client, { userName })).rejects.toMatchObject({ kind: "not-found" });
    await iam.createLoginProfile(client, { userName, password: "a Password+1 &", passwordResetRequired: true });
    expect(await iam.getLoginProfile(client, { userName })).toMatchObject({ userName, passwordResetRequired: true });
    await iam.updateLoginProfile(client, { userName, password: "another Password+2", passwordResetRequired: false });
    expect(await iam.getLoginProfile(client, { userName })).toMatchObject({ passwordResetRequired: false });
    await iam.deleteLoginProfile(client, { userName });
    await expect(iam.getLoginProfile(client, { userName })).rejects.toMatchObject({ kind: "not-found" });
  });

  it("are deactivated before they are removed", async () => {
    const userName = "phone-owner";
    await iam.createUser(client, { userName });
    const device = shape({
      device: required("VirtualMFADevice", shape({ seed: required("Base32StringSeed", name), serial: required("SerialNumber", name) })),
    });
    const create = {
      action: "CreateVirtualMFADevice",
      parameters: { VirtualMFADeviceName: "phone" },
    } as const;
    const { seed, serial: serialNumber } = (await sendQuery(client, create, device)).device;
    const step = Math.floor(Date.now() / 30_000);
    const codes = { AuthenticationCode1: totp(seed, step), AuthenticationCode2: totp(seed, step + 1) };
    await sendQuery(client, {
      action: "EnableMFADevice",
      parameters: { UserName: userName, SerialNumber: serialNumber, ...codes },
    });
    expect(await iam.listAllMfaDevices(client, { userName })).toMatchObject([{ serialNumber, userName }]);
    expect(await iam.listAllVirtualMfaDevices(client, { assignmentStatus: "Assigned" })).toMatchObject([
      { serialNumber, user: { userName } },
    ]);
    await expect(iam.deleteVirtualMfaDevice(client, { serialNumber })).rejects.toMatchObject({ kind: "dependency" });
    await iam.deactivateMfaDevice(client, { userName, serialNumber });
    expect(await iam.listAllMfaDevices(client, { userName })).toEqual([]);
    await iam.deleteVirtualMfaDevice(client, { serialNumber });
    expect(await iam.listAllVirtualMfaDevices(client)).toEqual([]);
  });
});

describe("the account's password rules", () => {
  it("are set, read back, enforced and put back to the default", async () => {
    const before = await iam.getAccountPasswordPolicy(client);
    await iam.updateAccountPasswordPolicy(client, { ...before, minimumPasswordLength: 16, requireSymbols: true });
    expect(await iam.getAccountPasswordPolicy(client)).toEqual({ ...before, minimumPasswordLength: 16, requireSymbols: true });
    await iam.createUser(client, { userName: "ruled" });
    const weak: unknown = await iam
      .createLoginProfile(client, { userName: "ruled", password: "tooShort1" })
      .catch((error: unknown) => error);
    expect(weak).toMatchObject({ kind: "invalid", code: "PasswordPolicyViolation" });
    expect(String(weak)).not.toContain("tooShort1");
    await iam.deleteAccountPasswordPolicy(client);
    expect(await iam.getAccountPasswordPolicy(client)).toEqual(before);
  });
});

describe("failures that say nothing about the state", () => {
  it.each([
    [{ kind: "error", status: 500, code: "InternalError" }, "server"],
    [{ kind: "error", status: 403, code: "AccessDenied" }, "auth"],
    [{ kind: "error", status: 404, code: "NotTheRightCode" }, "invalid"],
    [{ kind: "truncate" }, "network"],
    [{ kind: "reset" }, "network"],
  ] as const)("%j is never not-found", async (fault, kind) => {
    await emulated.fault({ ...fault, service: "iam", operation: "GetUser" });
    const error: unknown = await iam.getUser(client, { userName: "anyone" }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind, operation: "GetUser", subject: 'user "anyone"' });
  });

  it("is ridden out when it passes", async () => {
    await iam.createUser(client, { userName: "patient" });
    await emulated.fault({ kind: "error", status: 503, service: "iam", operation: "GetUser", times: 2 });
    expect(await iam.getUser(client, { userName: "patient" })).toMatchObject({ userName: "patient" });
    expect(await callsOf("GetUser")).toBe(3);
  });
});
