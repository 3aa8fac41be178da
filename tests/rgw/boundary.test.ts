/**
 * Law 3 at a real gateway, which deletes a bucket on `DELETE /b?anything`: whatever the table does not list leaves the process by none of the ways
 * out, and the bucket survives.
 */
import * as sdk from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OperationRow } from "../../provider/backends/types";
import type { HttpMethod } from "../../provider/catalog/types";
import { zos } from "../../provider/backends/zos";
import type { Transport } from "../../provider/transport/send/client";
import { clientOf, withClient } from "../support/contract/server";
import { sendSigned } from "../support/emulator/support";
import { faces, openDriver } from "../support/resources/driver";
import { GatewayWorld } from "./world";

const Bucket = "b-one";
const METHODS: readonly HttpMethod[] = ["GET", "HEAD", "PUT", "POST", "DELETE"];
const LEVELS = ["service", "bucket", "object"] as const;
/** Sub-resources of ZOS, of S3, of its relatives, and words of nobody. */
const SUBRESOURCES: readonly (string | undefined)[] = [
  ...["acl", "accelerate", "analytics", "append", "cors", "customdomain", "delete", "encryption", "extended-acl", "intelligent-tiering"],
  ...["inventory", "legal-hold", "lifecycle", "location", "logging", "metrics", "notification", "notification-id", "object-lock"],
  ...["ownershipControls", "policy", "policyStatus", "publicAccessBlock", "quota", "regions", "replication", "requestPayment", "restore"],
  ...["retention", "select", "storageClass", "storageinfo", "storagePolicy", "tagging", "torrent", "uploadId", "uploads", "usage"],
  ...["versioning", "versionId", "versions", "website", "x-unknown", "list-type", "lifecycel", "Policy", " "],
  undefined,
];

interface Pair {
  readonly method: HttpMethod;
  readonly level: OperationRow["level"];
  readonly subresource: string | undefined;
}

const rows = zos.services.s3?.operations ?? [];
const isListed = ({ method, level, subresource }: Pair): boolean =>
  rows.some(
    (row) =>
      row.method === method &&
      row.level === level &&
      (row.subresource === subresource || (row.subresource === undefined && row.parameters?.includes(subresource ?? "") === true)),
  );
const outside = METHODS.flatMap((method) =>
  LEVELS.flatMap((level) => SUBRESOURCES.map((subresource) => ({ method, level, subresource }))),
).filter((pair) => !isListed(pair));

let world: GatewayWorld;
let transport: Transport;

beforeAll(async () => {
  world = await GatewayWorld.start();
  transport = world.openTransport();
  await withClient(world, (s3) => s3.send(new sdk.CreateBucketCommand({ Bucket })));
});
afterAll(async () => {
  await transport.close();
  await world.close();
});

/** Runs `task`; nothing may have been sent meanwhile, and the bucket must be there. */
async function sendsNothing(task: () => Promise<void>): Promise<void> {
  const before = world.proxy.seen.length;
  await task();
  expect(world.proxy.seen.slice(before).map(({ method, target }) => `${method} ${target}`)).toEqual([]);
  await withClient(world, (s3) => s3.send(new sdk.HeadBucketCommand({ Bucket })));
}

describe("what the table does not list", () => {
  test("is much, and on this gateway dangerous", async () => {
    expect(outside.length).toBeGreaterThan(500);
    expect(outside).toContainEqual({ method: "DELETE", level: "bucket", subresource: "object-lock" });
    const doomed = "doomed";
    await withClient(world, (s3) => s3.send(new sdk.CreateBucketCommand({ Bucket: doomed })));
    const answer = await sendSigned(
      world.endpoint,
      { method: "DELETE", target: `/${doomed}?object-lock` },
      { keys: world.keys, service: "s3" },
    );
    expect(answer.status).toBe(204);
    await expect(withClient(world, (s3) => s3.send(new sdk.HeadBucketCommand({ Bucket: doomed })))).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  test("is not sent by the transport's own requests, whatever the operation", () =>
    sendsNothing(async () => {
      const client = transport.client();
      for (const { method, level, subresource } of outside) {
        const inputs = {
          ...(level === "service" ? {} : { bucket: Bucket }),
          ...(level === "object" ? { key: "k" } : {}),
        };
        for (const { operation, subresource: own } of rows.filter((row) => row.method === method && row.copySource !== true)) {
          if (subresource === undefined && own !== undefined) continue;
          if (subresource === undefined) await expect(client.send({ operation, ...inputs })).rejects.toThrow("was not sent");
          else
            for (const value of ["", "x"])
              await expect(client.send({ operation, ...inputs, query: { [subresource]: value } })).rejects.toThrow("was not sent");
        }
      }
    }));

  test("is not sent beside a sub-resource that is listed", () =>
    sendsNothing(async () => {
      const client = transport.client();
      for (const row of rows.filter(({ level }) => level === "bucket")) {
        const request = { operation: row.operation, bucket: Bucket, query: { "x-unknown": "" } };
        await expect(client.send(request)).rejects.toMatchObject({ kind: "unsupported" });
      }
    }));

  test("is not signed into a link", () =>
    sendsNothing(async () => {
      for (const { method, subresource } of outside.filter(({ level }) => level === "bucket")) {
        const request = { method, bucket: Bucket, expiresInSeconds: 60, ...(subresource === undefined ? {} : { subresource }) };
        await expect(transport.presign(request)).rejects.toMatchObject({ kind: "unsupported" });
      }
    }));

  test.each([
    new sdk.DeleteBucketReplicationCommand({ Bucket }),
    new sdk.DeletePublicAccessBlockCommand({ Bucket }),
    new sdk.DeleteBucketInventoryConfigurationCommand({ Bucket, Id: "i" }),
    new sdk.DeleteBucketMetricsConfigurationCommand({ Bucket, Id: "i" }),
    new sdk.DeleteBucketAnalyticsConfigurationCommand({ Bucket, Id: "i" }),
    new sdk.DeleteBucketIntelligentTieringConfigurationCommand({ Bucket, Id: "i" }),
    new sdk.DeleteBucketOwnershipControlsCommand({ Bucket }),
    new sdk.PutBucketAccelerateConfigurationCommand({ Bucket, AccelerateConfiguration: { Status: "Enabled" } }),
    new sdk.PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration: { Payer: "Requester" } }),
    new sdk.GetBucketLocationCommand({ Bucket }),
    new sdk.GetBucketPolicyStatusCommand({ Bucket }),
    new sdk.ListObjectsV2Command({ Bucket }),
  ] as const)("is not sent through the AWS SDK's client: $constructor.name", (command) =>
    sendsNothing(async () => {
      const s3 = await transport.client().s3();
      const send = s3.send.bind(s3) as (command: unknown) => Promise<unknown>;
      await expect(send(command)).rejects.toMatchObject({ name: "ServiceError", kind: "unsupported" });
    }),
  );

  test.each(faces)("is not reached by resources that the backend lacks, %s face", (face) =>
    sendsNothing(async () => {
      const driver = await openDriver(face, world.world, world.config);
      const { failures } = await driver.check("BucketAccelerate", "r", {}, { bucket: Bucket, ipWhiteList: ["10.0.0.1"] });
      expect(failures.map(({ reason }) => reason).join()).toContain("BucketAccelerate is not available on backend zos");
      await expect(
        driver.create("BucketAccelerate", "r", { bucket: Bucket, status: "Enabled", ipWhiteList: ["10.0.0.1"] }),
      ).rejects.toThrow("it was not sent");
      await expect(driver.delete("BucketAccelerate", Bucket, { bucket: Bucket, status: "Enabled" })).rejects.toThrow("it was not sent");
      await driver.close();
    }),
  );
});

describe("bucket encryption, which the table lists and this gateway lacks", () => {
  test.each(faces)("is neither taken for none nor deleted, and the bucket survives, %s face", async (face) => {
    const driver = await openDriver(face, world.world, world.config);
    const state = { bucket: Bucket, algorithm: "AES256" };
    // The gateway answers with a listing of the bucket.
    await expect(driver.create("BucketEncryption", "r", state)).rejects.toThrow("the answer's root element is <ListBucketResult>");
    await expect(driver.read("BucketEncryption", Bucket, state)).rejects.toThrow("<ListBucketResult>");
    const before = world.proxy.seen.length;
    await expect(driver.delete("BucketEncryption", Bucket, state)).rejects.toThrow("nothing was deleted");
    expect(world.proxy.seen.slice(before).filter(({ method }) => method === "DELETE")).toEqual([]);
    await driver.close();
    const s3 = clientOf(world);
    await s3.send(new sdk.HeadBucketCommand({ Bucket }));
    s3.destroy();
  });
});
