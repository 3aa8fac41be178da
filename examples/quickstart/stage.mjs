/** What run.mjs plays on: a temporary folder with the emulator, a copy of the program, and `pulumi` with a state of its own. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { S3Client } from "@aws-sdk/client-s3";

const here = path.dirname(fileURLToPath(import.meta.url));
const programFiles = ["index.ts", "Pulumi.yaml", "package.json", "tsconfig.json"];
const startLimitMs = 20_000;
const logLines = 40;

export function heading(text) {
  process.stdout.write(`\n== ${text}\n`);
}

export function say(text) {
  process.stdout.write(`   ${text}\n`);
}

/** Says what holds; ends the run when it does not. */
export function expect(holds, what) {
  if (!holds) throw new Error(`this should be so and is not: ${what}`);
  say(what);
}

export async function openStage() {
  const work = await mkdtemp(path.join(tmpdir(), "oos-quickstart-"));
  const clients = [];
  const stage = { work, clients, log: [], children: new Set() };
  // Ctrl-C ends `pulumi` and the emulator too; the steps then fail and the folder is removed as always.
  process.once("SIGINT", () => stage.children.forEach((child) => child.kill("SIGTERM")));
  try {
    stage.emulator = await startEmulator(stage);
    stage.pulumi = pulumiIn(await copyProgram(work), stage);
  } catch (error) {
    await closeStage(stage);
    throw error;
  }
  stage.s3Client = (accessKeyId, secretAccessKey) => {
    const client = new S3Client({
      endpoint: stage.emulator.endpoints.s3,
      region: "cn",
      forcePathStyle: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      credentials: { accessKeyId, secretAccessKey },
    });
    clients.push(client);
    return client;
  };
  stage.accountState = async () => {
    const { accounts } = await (await fetch(`${stage.emulator.admin}/state`)).json();
    return accounts.find((account) => account.accountId === stage.emulator.accountId);
  };
  stage.emulatorLog = () => stage.log.map((line) => `   ${line}`).join("\n") || "   none";
  return stage;
}

export async function closeStage(stage) {
  if (stage === undefined) return;
  for (const client of stage.clients) client.destroy();
  await Promise.all([...stage.children].map(end));
  await rm(stage.work, { recursive: true, force: true, maxRetries: 3 });
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** A copy of the program, so that neither stack settings nor caches end up in the checkout. */
async function copyProgram(work) {
  const program = path.join(work, "program");
  await mkdir(program);
  for (const file of programFiles) await copyFile(path.join(here, file), path.join(program, file));
  await symlink(path.dirname(packageFolder()), path.join(program, "node_modules"), "dir");
  return program;
}

/** The folder of the installed package as a program would find it: `<node_modules>/pulumi-oos`. */
function packageFolder() {
  const require = createRequire(import.meta.url);
  for (const modules of require.resolve.paths("pulumi-oos")) {
    try {
      require(path.join(modules, "pulumi-oos", "package.json"));
      return path.join(modules, "pulumi-oos");
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Error("pulumi-oos is not installed here; run `make setup`, or `npm install` outside of the checkout");
}

/** Resolves with what the emulator's first line says. Its secret key is chosen here, so that it need not be read back from its data folder. */
function startEmulator(stage) {
  const secretAccessKey = randomBytes(20).toString("hex");
  const script = path.join(packageFolder(), "dist", "cli", "main.js");
  // Every process of the machine can read a command line.
  const child = start(stage, process.execPath, [script, "emulator", "--port", "0", "--data", path.join(stage.work, "emulator")], {
    env: { ...process.env, OOS_EMULATOR_SECRET_KEY: secretAccessKey },
  });
  createInterface({ input: child.stderr }).on("line", (line) => {
    stage.log.push(line);
    if (stage.log.length > logLines) stage.log.shift();
  });
  return new Promise((resolve, reject) => {
    const fail = (why) => {
      clearTimeout(limit);
      reject(new Error(`the emulator ${why}\n${stage.log.join("\n")}`));
    };
    const limit = setTimeout(() => fail(`did not start within ${startLimitMs / 1000} s`), startLimitMs);
    child.once("close", (code) => fail(`ended with code ${code}`));
    child.once("error", (error) => fail(`cannot be started: ${error.message}`));
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(limit);
      resolve({ ...JSON.parse(line), secretAccessKey });
    });
  });
}

function start(stage, command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  stage.children.add(child);
  child.once("close", () => stage.children.delete(child));
  return child;
}

/** `aloud` shows what `pulumi` prints, as it comes; `quietly` shows it only when it fails. Both answer the output. `environment` is what it runs with. */
function pulumiIn(folder, stage) {
  // The person's own OOS and Pulumi settings belong to other accounts and stacks.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(OOS|PULUMI)_/.test(name) || name === "PULUMI_OOS_CHECKOUT");
  const env = {
    ...Object.fromEntries(inherited),
    PULUMI_HOME: path.join(stage.work, "home"),
    PULUMI_BACKEND_URL: `file://${stage.work}`,
    PULUMI_CONFIG_PASSPHRASE: "quickstart",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    NO_COLOR: "1",
    OOS_JOURNAL_DIR: path.join(stage.work, "journal"),
  };
  const run = (args, show) =>
    new Promise((resolve, reject) => {
      const child = start(stage, "pulumi", [...args, "--non-interactive"], { cwd: folder, env });
      const lines = [];
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on("line", (line) => {
          lines.push(line);
          show?.(line);
        });
      }
      child.once("error", (error) => {
        reject(error.code === "ENOENT" ? new Error("`pulumi` is not on PATH; run `make quickstart`, which brings it") : error);
      });
      child.once("close", (code, signal) => {
        const output = lines.join("\n");
        const why = `pulumi ${args[0]} ended with ${signal ?? `code ${code}`}`;
        if (code === 0) resolve(output);
        else reject(new Error(show === undefined ? `${why}:\n${output}` : `${why}; its last words are above`));
      });
    });
  return {
    environment: env,
    quietly: (...args) => run(args),
    aloud: (...args) => run([...args, "--color", "never", "--suppress-progress"], linePrinter()),
  };
}

/** Shows lines with a bar in front; of empty lines only single ones between others. */
function linePrinter() {
  let shown = false;
  let gap = false;
  return (line) => {
    if (line.trim() === "") {
      gap = shown;
      return;
    }
    process.stdout.write(`${gap ? "   |\n" : ""}   | ${line.trimEnd()}\n`);
    shown = true;
    gap = false;
  };
}
