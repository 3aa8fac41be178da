import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as s3 from "../../../../provider/services/s3";
import type { Client } from "../../../../provider/transport/types";
import { startEmulated, type Emulated } from "../../../support/services/s3/emulated";

describe.each(["v4", "v2"] as const)("S3 operations on the emulator, signed with %s", (signatureVersion) => {
  let emulated: Emulated;
  let client: Client;

  beforeAll(async () => {
    emulated = await startEmulated({ signatureVersion });
    client = emulated.transport.client();
  });
  afterAll(() => emulated.close());

  it("creates, lists and deletes a bucket", async () => {
    await s3.putBucket(client, { bucket: "b-create" });
    expect((await s3.listBuckets(client)).buckets.map(({ name }) => name)).toContain("b-create");
    const found = (await s3.listBuckets(client)).buckets.find(({ name }) => name === "b-create");
    expect(found?.creationDate).toBeInstanceOf(Date);
    await s3.headBucket(client, { bucket: "b-create" });
    await s3.deleteBucket(client, { bucket: "b-create" });
    expect((await s3.listBuckets(client)).buckets.map(({ name }) => name)).not.toContain("b-create");
  });

  it.each(["private", "public-read", "public-read-write"] as const)("sets and reads the acl %s", async (acl) => {
    await s3.putBucket(client, { bucket: "b-acl", acl });
    expect(await s3.getBucketAcl(client, { bucket: "b-acl" })).toBe(acl);
  });

  it("sets and reads index and data location", async () => {
    const { metadataRegions, dataRegions } = await s3.getRegions(client);
    const [metadataLocation] = metadataRegions;
    const locations = dataRegions.slice(0, 2);
    if (metadataLocation === undefined) throw new Error("the emulator offers no location");
    const dataLocation = { type: "Specified", locations, scheduleStrategy: "NotAllowed" } as const;
    await s3.putBucket(client, { bucket: "b-location", metadataLocation, dataLocation });
    expect(await s3.getBucketLocation(client, { bucket: "b-location" })).toEqual({ metadataLocation, dataLocation });
    await s3.putBucket(client, { bucket: "b-location", metadataLocation, dataLocation: { type: "Local" } });
    expect((await s3.getBucketLocation(client, { bucket: "b-location" })).dataLocation?.type).toBe("Local");
  });

  it("sets, reads and deletes a policy", async () => {
    await s3.putBucket(client, { bucket: "b-policy" });
    await expect(s3.getBucketPolicy(client, { bucket: "b-policy" })).rejects.toMatchObject({ kind: "not-configured", status: 404 });
    const policy = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: ["s3:GetObject"], Resource: "arn:aws:s3:::b-policy/é*" }],
    };
    await s3.putBucketPolicy(client, { bucket: "b-policy", policy: JSON.stringify(policy) });
    expect(JSON.parse(await s3.getBucketPolicy(client, { bucket: "b-policy" }))).toEqual(policy);
    await s3.deleteBucketPolicy(client, { bucket: "b-policy" });
    await expect(s3.getBucketPolicy(client, { bucket: "b-policy" })).rejects.toMatchObject({ kind: "not-configured" });
  });

  it("stores, reads, lists by page and deletes objects with difficult keys", async () => {
    const bucket = "b-objects";
    await s3.putBucket(client, { bucket });
    const keys = ["a b/ü+&<>\"'%41", "a/../b", "é//x", "plain", "~!*()'", "日本/語", "q?x=y#z"].sort();
    for (const key of keys)
      await s3.putObject(client, { bucket, key, body: `content of ${key}`, properties: { contentType: "text/plain" } });
    for (const key of keys) {
      const object = await s3.getObject(client, { bucket, key });
      expect(object.body.toString("utf8")).toBe(`content of ${key}`);
      expect(object.contentType).toBe("text/plain");
    }
    const found: string[] = [];
    for await (const { key } of s3.listAllObjects(client, { bucket, maxKeys: 2 })) found.push(key);
    expect([...found].sort()).toEqual(keys);
    expect((await s3.listObjects(client, { bucket, prefix: "a b/" })).objects.map(({ key }) => key)).toEqual(["a b/ü+&<>\"'%41"]);
    expect(await s3.deleteMany(client, { bucket, objects: [...keys, "absent"].map((key) => ({ key })) })).toEqual([]);
    expect((await s3.listObjects(client, { bucket })).objects).toEqual([]);
  });

  it("keeps bytes as they are", async () => {
    await s3.putBucket(client, { bucket: "b-bytes" });
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    await s3.putObject(client, { bucket: "b-bytes", key: "k", body });
    expect((await s3.getObject(client, { bucket: "b-bytes", key: "k" })).body.equals(body)).toBe(true);
  });

  it("lists and aborts open uploads", async () => {
    const bucket = "b-uploads";
    await s3.putBucket(client, { bucket });
    const sdk = await import("@aws-sdk/client-s3");
    const raw = await client.s3();
    for (const key of ["x", "x", "y z"]) await raw.send(new sdk.CreateMultipartUploadCommand({ Bucket: bucket, Key: key }));
    const uploads: s3.MultipartUpload[] = [];
    for await (const upload of s3.listAllMultipartUploads(client, { bucket })) uploads.push(upload);
    expect(uploads.map(({ key }) => key)).toEqual(["x", "x", "y z"]);
    for (const { key, uploadId } of uploads) await s3.abortMultipartUpload(client, { bucket, key, uploadId });
    expect((await s3.listMultipartUploads(client, { bucket })).uploads).toEqual([]);
    const [first] = uploads;
    if (first === undefined) throw new Error("no upload was listed");
    await expect(s3.abortMultipartUpload(client, { bucket, key: first.key, uploadId: first.uploadId })).rejects.toMatchObject({
      kind: "not-found",
      code: "NoSuchUpload",
    });
  });

  it("names a missing bucket not-found, each operation by its own table", async () => {
    const input = { bucket: "b-absent" };
    for (const call of [s3.headBucket, s3.getBucketAcl, s3.getBucketLocation, s3.getBucketPolicy, s3.deleteBucket, s3.listObjects]) {
      await expect(call(client, input), call.name).rejects.toMatchObject({ kind: "not-found", status: 404, service: "s3" });
    }
    await s3.putBucket(client, { bucket: "b-nokey" });
    await expect(s3.getObject(client, { bucket: "b-nokey", key: "k" })).rejects.toMatchObject({ kind: "not-found", code: "NoSuchKey" });
  });

  it("says that a bucket with objects must be emptied first", async () => {
    await s3.putBucket(client, { bucket: "b-full" });
    await s3.putObject(client, { bucket: "b-full", key: "k", body: "x" });
    await expect(s3.deleteBucket(client, { bucket: "b-full" })).rejects.toMatchObject({
      kind: "dependency",
      code: "BucketNotEmpty",
      hint: expect.stringContaining("forceDestroy") as string,
    });
  });

  it("refuses more keys in one batch than the service takes, before sending", async () => {
    await expect(
      s3.deleteMany(client, { bucket: "b", objects: Array.from({ length: 1001 }, (_, at) => ({ key: String(at) })) }),
    ).rejects.toThrow(RangeError);
  });

  it("reports a wrong secret as auth, with the next step", async () => {
    const wrong = emulated.another({
      credentials: () => Promise.resolve({ accessKeyId: emulated.emulator.accessKeyId, secretAccessKey: "wrong-wrong-wrong" }),
    });
    const failure: unknown = await s3.listBuckets(wrong.client()).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "auth", code: "SignatureDoesNotMatch", operation: "ListBuckets" });
    expect(String(failure)).toContain("secretAccessKey");
    expect(String(failure)).not.toContain("wrong-wrong-wrong");
  });

  it("makes presigned URLs that work without credentials", async () => {
    await s3.putBucket(client, { bucket: "b-presign" });
    const put = await emulated.transport.presign({ method: "PUT", bucket: "b-presign", key: "a b/é", expiresInSeconds: 60 });
    expect((await fetch(put, { method: "PUT", body: Buffer.from("by url") })).status).toBe(200);
    const get = await emulated.transport.presign({
      method: "GET",
      bucket: "b-presign",
      key: "a b/é",
      query: { "response-content-type": "text/x-test" },
      expiresInSeconds: 60,
    });
    const response = await fetch(get);
    expect(await response.text()).toBe("by url");
    expect((await fetch(get.replace("text%2Fx-test", "text%2Fhtml"))).status).toBe(403);
  });
});

it("reads and writes through the V4 scope of the region only", async () => {
  const emulated = await startEmulated({ region: "hazz" });
  try {
    await expect(s3.listBuckets(emulated.transport.client())).rejects.toMatchObject({ kind: "auth" });
  } finally {
    await emulated.close();
  }
});
