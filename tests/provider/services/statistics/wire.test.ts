import type { OperationRow } from "../../../../provider/backends/types";
import { describe, expect, it } from "vitest";
import { oos } from "../../../../provider/backends/oos";
import * as statistics from "../../../../provider/services/statistics";
import type { Client } from "../../../../provider/transport/types";
import { fakeClient } from "../../../support/services/fake-client";

const HEAD = "<Account>acct</Account><UserName>root</UserName><TimeZone>UTC +0800</TimeZone>";
const days = { beginDate: "2023-07-20", endDate: "2023-07-21" };
const span = { BeginDate: "2023-07-20", EndDate: "2023-07-21" };
const empty = { account: "acct", userName: "root", timeZone: "UTC +0800", points: [] };

type Row = readonly [string, (client: Client) => Promise<unknown>, Record<string, string>];

/** Operation, call, query beside Action. The first of each is the sample of the manual. */
const ROWS: readonly Row[] = [
  [
    "GetCapacity",
    (c) => statistics.getCapacity(c, { ...days, bucket: "b-one", frequency: "byDay" }),
    { ...span, Bucket: "b-one", Freq: "byDay" },
  ],
  ["GetCapacity", (c) => statistics.getCapacity(c, { ...days, location: "QingDao" }), { ...span, Region: "QingDao" }],
  [
    "GetDeleteCapacity",
    (c) => statistics.getDeleteCapacity(c, { ...days, bucket: "b-one", frequency: "byDay", storageClass: "STANDARD_IA" }),
    { ...span, Bucket: "b-one", Freq: "byDay", StorageClass: "STANDARD_IA" },
  ],
  [
    "GetTraffics",
    (c) => statistics.getTraffics(c, { ...days, frequency: "byDay", inOutType: "all", internetType: "all", trafficType: "all" }),
    { ...span, Freq: "byDay", InOutType: "all", InternetType: "all", TrafficsType: "all" },
  ],
  [
    "GetRequests",
    (c) => statistics.getRequests(c, { ...days, frequency: "byHour", internetType: "internet", requestTypes: ["get", "put"] }),
    { ...span, Freq: "byHour", InternetType: "internet", RequestsType: "get+put" },
  ],
  [
    "GetReturnCode",
    (c) => statistics.getReturnCode(c, { ...days, frequency: "byHour", requestTypes: ["all"], responseTypes: ["all"] }),
    { ...span, Freq: "byHour", RequestsType: "all", ResponseType: "all" },
  ],
  [
    "GetConcurrentConnection",
    (c) => statistics.getConcurrentConnection(c, { ...days, frequency: "by5min", internetType: "noninternet" }),
    { ...span, Freq: "by5min", InternetType: "noninternet" },
  ],
  [
    "GetUsage",
    (c) => statistics.getUsage(c, { ...days, bucket: "b-one", frequency: "byDay" }),
    { ...span, BucketName: "b-one", Freq: "byDay" },
  ],
  [
    "GetBandwidth",
    (c) =>
      statistics.getBandwidth(c, {
        beginTime: new Date("2023-07-19T16:00:00Z"),
        endTime: new Date("2023-07-21T10:10:00+08:00"),
        bucket: "b-one",
        netType: "highqualitynet",
      }),
    { BeginDate: "2023-07-20-00-00", EndDate: "2023-07-21-10-10", BucketName: "b-one", NetType: "highqualitynet" },
  ],
  [
    "GetBilledStorageUsage",
    (c) => statistics.getBilledStorageUsage(c, { ...days, storageClass: "STANDARD_IA" }),
    { ...span, StorageClass: "STANDARAD_IA" },
  ],
  ["GetBilledStorageUsage", (c) => statistics.getBilledStorageUsage(c, { ...days, storageClass: "ALL" }), { ...span, StorageClass: "ALL" }],
];

describe("every operation on the wire", () => {
  it.each(ROWS)("%s", async (operation, call, query) => {
    const client = fakeClient(() => `<${operation}Response>${HEAD}</${operation}Response>`);
    expect(await call(client)).toEqual(empty);
    expect(client.sent).toEqual([expect.objectContaining({ operation, query: { Action: operation, ...query } })]);
  });

  it("is in the backend's table, all nine, with its parameters", () => {
    const table = new Map<string, OperationRow>(oos.services.statistics?.operations.map((row) => [row.operation, row]));
    expect([...new Set(ROWS.map(([operation]) => operation))].sort()).toEqual([...table.keys()].sort());
    for (const [operation, , query] of ROWS) expect(table.get(operation)?.parameters).toEqual(expect.arrayContaining(Object.keys(query)));
  });
});

async function read(body: string): Promise<statistics.Statistics> {
  return statistics.getCapacity(
    fakeClient(() => body),
    days,
  );
}

describe("answers", () => {
  it("samples beside each other, numbers by their place, the odd spelling gone", async () => {
    const sample = (date: string, billed: number): string =>
      `<Statistics><Date>${date}</Date><Standard><BilledStorage><BilledStorageUsage>${billed}</BilledStorageUsage>` +
      "<RemainderChargeStorageUsage>7</RemainderChargeStorageUsage></BilledStorage></Standard></Statistics>";
    const answer =
      '<?xml version="1.0" encoding="UTF-8"?><GetBilledStorageUsageResponse xmlns="urn:x">' +
      `${HEAD}<StorageClass>STANDARAD</StorageClass><Freq>byDay</Freq><BucketName/><RegionName/>` +
      `${sample("2023-07-20", 5)}${sample("2023-07-21", 9_007_199_254)}</GetBilledStorageUsageResponse>`;
    const found = await statistics.getBilledStorageUsage(
      fakeClient(() => answer),
      { ...days, storageClass: "STANDARD" },
    );
    const place = "standard.billedStorage.billedStorageUsage";
    expect(found).toEqual({
      account: "acct",
      userName: "root",
      timeZone: "UTC +0800",
      storageClass: "STANDARD",
      frequency: "byDay",
      points: [
        { time: "2023-07-20", values: { [place]: 5, "standard.billedStorage.remainderChargeStorageUsage": 7 } },
        { time: "2023-07-21", values: { [place]: 9_007_199_254, "standard.billedStorage.remainderChargeStorageUsage": 7 } },
      ],
    });
  });

  it("samples inside locations, moments of UTC+8", async () => {
    const data = (date: string): string =>
      `<Data><Date>${date}</Date><UploadBW>1.5</UploadBW><NonInternetRoamUploadBW>0</NonInternetRoamUploadBW></Data>`;
    const answer = `<GetBandwidthResult><UserName>root</UserName><Region><Name>QingDao</Name>${data("2018-12-26-16-45")}${data("2018-12-26 16:50:05")}</Region><Region><Name>SuZhou</Name>${data("2018-12-26T16:45")}</Region></GetBandwidthResult>`;
    const values = { uploadBW: 1.5, nonInternetRoamUploadBW: 0 };
    expect((await read(answer)).points).toEqual([
      { time: "2018-12-26T16:45:00+08:00", location: "QingDao", values },
      { time: "2018-12-26T16:50:05+08:00", location: "QingDao", values },
      { time: "2018-12-26T16:45:00+08:00", location: "SuZhou", values },
    ]);
  });

  it("a wrapping result, a time of another form, repeated elements and texts inside a sample", async () => {
    const answer =
      "<R><GetCapacityResult><UserName>u</UserName><Statistics><Date>July</Date><Unit>Byte</Unit><Empty/><Code><Count>1</Count></Code><Code><Count>2</Count></Code></Statistics></GetCapacityResult></R>";
    expect(await read(answer)).toEqual({ userName: "u", points: [{ time: "July", values: { "code[0].count": 1, "code[1].count": 2 } }] });
  });

  it("for another bucket, or for all of them, is not the answer", async () => {
    const ask = (bucketName: string): Promise<statistics.Statistics> =>
      statistics.getUsage(
        fakeClient(() => `<R><UserName>u</UserName>${bucketName}</R>`),
        { ...days, bucket: "b-one" },
      );
    await expect(ask("<BucketName>b-two</BucketName>")).rejects.toMatchObject({ kind: "foreign", subject: 'bucket "b-one"' });
    await expect(ask("<BucketName/>")).rejects.toThrow('the answer has no bucket "b-one" at GetUsage');
    expect(await ask("<BucketName>b-one</BucketName>")).toMatchObject({ bucket: "b-one" });
    expect(await ask("")).toEqual({ userName: "u", points: [] });
  });

  it.each([
    "",
    "<html><body>login</body></html>",
    "<ListAllMyBucketsResult><Owner><ID>x</ID></Owner></ListAllMyBucketsResult>",
    "<R><UserName> </UserName></R>",
    "not XML",
    "<R><UserName>u</UserName>",
  ])("%j is nobody's statistics", async (answer) => {
    await expect(read(answer)).rejects.toMatchObject({ kind: "foreign", service: "statistics", operation: "GetCapacity" });
  });
});
