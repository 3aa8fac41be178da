import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { isTrailName } from "../../emulator/services/trail/trail";
import { admin, emulatorForFile, s3Client, trail, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile();
const call = (action: string, input: object): Promise<Record<string, unknown>> => trail(emulator(), action, input);

beforeAll(async () => {
  for (const Bucket of ["trail-logs", "other-logs"]) await s3Client(emulator()).send(new CreateBucketCommand({ Bucket }));
});

test("a trail starts stopped, is started, changed while it runs, stopped and deleted", async () => {
  const made = await call("CreateTrail", { Name: "audit", S3BucketName: "trail-logs", S3KeyPrefix: "logs" });
  expect(made).toMatchObject({ Name: "audit", S3BucketName: "trail-logs", S3KeyPrefix: "logs" });
  expect(await call("GetTrailStatus", { Name: "audit" })).toEqual({ IsLogging: false });
  await call("StartLogging", { Name: "audit" });
  expect(await call("GetTrailStatus", { Name: "audit" })).toMatchObject({
    IsLogging: true,
    StartLoggingTime: expect.stringMatching(/Z$/) as string,
  });
  await call("UpdateTrail", { Name: "audit", S3BucketName: "other-logs" });
  await call("UpdateTrail", { Name: "audit" });
  expect(await call("DescribeTrails", { TrailNameList: ["audit", "never"] })).toMatchObject({
    trailList: [{ Name: "audit", S3BucketName: "other-logs", S3KeyPrefix: "logs" }],
  });
  expect(await call("GetTrailStatus", { Name: "audit" })).toMatchObject({ IsLogging: true });
  await call("StopLogging", { Name: "audit" });
  expect(await call("GetTrailStatus", { Name: "audit" })).toMatchObject({ IsLogging: false });
  expect(await call("DeleteTrail", { Name: "audit" })).toEqual({});
  await expect(call("GetTrailStatus", { Name: "audit" })).rejects.toThrow("404 TrailNotFoundException");
  expect(await call("DescribeTrails", {})).toEqual({ trailList: [] });
});

test("one event selector at most", async () => {
  await call("CreateTrail", { Name: "selective", S3BucketName: "trail-logs" });
  expect(await call("GetEventSelectors", { TrailName: "selective" })).toMatchObject({ EventSelectors: [] });
  await call("PutEventSelectors", { TrailName: "selective", EventSelectors: [{ ReadWriteType: "WriteOnly" }] });
  expect(await call("GetEventSelectors", { TrailName: "selective" })).toMatchObject({ EventSelectors: [{ ReadWriteType: "WriteOnly" }] });
  const put = (EventSelectors: unknown): Promise<unknown> => call("PutEventSelectors", { TrailName: "selective", EventSelectors });
  await expect(put([{ ReadWriteType: "All" }, { ReadWriteType: "All" }])).rejects.toThrow("400 InvalidEventSelectorsException");
  await expect(put([{ ReadWriteType: "Some" }])).rejects.toThrow("400 InvalidEventSelectorsException");
  await expect(put([{ ReadWriteType: "All", DataResources: [] }])).rejects.toThrow("400 InvalidEventSelectorsException");
  await put([]);
  expect(await call("GetEventSelectors", { TrailName: "selective" })).toMatchObject({ EventSelectors: [] });
  await call("DeleteTrail", { Name: "selective" });
});

describe("refused", () => {
  test.each([
    ["CreateTrail", { Name: "no", S3BucketName: "trail-logs" }, "400 InvalidTrailNameException"],
    ["CreateTrail", { Name: "orphan", S3BucketName: "absent" }, "404 S3BucketDoesNotExistException"],
    ["CreateTrail", { Name: "orphan" }, "400 InvalidParameterException"],
    ["CreateTrail", { Name: "orphan", S3BucketName: "trail-logs", IsMultiRegionTrail: true }, "400 InvalidParameterException"],
    ["CreateTrail", { Name: "orphan", S3BucketName: 7 }, "400 InvalidParameterException"],
    ["StartLogging", { Name: "orphan" }, "404 TrailNotFoundException"],
    ["AddTags", {}, "400 UnknownOperationException"],
  ])("%s %j", async (action, input, failure) => {
    await expect(call(action, input)).rejects.toThrow(failure);
  });

  test("a name twice, a bucket of another account, an eleventh trail", async () => {
    const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
    await s3Client(emulator(), { credentials: other }).send(new CreateBucketCommand({ Bucket: "foreign-logs" }));
    await expect(call("CreateTrail", { Name: "spy", S3BucketName: "foreign-logs" })).rejects.toThrow("404 S3BucketDoesNotExistException");
    for (let number = 1; number <= 10; number++) await call("CreateTrail", { Name: `quota-${number}`, S3BucketName: "trail-logs" });
    await expect(call("CreateTrail", { Name: "quota-1", S3BucketName: "trail-logs" })).rejects.toThrow("409 TrailAlreadyExistsException");
    await expect(call("CreateTrail", { Name: "quota-11", S3BucketName: "trail-logs" })).rejects.toThrow(
      "400 MaximumNumberOfTrailsExceededException",
    );
  });
});

test.each(["abc", "My-Trail_01.x", "a".repeat(128)])("%s is a trail name", (name) => {
  expect(isTrailName(name)).toBe(true);
});

test.each(["ab", "a".repeat(129), "-abc", "abc.", "a..b", "a._b", "a--b", "10.0.0.1", "a b"])("%s is none", (name) => {
  expect(isTrailName(name)).toBe(false);
});
