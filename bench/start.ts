/** From the start of a process to its first line of output: what the engine waits for before a provider can work. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { checkout } from "./paths";
import { median } from "./statistics";

export interface StartCase {
  readonly what: string;
  /** Arguments for node; the program prints a line when it is ready. */
  readonly args: readonly string[];
}

export interface StartTime {
  readonly what: string;
  /** Median of the rounds. */
  readonly ms: number;
}

const ready = "process.stdout.write('ready\\n')";
/** No engine listens there: providers connect to it only when they have something to say. */
const engine = "127.0.0.1:1";
const dynamicProvider = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");

/** Bare node comes first: the base of all ratios. */
export const startCases: readonly StartCase[] = [
  { what: "bare node", args: ["-e", ready] },
  { what: "plugin as executable", args: ["dist/provider/bin.js", engine] },
  { what: "plugin by PulumiPlugin.yaml", args: [require.resolve("@pulumi/pulumi/cmd/run-plugin"), checkout, engine] },
  { what: "Pulumi's dynamic provider alone", args: [dynamicProvider, engine] },
  {
    what: "dynamic provider with our handlers",
    args: ["-e", `require("pulumi-oos/dynamic").handler("Bucket");require(${JSON.stringify(dynamicProvider)})`, "handlers", engine],
  },
  { what: "our handlers alone", args: ["-e", `require("pulumi-oos/dynamic").handler("Bucket");${ready}`] },
  { what: "program: @pulumi/pulumi", args: ["-e", `require("@pulumi/pulumi");${ready}`] },
  { what: "program: pulumi-oos", args: ["-e", `require("pulumi-oos");${ready}`] },
];

/** Starts every case once a round, in turn, so that other load of the machine falls on all of them alike. */
export async function startTimes(rounds: number, cases: readonly StartCase[] = startCases): Promise<StartTime[]> {
  const times = cases.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { args }] of cases.entries()) times[index]?.push(await timeToFirstLine(args));
  }
  return cases.map(({ what }, index) => ({ what, ms: median(times[index] ?? []) }));
}

/** Milliseconds until the first output of `node ...args`; the process is ended then. */
export async function timeToFirstLine(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { cwd: checkout, stdio: ["ignore", "pipe", "pipe"] });
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const ended = once(child, "close");
  const first = await Promise.race([once(child.stdout, "data"), ended.then(() => undefined)]);
  const elapsedMs = performance.now() - startedAt;
  child.kill("SIGKILL");
  await ended;
  if (first === undefined) throw new Error(`node ${args.join(" ")} ended without output:\n${Buffer.concat(errors).toString("utf8")}`);
  return elapsedMs;
}
