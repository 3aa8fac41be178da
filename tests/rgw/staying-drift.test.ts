/** Object lock that somebody has switched on by hand, as Ceph 20 allows in place; here the bucket is made again with it. Nothing is replaced. */
import { CreateBucketCommand, DeleteBucketCommand, GetObjectLockConfigurationCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "../support/contract/server";
import { faces, openDriver } from "../support/resources/driver";
import { countVersions } from "./versions";
import { GatewayWorld } from "./world";

const Bucket = "b-one";

test.each(faces)("%s face", async (face) => {
  const world = await GatewayWorld.start();
  const s3 = clientOf(world);
  const driver = await openDriver(face, world.world, world.config);
  onTestFinished(async () => {
    await driver.close();
    s3.destroy();
    await world.close();
  });
  const inputs = { bucket: Bucket, objectLockEnabled: false, forceDestroy: true };
  const { id, state } = await driver.create("Bucket", "r", inputs);
  await s3.send(new DeleteBucketCommand({ Bucket }));
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }));

  const drifted = (await driver.read("Bucket", id, state))?.state ?? {};
  expect(drifted).toMatchObject({ objectLockEnabled: true, __declared: { objectLockEnabled: false } });
  // A lock of the same program sets its default on it, which is what the switch is for.
  const lock = { bucket: Bucket, state: "Enabled", mode: "GOVERNANCE", retention: { days: 1 } };
  await driver.create("ObjectLock", "r", lock);
  for (const said of [inputs, { bucket: Bucket, forceDestroy: true }]) {
    const { inputs: news } = await driver.check("Bucket", "r", drifted, said);
    expect(await driver.diff("Bucket", id, drifted, news)).toMatchObject({ changes: false, replaces: [] });
  }
  await expect
    .poll(() => driver.said())
    .toContainEqual(
      expect.stringMatching(/^warn: objectLockEnabled of Bucket "b-one" is true on the service .* and false in the program; /),
    );

  const news = { ...inputs, versioning: "Enabled" };
  const updated = await driver.update("Bucket", id, drifted, news);
  expect(updated).toMatchObject({ objectLockEnabled: true, __declared: { objectLockEnabled: false } });
  expect(await driver.read("Bucket", id, updated)).toEqual({ id, state: updated });
  expect(await countVersions(s3, Bucket)).toBe(1);
  const { ObjectLockConfiguration: kept } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
  expect(kept?.ObjectLockEnabled).toBe("Enabled");
  const taken = await driver.update("Bucket", id, updated, { ...news, objectLockEnabled: true });
  expect(taken).not.toHaveProperty("__declared");
});
