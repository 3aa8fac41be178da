/** What the emulator knows beyond buckets and objects survives kill -9, and folders of earlier versions still load. */
import { appendFile, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { CreateBucketCommand, GetObjectCommand, HeadBucketCommand, ListObjectsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { programForFile, stop } from "./program";
import { admin, iam, keysOf, members, s3Client, sendSigned, trail, userWithKey, xmlOf, type Keys } from "../support/emulator/support";

const { start, folder } = programForFile();
type Running = Parameters<typeof iam>[0];

async function eventNames(emulator: Running): Promise<readonly string[]> {
  const { Events } = await trail(emulator, "LookupEvents", {});
  return (Events as readonly { readonly EventName: string }[]).map((event) => event.EventName).reverse();
}

/** Of the day of UTC+8 that it is now. */
async function statistics(emulator: Running, Action: string): Promise<Record<string, unknown>> {
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const query = new URLSearchParams({ Action, BeginDate: day, EndDate: day, Freq: "byDay", Bucket: "kept" }).toString();
  const answer = await sendSigned(
    emulator.endpoints.statistics,
    { method: "GET", target: `/?${query}` },
    { keys: emulator, service: "s3" },
  );
  return ((xmlOf(answer)["Statistics"] as Record<string, unknown> | undefined)?.["Standard"] ?? {}) as Record<string, unknown>;
}

test("password rules, sessions and keys of either kind", async () => {
  const data = await folder();
  const first = await start("--data", data, "--quiet");
  const user = await userWithKey(first, "kept", { Effect: "Allow", Action: "iam:GetUser", Resource: "*" });
  await iam(first, "UpdateAccountPasswordPolicy", { PasswordReusePrevention: "2" });
  await iam(first, "CreateLoginProfile", { UserName: "kept", Password: "first-password" });
  await iam(first, "ChangePassword", { OldPassword: "first-password", NewPassword: "second-password" }, user);
  const session = keysOf(await iam(first, "GetSessionToken", { DurationSeconds: "900" }, user));
  await iam(first, "UpdateAccessKey", { AccessKeyId: first.accessKeyId, IsPrimary: "true" });
  await stop(first.child, "SIGKILL");

  const second = await start("--data", data, "--quiet");
  expect((await iam(second, "GetAccountPasswordPolicy"))["PasswordPolicy"]).toMatchObject({ PasswordReusePrevention: "2" });
  const change = (NewPassword: string): Promise<unknown> =>
    iam(second, "ChangePassword", { OldPassword: "second-password", NewPassword }, user);
  await expect(change("first-password")).rejects.toThrow("400 PasswordPolicyViolation");
  await change("third-password");
  expect((await iam(second, "GetUser", {}, session))["User"]).toMatchObject({ UserName: "kept" });
  expect(members((await iam(second, "ListAccessKey"))["AccessKeyMetadata"])).toMatchObject([{ IsPrimary: "true" }]);
});

test("events, what a trail has still to deliver, and the ground of the statistics", async () => {
  const data = await folder();
  const first = await start("--data", data, "--quiet");
  const client = s3Client(first);
  await client.send(new CreateBucketCommand({ Bucket: "kept" }));
  await trail(first, "CreateTrail", { Name: "audit", S3BucketName: "kept" });
  await trail(first, "StartLogging", { Name: "audit" });
  await client.send(new PutObjectCommand({ Bucket: "kept", Key: "k", Body: "x".repeat(100) }));
  await stop(first.child, "SIGKILL");

  // A record that the kill cut off is not there, and spoils nothing that comes after it.
  for (const folderName of ["events", "usage"]) {
    const path = join(data, folderName, first.accountId);
    const [day = ""] = await readdir(path);
    await appendFile(join(path, day), '{"atMs":1,"what":"requ');
  }
  const second = await start("--data", data, "--quiet");
  await s3Client(second).send(new HeadBucketCommand({ Bucket: "kept" }));
  expect(await eventNames(second)).toEqual(["PutBucket", "CreateTrail", "StartLogging", "PutObject", "HeadBucket"]);
  expect(await statistics(second, "GetCapacity")).toEqual({ Capacity: { Capacity: "100", AverageCapacity: expect.any(String) as string } });
  expect(await statistics(second, "GetRequests")).toMatchObject({ Requests: { PutRequest: "1", HeadRequest: "1" } });
  await trail(second, "StopLogging", { Name: "audit" });
  const { written } = await admin<{ readonly written: readonly string[] }>(second, "POST", "/logs");
  // One object for what the killed emulator had waiting, one for what came after.
  expect(written).toHaveLength(2);
  const records = await Promise.all(
    written.map(async (name) => {
      const { Body } = await s3Client(second).send(new GetObjectCommand({ Bucket: "kept", Key: name.replace(/^kept\//, "") }));
      const text = gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0)).toString("utf8");
      return (JSON.parse(text) as { readonly Records: readonly { readonly eventName: string }[] }).Records.map(
        (record) => record.eventName,
      );
    }),
  );
  expect(records[0]).toEqual(["StartLogging", "PutObject"]);
  expect(records[1]?.[0]).toBe("HeadBucket");
  await stop(second.child, "SIGKILL");

  const third = await start("--data", data, "--quiet");
  expect((await admin<{ readonly written: readonly string[] }>(third, "POST", "/logs")).written).toEqual([]);
  expect(await readdir(join(data, "trail-logs", third.accountId, "audit"))).toEqual([]);
});

test("a data folder from before there were sessions, events and statistics", async () => {
  const data = await folder();
  const first = await start("--data", data, "--quiet");
  const keys: Keys = first;
  await s3Client(first).send(new CreateBucketCommand({ Bucket: "kept" }));
  await s3Client(first).send(new PutObjectCommand({ Bucket: "kept", Key: "k", Body: "x".repeat(100) }));
  await iam(first, "CreateUser", { UserName: "old" });
  await iam(first, "CreateLoginProfile", { UserName: "old", Password: "old-password" });
  await first.close();
  // As an earlier version wrote it.
  const path = join(data, "accounts", `${first.accountId}.json`);
  const account = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown> & {
    users: { loginProfile?: Record<string, unknown> }[];
  };
  delete account["sessions"];
  for (const user of account.users) delete user.loginProfile?.["passwordDate"];
  await writeFile(path, JSON.stringify(account));

  const second = await start("--data", data, "--quiet");
  const { CreateDate: _date, ...profile } = (await iam(second, "GetLoginProfile", { UserName: "old" }))["LoginProfile"] as Record<
    string,
    unknown
  >;
  expect(profile).toEqual({ UserName: "old", PasswordResetRequired: "false" });
  await iam(second, "UpdateLoginProfile", { UserName: "old", Password: "new-password" });
  keysOf(await iam(second, "GetSessionToken", { DurationSeconds: "900" }, keys));
  expect((await s3Client(second).send(new ListObjectsCommand({ Bucket: "kept" }))).Contents).toHaveLength(1);
  expect(await statistics(second, "GetCapacity")).toMatchObject({ Capacity: { Capacity: "100" } });
});
