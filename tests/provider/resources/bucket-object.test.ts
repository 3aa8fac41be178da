/** Objects from files: parts, aborted uploads, content that changes, and what others do to the object. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { GetObjectCommand, ListMultipartUploadsCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { s3Client } from "../../support/emulator/support";
import { InitFailed, type Properties } from "../../support/plugin/results";
import { makeBucket } from "../../support/resources/cases";
import { type Driver, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const noun = "BucketObject";
const MiB = 1024 * 1024;

let world: TestWorld;
let driver: Driver;
let s3: S3Client;
let folder: string;

beforeEach(async () => {
  world = await TestWorld.start();
  driver = await openDriver("plugin", world, world.config());
  s3 = s3Client(world.emulator);
  folder = await mkdtemp(path.join(tmpdir(), "oos-object-"));
  await makeBucket("b-one")(world.emulator);
});
afterEach(async () => {
  s3.destroy();
  await driver.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(bytes: Uint8Array | string): Promise<string> {
  const source = path.join(folder, "file");
  await writeFile(source, bytes);
  return source;
}

async function checked(news: Properties, olds: Properties = {}): Promise<Properties> {
  const { inputs, failures } = await driver.check(noun, "r", olds, { bucket: "b-one", key: "k", ...news });
  expect(failures).toEqual([]);
  return inputs;
}

const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");
async function stored(): Promise<{ readonly print: string; readonly metadata: Record<string, string> | undefined }> {
  const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket: "b-one", Key: "k" }));
  return { print: sha256((await Body?.transformToByteArray()) ?? new Uint8Array()), metadata: Metadata };
}
const openUploads = async (): Promise<unknown[]> => (await s3.send(new ListMultipartUploadsCommand({ Bucket: "b-one" }))).Uploads ?? [];

describe("a large file", () => {
  const bytes = randomBytes(11 * MiB + 17);

  test("is stored in parts, and is complete", async () => {
    const inputs = await checked({ source: await fileOf(bytes), partSizeMiB: 5 });
    expect(inputs["contentHash"]).toBe(sha256(bytes));
    const { result, calls } = await world.counted(() => driver.create(noun, "r", inputs));
    expect(calls).toEqual({ "s3:HeadObject": 1, "s3:CreateMultipartUpload": 1, "s3:UploadPart": 3, "s3:CompleteMultipartUpload": 1 });
    expect(result.state).toMatchObject({ size: bytes.length, etag: expect.stringMatching(/^"[0-9a-f]{32}-3"$/) as string });
    expect(await stored()).toEqual({ print: sha256(bytes), metadata: { "pulumi-sha256": sha256(bytes) } });
    expect((await driver.read(noun, result.id, result.state))?.state).toEqual(result.state);
  });

  test("that cannot be stored whole leaves no upload behind", async () => {
    const inputs = await checked({ source: await fileOf(bytes), partSizeMiB: 5 });
    const failing = { kind: "error", operation: "UploadPart", status: 400, code: "InvalidRequest" } as const;
    await expect(world.faulty([failing], () => driver.create(noun, "r", inputs))).rejects.toThrow("UploadPart");
    expect(await openUploads()).toEqual([]);
  });

  test("that changes between check and upload is refused, and nothing is stored", async () => {
    const inputs = await checked({ source: await fileOf(bytes), partSizeMiB: 5 });
    await fileOf(Buffer.concat([bytes, Buffer.from("more")]));
    await expect(driver.create(noun, "r", inputs)).rejects.toThrow("changed while it was being stored");
    await fileOf("short");
    const { calls } = await world.counted(() => driver.create(noun, "r", inputs).catch((error: unknown) => error));
    expect(calls).toEqual({ "s3:HeadObject": 1 });
    expect(await openUploads()).toEqual([]);
  });
});

test("a file that is missing, or is a folder, is a problem of check", async () => {
  const problems = async (source: string): Promise<unknown> =>
    (await driver.check(noun, "r", {}, { bucket: "b-one", key: "k", source })).failures.map(
      ({ property, reason }) => `${property}: ${reason}`,
    );
  expect(await problems(path.join(folder, "none"))).toEqual([
    expect.stringMatching(/^source: there is no file .*none \(from .*\) \(source, backend oos\)$/),
  ]);
  expect(await problems(folder)).toEqual([`source: ${folder} is not a file (source, backend oos)`]);
});

test("another place with the same content is no upload; another content is one", async () => {
  const inputs = await checked({ source: await fileOf("same") });
  const { id, state } = await driver.create(noun, "r", inputs);
  const moved = await checked({ content: "same" }, inputs);
  const first = await world.counted(() => driver.update(noun, id, state, moved));
  expect(first.calls).toEqual({});
  const changed = await checked({ content: "other" }, moved);
  expect((await driver.diff(noun, id, first.result, changed)).changes).toBe(true);
  await driver.update(noun, id, first.result, changed);
  expect((await stored()).print).toBe(sha256("other"));
});

test("what others store there is seen, and put right", async () => {
  const inputs = await checked({ content: "mine", contentType: "text/plain" });
  const { id, state } = await driver.create(noun, "r", inputs);
  await s3.send(new PutObjectCommand({ Bucket: "b-one", Key: "k", Body: "theirs" }));
  const read = await driver.read(noun, id, state);
  expect(read?.state["contentHash"]).toMatch(/^unknown, ETag "[0-9a-f]{32}"$/);
  expect((await driver.diff(noun, id, read?.state ?? {}, inputs)).changes).toBe(true);
  await driver.update(noun, id, read?.state ?? {}, inputs);
  expect((await stored()).print).toBe(sha256("mine"));
});

test("an update that fails is repaired by the next one", async () => {
  const inputs = await checked({ content: "one" });
  const { id, state } = await driver.create(noun, "r", inputs);
  const news = await checked({ content: "two" }, inputs);
  const failing = { kind: "error", operation: "PutObject", status: 400, code: "InvalidRequest" } as const;
  const failed: unknown = await world.faulty([failing], () => driver.update(noun, id, state, news).catch((error: unknown) => error));
  expect(failed).toBeInstanceOf(InitFailed);
  await driver.update(noun, id, (failed as InitFailed).state, news);
  expect((await stored()).print).toBe(sha256("two"));
});
