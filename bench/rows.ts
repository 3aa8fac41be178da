/** From measurements to rows of the table. */
import { type CallCount, total } from "./calls";
import { providerTextLimit } from "./provider-text";
import { minimumCalls, type PhaseResult, phases, type StackResult, type Subject } from "./stack";
import type { StartTime } from "./start";
import type { Row } from "./table";

export function textRows(sizes: ReadonlyMap<string, number>): Row[] {
  return [...sizes].map(([noun, bytes]) => ({
    group: "Text of the provider in the state of each resource",
    what: noun,
    value: bytes,
    unit: "bytes",
    against: "limit",
    base: providerTextLimit,
    limit: 1,
  }));
}

export function callRows(counts: readonly CallCount[]): Row[] {
  return counts.map(({ noun, step, calls, minimum }) => ({
    group: "API calls",
    what: `${noun}, ${step === "unchanged" ? "no-op up" : step}`,
    value: total(calls),
    unit: "calls",
    against: "written minimum",
    base: total(minimum),
    limit: 1,
  }));
}

export function startRows(times: readonly StartTime[]): Row[] {
  const [bare, ...others] = times;
  if (bare === undefined) return [];
  return others.map(({ what, ms }) => ({
    group: "Start, until the first line of output",
    what,
    value: ms,
    unit: "ms",
    against: bare.what,
    base: bare.ms,
  }));
}

const faces = ["dynamic", "plugin"] as const satisfies readonly Subject[];

/** @param variant text behind the number of resources */
export function stackRows(result: StackResult, count: number, variant: string): Row[] {
  const group = `${count} resources${variant}`;
  const against = "empty dynamic resources";
  const rows: Row[] = [];
  for (const phase of phases) {
    for (const face of faces)
      rows.push({
        group,
        what: `${phase}, ${face}`,
        value: result[face][phase].seconds,
        unit: "s",
        against,
        base: result.floor[phase].seconds,
      });
  }
  for (const phase of phases) {
    for (const face of faces) {
      const base = cpuOf(result.floor[phase]);
      if (base > 0)
        rows.push({ group, what: `CPU time of ${phase}, ${face}`, value: cpuOf(result[face][phase]), unit: "s", against, base });
    }
  }
  for (const face of faces) {
    const own = result[face].up.usage.provider;
    const floor = result.floor.up.usage.provider;
    if (own !== undefined && floor !== undefined)
      rows.push({ group, what: `peak memory of the provider, ${face}`, value: own.peakMiB, unit: "MiB", against, base: floor.peakMiB });
  }
  for (const phase of phases) {
    for (const face of faces) {
      const value = result[face][phase].calls;
      rows.push({
        group,
        what: `API calls of ${phase}, ${face}`,
        value,
        unit: "calls",
        against: "written minimum",
        base: minimumCalls(count, phase),
        limit: 1,
      });
    }
  }
  return rows;
}

/** Engine, program and provider together; the server's own is not the user's to pay. */
function cpuOf({ usage }: PhaseResult): number {
  return Object.values(usage).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}
