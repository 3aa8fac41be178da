/** The command line of the engine that has started this process: Pulumi's dynamic provider is not told which stack a refresh or a destroy is about. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

/** A script may stand between the engine and this process. */
const mostLevels = 4;

interface Running {
  readonly parent: number;
  readonly args: readonly string[];
}

/** The arguments of the engine; undefined when it cannot be told. @param from the parent of this process */
export async function engineArguments(from = process.ppid, look = running): Promise<readonly string[] | undefined> {
  let pid = from;
  for (let level = 0; level < mostLevels && pid > 1; level += 1) {
    const found = await look(pid);
    if (found === undefined) return undefined;
    const [program = "", ...args] = found.args;
    if (path.basename(program) === "pulumi") return args;
    pid = found.parent;
  }
  return undefined;
}

/** The value of `--stack`; undefined: the stack that is selected. */
export function stackArgument(args: readonly string[]): string | undefined {
  let stack: string | undefined;
  args.forEach((argument, index) => {
    const [, attached] = /^(?:--stack=|-s=?)(.+)$/s.exec(argument) ?? [];
    if (attached !== undefined) stack = attached;
    // `-ys dev` is `-y -s dev`.
    else if (argument === "--stack" || /^-[A-Za-z]*s$/.test(argument)) stack = args[index + 1];
  });
  return stack;
}

/** Linux tells without a program; `ps` is everywhere else. */
async function running(pid: number): Promise<Running | undefined> {
  try {
    return process.platform === "linux" ? await inProc(pid) : await byPs(pid);
  } catch {
    // Nobody says that it may be told.
    return undefined;
  }
}

async function inProc(pid: number): Promise<Running> {
  const [line, stat] = await Promise.all([readFile(`/proc/${String(pid)}/cmdline`, "utf8"), readFile(`/proc/${String(pid)}/stat`, "utf8")]);
  // After the program's name, which may hold anything: the state, then the parent.
  const [, parent = ""] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { parent: Number(parent), args: line.replace(/\0$/, "").split("\0") };
}

async function byPs(pid: number): Promise<Running> {
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", "ppid=", "-o", "args=", "-p", String(pid)]);
  const [parent = "", ...args] = stdout.trim().split(/\s+/);
  return { parent: Number(parent), args };
}
