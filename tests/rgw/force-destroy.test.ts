/** A bucket with versions, delete markers and an open upload is emptied and deleted, also when it is cut off in between; without forceDestroy nothing is. */
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../contract/server";
import type { Kept } from "../plugin/results";
import { type Driver, openDriver } from "../resources/driver";
import { GatewayWorld } from "./world";

const Bucket = "b-one";

async function start(more: object): Promise<{ world: GatewayWorld; driver: Driver; s3: S3Client; kept: Kept }> {
  const world = await GatewayWorld.start();
  const driver = await openDriver("plugin", world.world, world.config);
  const s3 = clientOf(world);
  onTestFinished(async () => {
    s3.destroy();
    await driver.close();
    await world.close();
  });
  const { inputs, failures } = await driver.check("Bucket", "r", {}, { bucket: Bucket, versioning: "Enabled", ...more });
  expect(failures).toEqual([]);
  return { world, driver, s3, kept: await driver.create("Bucket", "r", inputs) };
}

/** `count` versions of fifty keys. */
async function fill(s3: S3Client, count: number): Promise<void> {
  for (let at = 0; at < count; at += 50)
    await Promise.all(
      Array.from({ length: 50 }, (_, key) => s3.send(new PutObjectCommand({ Bucket, Key: `k ${String(key)} ü&<`, Body: "x" }))),
    );
}

async function count(s3: S3Client): Promise<number> {
  let sum = 0;
  let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (let isMore = true; isMore;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket, ...marker }));
    sum += (page.Versions ?? []).length + (page.DeleteMarkers ?? []).length;
    isMore = page.IsTruncated === true;
    marker = { KeyMarker: page.NextKeyMarker ?? "", VersionIdMarker: page.NextVersionIdMarker ?? "" };
  }
  return sum;
}

test("1,200 versions, delete markers and an open upload: cut off after the first batch, then finished", { timeout: 120_000 }, async () => {
  const { world, driver, s3, kept } = await start({ forceDestroy: true });
  await fill(s3, 1200);
  for (let key = 0; key < 20; key += 1) await s3.send(new DeleteObjectCommand({ Bucket, Key: `k ${String(key)} ü&<` }));
  await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "open" }));
  expect(await count(s3)).toBe(1220);

  // The first batch is deleted, its answer is lost: the run ends there.
  world.proxy.losesAnswer = ({ method, target }) => method === "POST" && target.includes("delete");
  await expect(driver.delete("Bucket", kept.id, kept.state)).rejects.toThrow("DeleteObjects");
  world.proxy.losesAnswer = () => false;
  const left = await count(s3);
  expect(left).toBeLessThan(1220);
  expect(left).toBeGreaterThan(0);

  await driver.delete("Bucket", kept.id, kept.state);
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: "NotFound" });
  // A page of the gateway holds fewer than the thousand that were asked for.
  const deletes = world.proxy.calls.filter((call) => call === `POST /${Bucket}?delete`);
  expect(deletes.length).toBeLessThanOrEqual(5);
});

test("without forceDestroy a bucket that only hides objects behind delete markers is not deleted", async () => {
  const { driver, s3, kept } = await start({});
  await fill(s3, 50);
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "k 0 ü&<" }));
  await expect(driver.delete("Bucket", kept.id, kept.state)).rejects.toThrow("forceDestroy is not set; nothing was deleted");
  expect(await count(s3)).toBe(51);
});

test("locked versions stop it, with what protects them, and stay", async () => {
  const { driver, s3, kept } = await start({ forceDestroy: true, objectLockEnabled: true });
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 1 } } },
    }),
  );
  await s3.send(new PutObjectCommand({ Bucket, Key: "kept", Body: "x" }));
  await expect(driver.delete("Bucket", kept.id, kept.state)).rejects.toThrow("could not be deleted");
  expect(await count(s3)).toBe(1);
});
