import { describe, expect, it } from "vitest";
import { oos } from "../../../../provider/backends/oos";
import * as iam from "../../../../provider/services/iam";
import type { Client } from "../../../../provider/transport/types";
import { fakeClient, formOf, type FakeClient } from "../../../support/services/fake-client";

/** Answers every call with `result` inside the envelope of its operation. */
function answering(result: string): FakeClient {
  return fakeClient(({ operation }) => {
    const body = result === "" ? "" : `<${operation}Result>${result}</${operation}Result>`;
    return `<${operation}Response>${body}<ResponseMetadata><RequestId>0123456789abcdef</RequestId></ResponseMetadata></${operation}Response>`;
  });
}

const USER =
  "<User><Arn>arn:ctyun:iam::10rc2arpn6306:user/bob</Arn><UserName>bob</UserName><UserId>u1</UserId><CreateDate>2019-01-31T09:18:00Z</CreateDate>" +
  "<Tags><member><Key>team</Key><Value>ops</Value></member></Tags></User>";
const userName = "bob";
const policyArn = "arn:ctyun:iam::10rc2arpn6306:policy/read";

/** Operation, call, what the form holds beside Action and Version, effect, result on the wire, value. */
type Row = readonly [string, (client: Client) => Promise<unknown>, Record<string, string>, string, string, unknown];

const bob = {
  arn: "arn:ctyun:iam::10rc2arpn6306:user/bob",
  userName,
  userId: "u1",
  createDate: "2019-01-31T09:18:00Z",
  tags: [{ key: "team", value: "ops" }],
};
const tag = { key: "team", value: "ops" };
/** The sample of the manual. */
const PASSWORD_POLICY = {
  allowUsersToChangePassword: true,
  hardExpiry: true,
  maxPasswordAge: 0,
  minimumPasswordLength: 8,
  passwordReusePrevention: 3,
  requireLowercaseCharacters: false,
  requireNumbers: false,
  requireSymbols: true,
  requireUppercaseCharacters: false,
};

const ROWS: readonly Row[] = [
  [
    "CreateUser",
    (c) => iam.createUser(c, { userName, tags: [tag, { key: "b", value: "" }] }),
    { UserName: "bob", "Tags.member.1.Key": "team", "Tags.member.1.Value": "ops", "Tags.member.2.Key": "b", "Tags.member.2.Value": "" },
    "create",
    USER,
    bob,
  ],
  ["CreateUser", (c) => iam.createUser(c, { userName }), { UserName: "bob" }, "create", "", { userName, tags: [] }],
  ["GetUser", (c) => iam.getUser(c, { userName }), { UserName: "bob" }, "read", USER, bob],
  ["GetUser", (c) => iam.getUser(c), {}, "read", USER, bob],
  [
    "ListUsers",
    (c) => iam.listUsers(c, { userName: "bo", accessKeyId: "a1", maxItems: 5, marker: "m" }),
    { UserName: "bo", AccessKeyId: "a1", MaxItems: "5", Marker: "m" },
    "read",
    "<Users><member><UserName>bob</UserName></member></Users><IsTruncated>true</IsTruncated><Marker>n</Marker>",
    { items: [{ userName, tags: [] }], isTruncated: true, marker: "n" },
  ],
  ["ListUsers", (c) => iam.listUsers(c), {}, "read", "<Users/><IsTruncated>false</IsTruncated>", { items: [], isTruncated: false }],
  ["DeleteUser", (c) => iam.deleteUser(c, { userName }), { UserName: "bob" }, "idempotent", "", undefined],
  [
    "TagUser",
    (c) => iam.tagUser(c, { userName, tags: [tag] }),
    { UserName: "bob", "Tags.member.1.Key": "team", "Tags.member.1.Value": "ops" },
    "idempotent",
    "",
    undefined,
  ],
  [
    "UntagUser",
    (c) => iam.untagUser(c, { userName, tagKeys: ["a", "b"] }),
    { UserName: "bob", "TagKeys.member.1": "a", "TagKeys.member.2": "b" },
    "idempotent",
    "",
    undefined,
  ],
  [
    "ListUserTags",
    (c) => iam.listUserTags(c, { userName }),
    { UserName: "bob" },
    "read",
    "<Tags><member><Key>team</Key><Value>ops</Value></member></Tags>",
    { items: [tag], isTruncated: false },
  ],
  [
    "ListGroupsForUser",
    (c) => iam.listGroupsForUser(c, { userName }),
    { UserName: "bob" },
    "read",
    "<Groups><member><GroupName>ops</GroupName></member></Groups>",
    { items: [{ groupName: "ops" }], isTruncated: false },
  ],
  [
    "AddUserToGroup",
    (c) => iam.addUserToGroup(c, { groupName: "ops", userName }),
    { GroupName: "ops", UserName: "bob" },
    "idempotent",
    "",
    undefined,
  ],
  [
    "RemoveUserFromGroup",
    (c) => iam.removeUserFromGroup(c, { groupName: "ops", userName }),
    { GroupName: "ops", UserName: "bob" },
    "idempotent",
    "",
    undefined,
  ],
  [
    "CreateGroup",
    (c) => iam.createGroup(c, { groupName: "ops" }),
    { GroupName: "ops" },
    "create",
    "<Group><GroupName>ops</GroupName><GroupId>g</GroupId></Group>",
    { groupName: "ops", groupId: "g" },
  ],
  ["CreateGroup", (c) => iam.createGroup(c, { groupName: "ops" }), { GroupName: "ops" }, "create", "", { groupName: "ops" }],
  [
    "GetGroup",
    (c) => iam.getGroup(c, { groupName: "ops", maxItems: 7 }),
    { GroupName: "ops", MaxItems: "7" },
    "read",
    "<Group><GroupName>ops</GroupName></Group><Users><member><UserName>bob</UserName></member></Users>",
    { group: { groupName: "ops" }, items: [{ userName, tags: [] }], isTruncated: false },
  ],
  ["DeleteGroup", (c) => iam.deleteGroup(c, { groupName: "ops" }), { GroupName: "ops" }, "idempotent", "", undefined],
  [
    "CreateAccessKey",
    (c) => iam.createAccessKey(c, { userName }),
    { UserName: "bob" },
    "create",
    "<AccessKey><UserName>bob</UserName><AccessKeyId>a1</AccessKeyId><Status>Active</Status><SecretAccessKey>s1</SecretAccessKey></AccessKey>",
    { userName, accessKeyId: "a1", status: "Active", secretAccessKey: "s1" },
  ],
  [
    "ListAccessKeys",
    (c) => iam.listAccessKeys(c),
    {},
    "read",
    "<UserName>bob</UserName><AccessKeyMetadata><member><AccessKeyId>a1</AccessKeyId><Status>Inactive</Status><IsPrimary>true</IsPrimary></member></AccessKeyMetadata>",
    { items: [{ accessKeyId: "a1", status: "Inactive", isPrimary: true }], isTruncated: false },
  ],
  [
    "GetAccessKeyLastUsed",
    (c) => iam.getAccessKeyLastUsed(c, { accessKeyId: "a1" }),
    { AccessKeyId: "a1" },
    "read",
    "<UserName>bob</UserName><AccessKeyLastUsed><LastUsedDate>2020-01-01T00:00:00Z</LastUsedDate><ServiceName>oos</ServiceName></AccessKeyLastUsed>",
    { userName, lastUsedDate: "2020-01-01T00:00:00Z", serviceName: "oos" },
  ],
  [
    "GetAccessKeyLastUsed",
    (c) => iam.getAccessKeyLastUsed(c, { accessKeyId: "a1" }),
    { AccessKeyId: "a1" },
    "read",
    "<UserName>bob</UserName><AccessKeyLastUsed/>",
    { userName },
  ],
  [
    "UpdateAccessKey",
    (c) => iam.updateAccessKey(c, { accessKeyId: "a1", status: "Inactive", userName }),
    { AccessKeyId: "a1", Status: "Inactive", UserName: "bob" },
    "idempotent",
    "",
    undefined,
  ],
  ["DeleteAccessKey", (c) => iam.deleteAccessKey(c, { accessKeyId: "a1" }), { AccessKeyId: "a1" }, "idempotent", "", undefined],
  [
    "CreatePolicy",
    (c) => iam.createPolicy(c, { policyName: "read", policyDocument: '{"Statement":[]}', description: "d" }),
    { PolicyName: "read", PolicyDocument: '{"Statement":[]}', Description: "d" },
    "idempotent",
    "<Policy><PolicyName>read</PolicyName><Arn>x</Arn></Policy>",
    { policyName: "read", arn: "x" },
  ],
  [
    "GetPolicy",
    (c) => iam.getPolicy(c, { policyArn }),
    { PolicyArn: policyArn },
    "read",
    `<Policy><PolicyName>read</PolicyName><Document>%7B%22a%22%3A+1%7D</Document><AttachmentCount>2</AttachmentCount></Policy>`,
    { policyName: "read", document: '{"a": 1}', attachmentCount: 2 },
  ],
  [
    "GetPolicy",
    (c) => iam.getPolicy(c, { policyArn }),
    { PolicyArn: policyArn },
    "read",
    `<Policy><PolicyName>read</PolicyName><PolicyDocument>{"a": "100%"}</PolicyDocument></Policy>`,
    { policyName: "read", document: '{"a": "100%"}' },
  ],
  ["DeletePolicy", (c) => iam.deletePolicy(c, { policyArn }), { PolicyArn: policyArn }, "idempotent", "", undefined],
  [
    "ListEntitiesForPolicy",
    (c) => iam.listEntitiesForPolicy(c, { policyArn, entityFilter: "User" }),
    { PolicyArn: policyArn, EntityFilter: "User" },
    "read",
    "<PolicyUsers><member><UserName>bob</UserName></member></PolicyUsers><PolicyGroups><member><GroupName>ops</GroupName></member></PolicyGroups>",
    {
      items: [
        { kind: "user", name: "bob" },
        { kind: "group", name: "ops" },
      ],
      isTruncated: false,
    },
  ],
  [
    "AttachUserPolicy",
    (c) => iam.attachUserPolicy(c, { userName, policyArn }),
    { UserName: "bob", PolicyArn: policyArn },
    "idempotent",
    "",
    undefined,
  ],
  [
    "DetachUserPolicy",
    (c) => iam.detachUserPolicy(c, { userName, policyArn }),
    { UserName: "bob", PolicyArn: policyArn },
    "idempotent",
    "",
    undefined,
  ],
  [
    "ListAttachedUserPolicies",
    (c) => iam.listAttachedUserPolicies(c, { userName }),
    { UserName: "bob" },
    "read",
    `<AttachedPolicies><member><PolicyArn>${policyArn}</PolicyArn></member></AttachedPolicies>`,
    { items: [{ policyArn }], isTruncated: false },
  ],
  [
    "AttachGroupPolicy",
    (c) => iam.attachGroupPolicy(c, { groupName: "ops", policyArn }),
    { GroupName: "ops", PolicyArn: policyArn },
    "idempotent",
    "",
    undefined,
  ],
  [
    "DetachGroupPolicy",
    (c) => iam.detachGroupPolicy(c, { groupName: "ops", policyArn }),
    { GroupName: "ops", PolicyArn: policyArn },
    "idempotent",
    "",
    undefined,
  ],
  [
    "ListAttachedGroupPolicies",
    (c) => iam.listAttachedGroupPolicies(c, { groupName: "ops", marker: "m" }),
    { GroupName: "ops", Marker: "m" },
    "read",
    `<AttachedPolicies><member><PolicyName>read</PolicyName><PolicyArn>${policyArn}</PolicyArn></member></AttachedPolicies>`,
    { items: [{ policyName: "read", policyArn }], isTruncated: false },
  ],
  [
    "UpdateAccountPasswordPolicy",
    (c) => iam.updateAccountPasswordPolicy(c, PASSWORD_POLICY),
    {
      AllowUsersToChangePassword: "true",
      HardExpiry: "true",
      MaxPasswordAge: "0",
      MinimumPasswordLength: "8",
      PasswordReusePrevention: "3",
      RequireLowercaseCharacters: "false",
      RequireNumbers: "false",
      RequireSymbols: "true",
      RequireUppercaseCharacters: "false",
    },
    "idempotent",
    "",
    undefined,
  ],
  [
    "GetAccountPasswordPolicy",
    (c) => iam.getAccountPasswordPolicy(c),
    {},
    "read",
    "<PasswordPolicy><AllowUsersToChangePassword>true</AllowUsersToChangePassword><ExpirePasswords>false</ExpirePasswords><HardExpiry>true</HardExpiry>" +
      "<MaxPasswordAge>0</MaxPasswordAge><MinimumPasswordLength>8</MinimumPasswordLength><PasswordReusePrevention>3</PasswordReusePrevention>" +
      "<RequireLowercaseCharacters>false</RequireLowercaseCharacters><RequireNumbers>false</RequireNumbers><RequireSymbols>true</RequireSymbols>" +
      "<RequireUppercaseCharacters>false</RequireUppercaseCharacters></PasswordPolicy>",
    PASSWORD_POLICY,
  ],
  [
    "GetAccountPasswordPolicy",
    (c) => iam.getAccountPasswordPolicy(c),
    {},
    "read",
    "<PasswordPolicy><MinimumPasswordLength>8</MinimumPasswordLength><MaxPasswordAge/></PasswordPolicy>",
    { minimumPasswordLength: 8 },
  ],
  ["DeleteAccountPasswordPolicy", (c) => iam.deleteAccountPasswordPolicy(c), {}, "idempotent", "", undefined],
  [
    "CreateLoginProfile",
    (c) => iam.createLoginProfile(c, { userName, password: "p w", passwordResetRequired: false }),
    { UserName: "bob", Password: "p w", PasswordResetRequired: "false" },
    "create",
    "",
    { userName },
  ],
  [
    "GetLoginProfile",
    (c) => iam.getLoginProfile(c, { userName }),
    { UserName: "bob" },
    "read",
    "<LoginProfile><PasswordResetRequired>true</PasswordResetRequired></LoginProfile>",
    { passwordResetRequired: true },
  ],
  [
    "UpdateLoginProfile",
    (c) => iam.updateLoginProfile(c, { userName, password: "p&w", passwordResetRequired: true }),
    { UserName: "bob", Password: "p&w", PasswordResetRequired: "true" },
    "idempotent",
    "",
    undefined,
  ],
  ["DeleteLoginProfile", (c) => iam.deleteLoginProfile(c, { userName }), { UserName: "bob" }, "idempotent", "", undefined],
  [
    "ListMFADevices",
    (c) => iam.listMfaDevices(c, { userName }),
    { UserName: "bob" },
    "read",
    "<MFADevices><member><SerialNumber>s</SerialNumber><UserName>bob</UserName></member></MFADevices>",
    { items: [{ serialNumber: "s", userName }], isTruncated: false },
  ],
  [
    "DeactivateMFADevice",
    (c) => iam.deactivateMfaDevice(c, { userName, serialNumber: "s" }),
    { UserName: "bob", SerialNumber: "s" },
    "idempotent",
    "",
    undefined,
  ],
  [
    "DeleteVirtualMFADevice",
    (c) => iam.deleteVirtualMfaDevice(c, { serialNumber: "s" }),
    { SerialNumber: "s" },
    "idempotent",
    "",
    undefined,
  ],
  [
    "ListVirtualMFADevices",
    (c) => iam.listVirtualMfaDevices(c, { assignmentStatus: "Any" }),
    { AssignmentStatus: "Any" },
    "read",
    "<VirtualMFADevices><member><SerialNumber>s</SerialNumber><User><UserName>bob</UserName></User></member></VirtualMFADevices>",
    { items: [{ serialNumber: "s", user: { userName } }], isTruncated: false },
  ],
];

describe("every operation on the wire", () => {
  it.each(ROWS)("%s", async (operation, call, form, effect, result, value) => {
    const client = answering(result);
    expect(await call(client)).toEqual(value);
    expect(client.sent).toHaveLength(1);
    expect(client.sent[0]).toMatchObject({ operation });
    expect(formOf(client.sent[0])).toEqual({ Action: operation, Version: "2010-05-08", ...form });
  });

  it("is in the backend's table with the same effect", () => {
    const table = new Map<string, unknown>(oos.services.iam?.operations.map((row) => [row.operation, row.effect]));
    for (const [operation, , , effect] of ROWS) {
      expect([operation, table.get(operation)]).toEqual([operation, effect]);
    }
  });

  it("says what it was about when it fails", async () => {
    const error: unknown = await iam
      .getUser(
        fakeClient(() => "<html/>"),
        { userName },
      )
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: "foreign", operation: "GetUser", subject: 'user "bob"' });
  });

  it("never takes an answer without the entity for an entity", async () => {
    for (const call of [
      iam.getUser(answering("<Note/>"), { userName }),
      iam.getPolicy(answering(""), { policyArn }),
      iam.getLoginProfile(answering(""), { userName }),
      iam.getGroup(answering(""), { groupName: "ops" }),
      iam.createAccessKey(answering("<AccessKey><AccessKeyId>a1</AccessKeyId></AccessKey>"), { userName }),
    ]) {
      await expect(call).rejects.toMatchObject({ kind: "foreign" });
    }
  });
});
