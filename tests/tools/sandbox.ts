import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkout } from "../support/checkout";

export interface Sandbox {
  /** An empty folder of its own. */
  readonly root: string;
  /** The absolute path of a name inside it. */
  path(name: string): string;
  /** Writes a file and answers its path; folders come into being. */
  write(name: string, text: string): string;
  /** Writes an executable shell script. */
  script(name: string, body: string): string;
  /** Removes everything. */
  remove(): void;
}

export function makeSandbox(): Sandbox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "oos-tools-")));
  const path = (name: string): string => join(root, name);
  const write = (name: string, text: string): string => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
    return path(name);
  };
  return {
    root,
    path,
    write,
    script: (name, body) => {
      const file = write(name, `#!/bin/sh\n${body}\n`);
      chmodSync(file, 0o755);
      return file;
    },
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program with exactly this environment and without input. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: { env: Record<string, string>; cwd?: string },
): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { env: options.env, cwd: options.cwd ?? checkout, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.once("error", fail);
    child.once("close", (code) => {
      done({ code, stdout, stderr });
    });
  });
}
