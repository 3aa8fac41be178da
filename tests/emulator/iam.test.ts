import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { beforeEach, describe, expect, test } from "vitest";
import { codeOf, emulatorForFile, iam, members, sendSigned, TimeTraveller, userWithKey, xmlOf } from "../support/emulator/support";

const emulator = emulatorForFile();
const time = new TimeTraveller(emulator);
let account = "";
beforeEach(() => {
  account = emulator().accountId;
});

const call = (action: string, params: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> =>
  iam(emulator(), action, params);
const arn = (rest: string): string => `arn:ctyun:iam::${account}:${rest}`;
const ALLOW_ALL = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });

describe("the envelope", () => {
  const raw = (body: string, headers: Readonly<Record<string, string>> = {}): ReturnType<typeof sendSigned> =>
    sendSigned(emulator().endpoints.iam, { method: "POST", target: "/", body, headers }, { keys: emulator(), service: "sts" });

  test("of a success: no namespace, the request id in header and body", async () => {
    const answer = await raw("Action=ListUsers", {
      "content-type": "application/octet-stream",
      "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
    });
    expect(answer.headers["content-type"]).toBe("text/xml;charset=UTF-8");
    expect(answer.text).toMatch(/<ListUsersResponse><ListUsersResult><Users><\/Users><IsTruncated>false<\/IsTruncated><\/ListUsersResult>/);
    expect(xmlOf(answer)["ResponseMetadata"]).toEqual({ RequestId: answer.headers["x-amz-request-id"] });
  });

  test("of a call without a result", async () => {
    await call("CreateGroup", { GroupName: "void" });
    expect(Object.keys(xmlOf(await raw("Action=DeleteGroup&GroupName=void")))).toEqual(["ResponseMetadata"]);
  });

  test.each([
    [
      "Action=CreateUser",
      400,
      "ValidationError",
      "1 validation errors detected: Value null at 'userName' failed to satisfy constraint: Member must not be null",
    ],
    [
      "Action=CreateUser&UserName=a%20b",
      400,
      "ValidationError",
      "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
    ],
    [`Action=CreateGroup&GroupName=${"g".repeat(129)}`, 400, "ValidationError", "Member must have length less than or equal to 128"],
    ["Action=ListUsers&MaxItems=0", 400, "ValidationError", "'maxItems'"],
    ["Action=CreateUser&UserName=u&Path=/x/", 400, "ValidationError", "'Path' is not known"],
    ["Action=ListUsers&Version=2011-06-15", 400, "InvalidAction", "Could not find operation ListUsers for version 2011-06-15."],
    ["Action=CreateRole", 400, "InvalidAction", "CreateRole"],
    ["UserName=u", 400, "InvalidAction", "Action"],
    ["Action=GetUser&UserName=nobody", 404, "NoSuchEntity", "The user with name nobody cannot be found."],
    ["Action=CreateAccessKey&IsPrimary=maybe", 400, "ValidationError", "'isPrimary'"],
  ])("%s is refused", async (body, status, code, words) => {
    const answer = await raw(body);
    expect([answer.status, codeOf(answer), xmlOf(answer)["Message"]]).toEqual([status, code, expect.stringContaining(words)]);
  });

  test("of another method", async () => {
    const answer = await sendSigned(
      emulator().endpoints.iam,
      { method: "GET", target: "/?Action=ListUsers" },
      { keys: emulator(), service: "sts" },
    );
    expect(answer.status).toBe(405);
  });
});

describe("users", () => {
  test("are created, read in any case, and deleted", async () => {
    const created = await call("CreateUser", { UserName: "Bob", "Tags.member.1.Key": "team", "Tags.member.1.Value": "a&b" });
    expect(created["User"]).toMatchObject({
      UserName: "Bob",
      Arn: arn("user/Bob"),
      CreateDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
    });
    expect(
      members(
        (await call("GetUser", { UserName: "BOB" }))["User"] &&
          ((await call("GetUser", { UserName: "bob" }))["User"] as Record<string, unknown>)["Tags"],
      ),
    ).toEqual([{ Key: "team", Value: "a&b" }]);
    await expect(call("CreateUser", { UserName: "boB" })).rejects.toThrow("409 EntityAlreadyExists");
    await call("DeleteUser", { UserName: "bob" });
    await expect(call("GetUser", { UserName: "Bob" })).rejects.toThrow("404 NoSuchEntity");
    await expect(call("DeleteUser", { UserName: "Bob" })).rejects.toThrow("404 NoSuchEntity");
  });

  test("names that are special to JavaScript are names like others", async () => {
    await call("CreateUser", { UserName: "__proto__" });
    expect((await call("GetUser", { UserName: "__proto__" }))["User"]).toMatchObject({ UserName: "__proto__" });
    await expect(call("GetUser", { UserName: "constructor" })).rejects.toThrow("404 NoSuchEntity");
    await call("DeleteUser", { UserName: "__proto__" });
  });

  test("without a name GetUser is about the caller", async () => {
    expect((await call("GetUser"))["User"]).toMatchObject({ Arn: arn("root"), UserName: "root" });
  });

  test("are listed in pages, and found by parts of name and key", async () => {
    for (const name of ["page-a", "page-b", "page-c"]) await call("CreateUser", { UserName: name });
    const key = (await call("CreateAccessKey", { UserName: "page-b" }))["AccessKey"] as Record<string, string>;
    const names: unknown[] = [];
    let marker: string | undefined;
    do {
      const page = await call("ListUsers", {
        MaxItems: "2",
        UserName: "PAGE",
        ...(marker === undefined ? {} : { Marker: marker }),
      });
      names.push(...members(page["Users"]).map((user) => user["UserName"]));
      marker = page["Marker"] as string | undefined;
    } while (marker !== undefined);
    expect(names).toEqual(["page-a", "page-b", "page-c"]);
    const byKey = await call("ListUsers", { AccessKeyId: key["AccessKeyId"]?.slice(3, 15) ?? "" });
    expect(members(byKey["Users"]).map((user) => user["UserName"])).toEqual(["page-b"]);
  });

  test("carry at most ten tags; the same key overwrites; an absent one may be removed", async () => {
    await call("CreateUser", { UserName: "tagged" });
    const tags = (from: number, count: number): Record<string, string> =>
      Object.fromEntries(
        Array.from(
          { length: count },
          (_, i) =>
            [
              [`Tags.member.${i + 1}.Key`, `k${from + i}`],
              [`Tags.member.${i + 1}.Value`, `v${from + i}`],
            ] as const,
        ).flat(),
      );
    await call("TagUser", { UserName: "tagged", ...tags(0, 10) });
    await expect(call("TagUser", { UserName: "tagged", ...tags(10, 1) })).rejects.toThrow("409 LimitExceeded");
    await call("TagUser", { UserName: "tagged", "Tags.member.1.Key": "k3", "Tags.member.1.Value": "new" });
    await call("UntagUser", { UserName: "tagged", "TagKeys.member.1": "k0", "TagKeys.member.2": "never" });
    const left = members((await call("ListUserTags", { UserName: "tagged" }))["Tags"]);
    expect(left).toHaveLength(9);
    expect(left).toContainEqual({ Key: "k3", Value: "new" });
  });

  test("are not deleted while something belongs to them", async () => {
    const UserName = "burdened";
    await call("CreateUser", { UserName });
    await call("CreateGroup", { GroupName: "burden" });
    const policy = (await call("CreatePolicy", { PolicyName: "burden", PolicyDocument: ALLOW_ALL }))["Policy"] as Record<string, string>;
    const PolicyArn = policy["Arn"] ?? "";
    const key = (await call("CreateAccessKey", { UserName }))["AccessKey"] as Record<string, string>;
    await call("AddUserToGroup", { GroupName: "burden", UserName });
    await call("AttachUserPolicy", { UserName, PolicyArn });
    await call("CreateLoginProfile", { UserName, Password: "correct horse" });
    const steps: readonly [string, () => Promise<unknown>][] = [
      ["must delete access keys first", () => call("DeleteAccessKey", { UserName, AccessKeyId: key["AccessKeyId"] ?? "" })],
      ["must remove users from group first", () => call("RemoveUserFromGroup", { GroupName: "burden", UserName })],
      ["must detach all policies first", () => call("DetachUserPolicy", { UserName, PolicyArn })],
      ["must delete login profile first", () => call("DeleteLoginProfile", { UserName })],
    ];
    for (const [words, remove] of steps) {
      await expect(call("DeleteUser", { UserName })).rejects.toThrow(new RegExp(`409 DeleteConflict.*${words}`));
      await remove();
    }
    await call("DeleteUser", { UserName });
  });
});

describe("access keys", () => {
  test("show their secret once, and two are the most a user may have", async () => {
    await call("CreateUser", { UserName: "keys" });
    const key = (await call("CreateAccessKey", { UserName: "keys" }))["AccessKey"] as Record<string, string>;
    expect(key).toMatchObject({
      UserName: "keys",
      Status: "Active",
      AccessKeyId: expect.stringMatching(/^[0-9a-f]{20}$/) as string,
      SecretAccessKey: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
    });
    await call("CreateAccessKey", { UserName: "keys" });
    await expect(call("CreateAccessKey", { UserName: "keys" })).rejects.toThrow("409 LimitExceeded");
    const listed = await call("ListAccessKeys", { UserName: "keys" });
    expect(members(listed["AccessKeyMetadata"]).map((item) => Object.keys(item).sort())).toEqual([
      ["AccessKeyId", "CreateDate", "Status", "UserName"],
      ["AccessKeyId", "CreateDate", "Status", "UserName"],
    ]);
    expect(listed["UserName"]).toBe("keys");
  });

  test("sign for their user until they are inactive or deleted", async () => {
    await call("CreateUser", { UserName: "signer" });
    const made = (await call("CreateAccessKey", { UserName: "signer" }))["AccessKey"] as Record<string, string>;
    const keys = { accessKeyId: made["AccessKeyId"] ?? "", secretAccessKey: made["SecretAccessKey"] ?? "" };
    await expect(iam(emulator(), "GetUser", {}, keys)).rejects.toThrow(
      "403 AccessDenied: User: " + arn("user/signer") + " is not authorized to perform: iam:GetUser on resource: " + arn("user/signer"),
    );
    const used = (await call("GetAccessKeyLastUsed", { AccessKeyId: keys.accessKeyId }))["AccessKeyLastUsed"];
    expect(used).toMatchObject({ ServiceName: "sts", LastUsedDate: expect.stringMatching(/Z$/) as string });
    await call("UpdateAccessKey", { UserName: "signer", AccessKeyId: keys.accessKeyId, Status: "Inactive" });
    await expect(iam(emulator(), "GetUser", {}, keys)).rejects.toThrow("403 InvalidAccessKeyId");
    await call("UpdateAccessKey", { UserName: "signer", AccessKeyId: keys.accessKeyId, Status: "Active" });
    await expect(iam(emulator(), "GetUser", {}, keys)).rejects.toThrow("403 AccessDenied");
    await call("DeleteAccessKey", { UserName: "signer", AccessKeyId: keys.accessKeyId });
    await expect(iam(emulator(), "GetUser", {}, keys)).rejects.toThrow("403 InvalidAccessKeyId");
    await expect(call("DeleteAccessKey", { UserName: "signer", AccessKeyId: keys.accessKeyId })).rejects.toThrow("404 NoSuchEntity");
  });

  test("tell when, on the emulator's clock, and for which service they were last used", async () => {
    const keys = await userWithKey(emulator(), "used", { Effect: "Allow", Action: "*", Resource: "*" });
    const lastUsed = async (): Promise<unknown> =>
      (await time.iam("GetAccessKeyLastUsed", { AccessKeyId: keys.accessKeyId }))["AccessKeyLastUsed"];
    expect(await lastUsed()).toEqual({ ServiceName: "N/A" });
    await time.to("2031-05-06T07:08:09Z");
    await time.client(keys).send(new ListBucketsCommand({}));
    expect(await lastUsed()).toEqual({ ServiceName: "s3", LastUsedDate: expect.stringMatching(/^2031-05-06T07:08:(09|1\d)Z$/) as string });
    await time.to("2031-05-06T09:00:00Z");
    await time.trail("DescribeTrails", {}, keys);
    expect(await lastUsed()).toMatchObject({
      ServiceName: "cloudtrail",
      LastUsedDate: expect.stringMatching(/^2031-05-06T09:00:/) as string,
    });
    await time.to(new Date().toISOString());
  });

  test("of one user are not another's", async () => {
    await call("CreateUser", { UserName: "one" });
    await call("CreateUser", { UserName: "two" });
    const made = (await call("CreateAccessKey", { UserName: "one" }))["AccessKey"] as Record<string, string>;
    await expect(call("DeleteAccessKey", { UserName: "two", AccessKeyId: made["AccessKeyId"] ?? "" })).rejects.toThrow("404 NoSuchEntity");
    await expect(call("UpdateAccessKey", { UserName: "one", AccessKeyId: made["AccessKeyId"] ?? "", Status: "Broken" })).rejects.toThrow(
      "400 ValidationError",
    );
  });
});

test("login profiles", async () => {
  const UserName = "console";
  await call("CreateUser", { UserName });
  await expect(call("GetLoginProfile", { UserName })).rejects.toThrow("404 NoSuchEntity");
  await call("CreateLoginProfile", { UserName, Password: "first-password", PasswordResetRequired: "true" });
  await expect(call("CreateLoginProfile", { UserName, Password: "first-password" })).rejects.toThrow("409 EntityAlreadyExists");
  expect((await call("GetLoginProfile", { UserName }))["LoginProfile"]).toMatchObject({ UserName, PasswordResetRequired: "true" });
  await call("UpdateLoginProfile", { UserName, Password: "next-password", PasswordResetRequired: "false" });
  expect((await call("GetLoginProfile", { UserName }))["LoginProfile"]).toMatchObject({ PasswordResetRequired: "false" });
  const refusal = call("UpdateLoginProfile", { UserName, Password: "tiny" });
  await expect(refusal).rejects.toThrow("400 PasswordPolicyViolation: Password should have a minimum length of 8.");
});

describe("groups", () => {
  test("hold users, each once", async () => {
    expect((await call("CreateGroup", { GroupName: "Devs" }))["Group"]).toMatchObject({ GroupName: "Devs", Arn: arn("group/Devs") });
    await expect(call("CreateGroup", { GroupName: "devs" })).rejects.toThrow(
      "409 EntityAlreadyExists: Group with name devs already exists.",
    );
    await call("CreateUser", { UserName: "member" });
    await call("AddUserToGroup", { GroupName: "devs", UserName: "Member" });
    await call("AddUserToGroup", { GroupName: "Devs", UserName: "member" });
    expect(members((await call("GetGroup", { GroupName: "devs" }))["Users"]).map((user) => user["UserName"])).toEqual(["member"]);
    expect(members((await call("ListGroupsForUser", { UserName: "member" }))["Groups"]).map((group) => group["GroupName"])).toEqual([
      "Devs",
    ]);
    await expect(call("DeleteGroup", { GroupName: "devs" })).rejects.toThrow("409 DeleteConflict");
    await call("RemoveUserFromGroup", { GroupName: "devs", UserName: "member" });
    await call("RemoveUserFromGroup", { GroupName: "devs", UserName: "member" });
    await expect(call("RemoveUserFromGroup", { GroupName: "devs", UserName: "nobody" })).rejects.toThrow("404 NoSuchEntity");
    await call("DeleteGroup", { GroupName: "devs" });
    await expect(call("GetGroup", { GroupName: "devs" })).rejects.toThrow("404 NoSuchEntity: The group with name devs cannot be found.");
  });

  test("are thirty at most", async () => {
    const before = members((await call("ListGroups", { MaxItems: "1000" }))["Groups"]).length;
    for (let number = before; number < 30; number++) await call("CreateGroup", { GroupName: `quota-${number}` });
    await expect(call("CreateGroup", { GroupName: "one-more" })).rejects.toThrow(
      "409 LimitExceeded: Cannot exceed quota for GroupsPerAccount: 30.",
    );
    for (let number = before; number < 30; number++) await call("DeleteGroup", { GroupName: `quota-${number}` });
  });
});

describe("policies", () => {
  test("of the same name are overwritten and keep what they are attached to", async () => {
    const made = (await call("CreatePolicy", { PolicyName: "Reader", PolicyDocument: ALLOW_ALL, Description: "first" }))[
      "Policy"
    ] as Record<string, string>;
    expect(made).toMatchObject({ PolicyName: "Reader", Arn: arn("policy/Reader"), Description: "first", AttachmentCount: "0" });
    const PolicyArn = made["Arn"] ?? "";
    await call("CreateUser", { UserName: "reads" });
    await call("AttachUserPolicy", { UserName: "reads", PolicyArn });
    const second = ALLOW_ALL.replace("Allow", "Deny");
    await call("CreatePolicy", { PolicyName: "reader", PolicyDocument: second });
    expect((await call("GetPolicy", { PolicyArn }))["Policy"]).toMatchObject({
      PolicyName: "Reader",
      PolicyDocument: second,
      AttachmentCount: "1",
    });
    expect(members((await call("ListPolicies", { OnlyAttached: "true" }))["Policies"]).map((policy) => policy["PolicyName"])).toContain(
      "Reader",
    );
  });

  test("are attached to users and groups, listed from both ends, detached, deleted", async () => {
    const made = (await call("CreatePolicy", { PolicyName: "Shared", PolicyDocument: ALLOW_ALL }))["Policy"] as Record<string, string>;
    const PolicyArn = made["Arn"] ?? "";
    await call("CreateUser", { UserName: "holder" });
    await call("CreateGroup", { GroupName: "holders" });
    await call("AttachUserPolicy", { UserName: "holder", PolicyArn });
    await call("AttachUserPolicy", { UserName: "holder", PolicyArn });
    await call("AttachGroupPolicy", { GroupName: "holders", PolicyArn });
    const entities = await call("ListEntitiesForPolicy", { PolicyArn });
    expect([members(entities["PolicyUsers"]), members(entities["PolicyGroups"])]).toMatchObject([
      [{ UserName: "holder" }],
      [{ GroupName: "holders" }],
    ]);
    expect(members((await call("ListEntitiesForPolicy", { PolicyArn, EntityFilter: "Group" }))["PolicyUsers"])).toEqual([]);
    expect(members((await call("ListAttachedUserPolicies", { UserName: "holder" }))["AttachedPolicies"])).toEqual([
      { PolicyName: "Shared", PolicyArn },
    ]);
    expect(members((await call("ListAttachedGroupPolicies", { GroupName: "holders" }))["AttachedPolicies"])).toEqual([
      { PolicyName: "Shared", PolicyArn },
    ]);
    await expect(call("DeletePolicy", { PolicyArn })).rejects.toThrow("409 DeleteConflict");
    await expect(call("DeleteGroup", { GroupName: "holders" })).rejects.toThrow("409 DeleteConflict");
    await call("DetachUserPolicy", { UserName: "holder", PolicyArn });
    await call("DetachGroupPolicy", { GroupName: "holders", PolicyArn });
    await expect(call("DetachUserPolicy", { UserName: "holder", PolicyArn })).rejects.toThrow("404 NoSuchEntity");
    await call("DeletePolicy", { PolicyArn });
    await expect(call("GetPolicy", { PolicyArn })).rejects.toThrow("404 NoSuchEntity");
    await call("DeleteGroup", { GroupName: "holders" });
  });

  test.each([
    ["not JSON", "{"],
    [
      "a principal, which identity policies do not have",
      JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] }),
    ],
    ["an action that is none", JSON.stringify({ Statement: [{ Effect: "Allow", Action: "everything", Resource: "*" }] })],
    ["a resource that is none", JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "bucket" }] })],
  ])("with %s are refused", async (_what, PolicyDocument) => {
    await expect(call("CreatePolicy", { PolicyName: "broken", PolicyDocument })).rejects.toThrow("400 MalformedPolicyDocument");
  });

  test("of another account do not exist", async () => {
    await expect(call("GetPolicy", { PolicyArn: "arn:ctyun:iam::someoneelse00:policy/Reader" })).rejects.toThrow("404 NoSuchEntity");
    await expect(call("GetPolicy", { PolicyArn: "Reader" })).rejects.toThrow("400 ValidationError");
  });
});
