/** Names of others: keys that XML cannot hold are removed with the bucket, and nothing that the service says steers a terminal. */
import { CreateMultipartUploadCommand, ListObjectsCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { s3Client } from "../../support/emulator/support";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const AWKWARD = ["\u0001", "a\u001fb/c", "\ufffe", "\n", " a", "b\t", "\u0085", "\u001b[31mred", "../up", "plain <&>"];

async function refusalOf(task: Promise<unknown>): Promise<string> {
  return task.then(
    () => "no refusal",
    (error: unknown) => (error as { details?: string }).details ?? (error as Error).message,
  );
}

describe.each(faces)("%s face", (face) => {
  let world: TestWorld;
  let driver: Driver;
  let s3: S3Client;
  beforeAll(async () => {
    world = await TestWorld.start();
    driver = await openDriver(face, world, world.config({ settleSeconds: 0 }));
    s3 = s3Client(world.emulator);
  });
  afterAll(async () => {
    s3.destroy();
    await driver.close();
    await world.close();
  });

  test("a bucket is emptied of keys that XML cannot hold", async () => {
    const Bucket = "b-awkward";
    const { id, state } = await driver.create("Bucket", "r", { bucket: Bucket, acl: "private", forceDestroy: true });
    for (const Key of AWKWARD) await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    for (const Key of ["\u0001", "\n"]) await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const { Contents = [] } = await s3.send(new ListObjectsCommand({ Bucket, EncodingType: "url" }));
    expect(Contents).toHaveLength(AWKWARD.length);
    const { calls } = await world.counted(() => driver.delete("Bucket", id, state));
    expect(calls).toMatchObject({ "s3:DeleteObject": AWKWARD.length - 2, "s3:DeleteObjects": 1, "s3:AbortMultipartUpload": 2 });
    expect(await driver.read("Bucket", id, state)).toBeUndefined();
  });

  test("words and names of the service cannot steer a terminal, and are not long", async () => {
    const { id, state } = await driver.create("Bucket", "r", { bucket: "b-words", acl: "private", forceDestroy: true });
    await s3.send(new PutObjectCommand({ Bucket: "b-words", Key: "\u001b[2J\u202ekey", Body: "x" }));
    const steering = { status: 403, code: "\u009bDenied", message: `\u001b[31m\n\n${"x".repeat(10_000)}` };
    const refused = world.faulty([{ kind: "error", operation: "DeleteObject", ...steering }], () => driver.delete("Bucket", id, state));
    expect(await refusalOf(refused)).toMatch(
      /^bucket "b-words": 1 of 1 object could not be deleted; first: "\\u001b\[2J\\u202ekey" \\u009bDenied \\u001b\[31m x+\.\.\. \(10007 characters\)\n {2}next: /,
    );
    const read = world.faulty([{ kind: "error", operation: "GetBucketAcl", ...steering }], () => driver.read("Bucket", id, state));
    expect(await refusalOf(read)).toMatch(/^s3 GetBucketAcl of bucket "b-words" failed with 403 \\u009bDenied: \\u001b\[31m x+\.\.\. /);
    await driver.delete("Bucket", id, state);
  });
});
