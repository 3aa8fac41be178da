/** The emulator in a process of its own, so that its work is not taken for the provider's. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { CallCounts, RunningEmulator } from "../emulator";
import { checkout } from "./paths";

/** What a measurement needs of a server, in this process or in another. */
export type Server = Pick<RunningEmulator, "endpoints" | "admin" | "accessKeyId" | "secretAccessKey">;

export interface EmulatorProcess extends Server {
  readonly pid: number;
  close(): Promise<void>;
}

const startLimitMs = 30_000;

/** Starts the compiled emulator with a temporary data folder and room for `buckets` buckets. */
export async function startEmulatorProcess(buckets: number): Promise<EmulatorProcess> {
  const secretAccessKey = randomBytes(20).toString("hex");
  const script = path.join(checkout, "dist", "cli", "main.js");
  const child = spawn(process.execPath, [script, "emulator", "--port", "0", "--quiet", "--max-buckets", String(buckets)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, OOS_EMULATOR_SECRET_KEY: secretAccessKey },
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line", { signal: AbortSignal.timeout(startLimitMs) })) as [string];
  const { endpoints, admin, accessKeyId } = JSON.parse(line) as Pick<Server, "endpoints" | "admin" | "accessKeyId">;
  return { endpoints, admin, accessKeyId, secretAccessKey, pid: child.pid ?? 0, close: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** Provider settings (namespace `oos` stripped) for `server`. */
export function settingsFor(server: Server): Record<string, string> {
  return { endpoints: JSON.stringify(server.endpoints), accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey };
}

/** What the server was asked during `task`: calls by `service:Operation`. Nobody else may use the server meanwhile. */
export async function callsDuring(server: Server, task: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
  await ask(server, "DELETE");
  await task();
  const { byOperation } = await ask(server, "GET");
  return Object.fromEntries(Object.entries(byOperation).map(([operation, { count }]) => [operation, count]));
}

async function ask(server: Server, method: "GET" | "DELETE"): Promise<CallCounts> {
  const response = await fetch(`${server.admin}/calls`, { method });
  if (!response.ok) throw new Error(`emulator admin ${method} /calls: ${response.status} ${await response.text()}`);
  return (await response.json()) as CallCounts;
}
