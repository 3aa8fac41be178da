import { measureStacks, phases } from "./stack";
import { startEmulatorProcess } from "./emulator";
void (async () => {
  const emulator = await startEmulatorProcess(100);
  const acc: Record<string, number[]> = {};
  for (let i = 0; i < 3; i++) for (const [name, environment] of [["plain", {}], ["cached", { NODE_COMPILE_CACHE: "/tmp/ncc3" }]] as const) {
    const r = await measureStacks({ count: 10, rounds: 1, emulator, environment, progress: () => undefined });
    for (const s of ["dynamic", "plugin"] as const) for (const p of phases) (acc[`${s} ${p} ${name}`] ??= []).push(r[s][p].seconds), (acc[`${s} ${p} ${name} cpu`] ??= []).push(Object.values(r[s][p].usage).reduce((a, u) => a + u.cpuSeconds, 0));
  }
  for (const [k, v] of Object.entries(acc).sort()) process.stdout.write(`${k.padEnd(32)} ${v.map((x) => x.toFixed(2)).join(" ")}\n`);
  await emulator.close();
})();
