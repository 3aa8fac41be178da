/** The data functions about statistics, through both faces, on what really happened in an account at a known time. */
import { CreateBucketCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, s3Client } from "../../support/emulator/support";
import { faces } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";
import { type Caller, openCaller, type Values } from "./faces";

const day = "2027-03-10";
const span = { beginDate: day, endDate: day, bucket: "measured" };

let world: TestWorld;

/** A client by the emulator's clock. */
function client(): S3Client {
  return s3Client(world.emulator, { systemClockOffset: world.now().getTime() - Date.now() });
}

beforeAll(async () => {
  world = await TestWorld.start({ locations: { metadata: ["QingDao"], data: ["QingDao", "SuZhou"] } });
  await world.pass(Date.parse(`${day}T10:01:00+08:00`) - Date.now());
  const s3 = client();
  for (const Bucket of ["measured", "idle"]) await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket: "measured", Key: "a", Body: "x".repeat(1000) }));
  await s3.send(new PutObjectCommand({ Bucket: "measured", Key: "ia", Body: "x".repeat(500), StorageClass: "STANDARD_IA" }));
  for (let times = 0; times < 3; times++)
    await (await s3.send(new GetObjectCommand({ Bucket: "measured", Key: "a" }))).Body?.transformToString();
  expect(await failure(s3.send(new GetObjectCommand({ Bucket: "measured", Key: "absent" })))).toBe("404 NoSuchKey");
  s3.destroy();
  await world.pass(65 * 60_000);
  const later = client();
  await later.send(new DeleteObjectCommand({ Bucket: "measured", Key: "ia" }));
  later.destroy();
});
afterAll(() => world.close());

interface Point {
  readonly time: string;
  readonly location?: string;
  readonly values: Readonly<Record<string, number>>;
}

describe.each(faces)("%s face", (face) => {
  let caller: Caller;
  beforeAll(async () => {
    caller = await openCaller(face, world);
  });
  afterAll(() => caller.close());
  const ask = async (name: string, args: Values): Promise<readonly Point[]> => (await caller.invoke(name, args))["points"] as Point[];
  const only = async (name: string, args: Values): Promise<Point> => {
    const [point, ...more] = await ask(name, args);
    if (point === undefined || more.length > 0) throw new Error(`${more.length} more than one sample`);
    return point;
  };

  test("getCapacity: by the day, by the hour, by storage class, of a bucket or the account", async () => {
    const answer = await caller.invoke("getCapacity", { ...span, storageClass: "ALL" });
    expect(answer).toMatchObject({ userName: "root", account: world.emulator.accountId, timeZone: "UTC +0800" });
    expect(answer["points"]).toEqual([
      { time: day, values: expect.objectContaining({ "standard.capacity.capacity": 1000, "standardIA.capacity.capacity": 0 }) as Values },
    ]);
    const hours = await ask("getCapacity", { ...span, frequency: "byHour", storageClass: "STANDARD_IA" });
    expect(hours.map(({ time }) => time)).toEqual(
      Array.from({ length: 12 }, (_, hour) => `${day}T${String(hour).padStart(2, "0")}:00:00+08:00`),
    );
    expect([9, 10, 11].map((hour) => hours[hour]?.values["standardIA.capacity.capacity"])).toEqual([0, 500, 0]);
    expect((await only("getCapacity", { ...span, bucket: "idle" })).values["standard.capacity.capacity"]).toBe(0);
    expect((await only("getCapacity", { beginDate: day, endDate: day })).values["standard.capacity.capacity"]).toBe(1000);
    expect((await only("getCapacity", { beginDate: day, endDate: day, location: "SuZhou" })).values["standard.capacity.capacity"]).toBe(0);
  });

  test("getDeletedCapacity and getBilledStorageUsage, the odd spellings on the wire only", async () => {
    expect((await only("getDeletedCapacity", { ...span, storageClass: "STANDARD_IA" })).values).toEqual({
      "standardIA.deleteCapacity.deleteCapacity": 500,
    });
    const billed = "billedStorage.billedStorageUsage";
    expect((await only("getBilledStorageUsage", span)).values).toEqual({ [`standard.${billed}`]: 1000, [`standardIA.${billed}`]: 0 });
    expect((await only("getBilledStorageUsage", { ...span, storageClass: "STANDARD" })).values).toEqual({ [`standard.${billed}`]: 1000 });
    await expect(caller.invoke("getBilledStorageUsage", { ...span, storageClass: "STANDARAD" })).rejects.toThrow(
      "storageClass: must be one of ALL, STANDARD, STANDARD_IA; did you mean STANDARD?",
    );
  });

  test("getTraffics: in and out, by kind", async () => {
    const { values } = await only("getTraffics", { ...span, storageClass: "STANDARD" });
    expect(values["standard.traffics.upload"]).toBe(1000);
    expect(values["standard.traffics.download"]).toBeGreaterThanOrEqual(3000);
    expect(
      (
        await only("getTraffics", {
          ...span,
          storageClass: "STANDARD",
          inOutType: "inbound",
          internetType: "internet",
          trafficType: "direct",
        })
      ).values,
    ).toEqual({
      "standard.traffics.upload": 1000,
    });
    const slots = await ask("getTraffics", { ...span, frequency: "by5min" });
    expect(slots.find(({ values: slot }) => slot["standard.traffics.upload"] === 1000)?.time).toBe(`${day}T10:00:00+08:00`);
  });

  test("getRequests and getReturnCodes: by kind of request and of answer", async () => {
    const { values } = await only("getRequests", { ...span, requestTypes: ["get", "put"] });
    expect(values).toEqual({
      "standard.requests.getRequest": 4,
      "standard.requests.putRequest": 1,
      "standardIA.requests.getRequest": 0,
      "standardIA.requests.putRequest": 1,
    });
    expect((await only("getReturnCodes", { ...span, requestTypes: ["get"], storageClass: "STANDARD" })).values).toEqual({
      "standard.returnCode.response200": 3,
      "standard.returnCode.response404": 1,
    });
    expect((await only("getReturnCodes", { ...span, responseTypes: ["404"], storageClass: "STANDARD" })).values).toEqual({
      "standard.returnCode.response404": 1,
    });
  });

  test("getConnections: every five minutes of one day", async () => {
    const slots = await ask("getConnections", span);
    expect(slots.length).toBe(12 * 11 + 2);
    expect(slots.find(({ time }) => time === `${day}T10:00:00+08:00`)?.values["concurrentConnection"]).toBeGreaterThanOrEqual(1);
    await expect(caller.invoke("getConnections", { ...span, endDate: "2027-03-11" })).rejects.toThrow(
      "endDate: with frequency by5min a request covers at most one day; found 2 days",
    );
  });

  test("getUsage: everything by data location", async () => {
    const [first] = await ask("getUsage", span);
    expect(first).toMatchObject({ time: day, location: "QingDao", values: { capacity: 1000, deleteStorage: 500, upload: 1500 } });
  });

  test("getBandwidth: times in any zone, five minutes apart", async () => {
    const points = await ask("getBandwidth", { startTime: "2027-03-10T02:00:00Z", endTime: `${day}T10:10:00+08:00`, bucket: "measured" });
    expect(points.map(({ time, location, values }) => [time, location, values["uploadBW"]])).toEqual([
      [`${day}T10:00:00+08:00`, "QingDao", 5],
      [`${day}T10:05:00+08:00`, "QingDao", 0],
    ]);
    await expect(
      caller.invoke("getBandwidth", { startTime: "2027-03-10T02:01:00Z", endTime: "2027-03-10", netType: "all" }),
    ).rejects.toThrow(
      /startTime: must be a whole multiple of five minutes[^]*endTime: must be a time in ISO 8601[^]*netType: exists in Hong Kong only; region cn/,
    );
    await expect(caller.invoke("getBandwidth", { startTime: "2027-03-10T02:05:00Z", endTime: "2027-03-10T02:00:00Z" })).rejects.toThrow(
      "endTime: must not be before startTime",
    );
    await expect(caller.invoke("getBandwidth", { startTime: "2027-01-10T02:05:00Z", endTime: "2027-03-11T02:00:00Z" })).rejects.toThrow(
      /startTime: must not be more than a month ago \(31 days\); .* is 59 days ago\nendTime: must not be in the future/,
    );
  });

  test("every problem at once, with its path, and no call", async () => {
    const { calls, result } = await world.counted(() =>
      caller
        .invoke("getTraffics", {
          beginDate: "20270310",
          endDate: "2027-02-29",
          frequency: "byWeek",
          bucket: "X_",
          internetTyp: "all",
          inOutType: "in",
        })
        .catch(String),
    );
    expect(calls).toEqual({});
    for (const part of [
      'beginDate: must be a day, yyyy-MM-dd; found "20270310"',
      "endDate: must be a day, yyyy-MM-dd; there is no 2027-02-29",
      "frequency: must be one of by5min, byHour, byDay",
      "bucket: must have at least 3 characters",
      "internetTyp: unknown property internetTyp; did you mean internetType?",
      "inOutType: must be one of all, inbound, outbound",
    ])
      expect(result).toContain(part);
    await expect(caller.invoke("getTraffics", { ...span, beginDate: "2027-03-11" })).rejects.toThrow(
      "endDate: must not be before beginDate, 2027-03-11; found 2027-03-10",
    );
    await expect(caller.invoke("getTraffics", { ...span, frequency: "byHour", beginDate: "2027-03-03" })).rejects.toThrow(
      "endDate: with frequency byHour a request covers at most 7 days, both ends included; found 8 days",
    );
    expect(await ask("getTraffics", { ...span, frequency: "byDay", beginDate: "2027-02-09" })).toHaveLength(30);
    await expect(caller.invoke("getTraffics", { ...span, frequency: "byDay", beginDate: "2027-02-08" })).rejects.toThrow("found 31 days");
  });

  test("what the service refuses is told with a next step", async () => {
    await expect(caller.invoke("getCapacity", { ...span, bucket: "nobody-has-it" })).rejects.toThrow(
      /statistics GetCapacity of bucket "nobody-has-it" failed with 404 NoSuchBucket[^]*next: check the name of the bucket/,
    );
  });
});
