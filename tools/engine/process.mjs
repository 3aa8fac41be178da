import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

const keptCharacters = 20_000;

/**
 * Runs a program without input and waits for its end, at most `timeoutMs`. Never throws for a failing program.
 * `output` holds the end of stdout and stderr together; `failure` says in words why it failed, undefined on success.
 */
export function run(command, args, { env, cwd, timeoutMs }) {
  return new Promise((resolve) => {
    // Its own process group, so that a time-out or Ctrl-C reaches the children of npm and go too.
    const child = spawn(command, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let output = "";
    let timedOut = false;
    const keep = (chunk) => (output = (output + chunk).slice(-keptCharacters));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const kill = () => killGroup(child.pid);
    const interrupted = () => {
      kill();
      process.exit(130);
    };
    process.once("SIGINT", interrupted);
    process.once("SIGTERM", interrupted);
    const timer = setTimeout(() => {
      timedOut = true;
      kill();
    }, timeoutMs);
    const finish = (failure) => {
      clearTimeout(timer);
      process.removeListener("SIGINT", interrupted);
      process.removeListener("SIGTERM", interrupted);
      resolve({ output, failure });
    };
    child.once("error", (error) => finish(`${command} does not start: ${error.message}`));
    child.once("close", (code, signal) => {
      if (timedOut) finish(`no end after ${Math.round(timeoutMs / 1000)} s`);
      else if (code === 0) finish(undefined);
      else finish(`${command} ended with ${signal ?? `exit code ${code}`}`);
    });
  });
}

function killGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** The first executable file of that name on a PATH-like list, or undefined. */
export function which(name, path) {
  for (const directory of (path ?? "").split(delimiter)) {
    if (directory === "") continue;
    const file = join(directory, name);
    if (isExecutable(file)) return file;
  }
  return undefined;
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The last lines that carry words, indented, to be put under an error. */
export function lastLines(output, count) {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines
    .slice(-count)
    .map((line) => `      ${line}`)
    .join("\n");
}
