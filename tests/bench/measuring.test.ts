/** The measuring functions at tiny sizes: that they see what is there. How long anything takes is for the benchmark itself to say. */
import { nounsOf } from "../support/backends/nouns";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { countCalls, minimumOf, steps, total } from "../../bench/calls";
import { callsDuring } from "../../bench/emulator";
import { Watch } from "../../bench/processes";
import { providerTextLimit, providerTextSizes } from "../../bench/provider-text";
import { startTimes, timeToFirstLine } from "../../bench/start";
import { bucketsIn, minimumCalls, mixOf } from "../../bench/stack";
import { median, medianPair } from "../../bench/statistics";
import { isOverLimit, ratioOf, renderTable, type Row } from "../../bench/table";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { oos } from "../../provider/backends/oos";
import { registry } from "../../provider/registry";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "oos-bench-test-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The benchmark runs against the emulator. */
const nouns = [...registry.resources.keys()].filter((noun) => nounsOf(oos).has(noun));

describe("API calls", () => {
  let emulator: RunningEmulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  test("every resource of OOS is counted, keeps to its minimum and leaves nothing behind", async () => {
    const counts = await countCalls(emulator, folder);
    expect(new Set(counts.map(({ noun }) => noun))).toEqual(new Set(nouns));
    for (const noun of nouns) expect(counts.find((count) => count.noun === noun && count.step === "create")?.calls).not.toEqual({});
    for (const { noun, step, calls, minimum } of counts) expect({ noun, step, calls }).toEqual({ noun, step, calls: minimum });
    const { accounts } = (await (await fetch(`${emulator.admin}/state`)).json()) as { accounts: Record<string, unknown>[] };
    expect(accounts[0]).toMatchObject({ buckets: [], users: [], policies: [], trails: [] });
  });

  test("only what the task asked for is counted", async () => {
    const ask = (): Promise<Response> => fetch(emulator.endpoints.s3);
    await ask();
    const calls = await callsDuring(emulator, async () => {
      await ask();
      await ask();
    });
    expect(total(calls)).toBe(2);
  });

  test("a noun without a written minimum is refused", () => {
    expect(() => minimumOf("Nothing", "create")).toThrow("no row for Nothing");
    for (const noun of nouns) for (const step of steps) expect(minimumOf(noun, step)).toBeDefined();
  });
});

test("the provider text of every class is seen, and is short", async () => {
  const sizes = await providerTextSizes();
  expect(new Set(sizes.keys())).toEqual(new Set(registry.resources.keys()));
  for (const bytes of sizes.values()) expect(bytes).toBeLessThanOrEqual(providerTextLimit);
  expect(Math.min(...sizes.values())).toBeGreaterThan(0);
});

describe("start times", () => {
  test("one median for each case, in their order", async () => {
    const times = await startTimes(1, [
      { what: "a", args: ["-e", "console.log(1)"] },
      { what: "b", args: ["-e", "console.log(1); setInterval(() => {}, 1000)"] },
    ]);
    expect(times.map(({ what }) => what)).toEqual(["a", "b"]);
    for (const { ms } of times) expect(ms).toBeGreaterThan(0);
  });

  test("a program that ends in silence is an error with its words", async () => {
    await expect(timeToFirstLine(["-e", "console.error('no way'); process.exit(3)"])).rejects.toThrow("no way");
  });
});

describe.runIf(process.platform === "linux")("processes", () => {
  let child: ChildProcess | undefined;
  afterEach(async () => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  });

  test("memory and CPU time of a provider below the watched process are seen", async () => {
    // Named as Pulumi names the script that runs a plugin.
    const script = path.join(folder, "cmd", "run-plugin", "index.js");
    mkdirSync(path.dirname(script), { recursive: true });
    writeFileSync(script, `globalThis.kept = Buffer.alloc(96 * 1024 * 1024, 1); console.log("ready"); setInterval(() => {}, 1000);`);
    const parent = path.join(folder, "parent.js");
    writeFileSync(
      parent,
      `const { spawn } = require("node:child_process");
       const child = spawn(process.execPath, [${JSON.stringify(script)}], { stdio: "inherit" });
       process.on("SIGTERM", () => { child.kill("SIGKILL"); process.exit(); });`,
    );
    child = spawn(process.execPath, [parent], { stdio: ["ignore", "pipe", "inherit"] });
    if (child.stdout === null) throw new Error("no output to wait for");
    await once(child.stdout, "data");
    const watch = new Watch(child.pid ?? 0);
    watch.sample();
    const { provider, host } = watch.stop();
    child.kill("SIGTERM");
    expect(provider?.peakMiB).toBeGreaterThan(96);
    expect(provider?.cpuSeconds).toBeGreaterThan(0);
    expect(host?.peakMiB).toBeLessThan(provider?.peakMiB ?? 0);
    await once(child, "exit");
  });
});

describe("the mix of resources", () => {
  test("has the wanted size, and refers only to what comes before", () => {
    const { resources } = mixOf(20);
    expect(resources).toHaveLength(20);
    expect(resources.filter(({ noun }) => noun === "Bucket")).toHaveLength(bucketsIn(20));
    const seen = new Set<string>();
    for (const { name, args = {} } of resources) {
      const references = [...JSON.stringify(args).matchAll(/"\$ref":"([^".]+)\./g)].map(([, target = ""]) => target);
      for (const target of references) expect(seen).toContain(target);
      seen.add(name);
    }
    expect(() => mixOf(15)).toThrow("multiple of ten");
  });

  test("its written minimum is the sum of its resources'", () => {
    // 2 buckets and 2 policies (read back once) of 3 calls, 3 users and 3 keys of 2 calls each.
    expect(minimumCalls(10, "up", "plugin")).toBe(4 * 3 + 6 * 2);
    expect(minimumCalls(10, "up", "dynamic")).toBe(4 * 3 + 6 * 2 + 1);
    // The account of the keys is asked for, once.
    expect(minimumCalls(10, "preview", "dynamic")).toBe(1);
    expect(minimumCalls(10, "destroy", "plugin")).toBe(10 + 1);
  });
});

describe("the table", () => {
  const row: Row = { group: "g", what: "w", value: 3, unit: "calls", against: "minimum", base: 2, limit: 1 };

  test("shows value, base, ratio and what is over its limit", () => {
    const text = renderTable([row, { ...row, what: "v", value: 1 }]);
    expect(text).toMatch(/w +3 calls +minimum +2 calls +1\.50 +over the limit\n/);
    expect(text).toMatch(/v +1 calls +minimum +2 calls +0\.50\n/);
    expect(isOverLimit(row)).toBe(true);
  });

  test("nothing against nothing is as good as it gets; something against nothing is not", () => {
    expect(ratioOf({ value: 0, base: 0 })).toBe(1);
    expect(isOverLimit({ ...row, value: 1, base: 0 })).toBe(true);
  });

  test("the median of odd, even and no values", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([1, 2, 9, 4])).toBe(3);
    expect(() => median([])).toThrow(RangeError);
  });

  test("of pairs measured side by side, the one with the median ratio", () => {
    const slowRound = { value: 30, base: 20 };
    const pairs = [{ value: 9, base: 3 }, slowRound, { value: 2, base: 2 }];
    expect(medianPair(pairs)).toEqual(slowRound);
    expect(medianPair(pairs.slice(0, 2))).toEqual(slowRound);
    expect(() => medianPair([])).toThrow(RangeError);
  });
});
