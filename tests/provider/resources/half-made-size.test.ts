/** What travels with an error is small: a large text that was to be stored does not keep the words from their reader. */
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { s3Client } from "../../support/emulator/support";
import { InitFailed } from "../../support/plugin/results";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const noun = "BucketObject";
const MIB = 1024 * 1024;

describe.each(faces)("%s face", (face) => {
  let world: TestWorld;
  let driver: Driver;
  let s3: S3Client;
  beforeAll(async () => {
    world = await TestWorld.start();
    driver = await openDriver(face, world, world.config());
    s3 = s3Client(world.emulator);
    await driver.create("Bucket", "b", { bucket: "b-one", acl: "private" });
  });
  afterAll(async () => {
    s3.destroy();
    await driver.close();
    await world.close();
  });

  test("an update of 3 MiB of text that fails half-way says why, and the next one repairs it", async () => {
    const wanted = async (letter: string, size: number) =>
      (await driver.check(noun, "r", {}, { bucket: "b-one", key: "k", content: letter.repeat(size), partSizeMiB: 32 })).inputs;
    const { id, state } = await driver.create(noun, "r", await wanted("a", 3 * MIB));
    const news = await wanted("b", 1000);
    const failing = { kind: "error", operation: "PutObject", status: 400, code: "InvalidRequest", message: "why" } as const;
    const failed: unknown = await world.faulty([failing], () => driver.update(noun, id, state, news).catch((error: unknown) => error));
    expect(failed).toBeInstanceOf(InitFailed);
    const { reasons, state: kept } = failed as InitFailed;
    expect(reasons).toEqual([expect.stringMatching(/^s3 PutObject of object "k" of bucket "b-one" failed with 400 InvalidRequest: why/)]);
    expect(JSON.stringify(kept).length).toBeLessThan(MIB);
    expect(kept).toMatchObject({ bucket: "b-one", key: "k" });
    const after = await driver.update(noun, id, kept, news);
    expect(after).toMatchObject({ contentHash: news["contentHash"] });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "b-one", Key: "k" }));
    expect(await Body?.transformToString()).toBe("b".repeat(1000));
  });
});
