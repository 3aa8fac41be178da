import { describe, expect, it } from "vitest";
import { oos } from "../../../../provider/backends/oos";
import * as trail from "../../../../provider/services/trail";
import type { Client } from "../../../../provider/transport/types";
import { fakeClient } from "../../../support/services/fake-client";

const name = "audit";
type Row = readonly [string, (client: Client) => Promise<unknown>, unknown, string, string, unknown];

/** Operation, call, body that is sent, effect, answer, value. */
const ROWS: readonly Row[] = [
  [
    "CreateTrail",
    (c) => trail.createTrail(c, { name, s3BucketName: "b", s3KeyPrefix: "p" }),
    { Name: name, S3BucketName: "b", S3KeyPrefix: "p" },
    "create",
    '{"Name":"audit"}',
    undefined,
  ],
  ["CreateTrail", (c) => trail.createTrail(c, { name, s3BucketName: "b" }), { Name: name, S3BucketName: "b" }, "create", "", undefined],
  ["DeleteTrail", (c) => trail.deleteTrail(c, { name }), { Name: name }, "idempotent", "", undefined],
  ["DescribeTrails", (c) => trail.describeTrails(c), {}, "read", '{"TrailList":[]}', []],
  [
    "DescribeTrails",
    (c) => trail.describeTrails(c, { trailNameList: [name] }),
    { TrailNameList: [name] },
    "read",
    '{"trailList":[{"name":"audit","s3BucketName":"b","trailARN":"x"}]}',
    [{ name, s3BucketName: "b", trailArn: "x" }],
  ],
  [
    "DescribeTrails",
    (c) => trail.describeTrails(c),
    {},
    "read",
    '{"TrailList":[{"Name":"audit","S3BucketName":"b","S3KeyPrefix":"","HomeRegion":"cn"}]}',
    [{ name, s3BucketName: "b", homeRegion: "cn" }],
  ],
  [
    "GetTrailStatus",
    (c) => trail.getTrailStatus(c, { name }),
    { Name: name },
    "read",
    '{"IsLogging":true,"LatestDeliveryTime":1700000000000}',
    { isLogging: true, latestDeliveryTime: "2023-11-14T22:13:20.000Z" },
  ],
  [
    "GetTrailStatus",
    (c) => trail.getTrailStatus(c, { name }),
    { Name: name },
    "read",
    '{"isLogging":"false","latestDeliveryError":"AccessDenied"}',
    { isLogging: false, latestDeliveryError: "AccessDenied" },
  ],
  ["UpdateTrail", (c) => trail.updateTrail(c, { name, s3KeyPrefix: "" }), { Name: name, S3KeyPrefix: "" }, "idempotent", "{}", undefined],
  ["StartLogging", (c) => trail.startLogging(c, { name }), { Name: name }, "idempotent", "", undefined],
  ["StopLogging", (c) => trail.stopLogging(c, { name }), { Name: name }, "idempotent", "", undefined],
  [
    "PutEventSelectors",
    (c) => trail.putEventSelectors(c, { trailName: name, eventSelectors: [{ readWriteType: "All" }] }),
    { TrailName: name, EventSelectors: [{ ReadWriteType: "All" }] },
    "idempotent",
    "",
    undefined,
  ],
  [
    "GetEventSelectors",
    (c) => trail.getEventSelectors(c, { trailName: name }),
    { TrailName: name },
    "read",
    '{"EventSelectors":[{"ReadWriteType":"WriteOnly"}]}',
    [{ readWriteType: "WriteOnly" }],
  ],
  ["GetEventSelectors", (c) => trail.getEventSelectors(c, { trailName: name }), { TrailName: name }, "read", '{"trailName":"audit"}', []],
];

describe("every operation on the wire", () => {
  it.each(ROWS)("%s", async (operation, call, body, effect, answer, value) => {
    const client = fakeClient(() => answer);
    expect(await call(client)).toEqual(value);
    const [sent] = client.sent;
    expect(sent).toMatchObject({
      operation,
      headers: {
        "content-type": "application/json",
        "x-amz-target": `cn.ctyunapi.oos-cn-cloudtrail.v20131101.CloudTrail_20131101.${operation}`,
      },
    });
    expect(JSON.parse(String(sent?.body))).toEqual(body);
  });

  it("is in the backend's table with the same effect", () => {
    const table = new Map<string, unknown>(oos.services.trail?.operations.map((row) => [row.operation, row.effect]));
    for (const [operation, , , effect] of ROWS) expect([operation, table.get(operation)]).toEqual([operation, effect]);
  });
});

describe("an answer that is not the service's", () => {
  it.each(["{}", "", '{"message":"welcome"}', "<html/>", "[]"])(
    "%j is never taken for no trails, no selectors, or a stopped trail",
    async (answer) => {
      for (const call of [
        trail.describeTrails(
          fakeClient(() => answer),
          { trailNameList: [name] },
        ),
        trail.getEventSelectors(
          fakeClient(() => answer),
          { trailName: name },
        ),
        trail.getTrailStatus(
          fakeClient(() => answer),
          { name },
        ),
      ]) {
        await expect(call).rejects.toMatchObject({ kind: "foreign", subject: 'trail "audit"' });
      }
    },
  );
});
