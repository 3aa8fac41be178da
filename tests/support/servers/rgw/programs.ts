/** The programs of a Ceph cluster: where they are, how they are run, and what they said when they failed. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { existsSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { checkout } from "../../checkout";

const run = promisify(execFile);
/** Debian's name of the folder for libraries. */
const platform = process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
const limitsMs = { fetch: 600_000, tool: 60_000 };

export interface Programs {
  /** `/`, or a folder of the user's cache. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Finds the programs; the first time on a machine they are fetched from Debian's packages. */
export async function findPrograms(): Promise<Programs> {
  const { stdout } = await run(process.execPath, [path.join(checkout, "tools/rgw.mjs")], { timeout: limitsMs.fetch });
  const folder = stdout.trim();
  const under = (...parts: readonly string[]): string => path.join(folder, ...parts);
  const libraries = [under("usr/lib", platform), under("usr/lib", platform, "ceph"), under("lib", platform)];
  return {
    folder,
    environment: {
      ...process.env,
      PATH: `${under("usr/bin")}:${process.env["PATH"] ?? ""}`,
      ...(folder === "/" ? {} : { LD_LIBRARY_PATH: libraries.join(":"), PYTHONPATH: under("usr/lib/python3/dist-packages") }),
    },
  };
}

/** Lines of the configuration that say where plugins are. */
export function pluginFolders({ folder }: Programs): string {
  if (folder === "/") return "";
  const library = path.join(folder, "usr/lib", platform);
  const classes = [path.join(library, "rados-classes"), path.join(library, "ceph/rados-classes")].find((one) => existsSync(one)) ?? "";
  return `erasure_code_dir = ${library}/ceph/erasure-code\nplugin_dir = ${library}/ceph\nosd_class_dir = ${classes}\n`;
}

/** A short-lived tool; what it printed, or an error that says why not. */
export async function tool({ folder, environment }: Programs, name: string, ...args: readonly string[]): Promise<string> {
  // The `ceph` command is a script of the system's Python, which its bindings are made for.
  const [command, more] =
    name === "ceph" ? ["/usr/bin/python3", [path.join(folder, "usr/bin/ceph")]] : [path.join(folder, "usr/bin", name), []];
  try {
    const { stdout } = await run(command, [...more, ...args], { env: environment, timeout: limitsMs.tool, maxBuffer: 1 << 24 });
    return stdout;
  } catch (error) {
    const { stderr = "", message } = error as { readonly stderr?: string; readonly message: string };
    throw new Error(`${name} ${args.join(" ")}: ${message}\n${stderr.slice(-2000)}`, { cause: error });
  }
}

/** A program that runs until it is stopped; its words go into a file. */
export class Daemon {
  readonly #child: ChildProcess;
  #ended: Promise<void>;

  constructor(
    programs: Programs,
    readonly name: string,
    args: readonly string[],
    readonly log: string,
  ) {
    const file = openSync(log, "a");
    this.#child = spawn(path.join(programs.folder, "usr/bin", name), args, {
      env: programs.environment,
      stdio: ["ignore", file, file],
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once("exit", () => resolve());
      this.#child.once("error", () => resolve());
    });
  }

  get isRunning(): boolean {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** How it ended, where it has: `exit 1`, `SIGSEGV`. */
  get ending(): string {
    const { exitCode, signalCode } = this.#child;
    return signalCode ?? (exitCode === null ? "it was never started" : `exit ${String(exitCode)}`);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Ends it by its process id and waits for that. */
  async stop(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (this.isRunning) this.#child.kill(signal);
    await this.#ended;
  }

  /** The end of what it said. */
  words(lines = 30): string {
    return existsSync(this.log) ? readFileSync(this.log, "utf8").split("\n").slice(-lines).join("\n") : "";
  }
}

/** Waits until `isTrue`, at most `limitMs`; a daemon that has ended, or the limit, is an error with its words. */
export async function waitFor(what: string, daemon: Daemon, limitMs: number, isTrue: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + limitMs;
  for (;;) {
    if (await isTrue().catch(() => false)) return;
    if (!daemon.isRunning) throw new Error(`${daemon.name} ended (${daemon.ending}) before ${what}:\n${daemon.words()}`);
    if (Date.now() > end)
      throw new Error(`${what} did not happen within ${String(limitMs / 1000)} s; ${daemon.name} says:\n${daemon.words()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("the port is not known");
  return address.port;
}
