/**
 * The whole life of the quickstart stack against the embedded emulator, told step by step. Needs `pulumi` on PATH (`make quickstart` brings it).
 * Nothing outside a temporary folder is touched. Exit code 0 only when every step did what its line says.
 */
import { spawn } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createInterface } from "node:readline";
import { GetBucketPolicyCommand, ListBucketsCommand, PutBucketPolicyCommand, PutObjectCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const emulatorScript = path.join(path.dirname(require.resolve("pulumi-oos/package.json")), "dist", "cli", "main.js");
const work = await mkdtemp(path.join(tmpdir(), "oos-quickstart-"));
const started = Date.now();
let emulator;
let failed = false;

try {
  heading("Starting the OOS emulator");
  emulator = await startEmulator();
  say(`S3     ${emulator.endpoints.s3}`);
  say(`IAM    ${emulator.endpoints.iam}`);
  say(`trail  ${emulator.endpoints.trail}`);

  const program = path.join(work, "program");
  await cp(here, program, { recursive: true });
  await symlink(findModules(), path.join(program, "node_modules"), "dir");
  const pulumi = pulumiIn(program);
  const root = s3Client(emulator.accessKeyId, emulator.secretAccessKey);

  heading("pulumi up: creating everything");
  await pulumi("stack", "init", "demo");
  await pulumi("config", "set", "oos:endpoints", JSON.stringify(emulator.endpoints));
  await pulumi("config", "set", "oos:accessKeyId", emulator.accessKeyId);
  await pulumi("config", "set", "--secret", "oos:secretAccessKey", emulator.secretAccessKey);
  await pulumi("up", "--yes", "--skip-preview");
  const outputs = JSON.parse(await pulumi("stack", "output", "--json", "--show-secrets"));
  const { Buckets: buckets = [] } = await root.send(new ListBucketsCommand({}));
  expect(buckets.map((bucket) => bucket.Name).includes(outputs.bucketName), "the server lists the bucket");
  say(`created: bucket ${outputs.bucketName}, user ${outputs.userArn}, key ${outputs.accessKeyId}, trail ${outputs.trailName}`);

  heading("Using the key that the stack made");
  const job = s3Client(outputs.accessKeyId, outputs.secretAccessKey);
  await job.send(new PutObjectCommand({ Bucket: outputs.bucketName, Key: "2026/report.txt", Body: "42" }));
  say("it may write a report");
  const refusal = await job.send(new GetObjectCommand({ Bucket: outputs.bucketName, Key: "2026/report.txt" })).catch((error) => error.name);
  expect(refusal === "AccessDenied", "it may not read: AccessDenied");

  heading("pulumi preview: nothing changed, so nothing changes");
  await pulumi("preview", "--expect-no-changes");
  say("unchanged");

  heading("Somebody changes the bucket policy behind the stack's back");
  await root.send(new PutBucketPolicyCommand({ Bucket: outputs.bucketName, Policy: openPolicy(outputs.bucketName) }));
  say("the whole bucket is now readable by anyone");

  heading("pulumi refresh: the drift is found");
  const refresh = await pulumi("refresh", "--yes", "--skip-preview", "--diff");
  expect(/reports-public/.test(refresh) && /1 updated/.test(refresh), "drift found in reports-public");

  heading("pulumi up: the drift is repaired");
  await pulumi("up", "--yes", "--skip-preview");
  const { Policy: repaired } = await root.send(new GetBucketPolicyCommand({ Bucket: outputs.bucketName }));
  expect(JSON.parse(repaired).Statement[0].Resource[0].endsWith("/public/*"), "only public/ is readable again: repaired");

  heading("pulumi destroy: nothing is left");
  await pulumi("destroy", "--yes", "--skip-preview");
  const { Buckets: left = [] } = await root.send(new ListBucketsCommand({}));
  expect(left.length === 0, "the server has no bucket left: destroyed");

  heading(`Done in ${Math.round((Date.now() - started) / 1000)} s: created -> unchanged -> drift found -> repaired -> destroyed`);
} catch (error) {
  failed = true;
  process.stderr.write(`\nThe quickstart failed: ${error.message}\n`);
} finally {
  emulator?.process.kill("SIGTERM");
  await rm(work, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

function heading(text) {
  process.stdout.write(`\n== ${text}\n`);
}

function say(text) {
  process.stdout.write(`   ${text}\n`);
}

function expect(holds, what) {
  if (!holds) throw new Error(`expected: ${what}`);
  say(what);
}

/** The emulator prints one JSON line when it is ready; its secret key is set by us so that it need not be read back from its data. */
function startEmulator() {
  const secretAccessKey = [...crypto.getRandomValues(new Uint8Array(20))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const child = spawn(process.execPath, [emulatorScript, "emulator", "--data", path.join(work, "emulator"), "--secret-key", secretAccessKey], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = [];
  child.stderr.on("data", (chunk) => log.push(chunk));
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`the emulator did not start within 20 s:\n${Buffer.concat(log)}`)), 20_000);
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(limit);
      resolve({ ...JSON.parse(line), secretAccessKey, process: child });
    });
    child.once("exit", (code) => {
      clearTimeout(limit);
      reject(new Error(`the emulator ended with code ${code}:\n${Buffer.concat(log)}`));
    });
  });
}

function s3Client(accessKeyId, secretAccessKey) {
  return new S3Client({
    endpoint: emulator.endpoints.s3,
    region: "cn",
    forcePathStyle: true,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    credentials: { accessKeyId, secretAccessKey },
  });
}

/** The node_modules folder from which pulumi-oos was resolved. */
function findModules() {
  const folder = require.resolve.paths("pulumi-oos").find((candidate) => {
    try {
      require(path.join(candidate, "pulumi-oos", "package.json"));
      return true;
    } catch {
      return false;
    }
  });
  if (folder === undefined) throw new Error("pulumi-oos is not installed here; run npm install");
  return folder;
}

function pulumiIn(folder) {
  const env = {
    ...process.env,
    PULUMI_HOME: path.join(work, "home"),
    PULUMI_BACKEND_URL: `file://${work}`,
    PULUMI_CONFIG_PASSPHRASE: "quickstart",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    NO_COLOR: "1",
    OOS_JOURNAL_DIR: path.join(work, "journal"),
  };
  return (...args) =>
    new Promise((resolve, reject) => {
      const child = spawn("pulumi", [...args, "--non-interactive", ...(args[0] === "stack" || args[0] === "config" ? [] : ["--color", "never"])], {
        cwd: folder,
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const shown = args[0] === "up" || args[0] === "destroy" || args[0] === "refresh" || args[0] === "preview";
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8");
        stream.on("data", (text) => {
          output += text;
          if (shown) process.stdout.write(text.replace(/^(?=.)/gm, "   | "));
        });
      }
      child.once("error", (error) => reject(error.code === "ENOENT" ? new Error("`pulumi` is not on PATH; run `make quickstart`, which brings it") : error));
      child.once("exit", (code) => (code === 0 ? resolve(output) : reject(new Error(`pulumi ${args.join(" ")} ended with code ${code}${shown ? "" : `:\n${output}`}`))));
    });
}

function openPolicy(bucket) {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: ["oos:GetObject"], Resource: [`arn:ctyun:oos:::${bucket}/*`] }],
  });
}
