/** Trails that log deliver the account's events to their buckets, by the emulator's clock. */
import { gunzipSync } from "node:zlib";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { admin, emulatorForFile, s3Client, TimeTraveller, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile();
const time = new TimeTraveller(emulator);
const MINUTE_MS = 60_000;
let nowMs = Date.now();
let bucket = "";
let count = 0;

const wait = async (minutes: number): Promise<void> => {
  nowMs += minutes * MINUTE_MS;
  await time.to(new Date(nowMs).toISOString());
};
const status = (): Promise<Record<string, unknown>> => time.trail("GetTrailStatus", { Name: "audit" });

beforeEach(async () => {
  bucket = `trail-logs-${count++}`;
  await wait(0);
  await time.client().send(new CreateBucketCommand({ Bucket: bucket }));
  await time.trail("CreateTrail", { Name: "audit", S3BucketName: bucket, S3KeyPrefix: "logs" });
});
afterEach(async () => {
  await time.trail("DeleteTrail", { Name: "audit" });
});

/** The names of the events in each log object of a bucket. */
async function delivered(Bucket = bucket): Promise<readonly (readonly string[])[]> {
  const objects = await Promise.all(
    (await time.keys(Bucket)).map(async (Key) => {
      const { Body, ContentType, ContentEncoding } = await time.client().send(new GetObjectCommand({ Bucket, Key }));
      expect([ContentType, ContentEncoding]).toEqual(["application/json", "gzip"]);
      const bytes = await Body?.transformToByteArray();
      return JSON.parse(gunzipSync(bytes ?? Buffer.alloc(0)).toString("utf8")) as { readonly Records: readonly Record<string, unknown>[] };
    }),
  );
  return objects.map(({ Records }) => Records.map((record) => String(record["eventName"])));
}

test("a log object comes five minutes after its first event, under the prefix, with what happened meanwhile", async () => {
  await time.iam("ListUsers");
  await time.trail("StartLogging", { Name: "audit" });
  await time.iam("CreateUser", { UserName: "traced" });
  await wait(4);
  await time.iam("DeleteUser", { UserName: "traced" });
  expect(await delivered()).toEqual([]);
  expect(await status()).not.toHaveProperty("LatestDeliveryTime");
  await wait(2);
  const { accountId } = emulator();
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll("-", "/");
  const [key] = await time.keys(bucket);
  expect(key).toMatch(
    new RegExp(`^logs/OOSLogs/${accountId}/CloudTrail/cn/${day}/${accountId}_CloudTrail_cn_\\d{8}T\\d{4}Z_[0-9a-f]{16}\\.json\\.gz$`),
  );
  // What looked for the object is in it as well.
  expect(await delivered()).toEqual([["StartLogging", "CreateUser", "DeleteUser", "ListObjects", "GetTrailStatus"]]);
  const { LatestDeliveryTime, LatestDeliveryError } = await status();
  expect(Math.abs(Date.parse(String(LatestDeliveryTime)) - nowMs)).toBeLessThan(MINUTE_MS);
  expect(LatestDeliveryError).toBeUndefined();
});

test("nothing is logged before the start and after the stop; what waits then still comes", async () => {
  await time.trail("StartLogging", { Name: "audit" });
  await time.iam("ListGroups");
  await time.trail("StopLogging", { Name: "audit" });
  await time.iam("ListPolicies");
  await wait(6);
  expect(await delivered()).toEqual([["StartLogging", "ListGroups"]]);
  await wait(6);
  expect(await delivered()).toHaveLength(1);
});

test.each([
  ["ReadOnly", ["ListUsers"]],
  ["WriteOnly", ["CreateGroup", "DeleteGroup"]],
  ["All", ["CreateGroup", "ListUsers", "DeleteGroup"]],
])("a selector %s lets through %j", async (ReadWriteType, names) => {
  await time.trail("PutEventSelectors", { TrailName: "audit", EventSelectors: [{ ReadWriteType }] });
  await time.trail("StartLogging", { Name: "audit" });
  await time.iam("CreateGroup", { GroupName: "selected" });
  await time.iam("ListUsers");
  await time.iam("DeleteGroup", { GroupName: "selected" });
  await time.trail("StopLogging", { Name: "audit" });
  await wait(6);
  expect((await delivered()).flat().filter((name) => !name.endsWith("Logging"))).toEqual(names);
});

test("each of several trails has its own, and another account's events are not in it", async () => {
  const second = `${bucket}-second`;
  await time.client().send(new CreateBucketCommand({ Bucket: second }));
  await time.trail("CreateTrail", { Name: "second", S3BucketName: second });
  await time.trail("StartLogging", { Name: "second" });
  const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
  await time.iam("ListPolicies", {}, other);
  await time.trail("StopLogging", { Name: "second" });
  await wait(6);
  expect(await delivered(second)).toEqual([["StartLogging"]]);
  expect(await delivered()).toEqual([]);
  expect((await time.keys(second))[0]).toMatch(/^OOSLogs\//);
  await time.trail("DeleteTrail", { Name: "second" });
});

test("a bucket that is gone is the latest error; the events come once it is back", async () => {
  await time.trail("StartLogging", { Name: "audit" });
  await time.iam("ListGroups");
  await time.trail("StopLogging", { Name: "audit" });
  await time.client().send(new DeleteBucketCommand({ Bucket: bucket }));
  await wait(6);
  expect(await status()).toMatchObject({ LatestDeliveryError: "NoSuchBucket" });
  await time.client().send(new CreateBucketCommand({ Bucket: bucket }));
  expect(await delivered()).toEqual([]);
  await wait(6);
  expect(await delivered()).toEqual([["StartLogging", "ListGroups"]]);
  expect(await status()).not.toHaveProperty("LatestDeliveryError");
});

test("a bucket policy that keeps the account out, and a bucket of another account, are AccessDenied", async () => {
  await time.trail("StartLogging", { Name: "audit" });
  await time.trail("StopLogging", { Name: "audit" });
  const policy = {
    Statement: [{ Effect: "Deny", Principal: "*", Action: "oos:PutObject", Resource: `arn:ctyun:oos:::${bucket}/*` }],
  };
  await time.client().send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policy) }));
  await wait(6);
  expect(await status()).toMatchObject({ LatestDeliveryError: "AccessDenied" });
  await time.client().send(new DeleteBucketCommand({ Bucket: bucket }));
  const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
  await time.client(other).send(new CreateBucketCommand({ Bucket: bucket }));
  await wait(6);
  expect(await status()).toMatchObject({ LatestDeliveryError: "AccessDenied" });
  // A changed trail delivers to its new bucket what waits.
  const next = `${bucket}-next`;
  await time.client().send(new CreateBucketCommand({ Bucket: next }));
  await time.trail("UpdateTrail", { Name: "audit", S3BucketName: next, S3KeyPrefix: "" });
  await wait(6);
  expect(await delivered(next)).toEqual([["StartLogging"]]);
});

test("POST /logs delivers at once, and names the objects", async () => {
  await time.trail("StartLogging", { Name: "audit" });
  const { written } = await admin<{ readonly written: readonly string[] }>(emulator(), "POST", "/logs");
  expect(written).toEqual([`${bucket}/${(await time.keys(bucket))[0] ?? ""}`]);
  for (const Key of await time.keys(bucket))
    await s3Client(emulator(), { systemClockOffset: nowMs - Date.now() }).send(new DeleteObjectCommand({ Bucket: bucket, Key }));
});
