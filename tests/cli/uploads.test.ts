/** `pulumi-oos uploads` against the emulator; what is open is looked at by software that is not ours. */
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, type S3Client, UploadPartCommand } from "@aws-sdk/client-s3";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addUploadsCommand } from "../../cli/commands/uploads";
import type { Io } from "../../cli/io";
import { s3Client } from "../support/emulator/support";
import { makeBucket } from "../support/resources/cases";
import { TestWorld } from "../support/resources/world";

const dayMs = 86_400_000;

let world: TestWorld;
let s3: S3Client;
let ids: Readonly<Record<string, string>>;

interface Ran {
  readonly out: string;
  readonly err: string;
  /** Words of the failure. */
  readonly failure?: string;
}

/** @param answer what somebody at a terminal answers; absent: nobody is there */
async function run(args: readonly string[], { answer, environment = {} }: { answer?: string; environment?: object } = {}): Promise<Ran> {
  const written = { out: "", err: "" };
  const io: Io = {
    environment: {
      OOS_ENDPOINT_S3: world.emulator.endpoints.s3,
      OOS_ACCESS_KEY_ID: world.emulator.accessKeyId,
      OOS_SECRET_ACCESS_KEY: world.emulator.secretAccessKey,
      OOS_MAX_RETRIES: "0",
      ...environment,
    },
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    now: () => world.now(),
    isInteractive: answer !== undefined,
    ask: (question) => {
      written.err += question;
      return Promise.resolve(answer ?? "");
    },
  };
  const program = new Command("pulumi-oos").exitOverride().configureOutput({ writeErr: (text) => (written.err += text) });
  addUploadsCommand(program, io);
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command.exitOverride().configureOutput({ writeOut: (text) => (written.out += text), writeErr: (text) => (written.err += text) });
  }
  try {
    await program.parseAsync(["uploads", ...args], { from: "user" });
    return written;
  } catch (error) {
    return { ...written, failure: (error as Error).message };
  }
}

async function begin(Key: string): Promise<string> {
  return (await s3.send(new CreateMultipartUploadCommand({ Bucket: "b-one", Key }))).UploadId ?? "";
}

async function open(): Promise<string[]> {
  return ((await s3.send(new ListMultipartUploadsCommand({ Bucket: "b-one" }))).Uploads ?? []).map(({ Key = "" }) => Key);
}

/** Two uploads of ten days ago, of 5 and 0 bytes, and one of now. */
beforeEach(async () => {
  world = await TestWorld.start();
  await makeBucket("b-one")(world.emulator);
  await world.pass(-10 * dayMs);
  s3 = s3Client(world.emulator, { systemClockOffset: -10 * dayMs });
  const old = await begin("old/a");
  const strange = await begin("old/b\n");
  await s3.send(new UploadPartCommand({ Bucket: "b-one", Key: "old/a", UploadId: old, PartNumber: 1, Body: "12345" }));
  s3.destroy();
  await world.pass(10 * dayMs);
  s3 = s3Client(world.emulator);
  ids = { old, strange, new: await begin("new/c") };
});
afterEach(async () => {
  s3.destroy();
  await world.close();
});

describe("list", () => {
  test("shows every open upload with its age", async () => {
    const { out, err, failure } = await run(["list", "b-one"]);
    expect(failure).toBeUndefined();
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^BEGUN +AGE +UPLOAD ID +KEY$/);
    expect(lines.slice(1).map((line) => line.split(/ {2,}/).slice(1))).toEqual([
      [expect.stringMatching(/^\d s$/), ids["new"], "new/c"],
      ["10 d", ids["old"], "old/a"],
      ["10 d", ids["strange"], "old/b\\n"],
    ]);
    expect(err).toBe("3 open uploads in bucket b-one\n");
  });

  test("of a prefix and an age, with sizes", async () => {
    const { out, err } = await run(["list", "b-one", "--older-than", "1w", "--prefix", "old/", "--sizes"]);
    expect(out.split("\n").map((line) => line.split(/ {2,}/).slice(1, 4))).toEqual([
      ["AGE", "PARTS", "BYTES"],
      ["10 d", "1", "5 B"],
      ["10 d", "0", "0 B"],
      [],
    ]);
    expect(err).toBe("2 open uploads in bucket b-one, 5 B\n");
    expect((await run(["list", "b-one", "--older-than", "20d"])).out).toBe("");
  });

  test("as JSON, which is all that goes to standard output", async () => {
    const { out, err } = await run(["list", "b-one", "--json", "--older-than", "7d", "--sizes"]);
    expect(JSON.parse(out)).toEqual([
      { key: "old/a", uploadId: ids["old"], initiated: expect.stringMatching(/Z$/) as string, parts: 1, bytes: 5 },
      { key: "old/b\n", uploadId: ids["strange"], initiated: expect.any(String) as string, parts: 0, bytes: 0 },
    ]);
    expect(err).toBe("");
    expect(JSON.parse((await run(["list", "b-one", "--json", "--prefix", "none"])).out)).toEqual([]);
  });
});

describe("abort", () => {
  test("takes what is older than a week unless told otherwise, and asks first", async () => {
    const refused = await run(["abort", "b-one"], { answer: "n" });
    expect(refused.failure).toBe("nothing was aborted");
    expect(refused.err).toBe("Abort 2 uploads of bucket b-one? Their parts are lost. [y/N] ");
    expect(await open()).toHaveLength(3);
    const { out, err, failure } = await run(["abort", "b-one"], { answer: "yes" });
    expect(failure).toBeUndefined();
    expect(out).toContain("old/a");
    expect(err).toMatch(/2 uploads of bucket b-one aborted\n$/);
    expect(await open()).toEqual(["new/c"]);
  });

  test("where nobody can be asked wants --yes", async () => {
    const asked = await run(["abort", "b-one"]);
    expect(asked.failure).toMatch(/Nobody can be asked here: pass --yes to go on, or --dry-run/);
    expect(await open()).toHaveLength(3);
    const { calls, result } = await world.counted(() => run(["abort", "b-one", "--yes", "--older-than", "0", "--prefix", "old/"]));
    expect(result.failure).toBeUndefined();
    expect(calls).toEqual({ "s3:ListMultipartUploads": 1, "s3:AbortMultipartUpload": 2 });
    expect(await open()).toEqual(["new/c"]);
  });

  test("--dry-run shows and does nothing; --json says what was done", async () => {
    const dry = await world.counted(() => run(["abort", "b-one", "--dry-run"]));
    expect(dry.calls).toEqual({ "s3:ListMultipartUploads": 1 });
    expect(dry.result.err).toBe("2 uploads of bucket b-one would be aborted\n");
    const { out } = await run(["abort", "b-one", "--yes", "--json"]);
    expect(JSON.parse(out)).toEqual({
      bucket: "b-one",
      dryRun: false,
      uploads: [expect.objectContaining({ key: "old/a", uploadId: ids["old"] }), expect.objectContaining({ key: "old/b\n" })],
      failed: [],
    });
    const none = await run(["abort", "b-one", "--json"]);
    expect(JSON.parse(none.out)).toEqual({ bucket: "b-one", dryRun: false, uploads: [], failed: [] });
  });

  test("goes on after one that cannot be aborted, and fails in the end; one that is gone counts", async () => {
    const rules = [
      { kind: "error", operation: "AbortMultipartUpload", status: 403, code: "AccessDenied", times: 1 },
      { kind: "error", operation: "AbortMultipartUpload", status: 404, code: "NoSuchUpload", times: 1 },
    ] as const;
    const { failure, err, out } = await world.faulty(rules, () => run(["abort", "b-one", "--yes", "--json"]));
    expect(failure).toBe("1 upload could not be aborted");
    expect(err).toMatch(/^1 upload of bucket b-one aborted\nold\/.*: s3 AbortMultipartUpload .* 403 AccessDenied/);
    expect(JSON.parse(out)).toMatchObject({ uploads: [{}], failed: [{ error: expect.stringContaining("AccessDenied") as string }] });
  });
});

describe("what is wrong is said", () => {
  test.each([
    [["abort", "b-one", "--older-than", "soon"], /expected a time such as 7d, 12h, 30m, 90s or 0/],
    [["list"], /missing required argument 'bucket'/],
    [["list", "nobody"], /NoSuchBucket/],
    [["list", "b-one", "--region", "moon"], /oos:region: unknown region moon/],
    [["list", "b-one", "--signature-version", "v3"], /oos:signatureVersion: must be one of v4, v2/],
    [["list", "b-one", "--profile", "none"], /profile "none" of .*: the file/],
  ])("%j", async (args, words) => {
    expect((await run(args)).failure).toMatch(words);
  });

  test("without credentials, every place that was looked at", async () => {
    const environment = { OOS_ACCESS_KEY_ID: "", OOS_SECRET_ACCESS_KEY: "", OOS_SHARED_CREDENTIALS_FILE: "/nowhere" };
    expect((await run(["list", "b-one"], { environment })).failure).toMatch(/OOS_ACCESS_KEY_ID/);
  });

  test("flags win over the environment", async () => {
    const environment = { OOS_ENDPOINT_S3: "http://127.0.0.1:1", OOS_SIGNATURE_VERSION: "v9" };
    const flags = ["--endpoint", world.emulator.endpoints.s3, "--signature-version", "v2", "--addressing", "path", "--region", "cn"];
    const { out, failure } = await run(["list", "b-one", "--json", ...flags], { environment });
    expect(failure).toBeUndefined();
    expect(JSON.parse(out)).toHaveLength(3);
  });
});
