import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as sdk from "@aws-sdk/client-s3";
import { oos } from "../../../provider/backends/oos";
import type { OperationRow } from "../../../provider/backends/types";
import type { HttpMethod, Service } from "../../../provider/catalog/types";
import { allowedOperation } from "../../../provider/transport/send/allow-list";
import type { Transport } from "../../../provider/transport/send/client";
import { answer, startServer, transportTo, virtualTime, type TestServer } from "../../support/transport/server";

const METHODS: readonly HttpMethod[] = ["GET", "HEAD", "PUT", "POST", "DELETE"];
const LEVELS = ["service", "bucket", "object"] as const;

/** Sub-resources of OOS, of S3, of its relatives, and none. */
const SUBRESOURCES = [
  ...["acl", "accelerate", "analytics", "cors", "delete", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle"],
  ...["location", "logging", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock"],
  ...["quota", "regions", "replication", "requestPayment", "restore", "retention", "select", "tagging", "torrent", "uploadId", "uploads"],
  ...["versioning", "versions", "versionId", "website", "x-unknown", "list-type"],
  undefined,
] as const;

let server: TestServer;
let transport: Transport;

beforeAll(async () => {
  server = await startServer((_request, response) => answer(response, 200));
  transport = transportTo(server.url, virtualTime());
});
afterAll(async () => {
  await transport.close();
  await server.close();
});

function rowsFor(method: HttpMethod, level: OperationRow["level"], subresource: string | undefined): readonly OperationRow[] {
  return oos.services.s3?.operations.filter((row) => row.method === method && row.level === level && row.subresource === subresource) ?? [];
}

/** The inputs of a request at that level; of what else it would be, a request cannot say anything. */
function inputsFor(level: OperationRow["level"], subresource: string | undefined) {
  return {
    ...(level === "service" ? {} : { bucket: "b" }),
    ...(level === "object" ? { key: "k" } : {}),
    ...(subresource === undefined ? {} : { query: { [subresource]: "" } }),
  };
}

const pairs = METHODS.flatMap((method) => LEVELS.flatMap((level) => SUBRESOURCES.map((subresource) => ({ method, level, subresource }))));
const outside = pairs.filter(({ method, level, subresource }) => rowsFor(method, level, subresource).length === 0);

/** Every operation that goes out with the method. */
function rowsOf(method: HttpMethod): readonly OperationRow[] {
  return (oos.services.s3?.operations ?? []).filter((row) => row.method === method && row.copySource !== true);
}

describe("law 3: what the table does not list is not sent", () => {
  it("covers many pairs outside of the table, DELETE of unknown sub-resources among them", () => {
    expect(outside.length).toBeGreaterThan(400);
    expect(outside).toContainEqual({ method: "DELETE", level: "bucket", subresource: "tagging" });
    expect(outside).toContainEqual({ method: "DELETE", level: "bucket", subresource: "x-unknown" });
  });

  it("refuses every pair outside of the table through Client.send, under any name, and nothing reaches the server", async () => {
    const before = server.received.length;
    const client = transport.client();
    for (const { method, level, subresource } of outside) {
      const inputs = inputsFor(level, subresource);
      for (const { operation, subresource: own } of rowsOf(method))
        if (subresource !== undefined || own === undefined)
          await expect(client.send({ operation, ...inputs })).rejects.toThrow("was not sent");
      expect(() =>
        allowedOperation(oos, { service: "s3", method, ...inputs, queryKeys: Object.keys(inputs.query ?? {}), copySource: false }),
      ).toThrow(/was not sent/);
    }
    expect(server.received.length).toBe(before);
    expect(server.connections()).toBe(0);
  });

  it("refuses a further query key on every row", () => {
    for (const row of oos.services.s3?.operations ?? []) {
      const queryKeys = row.subresource === undefined ? [] : [row.subresource];
      const requested = {
        service: "s3" as Service,
        method: row.method,
        bucket: row.level === "service" ? undefined : "b",
        key: row.level === "object" ? "k" : undefined,
        copySource: row.copySource === true,
      };
      expect(allowedOperation(oos, { ...requested, queryKeys, operation: row.operation }).operation).toBe(row.operation);
      expect(() => allowedOperation(oos, { ...requested, queryKeys: [...queryKeys, "x-unknown"] })).toThrow(/was not sent/);
    }
  });

  it("refuses random query keys on DELETE of a bucket", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        fc.pre(!oos.services.s3?.operations.some((row) => row.method === "DELETE" && row.subresource === name));
        expect(() =>
          allowedOperation(oos, { service: "s3", method: "DELETE", bucket: "b", queryKeys: [name], copySource: false }),
        ).toThrow();
      }),
    );
  });

  it("refuses an operation under the name of another", async () => {
    const client = transport.client();
    const body = "Action=DeleteUser&UserName=u";
    await expect(client.send({ operation: "GetUser", body })).rejects.toMatchObject({
      kind: "unsupported",
      words: expect.stringContaining("DeleteUser") as string,
    });
    await expect(client.send({ operation: "GetUser", body: "Action=CreateRole" })).rejects.toMatchObject({ kind: "unsupported" });
    const headers = { "x-amz-target": "x.CloudTrail_20131101.DeleteEventDataStore" };
    await expect(client.send({ operation: "DeleteTrail", headers, body: "{}" })).rejects.toMatchObject({ kind: "unsupported" });
    // OOS has no such operation, whoever else has.
    await expect(client.send({ operation: "DeleteBucketTagging", bucket: "b" })).rejects.toMatchObject({ kind: "unsupported" });
    expect(server.connections()).toBe(0);
  });

  it("refuses a bucket that cannot be one, and a key that is empty", () => {
    const remove = { service: "s3", method: "DELETE", queryKeys: [], copySource: false } as const;
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (bucket) => {
        fc.pre(!/^[A-Za-z0-9._-]+$/.test(bucket));
        expect(() => allowedOperation(oos, { ...remove, bucket })).toThrow("cannot be the name of a bucket; the request was not sent");
      }),
    );
    for (const bucket of [".", ".."]) expect(() => allowedOperation(oos, { ...remove, bucket })).toThrow("cannot be the name of a bucket");
    expect(() => allowedOperation(oos, { ...remove, bucket: "b", key: "" })).toThrow("an object's key cannot be empty");
    for (const bucket of ["B_old", "a.b-c", "...", "1"])
      expect(allowedOperation(oos, { ...remove, bucket }).operation).toBe("DeleteBucket");
  });

  it("does not let the AWS SDK make a bucket of an object", async () => {
    const s3 = await transport.client().s3();
    await expect(s3.send(new sdk.DeleteObjectCommand({ Bucket: "..", Key: "b" }))).rejects.toMatchObject({
      kind: "invalid",
      words: 'the request would be about bucket "b", not about object "b" of bucket ".."; it was not sent',
    });
    expect(server.connections()).toBe(0);
  });

  const Bucket = "b";
  const Key = "k";
  it.each([
    ["PutBucketTagging", new sdk.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [] } })],
    ["DeleteBucketTagging", new sdk.DeleteBucketTaggingCommand({ Bucket })],
    ["DeleteBucketEncryption", new sdk.DeleteBucketEncryptionCommand({ Bucket })],
    ["DeleteBucketReplication", new sdk.DeleteBucketReplicationCommand({ Bucket })],
    ["DeletePublicAccessBlock", new sdk.DeletePublicAccessBlockCommand({ Bucket })],
    ["DeleteBucketInventoryConfiguration", new sdk.DeleteBucketInventoryConfigurationCommand({ Bucket, Id: "i" })],
    ["DeleteObjectTagging", new sdk.DeleteObjectTaggingCommand({ Bucket, Key })],
    ["PutBucketVersioning", new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } })],
    ["PutBucketAcl", new sdk.PutBucketAclCommand({ Bucket, ACL: "private" })],
    ["PutObjectRetention", new sdk.PutObjectRetentionCommand({ Bucket, Key, Retention: {} })],
    ["ListObjectsV2", new sdk.ListObjectsV2Command({ Bucket })],
    ["ListObjectVersions", new sdk.ListObjectVersionsCommand({ Bucket })],
    ["DeleteObject of a version", new sdk.DeleteObjectCommand({ Bucket, Key, VersionId: "v" })],
    ["GetBucketNotificationConfiguration", new sdk.GetBucketNotificationConfigurationCommand({ Bucket })],
  ] as const)("refuses %s through the AWS SDK's client", async (_name, command) => {
    const s3 = await transport.client().s3();
    const send = s3.send.bind(s3) as (command: unknown) => Promise<unknown>;
    await expect(send(command)).rejects.toMatchObject({ name: "ServiceError", kind: "unsupported" });
    expect(server.connections()).toBe(0);
  });
});
