/** The key calls of the 6.0 manual, chapter 4.4: main and ordinary keys of the account, told by IsPrimary. */
import { expect, test } from "vitest";
import { emulatorForFile, iam, keysOf, members, userWithKey, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile();
const call = (action: string, params: Readonly<Record<string, string>> = {}, keys?: Keys): Promise<Record<string, unknown>> =>
  iam(emulator(), action, params, keys);
const listed = async (keys?: Keys): Promise<readonly Record<string, unknown>[]> =>
  members((await call("ListAccessKey", { MaxItems: "10" }, keys))["AccessKeyMetadata"]);

test("a main key makes ordinary ones, turns them into main ones and back, and deletes them", async () => {
  const { accessKeyId } = emulator();
  expect(await listed()).toEqual([
    { UserName: "root", AccessKeyId: accessKeyId, Status: "Active", CreateDate: expect.stringMatching(/Z$/) as string },
  ]);
  // Python's urlencode writes False.
  await call("UpdateAccessKey", { AccessKeyId: accessKeyId, Status: "Active", IsPrimary: "True" });
  const made = await call("CreateAccessKey");
  expect(made["AccessKey"]).toMatchObject({ UserName: "root", Status: "Active", IsPrimary: "false" });
  const ordinary = keysOf(made);
  const primary = async (): Promise<unknown> => (await listed()).find((key) => key["AccessKeyId"] === ordinary.accessKeyId)?.["IsPrimary"];
  expect(await primary()).toBe("false");

  for (const [action, params] of [
    ["ListAccessKey", {}],
    ["ListAccessKeys", {}],
    ["CreateAccessKey", {}],
    ["UpdateAccessKey", { AccessKeyId: ordinary.accessKeyId, Status: "Active", IsPrimary: "True" }],
    ["UpdateAccessKey", { AccessKeyId: ordinary.accessKeyId, Status: "Inactive" }],
    ["DeleteAccessKey", { AccessKeyId: accessKeyId }],
  ] as const) {
    await expect(call(action, params, ordinary)).rejects.toThrow("403 AccessDenied: Only a main key of the root user may do this.");
  }
  expect((await call("GetUser", {}, ordinary))["User"]).toMatchObject({ UserName: "root" });
  const session = keysOf(await call("GetSessionToken", { DurationSeconds: "900" }, ordinary));
  await expect(call("CreateAccessKey", {}, session)).rejects.toThrow("403 AccessDenied: Only a main key");

  await call("UpdateAccessKey", { AccessKeyId: ordinary.accessKeyId, IsPrimary: "true" });
  expect(await primary()).toBe("true");
  expect(await listed(ordinary)).toHaveLength(2);
  await call("UpdateAccessKey", { AccessKeyId: ordinary.accessKeyId, Status: "Inactive", IsPrimary: "False" });
  expect((await listed())[(await listed()).findIndex((key) => key["IsPrimary"] === "false")]).toMatchObject({ Status: "Inactive" });
  await expect(call("GetUser", {}, ordinary)).rejects.toThrow("403 InvalidAccessKeyId");
  await expect(call("DeleteAccessKey", { AccessKeyId: ordinary.accessKeyId, IsPrimary: "true" })).rejects.toThrow("404 NoSuchEntity");
  await call("DeleteAccessKey", { AccessKeyId: ordinary.accessKeyId });
  expect(await listed()).toHaveLength(1);
});

test("an account has ten keys, listed in pages", async () => {
  const before = (await listed()).length;
  for (let number = before; number < 10; number++) await call("CreateAccessKey", { IsPrimary: "false" });
  await expect(call("CreateAccessKey")).rejects.toThrow("409 LimitExceeded");
  const first = await call("ListAccessKey", { MaxItems: "6" });
  expect([members(first["AccessKeyMetadata"]).length, first["IsTruncated"]]).toEqual([6, "true"]);
  const second = await call("ListAccessKey", { Marker: first["Marker"] as string });
  expect([members(second["AccessKeyMetadata"]).length, second["IsTruncated"]]).toEqual([4, "false"]);
});

test("keys of users are neither, and users do not see the account's", async () => {
  const keys = await userWithKey(emulator(), "modern", { Effect: "Allow", Action: "*", Resource: "*" });
  const own = members((await call("ListAccessKeys", { UserName: "modern" }))["AccessKeyMetadata"]);
  expect(Object.keys(own[0] ?? {})).not.toContain("IsPrimary");
  await expect(call("ListAccessKey", {}, keys)).rejects.toThrow("403 AccessDenied");
  await expect(call("CreateAccessKey", { IsPrimary: "false" }, keys)).rejects.toThrow("403 AccessDenied");
  await expect(call("UpdateAccessKey", { AccessKeyId: keys.accessKeyId, Status: "Active", IsPrimary: "true" })).rejects.toThrow(
    "403 AccessDenied",
  );
});
