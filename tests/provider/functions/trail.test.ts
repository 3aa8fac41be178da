/** The data functions about trails and events, through both faces. */
import { CreateBucketCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { iam, s3Client, trail } from "../../support/emulator/support";
import { faces } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";
import { type Caller, openCaller, type Values } from "./faces";

const day = 86_400_000;

let world: TestWorld;
let s3: S3Client;

beforeAll(async () => {
  world = await TestWorld.start();
  const { emulator } = world;
  s3 = s3Client(emulator);
  await s3.send(new CreateBucketCommand({ Bucket: "audit-logs" }));
  await trail(emulator, "CreateTrail", { Name: "reads", S3BucketName: "audit-logs", S3KeyPrefix: "r/" });
  await trail(emulator, "PutEventSelectors", { TrailName: "reads", EventSelectors: [{ ReadWriteType: "ReadOnly" }] });
  await trail(emulator, "CreateTrail", { Name: "all-of-it", S3BucketName: "audit-logs" });
  await trail(emulator, "StartLogging", { Name: "all-of-it" });
  for (let at = 0; at < 123; at += 41)
    await Promise.all(Array.from({ length: 41 }, (_, index) => iam(emulator, "CreateUser", { UserName: `u-${at + index}` })));
  await iam(emulator, "DeleteUser", { UserName: "nobody" }).catch(() => undefined);
  await s3.send(new PutObjectCommand({ Bucket: "audit-logs", Key: "x", Body: "1" }));
});
afterAll(async () => {
  s3.destroy();
  await world.close();
});

describe.each(faces)("%s face", (face) => {
  let caller: Caller;
  beforeAll(async () => {
    caller = await openCaller(face, world);
  });
  afterAll(() => caller.close());
  const invoke = (name: string, args: Values = {}): Promise<Values> => caller.invoke(name, args);
  const events = async (args: Values): Promise<Values[]> => (await invoke("lookupEvents", args))["events"] as Values[];

  test("getTrail: where, what, whether", async () => {
    expect(await invoke("getTrail", { name: "reads" })).toEqual({
      name: "reads",
      s3BucketName: "audit-logs",
      s3KeyPrefix: "r/",
      trailArn: expect.stringContaining("reads") as string,
      readWriteType: "ReadOnly",
      isLogging: false,
    });
    expect(await invoke("getTrail", { name: "all-of-it" })).toMatchObject({
      isLogging: true,
      startLoggingTime: expect.stringMatching(/Z$/) as string,
    });
    await expect(invoke("getTrail", { name: "nobody" })).rejects.toThrow(/trail "nobody" does not exist\n {2}next: check the name/);
    await expect(invoke("getTrail", { name: "a" })).rejects.toThrow("name: must have at least 3 characters");
    const failing = world.faulty([{ kind: "error", operation: "GetTrailStatus", status: 500, code: "InternalError" }], () =>
      invoke("getTrail", { name: "reads" }),
    );
    await expect(failing).rejects.toThrow("500 InternalError");
  });

  test("getTrails and getTrailStatus", async () => {
    const { result, calls } = await world.counted(() => invoke("getTrails"));
    expect(calls).toEqual({ "trail:DescribeTrails": 1 });
    expect(result).toMatchObject({ names: ["all-of-it", "reads"], trails: [{ name: "all-of-it" }, { name: "reads", s3KeyPrefix: "r/" }] });
    expect(await invoke("getTrailStatus", { name: "reads" })).toEqual({ name: "reads", isLogging: false });
    await expect(invoke("getTrailStatus", { name: "nobody" })).rejects.toThrow('trail "nobody" does not exist');
  });

  test("lookupEvents: all pages, with everything that an event tells", async () => {
    const { result, calls } = await world.counted(() => invoke("lookupEvents", { attribute: { key: "EventName", value: "CreateUser" } }));
    expect(calls).toEqual({ "trail:LookupEvents": 3 });
    const found = result["events"] as Values[];
    expect(new Set(found.map((event) => event["eventId"])).size).toBe(123);
    expect(result["isTruncated"]).toBe(false);
    expect(found[0]).toMatchObject({
      eventName: "CreateUser",
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      readOnly: false,
      userName: "root",
      userArn: `arn:ctyun:iam::${world.emulator.accountId}:root`,
      accessKeyId: world.emulator.accessKeyId,
      sourceIpAddress: expect.stringContaining("127.0.0.1") as string,
      resources: [{ resourceType: "User", resourceName: expect.stringMatching(/^u-\d+$/) as string }],
    });
    expect(JSON.parse(String(found[0]?.["record"]))).toMatchObject({ eventName: "CreateUser" });
  });

  test("lookupEvents: up to the limit, and whether there is more", async () => {
    const attribute = { key: "EventName", value: "CreateUser" };
    const some = await world.counted(() => invoke("lookupEvents", { attribute, limit: 60 }));
    expect(some.result["events"]).toHaveLength(60);
    expect(some.result["isTruncated"]).toBe(true);
    expect(some.calls).toEqual({ "trail:LookupEvents": 2 });
    const exact = await invoke("lookupEvents", { attribute, limit: 123 });
    expect([exact["isTruncated"], (exact["events"] as unknown[]).length]).toEqual([false, 123]);
  });

  test("lookupEvents: by every attribute", async () => {
    const [failed = {}] = await events({ attribute: { key: "EventName", value: "DeleteUser" } });
    expect(failed).toMatchObject({ errorCode: "NoSuchEntity", resources: [{ resourceType: "User", resourceName: "nobody" }] });
    expect(await events({ attribute: { key: "EventId", value: String(failed["eventId"]) } })).toEqual([failed]);
    expect(await events({ attribute: { key: "ResourceName", value: "audit-logs/x" } })).toEqual([
      expect.objectContaining({ eventName: "PutObject" }),
    ]);
    expect((await events({ attribute: { key: "ResourceName", value: "u-12" } })).length).toBe(4);
    expect(await events({ attribute: { key: "UserName", value: "nobody-at-all" } })).toEqual([]);
    for (const [key, value] of Object.entries({
      ReadOnly: "true",
      ResourceType: "Trail",
      EventSource: String(failed["eventSource"]),
      AccessKeyId: world.emulator.accessKeyId,
    })) {
      const one = await invoke("lookupEvents", { attribute: { key, value }, limit: 1 });
      expect([key, (one["events"] as unknown[]).length]).toEqual([key, 1]);
    }
  });

  test("lookupEvents: every problem at once, and no call", async () => {
    const { calls, result } = await world.counted(() =>
      invoke("lookupEvents", {
        startTime: "yesterday",
        endTime: "2026-02-30T00:00:00Z",
        attribute: { key: "EventNam", value: "x" },
        limit: 0,
      }).catch(String),
    );
    expect(calls).toEqual({});
    expect(result).toMatch(
      /attribute.key: must be one of AccessKeyId, .*did you mean EventName[^]*limit: must be at least 1[^]*startTime: must be a time in ISO 8601[^]*endTime: must be a day, yyyy-MM-dd; there is no 2026-02-30/,
    );
    await expect(invoke("lookupEvents", { startTime: "2026-01-02T00:00:00Z", endTime: "2026-01-02T08:00:00+08:00" })).rejects.toThrow(
      "endTime: must be after startTime",
    );
    await expect(invoke("lookupEvents", { attribute: { key: "ReadOnly", value: "yes" } })).rejects.toThrow(
      "attribute.value: must be true or false for ReadOnly; found yes",
    );
  });
});

test("times are honoured, and 184 days are the end", async () => {
  const other = await TestWorld.start();
  const caller = await openCaller("dynamic", other);
  const now = (): Date => other.now();
  const names = async (args: Values): Promise<unknown[]> => {
    const { events } = await caller.invoke("lookupEvents", { ...args, attribute: { key: "EventName", value: "CreateGroup" } });
    return (events as Values[]).map((event) => (event["resources"] as Values[])[0]?.["resourceName"]);
  };
  await iam(other.emulator, "CreateGroup", { GroupName: "first" });
  await other.pass(10 * day);
  await iam(other.emulator, "CreateGroup", { GroupName: "second" }, other.emulator, now());
  expect((await names({})).sort()).toEqual(["first", "second"]);
  const middle = new Date(now().getTime() - 5 * day).toISOString();
  expect(await names({ startTime: middle })).toEqual(["second"]);
  expect(await names({ endTime: middle })).toEqual(["first"]);
  await other.pass(175 * day);
  expect(await names({})).toEqual(["second"]);
  const old = new Date(now().getTime() - 184.5 * day).toISOString();
  expect(await names({ startTime: old })).toEqual(["second"]);
  const older = new Date(now().getTime() - 186 * day).toISOString();
  await expect(names({ startTime: older, endTime: new Date(now().getTime() - 185 * day).toISOString() })).rejects.toThrow(
    /startTime: must not be more than 184 days ago, as events are kept no longer; .* is 186 days ago\nendTime: must not be more than 184/,
  );
  await expect(names({ startTime: new Date(now().getTime() + day).toISOString() })).rejects.toThrow("startTime: must not be in the future");
  await caller.close();
  await other.close();
});
