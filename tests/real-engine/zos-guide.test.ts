/**
 * The guide of ZOS, followed as it is written: the emulator as ZOS configures a stack, the guide's program runs on it, its events arrive.
 * tests/rgw/engine-data.test.ts runs its program on a gateway, in the plugin face.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { GetBucketLifecycleConfigurationCommand, GetBucketVersioningCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, expect, test } from "vitest";
import { codeBlocks, readPage } from "../support/docs/pages";
import { Receiver } from "../support/rgw/receiver";
import { engineTestLimit, Stack } from "../support/engine/harness";
import { checkout } from "../support/checkout";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

interface Line {
  readonly endpoints: { readonly s3: string };
  readonly accessKeyId: string;
  readonly dataFolder: string;
}

/** Runs `pulumi-oos emulator` in the project until it serves. */
async function emulator(stack: Stack, ...args: readonly string[]): Promise<{ readonly line: Line; readonly child: ChildProcess }> {
  const script = path.join(checkout, "dist", "cli", "main.js");
  const child = spawn(process.execPath, [script, "emulator", "--quiet", ...args], {
    cwd: stack.programFolder,
    env: stack.environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const first = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    once(child, "exit").then(() => Promise.reject(new Error(`the emulator ended: ${said}`))),
  ]);
  return { line: JSON.parse(String(first[0])) as Line, child };
}

test("the guide in the dynamic face", engineTestLimit, async () => {
  const [program] = codeBlocks(readPage("docs/guide/zos.md")).filter(({ language }) => language === "typescript");
  const stack = await Stack.create({ face: "dynamic", config: {} });
  cleanups.push(() => stack.close());
  const receiver = await Receiver.start();
  cleanups.push(() => receiver.close());
  rmSync(path.join(stack.programFolder, "index.js"));
  writeFileSync(path.join(stack.programFolder, "index.ts"), program?.code ?? "");
  writeFileSync(
    path.join(stack.programFolder, "package.json"),
    JSON.stringify({ name: "suite", main: "index.ts", dependencies: { "pulumi-oos": "*" } }),
  );
  cpSync(path.join(checkout, "examples", "quickstart", "tsconfig.json"), path.join(stack.programFolder, "tsconfig.json"));
  const yaml = path.join(stack.programFolder, "Pulumi.yaml");
  writeFileSync(yaml, readFileSync(yaml, "utf8").replace("typescript: false", "typescript: true"));

  stack.configure("receiver", receiver.url);
  const data = path.join(stack.folder, "zos-data");
  const { line, child } = await emulator(stack, "--flavour", "zos", "--port", "0", "--data", data, "--configure", "test");
  cleanups.push(async () => {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  });
  const credentials = JSON.parse(readFileSync(path.join(data, "credentials.json"), "utf8")) as { readonly secretAccessKey: string };
  const written = readFileSync(path.join(stack.programFolder, "Pulumi.test.yaml"), "utf8");
  expect(written).toContain("oos:backend: zos");
  expect(written).not.toContain(credentials.secretAccessKey);

  await stack.up();
  await stack.mustBeQuiet();
  const bucket = JSON.parse(await stack.must("stack", "output", "bucket", "--json")) as string;
  const s3 = new S3Client({
    endpoint: line.endpoints.s3,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: line.accessKeyId, secretAccessKey: credentials.secretAccessKey },
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  cleanups.push(() => {
    s3.destroy();
  });
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }))).Status).toBe("Enabled");
  expect((await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }))).Rules).toHaveLength(1);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "elsewhere/1", Body: "x" }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "invoices/1", Body: "x" }));
  expect(receiver.seen).toEqual(["invoices invoices/1"]);
  // As the guide says, versions are for good: a bucket that holds some is not deleted.
  const refused = await stack.destroy();
  expect(refused.code).not.toBe(0);
  expect(refused.text).toContain("forceDestroy");
});
