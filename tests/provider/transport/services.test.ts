/** IAM and trail calls through the real transport to the emulator, which verifies their signatures on its own. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as iam from "../../../provider/services/iam";
import { putBucket } from "../../../provider/services/s3";
import * as trail from "../../../provider/services/trail";
import type { Client } from "../../../provider/transport/types";
import { startEmulated, type Emulated } from "../../support/services/s3/emulated";

describe.each(["cn", "hazz"])("with region %s", (region) => {
  let emulated: Emulated;
  let client: Client;

  beforeAll(async () => {
    // Every pool's IAM and trail are scoped cn; the emulator checks one region for all, so only its S3 is left out for pools.
    emulated = await startEmulated({ region });
    client = emulated.transport.client();
  });
  afterAll(() => emulated.close());

  it("IAM takes what is sent and its errors are typed", async () => {
    await iam.createUser(client, { userName: "u" });
    expect((await iam.getUser(client, { userName: "u" })).userName).toBe("u");
    await expect(iam.createUser(client, { userName: "u" })).rejects.toMatchObject({ kind: "already-exists", code: "EntityAlreadyExists" });
    await iam.deleteUser(client, { userName: "u" });
    await expect(iam.getUser(client, { userName: "u" })).rejects.toMatchObject({ kind: "not-found", status: 404 });
  });

  it("a lost answer to CreateAccessKey is not repeated", async () => {
    await iam.createUser(client, { userName: "k" });
    await emulated.fault({ kind: "reset-after-execute", operation: "CreateAccessKey", times: 1 });
    await expect(iam.createAccessKey(client, { userName: "k" })).rejects.toMatchObject({ kind: "network", maybeDone: true });
    expect((await iam.listAccessKeys(client, { userName: "k" })).items).toHaveLength(1);
  });

  it("the trail service takes what is sent", async () => {
    const other = region === "cn" ? client : emulated.another({ region: "cn" }).client();
    await putBucket(other, { bucket: "trail-target" });
    await trail.createTrail(client, { name: "trail-1", s3BucketName: "trail-target" });
    expect((await trail.getTrailStatus(client, { name: "trail-1" })).isLogging).toBe(false);
    await trail.startLogging(client, { name: "trail-1" });
    expect((await trail.getTrailStatus(client, { name: "trail-1" })).isLogging).toBe(true);
    await trail.deleteTrail(client, { name: "trail-1" });
    await expect(trail.getTrailStatus(client, { name: "trail-1" })).rejects.toMatchObject({ kind: "not-found" });
  });
});
