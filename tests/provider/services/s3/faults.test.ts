import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as s3 from "../../../../provider/services/s3";
import { ServiceError } from "../../../../provider/transport/errors/errors";
import type { Client } from "../../../../provider/transport/types";
import { startEmulated, type Emulated } from "../../../support/services/s3/emulated";

const bucket = "b-faults";
const LIVES = 2;

const READS: Readonly<Record<string, (client: Client) => Promise<unknown>>> = {
  ListBuckets: (client) => s3.listBuckets(client),
  HeadBucket: (client) => s3.headBucket(client, { bucket }),
  GetBucketAcl: (client) => s3.getBucketAcl(client, { bucket }),
  GetBucketLocation: (client) => s3.getBucketLocation(client, { bucket }),
  GetBucketPolicy: (client) => s3.getBucketPolicy(client, { bucket }),
  ListObjects: (client) => s3.listObjects(client, { bucket }),
  ListMultipartUploads: (client) => s3.listMultipartUploads(client, { bucket }),
};

describe("faults of the service", () => {
  let emulated: Emulated;
  let client: Client;

  beforeAll(async () => {
    emulated = await startEmulated({ maxRetries: LIVES });
    client = emulated.transport.client();
    await s3.putBucket(client, { bucket });
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: `arn:ctyun:oos:::${bucket}/*` }];
    await s3.putBucketPolicy(client, { bucket, policy: JSON.stringify({ Version: "2012-10-17", Statement }) });
  });
  afterEach(() => emulated.admin("DELETE", "/faults"));
  afterAll(() => emulated.close());

  const lasting = [
    { kind: "error", status: 403, code: "AccessDenied" },
    { kind: "error", status: 500, code: "InternalError" },
    { kind: "error", status: 503, code: "ServiceUnavailable" },
    { kind: "error", status: 404, code: "SomethingElse" },
    { kind: "reset" },
  ] as const;

  it.each(Object.keys(READS))("%s never takes a failure for absence", async (operation) => {
    const read = READS[operation];
    if (read === undefined) throw new Error(operation);
    for (const fault of lasting) {
      await emulated.fault({ ...fault, operation });
      const failure: unknown = await read(client).catch((error: unknown) => error);
      expect(failure, JSON.stringify(fault)).toBeInstanceOf(ServiceError);
      // HEAD shows no code: a 404 of the service is its way to say "absent".
      if (!(operation === "HeadBucket" && "status" in fault && fault.status === 404)) {
        expect(["not-found", "not-configured"]).not.toContain((failure as ServiceError).kind);
      }
      await emulated.admin("DELETE", "/faults");
    }
    await expect(read(client)).resolves.not.toBeInstanceOf(Error);
  });

  it.each(Object.keys(READS))("%s works again after passing faults", async (operation) => {
    const read = READS[operation];
    if (read === undefined) throw new Error(operation);
    for (const fault of [{ kind: "reset" }, { kind: "error", status: 503, code: "SlowDown" }, { kind: "reset-after-execute" }] as const) {
      await emulated.fault({ ...fault, operation, times: LIVES });
      await expect(read(client), JSON.stringify(fault)).resolves.not.toBeInstanceOf(Error);
    }
  });

  it("a truncated answer is repeated, never read", async () => {
    const before = await s3.getBucketPolicy(client, { bucket });
    await emulated.fault({ kind: "truncate", operation: "GetBucketPolicy", times: 1 });
    expect(await s3.getBucketPolicy(client, { bucket })).toBe(before);
    await emulated.fault({ kind: "truncate", operation: "GetBucketPolicy" });
    await expect(s3.getBucketPolicy(client, { bucket })).rejects.toMatchObject({ kind: "network" });
  });

  it("writes whose answer is lost end in the state that was asked for", async () => {
    const names = ["b-lost-1", "b-lost-2"];
    await emulated.fault({ kind: "reset-after-execute", operation: "PutBucket", times: 1 });
    await s3.putBucket(client, { bucket: names[0] ?? "", acl: "public-read" });
    expect(await s3.getBucketAcl(client, { bucket: names[0] ?? "" })).toBe("public-read");
    const buckets = (await s3.listBuckets(client)).buckets.map(({ name }) => name);
    expect(buckets.filter((name) => names.includes(name))).toEqual(["b-lost-1"]);

    // The repeated deletion finds nothing: that is reported, and it is the typed not-found.
    await emulated.fault({ kind: "reset-after-execute", operation: "DeleteBucket", times: 1 });
    await expect(s3.deleteBucket(client, { bucket: "b-lost-1" })).rejects.toMatchObject({ kind: "not-found" });
  });

  it("an operation that makes a second thing is not repeated after a lost answer", async () => {
    const sdk = await import("@aws-sdk/client-s3");
    await emulated.fault({ kind: "reset-after-execute", operation: "CreateMultipartUpload", times: 1 });
    const raw = await client.s3();
    await expect(raw.send(new sdk.CreateMultipartUploadCommand({ Bucket: bucket, Key: "k" }))).rejects.toMatchObject({
      name: "ServiceError",
      kind: "network",
      maybeDone: true,
    });
    const { uploads } = await s3.listMultipartUploads(client, { bucket });
    expect(uploads.map(({ key }) => key)).toEqual(["k"]);
  });

  it("cancelling ends a call of the AWS SDK's client", async () => {
    const controller = new AbortController();
    await emulated.fault({ kind: "hang-before-execute", operation: "GetBucketAcl" });
    const hanging = s3.getBucketAcl(emulated.transport.client(controller.signal), { bucket });
    controller.abort();
    await expect(hanging).rejects.toMatchObject({ kind: "cancelled" });
  });

  it("says by how much the clock is off", async () => {
    await emulated.admin("PUT", "/clock", { offsetMs: 3_600_000 });
    try {
      const failure: unknown = await s3.listBuckets(client).catch((error: unknown) => error);
      expect(failure).toMatchObject({ kind: "auth", code: "RequestTimeTooSkewed" });
      expect(String(failure)).toContain("60 minutes behind");
    } finally {
      await emulated.admin("PUT", "/clock", { offsetMs: 0 });
    }
  });
});
