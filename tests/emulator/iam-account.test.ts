import { describe, expect, test } from "vitest";
import { emulatorForFile, iam, members } from "../support/emulator/support";

const emulator = emulatorForFile({
  limits: {
    usersPerAccount: 3,
    policiesPerAccount: 3,
    groupsPerUser: 2,
    attachedPoliciesPerUser: 2,
    attachedPoliciesPerGroup: 1,
  },
});
const call = (action: string, params: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> =>
  iam(emulator(), action, params);
const PolicyDocument = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
const PolicyArn = (name: string): string => `arn:ctyun:iam::${emulator().accountId}:policy/${name}`;

async function summary(): Promise<Readonly<Record<string, number>>> {
  const { SummaryMap } = await call("GetAccountSummary");
  const { entry } = SummaryMap as { readonly entry: readonly { readonly key: string; readonly value: string }[] };
  return Object.fromEntries(entry.map(({ key, value }) => [key, Number(value)]));
}

describe("GetAccountSummary", () => {
  test("counts what is there, beside the quotas in force", async () => {
    expect(await summary()).toEqual({
      AccessKeysPerUserQuota: 2,
      AccountAccessKeysPresent: 1,
      AccountMFAEnabled: 0,
      AttachedPoliciesPerGroupQuota: 1,
      AttachedPoliciesPerUserQuota: 2,
      Groups: 0,
      GroupsPerUserQuota: 2,
      GroupsQuota: 30,
      MFADevices: 0,
      MFADevicesInUse: 0,
      Policies: 0,
      PoliciesQuota: 3,
      PolicySizeQuota: 6144,
      Users: 0,
      UsersQuota: 3,
    });
    await call("CreateUser", { UserName: "one" });
    await call("CreateGroup", { GroupName: "one" });
    await call("CreatePolicy", { PolicyName: "one", PolicyDocument });
    await call("CreatePolicy", { PolicyName: "one", PolicyDocument });
    await call("CreateVirtualMFADevice", { VirtualMFADeviceName: "one" });
    expect(await summary()).toMatchObject({ Users: 1, Groups: 1, Policies: 1, MFADevices: 1, MFADevicesInUse: 0 });
    await call("DeleteUser", { UserName: "one" });
    await call("DeleteGroup", { GroupName: "one" });
    expect(await summary()).toMatchObject({ Users: 0, Groups: 0, Policies: 1 });
  });
});

test("each quota of it holds, and a repeat does not count", async () => {
  const quota = (name: string, most: number): string => `409 LimitExceeded: Cannot exceed quota for ${name}: ${most}.`;
  for (const UserName of ["a", "b", "c"]) await call("CreateUser", { UserName });
  await expect(call("CreateUser", { UserName: "d" })).rejects.toThrow(quota("UsersPerAccount", 3));
  await expect(call("CreateUser", { UserName: "A" })).rejects.toThrow("409 EntityAlreadyExists");
  for (const PolicyName of ["one", "two", "three"]) await call("CreatePolicy", { PolicyName, PolicyDocument });
  await expect(call("CreatePolicy", { PolicyName: "four", PolicyDocument })).rejects.toThrow(quota("PoliciesPerAccount", 3));
  await call("CreatePolicy", { PolicyName: "three", PolicyDocument });
  for (const GroupName of ["x", "y", "z"]) await call("CreateGroup", { GroupName });
  for (const GroupName of ["x", "y", "y"]) await call("AddUserToGroup", { GroupName, UserName: "a" });
  await expect(call("AddUserToGroup", { GroupName: "z", UserName: "a" })).rejects.toThrow(quota("GroupsPerUser", 2));
  for (const name of ["one", "two", "two"]) await call("AttachUserPolicy", { UserName: "a", PolicyArn: PolicyArn(name) });
  await expect(call("AttachUserPolicy", { UserName: "a", PolicyArn: PolicyArn("three") })).rejects.toThrow(quota("PoliciesPerUser", 2));
  for (const name of ["one", "one"]) await call("AttachGroupPolicy", { GroupName: "x", PolicyArn: PolicyArn(name) });
  await expect(call("AttachGroupPolicy", { GroupName: "x", PolicyArn: PolicyArn("two") })).rejects.toThrow(quota("PoliciesPerGroup", 1));
  expect(members((await call("ListAttachedGroupPolicies", { GroupName: "x" }))["AttachedPolicies"])).toHaveLength(1);
});
