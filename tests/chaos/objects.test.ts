/**
 * Much data over the real engine: a bucket of 3,000 objects and open uploads that is destroyed by force, and a large object in parts. The provider
 * is killed in the middle; the next run goes on where it stopped, and nothing stays open.
 */
import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultRule, type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, type Run, Stack } from "../support/engine/harness";
import { accountState, s3ClientOf, settingsFor } from "../support/engine/servers";
import { callsOf, clearFaults, providersOf, resetCalls, setFaults, until } from "../support/chaos/support";

const objects = 3_000;
const uploads = 5;
const MiB = 1024 * 1024;

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  let s3: S3Client;

  beforeAll(async () => {
    emulator = await startEmulator();
    s3 = s3ClientOf(emulator);
    stack = await Stack.create({ face, config: settingsFor(emulator) });
  });
  afterAll(async () => {
    s3.destroy();
    await stack.close();
    await emulator.close();
  });

  /** Starts a run, kills its provider when the fact is there, and waits for the end. */
  async function killedWhen(what: string, isThere: () => Promise<boolean>, ...args: readonly string[]): Promise<Run> {
    const { process: engine, done, text } = stack.start(...args, "--yes", "--skip-preview", "--color", "never");
    await until(what, async () => ((await isThere()) ? true : undefined), text);
    const providers = providersOf(engine.pid ?? 0);
    expect(providers).toHaveLength(1);
    for (const { pid } of providers) process.kill(pid, "SIGKILL");
    const run = await done;
    expect(run.code, run.text).not.toBe(0);
    return run;
  }

  describe("a bucket of many objects", () => {
    const name = "many-objects";
    const left = async (): Promise<{ objects: number; uploads: number } | undefined> => {
      const found = (await accountState(emulator)).buckets.find((bucket) => bucket.name === name);
      return found === undefined ? undefined : { objects: found.objects, uploads: found.uploads };
    };
    /** The first call goes through, the second is executed and never answered. */
    const secondHangs = (operation: string): readonly FaultRule[] => [
      { kind: "delay", delayMs: 0, operation, times: 1 },
      { kind: "hang-after-execute", operation, times: 1 },
    ];

    test("is destroyed by force, through two kills, and says how far it is", async () => {
      await stack.up({ resources: [{ name: "many", noun: "Bucket", args: { bucket: name, forceDestroy: true } }] });
      for (let start = 0; start < objects; start += 50) {
        const keys = Array.from({ length: 50 }, (_, index) => `folder ${String(start)}/ü ${String(index)}`);
        await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket: name, Key, Body: "x" }))));
      }
      for (let index = 0; index < uploads; index += 1) {
        const upload = { Bucket: name, Key: `open/${String(index)}` };
        const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
        await s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: "part" }));
      }
      expect(await left()).toEqual({ objects, uploads });

      await setFaults(emulator, ...secondHangs("DeleteObjects"));
      const first = await killedWhen("two batches are deleted", async () => (await left())?.objects === objects - 2_000, "destroy");
      expect(first.text).toContain(`bucket ${name}: removing its objects and open uploads`);
      await clearFaults(emulator);
      expect(await left()).toEqual({ objects: 1_000, uploads });
      expect((await stack.exported()).resources.map(({ id }) => id)).toEqual([name]);

      await setFaults(emulator, ...secondHangs("AbortMultipartUpload"));
      await killedWhen("two uploads are aborted", async () => (await left())?.uploads === uploads - 2, "destroy");
      await clearFaults(emulator);
      expect(await left()).toEqual({ objects: 0, uploads: uploads - 2 });

      await resetCalls(emulator);
      const { code, text } = await stack.destroy();
      expect(code, text).toBe(0);
      expect(text).toContain(`bucket ${name}: 0 objects and ${String(uploads - 2)} open uploads removed`);
      expect(await left()).toBeUndefined();
      expect((await stack.exported()).resources).toEqual([]);
      // Nothing is asked for twice.
      expect(await callsOf(emulator)).toEqual({
        "s3:DeleteBucket": 2,
        "s3:ListObjects": 1,
        "s3:ListMultipartUploads": 1,
        "s3:AbortMultipartUpload": uploads - 2,
      });
    });
  });

  describe("a large object", () => {
    const bucket = "large-object";
    const bytes = randomBytes(16 * MiB + 17);
    const file = (): string => path.join(stack.programFolder, "large");
    const spec = (more: object = {}) => ({
      resources: [
        { name: "bucket", noun: "Bucket", args: { bucket, forceDestroy: true } },
        {
          name: "large",
          noun: "BucketObject",
          args: { bucket: { $ref: "bucket.bucket" }, key: "k", source: { $file: "large" }, partSizeMiB: 5, ...more },
        },
      ],
    });
    const openUploads = async (): Promise<number> =>
      ((await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? []).length;
    const storedPrint = async (): Promise<string> => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "k" }));
      return createHash("sha256")
        .update((await Body?.transformToByteArray()) ?? "")
        .digest("hex");
    };
    const print = createHash("sha256").update(bytes).digest("hex");
    const thirdPartHangs: readonly FaultRule[] = [
      { kind: "delay", delayMs: 0, operation: "UploadPart", times: 2 },
      { kind: "hang-before-execute", operation: "UploadPart" },
    ];
    const isThirdPartAsked = async (): Promise<boolean> => (await callsOf(emulator))["s3:UploadPart"] === 3;

    test("whose upload is killed is continued by the next up, which sends only what is missing", async () => {
      writeFileSync(file(), bytes);
      stack.write(spec());
      await resetCalls(emulator);
      await setFaults(emulator, ...thirdPartHangs);
      await killedWhen("the third part is being sent", isThirdPartAsked, "up");
      await clearFaults(emulator);
      expect(await openUploads()).toBe(1);
      await resetCalls(emulator);
      await stack.up();
      expect(await callsOf(emulator)).toMatchObject({ "s3:UploadPart": 2, "s3:CompleteMultipartUpload": 1 });
      expect(await storedPrint()).toBe(print);
      expect(await openUploads()).toBe(0);
      await stack.mustBeQuiet();
    });

    test("whose upload is killed in an update, and then given up: the next content ends it", async () => {
      writeFileSync(file(), "before");
      await stack.up(spec());
      writeFileSync(file(), bytes);
      await resetCalls(emulator);
      await setFaults(emulator, ...thirdPartHangs);
      await killedWhen("the third part is being sent", isThirdPartAsked, "up");
      await clearFaults(emulator);
      expect(await openUploads()).toBe(1);
      expect(await storedPrint()).toBe(createHash("sha256").update("before").digest("hex"));
      writeFileSync(file(), "small");
      await stack.up();
      expect(await openUploads()).toBe(0);
      expect(await storedPrint()).toBe(createHash("sha256").update("small").digest("hex"));
      await stack.mustBeQuiet();
    });

    test("whose upload is interrupted leaves none open", async () => {
      writeFileSync(file(), "before");
      await stack.up(spec());
      writeFileSync(file(), bytes);
      await resetCalls(emulator);
      await setFaults(emulator, ...thirdPartHangs);
      const { process: engine, done, text } = stack.start("up", "--yes", "--skip-preview", "--color", "never");
      await until("the third part is being sent", async () => ((await isThirdPartAsked()) ? true : undefined), text);
      engine.kill("SIGINT");
      const run = await done;
      expect(run.code, run.text).not.toBe(0);
      expect(run.text).toMatch(/UploadPart of object "k" of bucket "large-object" failed: cancelled/);
      expect(await openUploads()).toBe(0);
      await clearFaults(emulator);
      await stack.up();
      expect(await storedPrint()).toBe(print);
      const { code, text: said } = await stack.destroy();
      expect(code, said).toBe(0);
      expect((await accountState(emulator)).buckets).toEqual([]);
    });
  });
});
