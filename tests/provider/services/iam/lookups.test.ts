/** The operations behind data functions and commands on the wire: what is sent, and every form of answer that is read. */
import { describe, expect, it } from "vitest";
import { oos } from "../../../../provider/backends/oos";
import * as iam from "../../../../provider/services/iam";
import type { Client } from "../../../../provider/transport/types";
import { fakeClient, formOf, type FakeClient } from "../../../support/services/fake-client";

function answering(result: string): FakeClient {
  return fakeClient(({ operation }) => `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`);
}

type Row = readonly [string, (client: Client) => Promise<unknown>, Record<string, string>, string, string, unknown];

const SESSION =
  "<Credentials><SessionToken>tok</SessionToken><AccessKeyId>sts.1</AccessKeyId><SecretAccessKey>sec</SecretAccessKey>" +
  "<Expiration>2018-10-29 17:38:21</Expiration></Credentials>";
const session = { accessKeyId: "sts.1", secretAccessKey: "sec", sessionToken: "tok", expiration: "2018-10-29 17:38:21" };

const ROWS: readonly Row[] = [
  [
    "ListGroups",
    (c) => iam.listGroups(c, { maxItems: 2, marker: "m" }),
    { MaxItems: "2", Marker: "m" },
    "read",
    "<Groups><member><GroupName>ops</GroupName><CreateDate>2019-01-31T09:18:00Z</CreateDate></member></Groups>",
    { items: [{ groupName: "ops", createDate: "2019-01-31T09:18:00Z" }], isTruncated: false },
  ],
  [
    "ListPolicies",
    (c) => iam.listPolicies(c, { onlyAttached: true, maxItems: 10 }),
    { OnlyAttached: "true", MaxItems: "10" },
    "read",
    "<Policies><member><PolicyName>p</PolicyName><Arn>a</Arn><Scope>OOS</Scope><AttachmentCount>3</AttachmentCount></member></Policies>",
    { items: [{ policyName: "p", arn: "a", scope: "OOS", attachmentCount: 3 }], isTruncated: false },
  ],
  [
    "ListAttachedGroupPolicies",
    (c) => iam.listAttachedGroupPolicies(c, { groupName: "ops" }),
    { GroupName: "ops" },
    "read",
    "<AttachedPolicies><member><PolicyArn>a</PolicyArn><PolicyName>p</PolicyName><Scope>Local</Scope><Description>d</Description></member></AttachedPolicies>",
    { items: [{ policyArn: "a", policyName: "p", scope: "Local", description: "d" }], isTruncated: false },
  ],
  ["GetSessionToken", (c) => iam.getSessionToken(c, { durationSeconds: 1800 }), { DurationSeconds: "1800" }, "create", SESSION, session],
  [
    "GetSessionToken",
    (c) => iam.getSessionToken(c, { durationSeconds: 900, policyDocument: '{"a b":"ü&="}' }),
    { DurationSeconds: "900", PolicyDocument: '{"a b":"ü&="}' },
    "create",
    SESSION,
    session,
  ],
  [
    "ChangePassword",
    (c) => iam.changePassword(c, { oldPassword: "old one&", newPassword: "new+one" }),
    { OldPassword: "old one&", NewPassword: "new+one" },
    "create",
    "",
    undefined,
  ],
  [
    "GetAccountPasswordPolicy",
    (c) => iam.getAccountPasswordPolicy(c),
    {},
    "read",
    "<PasswordPolicy><MinimumPasswordLength>8</MinimumPasswordLength><HardExpiry>true</HardExpiry><MaxPasswordAge>0</MaxPasswordAge></PasswordPolicy>",
    { minimumPasswordLength: 8, hardExpiry: true, maxPasswordAge: 0 },
  ],
  [
    "GetAccountSummary",
    (c) => iam.getAccountSummary(c),
    {},
    "read",
    "<SummaryMap><entry><key>UsersQuota</key><value>500</value></entry><entry><key>MFADevices</key><value>2</value></entry></SummaryMap>",
    { usersQuota: 500, mfaDevices: 2 },
  ],
  [
    "GetAccountSummary",
    (c) => iam.getAccountSummary(c),
    {},
    "read",
    "<SummaryMap><Users>1</Users><GroupsQuota>30</GroupsQuota></SummaryMap>",
    { users: 1, groupsQuota: 30 },
  ],
];

describe("every operation on the wire", () => {
  it.each(ROWS)("%s", async (operation, call, form, effect, result, value) => {
    const client = answering(result);
    expect(await call(client)).toEqual(value);
    expect(client.sent[0]).toMatchObject({ operation });
    expect(formOf(client.sent[0])).toEqual({ Action: operation, Version: "2010-05-08", ...form });
  });

  it("is in the backend's table with the same effect", () => {
    const table = new Map<string, unknown>(oos.services.iam?.operations.map((row) => [row.operation, row.effect]));
    for (const [operation, , , effect] of ROWS) expect([operation, table.get(operation)]).toEqual([operation, effect]);
  });

  it("never takes an answer without what was asked for an answer", async () => {
    for (const call of [
      iam.getSessionToken(answering("<Credentials><AccessKeyId>sts.1</AccessKeyId></Credentials>"), { durationSeconds: 900 }),
      iam.getAccountPasswordPolicy(answering("")),
      iam.getAccountPasswordPolicy(answering("<PasswordPolicy/>")),
      iam.getAccountSummary(answering("<SummaryMap/>")),
      iam.getAccountSummary(answering("<SummaryMap><Users>many</Users></SummaryMap>")),
    ]) {
      await expect(call).rejects.toMatchObject({ kind: "foreign" });
    }
  });
});

describe("lists to their end", () => {
  const paged =
    (operation: string, item: (index: number) => string) =>
    (client: (request: FakeClient) => Promise<readonly unknown[]>): Promise<[readonly unknown[], Record<string, string>[]]> => {
      const fake = fakeClient((_request, index) => {
        const more = index < 2 ? `<IsTruncated>true</IsTruncated><Marker>m${index}</Marker>` : "<IsTruncated>false</IsTruncated>";
        return `<${operation}Response><${operation}Result>${item(index)}${more}</${operation}Result></${operation}Response>`;
      });
      return client(fake).then((found) => [found, fake.sent.map(formOf)]);
    };
  const member = (list: string, name: string, index: number): string =>
    `<${list}><member><${name}>${name}${index}</${name}></member></${list}>`;

  const key = (index: number): string =>
    `<AccessKeyMetadata><member><AccessKeyId>k${index}</AccessKeyId><Status>Active</Status><IsPrimary>${index === 0}</IsPrimary></member></AccessKeyMetadata>`;

  it.each([
    ["ListGroups", (index: number) => member("Groups", "GroupName", index), (c: Client) => iam.listAllGroups(c)],
    ["ListPolicies", (index: number) => member("Policies", "PolicyName", index), (c: Client) => iam.listAllPolicies(c)],
    [
      "ListAttachedGroupPolicies",
      (index: number) => member("AttachedPolicies", "PolicyArn", index),
      (c: Client) => iam.listAllAttachedGroupPolicies(c, { groupName: "g" }),
    ],
    ["ListAccessKey", key, (c: Client) => iam.listAllLegacyAccessKeys(c)],
  ] as const)("%s reads three pages", async (operation, item, list) => {
    const [found, forms] = await paged(operation, item)(list);
    expect(found).toHaveLength(3);
    expect(forms.map(({ Action, Marker, MaxItems }) => [Action, Marker, MaxItems])).toEqual([
      [operation, undefined, "1000"],
      [operation, "m0", "1000"],
      [operation, "m1", "1000"],
    ]);
  });

  it("a group keeps its own fields over all pages of its members", async () => {
    const group = "<Group><GroupName>Ops</GroupName><GroupId>g1</GroupId></Group>";
    const fake = fakeClient((_request, index) => {
      const more = index === 0 ? "<IsTruncated>true</IsTruncated><Marker>m</Marker>" : "<IsTruncated>false</IsTruncated>";
      return `<GetGroupResponse><GetGroupResult>${group}${member("Users", "UserName", index)}${more}</GetGroupResult></GetGroupResponse>`;
    });
    const { group: found, members } = await iam.getWholeGroup(fake, { groupName: "ops" });
    expect(found).toEqual({ groupName: "Ops", groupId: "g1" });
    expect(members.map(({ userName }) => userName)).toEqual(["UserName0", "UserName1"]);
  });

  it("keys of 6.0 say whether they are primary", async () => {
    const fake = fakeClient(() => `<ListAccessKeyResponse><ListAccessKeyResult>${key(0)}</ListAccessKeyResult></ListAccessKeyResponse>`);
    expect(await iam.listAllLegacyAccessKeys(fake)).toEqual([{ accessKeyId: "k0", status: "Active", isPrimary: true }]);
  });
});
