/** The emulator as a program of its own, for the tests of a file. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import ts from "typescript";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { RunningEmulator } from "../../emulator";

export interface Started extends RunningEmulator {
  readonly child: ChildProcess;
  readonly line: Readonly<Record<string, unknown>>;
  readonly stderr: () => string;
}

export interface Program {
  /** Starts the emulator as a program and waits for its line. */
  readonly start: (...args: readonly string[]) => Promise<Started>;
  /** What the process has beside our own; read at each start. */
  readonly environment: Record<string, string>;
  /** A folder that is removed after the test. */
  readonly folder: () => Promise<string>;
}

/** Compiles the emulator into a folder of its own, so that the tests need no build before them; ends what a test leaves running. */
export function programForFile(): Program {
  const children: ChildProcess[] = [];
  const folders: string[] = [];
  let compiled = "";
  beforeAll(async () => {
    compiled = await compile();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) if (child.exitCode === null && child.signalCode === null) await stop(child, "SIGKILL");
    for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true });
  });
  afterAll(async () => {
    await rm(compiled, { recursive: true, force: true });
  });
  const environment: Record<string, string> = {};
  return {
    folder: async () => {
      const made = await mkdtemp(join(tmpdir(), "emulator-test-"));
      folders.push(made);
      return made;
    },
    environment,
    start: async (...args) => {
      const child = spawn(process.execPath, [join(compiled, "main.js"), "--port", "0", ...args], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, ...environment },
      });
      children.push(child);
      const started = await untilReady(child);
      folders.push(started.dataFolder);
      return started;
    },
  };
}

async function compile(): Promise<string> {
  const compiled = await mkdtemp(join(tmpdir(), "emulator-compiled-"));
  await symlink(resolve("node_modules"), join(compiled, "node_modules"));
  for (const name of await readdir("emulator", { recursive: true })) {
    if (!name.endsWith(".ts")) continue;
    const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023, esModuleInterop: true };
    const { outputText } = ts.transpileModule(await readFile(join("emulator", name), "utf8"), { compilerOptions: options });
    const target = join(compiled, name.replace(/ts$/, "js"));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, outputText);
  }
  return compiled;
}

async function untilReady(child: ChildProcess): Promise<Started> {
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
  if (child.stdout === null) throw new Error("the emulator has no output");
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, "line"),
    once(child, "exit").then(() => Promise.reject(new Error(`the emulator ended: ${stderr}`))),
  ]);
  const line = JSON.parse(String((first as unknown[])[0])) as Record<string, unknown>;
  const dataFolder = String(line["dataFolder"]);
  const credentials = JSON.parse(await readFile(join(dataFolder, "credentials.json"), "utf8")) as Record<
    "accountId" | "accessKeyId" | "secretAccessKey",
    string
  >;
  return {
    ...credentials,
    endpoints: line["endpoints"] as Started["endpoints"],
    admin: String(line["admin"]),
    dataFolder,
    settleSeconds: Number(line["settleSeconds"]),
    close: () => stop(child, "SIGTERM").then(() => undefined),
    child,
    line,
    stderr: () => stderr,
  };
}

export async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
  return child.exitCode;
}
