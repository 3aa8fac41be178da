/**
 * Uploads in parts that do not end well: nothing stays open. A run that dies is a session of the provider whose requests are never answered: what
 * it wrote into the journal is there, and its process token is another's.
 */
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { FaultRule } from "../../../emulator";
import { Session } from "../../../provider/engine/instance";
import { registry } from "../../../provider/registry";
import { admin, s3Client } from "../../support/emulator/support";
import { InitFailed, type Properties } from "../../support/plugin/results";
import { makeBucket } from "../../support/resources/cases";
import { type Driver, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const noun = "BucketObject";
const MiB = 1024 * 1024;
const bytes = randomBytes(11 * MiB + 17);

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

async function fileOf(content: Uint8Array): Promise<string> {
  const source = path.join(folder, "file");
  await writeFile(source, content);
  return source;
}

async function checked(news: Properties, by = driver): Promise<Properties> {
  const { inputs, failures } = await by.check(noun, "r", {}, { bucket: "b-one", key: "k", partSizeMiB: 5, ...news });
  expect(failures).toEqual([]);
  return inputs;
}

const sha256 = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");
async function storedPrint(): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: "b-one", Key: "k" }));
  return sha256((await Body?.transformToByteArray()) ?? new Uint8Array());
}
const openUploads = async () => (await s3.send(new ListMultipartUploadsCommand({ Bucket: "b-one" }))).Uploads ?? [];
/** What the journal holds of requests that were not answered, without deletions. */
async function journalFiles(): Promise<string[]> {
  const files = await readdir(world.journal);
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(path.join(world.journal, file), "utf8")] as const));
  return texts.filter(([, text]) => !/"(?:answered|isRemoval)"/.test(text)).map(([file]) => file);
}

/** How many parts the one open upload has. */
async function openParts(): Promise<number> {
  const [upload] = await openUploads();
  if (upload === undefined) return -1;
  const listed = await s3.send(new ListPartsCommand({ Bucket: "b-one", Key: "k", UploadId: upload.UploadId }));
  return (listed.Parts ?? []).length;
}

/** Starts `task` in a provider of its own and leaves it hanging in the middle; `rules` are what it hangs on. */
async function dying(
  rules: readonly FaultRule[],
  task: (dead: Driver) => Promise<unknown>,
  isThere: () => Promise<boolean>,
): Promise<void> {
  const dead = await openDriver("plugin", world, world.config());
  onTestFinished(() => dead.close());
  await admin(world.emulator, "POST", "/faults", { rules });
  task(dead).catch(() => undefined);
  await expect.poll(isThere, { timeout: 20_000, interval: 20 }).toBe(true);
  await admin(world.emulator, "DELETE", "/faults");
}

/** It hangs: a request counts when it arrives. */
const isThirdPartAsked = async (): Promise<boolean> => (await world.calls())["s3:UploadPart"] === 3;
const hangingParts: readonly FaultRule[] = [
  { kind: "delay", operation: "UploadPart", delayMs: 0, times: 2 },
  { kind: "hang-before-execute", operation: "UploadPart" },
];

describe("after a run that died in the middle of its parts", () => {
  async function died(source: string): Promise<Properties> {
    const inputs = await checked({ source });
    await dying(hangingParts, (dead) => dead.create(noun, "r", inputs), isThirdPartAsked);
    return inputs;
  }

  test("the next one sends only what is missing", async () => {
    const inputs = await died(await fileOf(bytes));
    const { result, calls } = await world.counted(() => driver.create(noun, "r", inputs));
    // Once to tell an upload from an object, once to go on with it.
    expect(calls).toEqual({ "s3:ListParts": 2, "s3:HeadObject": 1, "s3:UploadPart": 1, "s3:CompleteMultipartUpload": 1 });
    expect(await storedPrint()).toBe(sha256(bytes));
    expect(result.state).toMatchObject({ size: bytes.length });
    expect(await openUploads()).toEqual([]);
    expect(await journalFiles()).toEqual([]);
  });

  test("a part that is not what it should be is sent again", async () => {
    const inputs = await died(await fileOf(bytes));
    const [upload] = await openUploads();
    await s3.send(
      new UploadPartCommand({ Bucket: "b-one", Key: "k", UploadId: upload?.UploadId, PartNumber: 1, Body: Buffer.alloc(5 * MiB) }),
    );
    const { calls } = await world.counted(() => driver.create(noun, "r", inputs));
    expect(calls).toMatchObject({ "s3:UploadPart": 2 });
    expect(await storedPrint()).toBe(sha256(bytes));
  });

  test("another content, or a small one, ends the upload; uploads of others stay", async () => {
    await died(await fileOf(bytes));
    await s3.send(new CreateMultipartUploadCommand({ Bucket: "b-one", Key: "k" }));
    await s3.send(new CreateMultipartUploadCommand({ Bucket: "b-one", Key: "k2" }));
    await driver.create(noun, "r", await checked({ content: "whole" }));
    expect(await storedPrint()).toBe(sha256("whole"));
    expect(await openUploads()).toMatchObject([{ Key: "k" }, { Key: "k2" }]);
    expect(await journalFiles()).toEqual([]);
  });

  test("another description of the object begins anew", async () => {
    const inputs = await died(await fileOf(bytes));
    const [before] = await openUploads();
    const { calls } = await world.counted(async () => driver.create(noun, "r", { ...inputs, contentType: "text/x-new" }));
    expect(calls).toMatchObject({ "s3:AbortMultipartUpload": 1, "s3:CreateMultipartUpload": 1, "s3:UploadPart": 3 });
    expect(before).toBeDefined();
    expect(await openUploads()).toEqual([]);
  });

  test("an object that somebody else has stored meanwhile is left alone", async () => {
    const inputs = await died(await fileOf(bytes));
    await world.pass(3_600_000);
    const later = s3Client(world.emulator, { systemClockOffset: 3_600_000 });
    await later.send(new PutObjectCommand({ Bucket: "b-one", Key: "k", Body: "theirs" }));
    later.destroy();
    await expect(driver.create(noun, "r", inputs)).rejects.toThrow("already exists and this stack did not create it");
    await world.pass(-3_600_000);
    expect(await storedPrint()).toBe(sha256("theirs"));
  });

  test("a deletion ends the upload", async () => {
    await driver.create(noun, "r", await checked({ content: "small" }));
    const { id, state } = await driver.create(noun, "r", await checked({ content: "small", adopt: true }));
    const news = await checked({ source: await fileOf(bytes) });
    await dying(hangingParts, (dead) => dead.update(noun, id, state, news), isThirdPartAsked);
    await driver.delete(noun, id, state);
    expect(await openUploads()).toEqual([]);
    expect(await journalFiles()).toEqual([]);
  });

  test("an update that died is continued, weeks later as well", async () => {
    const { id, state } = await driver.create(noun, "r", await checked({ content: "small" }));
    const news = await checked({ source: await fileOf(bytes) });
    await dying(hangingParts, (dead) => dead.update(noun, id, state, news), isThirdPartAsked);
    await world.pass(20 * 86_400_000);
    const { calls } = await world.counted(() => driver.update(noun, id, state, news));
    expect(calls).toEqual({ "s3:ListParts": 1, "s3:UploadPart": 1, "s3:CompleteMultipartUpload": 1 });
    await world.pass(-20 * 86_400_000);
    expect(await storedPrint()).toBe(sha256(bytes));
  });
});

test("a run that died before the service told the upload's id: it may be somebody else's, so it is named and left", async () => {
  const inputs = await checked({ source: await fileOf(bytes) });
  await dying(
    [{ kind: "hang-after-execute", operation: "CreateMultipartUpload" }],
    (dead) => dead.create(noun, "r", inputs),
    async () => (await openUploads()).length === 1,
  );
  const [open] = await openUploads();
  const { calls } = await world.counted(() => driver.create(noun, "r", inputs));
  expect(calls).toMatchObject({ "s3:ListMultipartUploads": 1, "s3:CreateMultipartUpload": 1 });
  expect(await openUploads()).toEqual([open]);
  await expect
    .poll(() => driver.said().join("\n"))
    .toMatch(
      new RegExp(
        `upload ${open?.UploadId ?? ""} of object "k" of bucket "b-one", begun at \\S+, is open: a request of \\S+ that was cut off may have begun it, or somebody else has`,
      ),
    );
  expect(await storedPrint()).toBe(sha256(bytes));
});

test("a run that died after the completion: the object is ours, and nothing is sent again", async () => {
  const inputs = await checked({ source: await fileOf(bytes) });
  await dying(
    [{ kind: "hang-after-execute", operation: "CompleteMultipartUpload" }],
    (dead) => dead.create(noun, "r", inputs),
    async () => (await openUploads()).length === 0 && (await storedPrint().catch(() => "")) === sha256(bytes),
  );
  await world.pass(3_600_000);
  const { calls, result } = await world.counted(() => driver.create(noun, "r", inputs));
  expect(calls).toEqual({ "s3:ListParts": 1, "s3:HeadObject": 1, "s3:AbortMultipartUpload": 1 });
  expect(result.state).toMatchObject({ size: bytes.length });
  expect(await journalFiles()).toEqual([]);
});

describe("an upload that fails", () => {
  test("and cannot be aborted either is continued by the next run", async () => {
    const inputs = await checked({ source: await fileOf(bytes) });
    const rules: readonly FaultRule[] = [
      { kind: "delay", operation: "UploadPart", delayMs: 0, times: 1 },
      { kind: "error", operation: "UploadPart", status: 403, code: "AccessDenied" },
      { kind: "error", operation: "AbortMultipartUpload", status: 403, code: "AccessDenied" },
    ];
    await expect(world.faulty(rules, () => driver.create(noun, "r", inputs))).rejects.toThrow("UploadPart");
    expect(await openParts()).toBe(1);
    const { calls } = await world.counted(() => driver.create(noun, "r", inputs));
    expect(calls).toMatchObject({ "s3:UploadPart": 2, "s3:CompleteMultipartUpload": 1 });
    expect(await openUploads()).toEqual([]);
    expect(await storedPrint()).toBe(sha256(bytes));
  });

  test.each(["reset-after-execute", "reset"] as const)(
    "without an answer to its beginning (%s) names what may be it, and aborts nothing of others",
    async (kind) => {
      const { UploadId: theirs } = await s3.send(new CreateMultipartUploadCommand({ Bucket: "b-one", Key: "k" }));
      const inputs = await checked({ source: await fileOf(bytes) });
      const lost = { kind, operation: "CreateMultipartUpload" } as const;
      await expect(world.faulty([lost], () => driver.create(noun, "r", inputs))).rejects.toThrow("CreateMultipartUpload");
      const open = (await openUploads()).map(({ UploadId = "" }) => UploadId);
      expect(open).toContain(theirs);
      expect(open).toHaveLength(kind === "reset" ? 1 : 2);
      for (const id of open) await expect.poll(() => driver.said().join("\n")).toContain(`upload ${id} of object "k" of bucket "b-one"`);
    },
  );

  test("because it was not begun aborts nothing of others", async () => {
    await s3.send(new CreateMultipartUploadCommand({ Bucket: "b-one", Key: "k" }));
    const inputs = await checked({ source: await fileOf(bytes) });
    const refused = { kind: "error", operation: "CreateMultipartUpload", status: 403, code: "AccessDenied" } as const;
    const { calls } = await world.counted(() =>
      world.faulty([refused], () => driver.create(noun, "r", inputs).catch((error: unknown) => error)),
    );
    expect(calls).toEqual({ "s3:HeadObject": 1, "s3:CreateMultipartUpload": 1 });
    expect(await openUploads()).toHaveLength(1);
    expect(await journalFiles()).toEqual([]);
  });

  test("with its answer to the completion lost is seen to be complete", async () => {
    const inputs = await checked({ source: await fileOf(bytes) });
    const lost = { kind: "reset-after-execute", operation: "CompleteMultipartUpload" } as const;
    const { id, state } = await world.faulty([lost], () => driver.create(noun, "r", inputs));
    expect(await storedPrint()).toBe(sha256(bytes));
    expect((await driver.read(noun, id, state))?.state).toEqual(state);
    expect(await openUploads()).toEqual([]);
  });

  test("in an update is half made, and the next one repairs it", async () => {
    const { id, state } = await driver.create(noun, "r", await checked({ content: "small" }));
    const news = await checked({ source: await fileOf(bytes) });
    const failing = { kind: "error", operation: "UploadPart", status: 400, code: "InvalidRequest" } as const;
    const failed: unknown = await world.faulty([failing], () => driver.update(noun, id, state, news).catch((error: unknown) => error));
    expect(failed).toBeInstanceOf(InitFailed);
    expect(await openUploads()).toEqual([]);
    expect(await journalFiles()).toEqual([]);
    await driver.update(noun, id, (failed as InitFailed).state, news);
    expect(await storedPrint()).toBe(sha256(bytes));
  });
});

test("a cancelled upload is aborted, although every other request of the run has ended", async () => {
  const cancelling = new AbortController();
  const session = new Session(registry, world.config(), world);
  onTestFinished(() => session.close());
  const definition = registry.resources.get(noun);
  const inputs = await checked({ source: await fileOf(bytes) });
  const { context } = await session.scope({ log: () => undefined, signal: cancelling.signal });
  await admin(world.emulator, "POST", "/faults", { rules: hangingParts });
  const storing = definition?.update(context, "b-one/k", inputs, {}, { outputs: {}, keep: () => undefined, isStale: () => false });
  const outcome = expect(storing).rejects.toMatchObject({ kind: "cancelled", operation: "UploadPart" });
  await expect.poll(isThirdPartAsked, { timeout: 20_000, interval: 20 }).toBe(true);
  cancelling.abort(new Error("cancelled by the engine"));
  await outcome;
  expect(await openUploads()).toEqual([]);
  expect(await journalFiles()).toEqual([]);
});
