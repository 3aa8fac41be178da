/** Runs a command to its end and gives back its exit code and its words. */
import { type ChildProcess, spawn } from "node:child_process";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Default 120,000. */
  readonly limitMs?: number;
}

/** The environment without anything that would point a program at another account, stack or package. */
export function plainEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:OOS_|PULUMI_|VITEST|NODE_ENV$|NODE_PATH$)/.test(name));
  return { ...Object.fromEntries(inherited), PULUMI_SKIP_UPDATE_CHECK: "true", ...more };
}

export function run(command: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  const child: ChildProcess = spawn(command, [...args], {
    cwd: options.cwd,
    env: options.env ?? plainEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const words = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) child[name]?.setEncoding("utf8").on("data", (text: string) => (words[name] += text));
  return new Promise((resolve, reject) => {
    const limitMs = options.limitMs ?? 120_000;
    const limit = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new Error(`${command} ${args.join(" ")} did not end within ${String(limitMs)} ms:\n${words.stdout}${words.stderr}`));
    }, limitMs);
    child.once("error", (error) => {
      clearTimeout(limit);
      reject(error);
    });
    child.once("close", (code) => {
      clearTimeout(limit);
      resolve({ code, ...words });
    });
  });
}

/** Runs and insists on exit code 0; answers standard output. */
export async function must(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with code ${String(code)}:\n${stdout}${stderr}`);
  return stdout;
}
