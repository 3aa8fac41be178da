import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { putBucket } from "../../../../provider/services/s3";
import * as trail from "../../../../provider/services/trail";
import type { Client } from "../../../../provider/transport/types";
import { startEmulated, type Emulated } from "../../../support/services/s3/emulated";

let emulated: Emulated;
let client: Client;

beforeAll(async () => {
  emulated = await startEmulated();
  client = emulated.transport.client();
  await putBucket(client, { bucket: "logs" });
  await putBucket(client, { bucket: "more-logs" });
});
afterAll(() => emulated.close());
beforeEach(() => emulated.admin("DELETE", "/faults"));

describe("a trail", () => {
  const name = "audit.trail_1";

  it("starts stopped, records, changes, stops and goes", async () => {
    await trail.createTrail(client, { name, s3BucketName: "logs", s3KeyPrefix: "审计/" });
    expect(await trail.describeTrails(client, { trailNameList: [name] })).toMatchObject([
      { name, s3BucketName: "logs", s3KeyPrefix: "审计/" },
    ]);
    expect(await trail.getTrailStatus(client, { name })).toMatchObject({ isLogging: false });
    await trail.startLogging(client, { name });
    expect(await trail.getTrailStatus(client, { name })).toMatchObject({
      isLogging: true,
      startLoggingTime: expect.stringMatching(/^\d{4}-/) as string,
    });

    await trail.updateTrail(client, { name, s3BucketName: "more-logs" });
    await trail.updateTrail(client, { name });
    expect(await trail.describeTrails(client)).toMatchObject([{ s3BucketName: "more-logs", s3KeyPrefix: "审计/" }]);
    await trail.updateTrail(client, { name, s3KeyPrefix: "" });
    expect(await trail.describeTrails(client)).toEqual([
      { name, s3BucketName: "more-logs", trailArn: expect.stringContaining(name) as string },
    ]);

    expect(await trail.getEventSelectors(client, { trailName: name })).toEqual([]);
    await trail.putEventSelectors(client, { trailName: name, eventSelectors: [{ readWriteType: "WriteOnly" }] });
    expect(await trail.getEventSelectors(client, { trailName: name })).toEqual([{ readWriteType: "WriteOnly" }]);
    await trail.putEventSelectors(client, { trailName: name, eventSelectors: [] });
    expect(await trail.getEventSelectors(client, { trailName: name })).toEqual([]);

    await trail.stopLogging(client, { name });
    expect(await trail.getTrailStatus(client, { name })).toMatchObject({ isLogging: false });
    await trail.deleteTrail(client, { name });
    expect(await trail.describeTrails(client, { trailNameList: [name] })).toEqual([]);
    await expect(trail.getTrailStatus(client, { name })).rejects.toMatchObject({ kind: "not-found", subject: `trail "${name}"` });
    await expect(trail.deleteTrail(client, { name })).rejects.toMatchObject({ kind: "not-found" });
  });

  it("fails with the kind, the words and the next step", async () => {
    await trail.createTrail(client, { name: "twice", s3BucketName: "logs" });
    await expect(trail.createTrail(client, { name: "twice", s3BucketName: "logs" })).rejects.toMatchObject({ kind: "already-exists" });
    const error: unknown = await trail.createTrail(client, { name: "nowhere", s3BucketName: "absent" }).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(
      /trail CreateTrail of trail "nowhere" failed with 404 S3BucketDoesNotExistException: .*absent.*\n {2}next: create the bucket first/,
    );
    expect(error).not.toMatchObject({ kind: "not-found" });
    const selectors = [{ readWriteType: "All" }, { readWriteType: "ReadOnly" }];
    await expect(trail.putEventSelectors(client, { trailName: "twice", eventSelectors: selectors })).rejects.toMatchObject({
      kind: "invalid",
    });
  });

  it("is limited to ten in an account", async () => {
    const before = (await trail.describeTrails(client)).length;
    for (let index = before; index < 10; index += 1)
      await trail.createTrail(client, { name: `trail-${String(index)}`, s3BucketName: "logs" });
    await expect(trail.createTrail(client, { name: "eleventh", s3BucketName: "logs" })).rejects.toMatchObject({ kind: "quota" });
  });

  it.each([
    [{ kind: "error", status: 500, code: "InternalError" }, "server"],
    [{ kind: "error", status: 403, code: "AccessDenied" }, "auth"],
    [{ kind: "truncate" }, "network"],
  ] as const)("that cannot be read because of %j is never not-found", async (fault, kind) => {
    await emulated.fault({ ...fault, service: "trail", operation: "GetTrailStatus" });
    await expect(trail.getTrailStatus(client, { name: "any" })).rejects.toMatchObject({ kind });
  });
});
