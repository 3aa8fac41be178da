/** The statistics tell what really happened, on the emulator's clock, in times of UTC+8. */
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { beforeEach, describe, expect, test } from "vitest";
import { admin, emulatorForFile, failure, TimeTraveller, userWithKey, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile();
const time = new TimeTraveller(emulator);
const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;

/** A day of its own for each test, three days after the one before. */
let today = Math.floor(Date.now() / DAY) * DAY;
let bucket = "";
let count = 0;
const at = (clock: string, days = 0): Promise<void> =>
  time.to(new Date(Date.parse(`${dayOf(days)}T${clock}:00.000Z`) - ZONE).toISOString());
const dayOf = (days = 0): string => new Date(today + days * DAY).toISOString().slice(0, 10);
const put = (Key: string, bytes: number, StorageClass?: "STANDARD_IA"): Promise<unknown> =>
  time.client().send(new PutObjectCommand({ Bucket: bucket, Key, Body: "x".repeat(bytes), StorageClass }));
const remove = (Key: string): Promise<unknown> => time.client().send(new DeleteObjectCommand({ Bucket: bucket, Key }));

beforeEach(async () => {
  today += 3 * DAY;
  bucket = `counted-${count++}`;
  await at("00:00");
  await time.client().send(new CreateBucketCommand({ Bucket: bucket }));
});

type Sample = Readonly<Record<string, unknown>>;
const listOf = (value: unknown): readonly Sample[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]) as Sample[];

/** The samples of an answer by their dates. */
async function samples(action: string, params: Readonly<Record<string, string>> = {}): Promise<Readonly<Record<string, Sample>>> {
  const answer = await time.statistics(action, { BeginDate: dayOf(), EndDate: dayOf(), Freq: "byDay", Bucket: bucket, ...params });
  return Object.fromEntries(listOf(answer["Statistics"]).map((sample) => [String(sample["Date"]), sample]));
}
const inside = (sample: Sample | undefined, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Sample | undefined)?.[name], sample);

describe("capacity", () => {
  test("is what is stored at the end of each period, and on average", async () => {
    await at("06:00");
    await put("a", 1000);
    await at("12:00");
    await put("b", 500);
    await at("18:00");
    await remove("a");
    await at("18:00", 1);
    const days = await samples("GetCapacity", { EndDate: dayOf(1) });
    expect(Object.keys(days)).toEqual([dayOf(), dayOf(1)]);
    expect(inside(days[dayOf()], "Standard", "Capacity", "Capacity")).toBe("500");
    // Six hours of nothing, of 1000, of 1500 and of 500.
    expect(Math.abs(Number(inside(days[dayOf()], "Standard", "Capacity", "AverageCapacity")) - 750)).toBeLessThan(5);
    expect(days[dayOf(1)]?.["Standard"]).toEqual({ Capacity: { Capacity: "500", AverageCapacity: "500" } });
    const hours = await samples("GetCapacity", { Freq: "byHour" });
    expect(Object.keys(hours)).toHaveLength(24);
    expect(
      ["05:00", "06:00", "12:00", "17:00", "18:00"].map((hour) => inside(hours[`${dayOf()} ${hour}`], "Standard", "Capacity", "Capacity")),
    ).toEqual(["0", "1000", "1500", "1500", "500"]);
  });

  test("knows storage classes, overwriting, and the parts of uploads", async () => {
    await put("a", 1000, "STANDARD_IA");
    await put("b", 10);
    await put("b", 30);
    const client = time.client();
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: "c" }));
    await client.send(new UploadPartCommand({ Bucket: bucket, Key: "c", UploadId, PartNumber: 1, Body: "x".repeat(7) }));
    const all = await samples("GetCapacity", { StorageClass: "ALL" });
    expect(inside(all[dayOf()], "Standard", "Capacity", "Capacity")).toBe("37");
    expect(inside(all[dayOf()], "StandardIA", "Capacity", "Capacity")).toBe("1000");
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: "c", UploadId }));
    const standard = await samples("GetCapacity", { StorageClass: "STANDARD" });
    expect(Object.keys(standard[dayOf()] ?? {})).toEqual(["Date", "Standard"]);
    expect(inside(standard[dayOf()], "Standard", "Capacity", "Capacity")).toBe("30");
  });

  test("that was deleted is counted when it is, by calls and by lifecycles", async () => {
    await put("a", 1000);
    await put("b", 200);
    await remove("a");
    const lifecycle = `<LifecycleConfiguration><Rule><ID>r</ID><Prefix></Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>`;
    expect((await time.send("PUT", `/${bucket}?lifecycle`, lifecycle)).status).toBe(200);
    await at("12:00", 2);
    const days = await samples("GetDeleteCapacity", { EndDate: dayOf(2) });
    const deleted = [dayOf(), dayOf(1), dayOf(2)].map((day) => inside(days[day], "Standard", "DeleteCapacity", "DeleteCapacity"));
    expect(deleted).toEqual(["1000", "0", "200"]);
    expect(inside((await samples("GetCapacity", { EndDate: dayOf(2) }))[dayOf(2)], "Standard", "Capacity", "Capacity")).toBe("0");
  });

  test("that is billed comes under the manual's spellings", async () => {
    await put("a", 1000, "STANDARD_IA");
    await put("b", 10);
    const params = { BeginDate: dayOf(), EndDate: dayOf(), Freq: "byDay", Bucket: bucket };
    const all = await time.statistics("GetBilledStorageUsage", params);
    expect(all).toMatchObject({
      Account: emulator().accountId,
      UserName: "root",
      StorageClass: "ALL",
      TimeZone: "UTC +0800",
      Freq: "byDay",
      BucketName: bucket,
      RegionName: "",
      Statistics: {
        Date: dayOf(),
        Standard: { BilledStorage: { BilledStorageUsage: "10" } },
        StandardIA: { BilledStorage: { BilledStorageUsage: "1000" } },
      },
    });
    expect(await time.statistics("GetBilledStorageUsage", { ...params, StorageClass: "STANDARAD_IA" })).toMatchObject({
      StorageClass: "STANDARAD_IA",
    });
    await expect(time.statistics("GetBilledStorageUsage", { ...params, StorageClass: "STANDARD_IA" })).rejects.toThrow(
      "400 InvalidArgument",
    );
    await expect(time.statistics("GetCapacity", { ...params, StorageClass: "STANDARAD" })).rejects.toThrow("400 InvalidArgument");
  });
});

describe("requests", () => {
  beforeEach(async () => {
    await at("10:00");
    await put("a", 1000);
    const client = time.client();
    for (let number = 0; number < 3; number++) await client.send(new GetObjectCommand({ Bucket: bucket, Key: "a" }));
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: "a" }));
    await failure(client.send(new GetObjectCommand({ Bucket: bucket, Key: "absent" })));
    await at("11:05");
    await remove("a");
  });

  test("are counted by kind", async () => {
    const all = await samples("GetRequests", { Freq: "byHour" });
    expect(inside(all[`${dayOf()} 10:00`], "Standard", "Requests")).toEqual({
      GetRequest: "4",
      HeadRequest: "1",
      PutRequest: "1",
      PostRequest: "0",
      DeleteRequest: "0",
      OtherRequest: "0",
    });
    const two = await samples("GetRequests", { Freq: "byHour", RequestsType: "get+delete" });
    expect(inside(two[`${dayOf()} 11:00`], "Standard", "Requests")).toEqual({ GetRequest: "0", DeleteRequest: "1" });
    const none = await samples("GetRequests", { InternetType: "noninternet", RequestsType: "get" });
    expect(inside(none[dayOf()], "Standard", "Requests")).toEqual({ GetRequest: "0" });
  });

  test("are counted by the status of their answers", async () => {
    const day = async (params: Readonly<Record<string, string>>): Promise<unknown> =>
      inside((await samples("GetReturnCode", params))[dayOf()], "Standard", "ReturnCode");
    expect(await day({})).toEqual({ Response200: "5", Response204: "1", Response404: "1" });
    expect(await day({ RequestsType: "get" })).toEqual({ Response200: "3", Response404: "1" });
    expect(await day({ ResponseType: "4xx+204" })).toEqual({ Response204: "1", Response404: "1" });
    expect(await day({ ResponseType: "404", RequestsType: "get head" })).toEqual({ Response404: "1" });
  });

  test("move bytes in and out", async () => {
    const day = async (params: Readonly<Record<string, string>>): Promise<Sample> =>
      inside((await samples("GetTraffics", params))[dayOf()], "Standard", "Traffics") as Sample;
    const all = await day({});
    expect(Object.keys(all)).toHaveLength(8);
    expect(all["Upload"]).toBe("1000");
    // Three times the object, and the words of a refusal.
    expect(Number(all["Download"])).toBeGreaterThan(3000);
    expect(Number(all["Download"])).toBeLessThan(4000);
    expect([all["RoamUpload"], all["NonInternetDownload"]]).toEqual(["0", "0"]);
    expect(await day({ InOutType: "inbound", InternetType: "internet", TrafficsType: "direct" })).toEqual({ Upload: "1000" });
    expect(Object.keys(await day({ InOutType: "outbound", InternetType: "noninternet" }))).toEqual([
      "NonInternetDownload",
      "NonInternetRoamDownload",
    ]);
    const slots = await samples("GetTraffics", { Freq: "by5min" });
    expect(Object.keys(slots)).toHaveLength(Math.ceil((11 * 60 + 5.01) / 5));
    expect(inside(slots[`${dayOf()} 10:00`], "Standard", "Traffics", "Upload")).toBe("1000");
    expect(inside(slots[`${dayOf()} 10:05`], "Standard", "Traffics", "Upload")).toBe("0");
  });

  test("without a bucket are the account's, whatever bucket it was and whether it is still there", async () => {
    await time.client().send(new ListBucketsCommand({}));
    await time.client().send(new DeleteBucketCommand({ Bucket: bucket }));
    const answer = await time.statistics("GetRequests", { BeginDate: dayOf(), EndDate: dayOf(), Freq: "byDay", RequestsType: "get+put" });
    expect(answer).toMatchObject({ BucketName: "", Statistics: { Standard: { Requests: { GetRequest: "5", PutRequest: "2" } } } });
    await expect(samples("GetRequests")).rejects.toThrow("404 NoSuchBucket");
  });

  test("use bandwidth", async () => {
    const range = { BeginDate: `${dayOf()}-10-00`, EndDate: `${dayOf()}-10-10`, BucketName: bucket };
    const answer = await time.statistics("GetBandwidth", range);
    expect(answer).toMatchObject({ UserName: emulator().accountId, BucketName: bucket, Region: { Name: "ZhengZhou" } });
    const data = listOf(inside(answer["Region"] as Sample, "Data"));
    expect(data.map((sample) => [sample["Date"], sample["UploadBW"]])).toEqual([
      [`${dayOf()}-10-00`, String(Math.round(1000 / 300))],
      [`${dayOf()}-10-05`, "0"],
    ]);
    expect(Object.keys(data[0] ?? {})).toEqual([
      "Date",
      ...["", "Roam", "NonInternet", "NonInternetRoam"].flatMap((kind) => [`${kind}UploadBW`, `${kind}DownloadBW`]),
    ]);
    expect(
      listOf(inside((await time.statistics("GetBandwidth", { ...range, EndDate: range.BeginDate }))["Region"] as Sample, "Data")),
    ).toHaveLength(1);
  });

  test("make the usage of a bucket, with what it stores", async () => {
    await put("b", 20);
    const answer = await time.statistics("GetUsage", { BeginDate: dayOf(), EndDate: dayOf(), Freq: "byDay", Bucket: bucket });
    expect(answer).toMatchObject({
      UserName: emulator().accountId,
      Region: {
        Name: "ZhengZhou",
        Data: { Date: dayOf(), Capacity: "20", DeleteStorage: "1000", Upload: "1020", GetRequest: "4", DeleteRequest: "1" },
      },
    });
  });
});

test("connections are counted by how many were open at once", async () => {
  await at("09:00");
  await put("a", 1);
  await at("09:10");
  // A request that is not answered stays open.
  await admin(emulator(), "POST", "/faults", { kind: "hang-after-execute", operation: "HeadObject", times: 1 });
  const hanging = new AbortController();
  const head = (abortSignal?: AbortSignal): Promise<unknown> =>
    time.client().send(new HeadObjectCommand({ Bucket: bucket, Key: "a" }), abortSignal === undefined ? {} : { abortSignal });
  const first = failure(head(hanging.signal));
  await expect
    .poll(async () => inside((await samples("GetRequests", { RequestsType: "head" }))[dayOf()], "Standard", "Requests", "HeadRequest"))
    .toBe("1");
  await head();
  hanging.abort();
  await first;
  await at("09:20");
  const slots = await samples("GetConcurrentConnection", { Freq: "by5min" });
  expect(["00", "05", "10", "15"].map((minutes) => slots[`${dayOf()} 09:${minutes}`]?.["ConcurrentConnection"])).toEqual([
    "1",
    "0",
    "2",
    "0",
  ]);
  // The hanging one has ended: a new one is alone.
  let clock = 20;
  await expect
    .poll(async () => {
      clock += 5;
      await at(`09:${clock}`);
      await head();
      return (await samples("GetConcurrentConnection", { Freq: "by5min" }))[`${dayOf()} 09:${clock}`]?.["ConcurrentConnection"];
    })
    .toBe("1");
  await expect(samples("GetConcurrentConnection", { Freq: "byHour" })).rejects.toThrow("400 InvalidArgument");
  await expect(samples("GetConcurrentConnection", { Freq: "by5min", BeginDate: dayOf(-1) })).rejects.toThrow("400 InvalidArgument");
});

test("a data location counts what its buckets do", async () => {
  const elsewhere = `${bucket}-elsewhere`;
  const body =
    "<CreateBucketConfiguration><DataLocationConstraint><Type>Specified</Type><LocationList><Location>ChengDu</Location></LocationList></DataLocationConstraint></CreateBucketConfiguration>";
  expect((await time.send("PUT", `/${elsewhere}`, body)).status).toBe(200);
  await time.client().send(new PutObjectCommand({ Bucket: elsewhere, Key: "k", Body: "four" }));
  const inRegion = async (Region: string): Promise<unknown> => {
    const answer = await time.statistics("GetCapacity", { BeginDate: dayOf(), EndDate: dayOf(), Freq: "byDay", Region });
    expect(answer["RegionName"]).toBe(Region);
    return inside(answer["Statistics"] as Sample, "Standard", "Capacity", "Capacity");
  };
  expect(await inRegion("ChengDu")).toBe("4");
  expect(await inRegion("GuiYang")).toBe("0");
  const regions = listOf((await time.statistics("GetUsage", { BeginDate: dayOf(), EndDate: dayOf() }))["Region"]);
  expect(regions.map((region) => region["Name"])).toEqual(["ChengDu", "ZhengZhou"]);
  await time.client().send(new DeleteObjectCommand({ Bucket: elsewhere, Key: "k" }));
  await time.client().send(new DeleteBucketCommand({ Bucket: elsewhere }));
});

describe("a question", () => {
  const day = (): Readonly<Record<string, string>> => ({ BeginDate: dayOf(), EndDate: dayOf() });
  test.each([
    ["GetCapacity", { EndDate: undefined }],
    ["GetCapacity", { BeginDate: "2026-02-30" }],
    ["GetCapacity", { BeginDate: "2026/02/03" }],
    ["GetCapacity", { EndDate: -1 }],
    ["GetCapacity", { EndDate: 30, Freq: "byDay" }],
    ["GetTraffics", { EndDate: 7, Freq: "byHour" }],
    ["GetTraffics", { EndDate: 1, Freq: "by5min" }],
    ["GetCapacity", { Freq: "by5min" }],
    ["GetRequests", { Freq: "byMonth" }],
    ["GetRequests", { RequestsType: "get+patch" }],
    ["GetRequests", { RequestsType: "get+" }],
    ["GetReturnCode", { ResponseType: "ok" }],
    ["GetTraffics", { InOutType: "both" }],
    ["GetTraffics", { Region: "Atlantis" }],
    ["GetUsage", { StorageClass: "ALL" }],
    ["GetConcurrentConnection", { StorageClass: "ALL" }],
  ])("%s %j is refused", async (action, params: Readonly<Record<string, string | number | undefined>>) => {
    const asked = Object.entries({ ...day(), ...params }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === "number" ? dayOf(value) : value]],
    );
    await expect(time.statistics(action, Object.fromEntries(asked) as Record<string, string>)).rejects.toThrow("400 InvalidArgument");
  });

  test.each<[{ readonly BeginDate?: string; readonly EndDate?: string }, string]>([
    [{ BeginDate: "10-03" }, "multiple of 5"],
    [{ EndDate: "09-55" }, "earlier"],
    [{ EndDate: "23-55" }, "later than now"],
    [{ BeginDate: "month" }, "a month ago"],
  ])("GetBandwidth %j is refused", async (params, words) => {
    await at("12:00");
    const minute = (text: string): string => (text === "month" ? `${dayOf(-32)}-10-00` : `${dayOf()}-${text}`);
    const asked = { BeginDate: minute(params.BeginDate ?? "10-00"), EndDate: minute(params.EndDate ?? "10-05") };
    await expect(time.statistics("GetBandwidth", asked)).rejects.toThrow(new RegExp(`400 InvalidArgument.*${words}`));
  });

  test("spans as many days as its steps allow", async () => {
    expect(Object.keys(await samples("GetCapacity", { BeginDate: dayOf(-29), EndDate: dayOf() }))).toHaveLength(30);
    expect(Object.keys(await samples("GetTraffics", { BeginDate: dayOf(-6), Freq: "byHour" })).length).toBeGreaterThan(6 * 24);
    // Days to come have no samples.
    expect(await samples("GetCapacity", { BeginDate: dayOf(5), EndDate: dayOf(6) })).toEqual({});
  });

  test("is the account's own, and needs a permission", async () => {
    const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
    await expect(time.statistics("GetCapacity", { ...day(), Bucket: bucket }, other)).rejects.toThrow("404 NoSuchBucket");
    await time.to(new Date().toISOString());
    const nobody = await userWithKey(emulator(), "nobody");
    const one = await userWithKey(emulator(), "one", {
      Effect: "Allow",
      Action: "statistics:GetCapacity",
      Resource: `arn:ctyun:statistics::${emulator().accountId}:${bucket}`,
    });
    await at("10:00");
    await expect(time.statistics("GetCapacity", day(), nobody)).rejects.toThrow("403 AccessDenied");
    expect(await time.statistics("GetCapacity", { ...day(), Bucket: bucket }, one)).toMatchObject({ UserName: "one" });
    await expect(time.statistics("GetCapacity", day(), one)).rejects.toThrow("403 AccessDenied");
    await expect(time.statistics("GetRequests", { ...day(), Bucket: bucket }, one)).rejects.toThrow("403 AccessDenied");
  });
});
