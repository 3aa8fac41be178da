/** What a deletion leaves alone: versions without forceDestroy, and locked ones. That everything goes with it is shown by engine-data.test.ts. */
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../support/contract/server";
import type { Kept } from "../support/plugin/results";
import { type Driver, openDriver } from "../support/resources/driver";
import { countVersions, fill, hide } from "./versions";
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

test("without forceDestroy a bucket that only hides objects behind delete markers is not deleted", async () => {
  const { driver, s3, kept } = await start({});
  await fill(s3, Bucket, 50);
  await hide(s3, Bucket, 1);
  await expect(driver.delete("Bucket", kept.id, kept.state)).rejects.toThrow("forceDestroy is not set; nothing was deleted");
  expect(await countVersions(s3, Bucket)).toBe(51);
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
  expect(await countVersions(s3, Bucket)).toBe(1);
});

test.each(["Enabled", "Suspended"])("keys that XML cannot hold go with it, versioning %s", async (versioning) => {
  const { driver, s3, kept } = await start({ forceDestroy: true, versioning });
  const keys = ["\u0001", "a\u001fb", "\ufffe", "\n", " a", "b\t", "plain"];
  for (const Key of keys) for (const Body of ["1", "2"]) await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  for (const Key of keys) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  for (const Key of ["\u0001", "\n"]) await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  await driver.delete("Bucket", kept.id, kept.state);
  expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
});
