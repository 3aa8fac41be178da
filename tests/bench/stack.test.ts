/** One round of ten resources over the real engine: every phase of every subject is measured, and no call is one too many. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmulatorProcess, startEmulatorProcess } from "../../bench/emulator";
import { stackRows } from "../../bench/rows";
import { measureStacks, minimumCalls, phases } from "../../bench/stack";

const count = 10;
let emulator: EmulatorProcess;
beforeAll(async () => {
  emulator = await startEmulatorProcess(10);
});
afterAll(() => emulator.close());

test("a tiny stack is measured in all phases, through both faces and empty", { timeout: 240_000 }, async () => {
  const lines: string[] = [];
  const result = await measureStacks({ count, rounds: 1, emulator, progress: (line) => void lines.push(line) });
  for (const phase of phases) {
    expect(result.floor[phase].map(({ calls }) => calls)).toEqual([0]);
    for (const face of ["dynamic", "plugin"] as const) {
      const [round, ...more] = result[face][phase];
      expect(more).toEqual([]);
      expect({ phase, face, calls: round?.calls }).toEqual({ phase, face, calls: minimumCalls(count, phase, face) });
      expect(round?.seconds).toBeGreaterThan(0);
      if (process.platform === "linux") expect(round?.usage.provider?.peakMiB).toBeGreaterThan(0);
    }
  }
  expect(lines).toHaveLength(3 * phases.length);
  const whats = stackRows(result, count, "").map(({ what }) => what);
  expect(whats).toEqual(
    expect.arrayContaining(["up, dynamic", "preview, plugin", "refresh, dynamic", "destroy, plugin", "API calls of up, plugin"]),
  );
  expect(new Set(whats).size).toBe(whats.length);
});
