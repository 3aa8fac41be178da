/** What the guides let a newcomer do, done as it is written. The guides of policies, of ZOS and of renaming have tests beside those of their engine suites. */
import { GetBucketPolicyCommand, HeadObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { codeBlocks, readPage } from "../support/docs/pages";
import { must } from "../support/package/run";
import { useProgramOf } from "../support/engine/guide";
import { engineTestLimit, Stack } from "../support/engine/harness";
import { accountState, s3ClientOf, settingsFor } from "../support/engine/servers";
import { checkout } from "../support/checkout";

const cli = path.join(checkout, "dist", "cli", "main.js");

let emulator: RunningEmulator;
let stack: Stack;
let s3: S3Client;

beforeAll(async () => {
  emulator = await startEmulator();
  s3 = s3ClientOf(emulator);
  stack = await Stack.create({ face: "dynamic", config: settingsFor(emulator) });
});
afterAll(async () => {
  s3.destroy();
  await stack.close();
  await emulator.close();
});

test("getting started: what the commands change by hand is found, and repaired", engineTestLimit, async () => {
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "*" }] };
  const bucket = { $ref: "b.bucket" };
  const resources = [
    { name: "b", noun: "Bucket", args: { forceDestroy: true } },
    { name: "p", noun: "BucketPolicy", args: { bucket, policy } },
  ];
  await stack.up({ resources, outputs: { bucketName: bucket } });
  const life = codeBlocks(readPage("docs/guide/getting-started.md")).find(({ code }) => code.includes("--print-env"))?.code ?? "";
  const [byHand = ""] = /^\(\n[^]*?^\)$/m.exec(life) ?? [];
  const commands = byHand.replace("npx pulumi-oos", `"${process.execPath}" "${cli}"`).replace("./oos-data", `"${emulator.dataFolder}"`);
  await must("bash", ["-e", "-c", commands], { cwd: stack.programFolder, env: stack.environment });
  expect((await stack.refresh("--diff")).text).toMatch(/- pulumi-nodejs:dynamic\/oos:BucketPolicy: \(delete\)[^]*- 1 deleted/);
  expect(await stack.up()).toMatch(/\+ 1 created/);
  const { bucketName } = await stack.outputs();
  expect((await s3.send(new GetBucketPolicyCommand({ Bucket: String(bucketName) }))).Policy).toContain("GetObject");
});

test("access keys: the second program, in the place of the first, replaces the key and keeps its user", engineTestLimit, async () => {
  const page = readPage("docs/guide/access-keys.md");
  useProgramOf(page, stack);
  await stack.up();
  const { accessKeyId: leaked } = await stack.outputs();
  const { users: before } = await accountState(emulator);
  useProgramOf(page, stack, 1);
  expect(await stack.up()).toMatch(/~ 1 updated\n *2 unchanged/);
  const { accessKeyId } = await stack.outputs();
  expect(accessKeyId).not.toBe(leaked);
  const { users } = await accountState(emulator);
  expect(users.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
  await stack.mustBeQuiet();
});

test("objects: a file has the type of its key, a copy names its source and has no print of its content", engineTestLimit, async () => {
  useProgramOf(readPage("docs/guide/objects.md"), stack);
  await stack.up();
  const copy = await stack.resource("backup");
  const bucket = String(copy?.outputs?.["bucket"]);
  const shown = async (key: string) => s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  expect((await shown("package.json")).ContentType).toBe("application/json");
  expect((await shown("backup/index.html")).Metadata).toEqual({
    "pulumi-copied-from": expect.stringMatching(`^${bucket}/index\\.html `) as unknown,
  });
  expect(Object.keys(copy?.outputs ?? {})).not.toContain("contentHash");
  await stack.mustBeQuiet();
});
