/** What the chaos suites share: faults by rule, facts that are waited for with a limit, and the processes of an engine run. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { CallCounts, FaultRule, RunningEmulator } from "../../../emulator";
import { expect } from "vitest";
import { iam, members } from "../emulator/support";
import type { Run, Stack } from "../engine/harness";
import { admin } from "../engine/servers";

export async function setFaults(emulator: RunningEmulator, ...rules: readonly FaultRule[]): Promise<void> {
  await admin(emulator, "POST", "/faults", rules);
}

export async function clearFaults(emulator: RunningEmulator): Promise<void> {
  await admin(emulator, "DELETE", "/faults");
}

/** Runs `task` under faults and lifts them, whatever comes. */
export async function under<T>(emulator: RunningEmulator, rules: readonly FaultRule[], task: () => Promise<T>): Promise<T> {
  await setFaults(emulator, ...rules);
  try {
    return await task();
  } finally {
    await clearFaults(emulator);
  }
}

export async function resetCalls(emulator: RunningEmulator): Promise<void> {
  await admin(emulator, "DELETE", "/calls");
}

/** How often each `service:Operation` was called since the last reset; operations that were not called are absent. */
export async function callsOf(emulator: RunningEmulator): Promise<Readonly<Record<string, number>>> {
  const { byOperation } = (await admin(emulator, "GET", "/calls")) as CallCounts;
  return Object.fromEntries(Object.entries(byOperation).map(([name, { count }]) => [name, count]));
}

export interface Kept {
  readonly urn: string;
  readonly id: string;
  readonly inputs: unknown;
  readonly outputs: unknown;
  readonly initErrors: readonly string[];
}

/** What the state says of each resource, by URN; two of these are equal when the same resources are there, unchanged and not replaced. */
export async function kept(stack: Stack): Promise<readonly Kept[]> {
  const { resources } = await stack.exported("--show-secrets");
  return resources
    .map(({ urn, id = "", inputs = {}, outputs = {}, initErrors = [] }) => ({ urn, id, inputs, outputs, initErrors }))
    .sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

/**
 * An `up` after a request for an access key was cut off: where nothing proves that the key is the stack's own, it is named and left. A person deletes
 * it, and repeats the run.
 */
export async function upAfterDoubt(emulator: RunningEmulator, stack: Stack, UserName: string): Promise<void> {
  const keys = async (): Promise<readonly string[]> =>
    members((await iam(emulator, "ListAccessKeys", { UserName }))["AccessKeyMetadata"]).map(({ AccessKeyId }) => String(AccessKeyId));
  const there = await keys();
  const { code, text } = await stack.tryUp();
  if (code !== 0) {
    const [, named = ""] = /cannot be told whether it\s+made what is there: (\w{20})/.exec(text) ?? [];
    expect(await keys(), text).toContain(named);
    expect(await keys()).toEqual(expect.arrayContaining([...there]));
    await iam(emulator, "DeleteAccessKey", { UserName, AccessKeyId: named });
    await stack.up();
  }
}

const everyMs = 50;

/**
 * Asks again until the fact is there.
 * @param log what is shown when the limit is reached
 */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  log: () => string,
  limitMs = 60_000,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`not within ${limitMs / 1000} s: ${what}\n${log()}`);
    await pause(everyMs);
  }
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): readonly Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name in parentheses may hold anything; what follows it is fixed.
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ") }];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
}

/** Every process that `pid` started, and theirs. */
export function descendantsOf(pid: number): readonly Process[] {
  const all = processes();
  const found: Process[] = [];
  for (let parents = new Set([pid]); parents.size > 0;) {
    const children = all.filter(({ parent }) => parents.has(parent));
    found.push(...children);
    parents = new Set(children.map((child) => child.pid));
  }
  return found;
}

/** The provider processes of an engine run: Pulumi's dynamic provider, or our plugin. */
export function providersOf(pid: number): readonly Process[] {
  return descendantsOf(pid).filter(({ command }) => /@pulumi\/pulumi\/cmd\/(?:dynamic-provider|run-plugin)/.test(command));
}

/** Starts `up`, kills its one provider as soon as `isReady`, and waits for the end of the run. */
export async function upAndKill(stack: Stack, isReady: (text: string) => Promise<boolean>): Promise<Run> {
  const { process: engine, done, text } = stack.start("up", "--yes", "--skip-preview", "--color", "never", "--parallel", "16");
  await until("the requests that the provider is killed in", async () => ((await isReady(text())) ? true : undefined), text);
  const providers = providersOf(engine.pid ?? 0);
  if (providers.length !== 1) throw new Error(`the run has ${String(providers.length)} providers`);
  for (const { pid } of providers) process.kill(pid, "SIGKILL");
  return done;
}

/** False for a process that has ended, also when nobody has waited for it yet. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return false;
  }
}

/**
 * Starts `up`, kills the engine alone as soon as `isReady`, and lifts its lock on the stack.
 * @returns the provider processes that it leaves behind
 */
export async function upAndKillEngine(stack: Stack, isReady: (text: string) => Promise<boolean>): Promise<readonly number[]> {
  const { process: engine, done, text } = stack.start("up", "--yes", "--skip-preview", "--color", "never", "--parallel", "16");
  await until("the requests that the engine is killed in", async () => ((await isReady(text())) ? true : undefined), text);
  const providers = providersOf(engine.pid ?? 0).map(({ pid }) => pid);
  if (providers.length !== 1) throw new Error(`the run has ${String(providers.length)} providers`);
  engine.kill("SIGKILL");
  await done;
  await stack.must("cancel", "--yes");
  return providers;
}
