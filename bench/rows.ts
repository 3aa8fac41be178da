/** From measurements to rows of the table. */
import { type CallCount, total } from "./calls";
import { providerTextLimit } from "./provider-text";
import { minimumCalls, phases, type Subject, type StackResult } from "./stack";
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
  return counts.map(({ noun, variant, step, calls, minimum }) => ({
    group: "API calls",
    what: `${noun}${variant === undefined ? "" : ` ${variant}`}, ${step === "unchanged" ? "no-op up" : step}`,
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
  return others.map(({ what, ms }) => ({ group: "Start, until the first line of output", what, value: ms, unit: "ms", against: bare.what, base: bare.ms }));
}

const faces = ["dynamic", "plugin"] as const satisfies readonly Subject[];

/** @param variant text behind the number of resources */
export function stackRows(result: StackResult, count: number, variant: string): Row[] {
  const group = `${count} resources${variant}`;
  const against = "empty dynamic resources";
  const rows: Row[] = [];
  for (const phase of phases) {
    for (const face of faces) rows.push({ group, what: `${phase}, ${face}`, value: result[face][phase].seconds, unit: "s", against, base: result.floor[phase].seconds });
  }
  for (const phase of phases) {
    for (const face of faces) {
      const own = result[face][phase].usage.provider;
      const floor = result.floor[phase].usage.provider;
      if (own === undefined || floor === undefined) continue;
      rows.push({ group, what: `CPU of the provider in ${phase}, ${face}`, value: own.cpuSeconds, unit: "s", against, base: floor.cpuSeconds });
      if (phase === "up") rows.push({ group, what: `peak memory of the provider in up, ${face}`, value: own.peakMiB, unit: "MiB", against, base: floor.peakMiB });
    }
  }
  for (const phase of phases) {
    for (const face of faces) {
      const value = result[face][phase].calls;
      rows.push({ group, what: `API calls of ${phase}, ${face}`, value, unit: "calls", against: "written minimum", base: minimumCalls(count, phase), limit: 1 });
    }
  }
  return rows;
}
