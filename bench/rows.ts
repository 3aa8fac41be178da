/** From measurements to rows of the table. */
import { type CallCount, total } from "./calls";
import { providerTextLimit } from "./provider-text";
import { minimumCalls, type Phase, type PhaseResult, phases, type StackResult, type Subject } from "./stack";
import type { StartTime } from "./start";
import { medianPair } from "./statistics";
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

/**
 * Times, CPU times and memory are of the round with the median ratio: within a round all subjects meet the same load of the machine.
 * @param variant text behind the number of resources
 */
export function stackRows(result: StackResult, count: number, variant: string): Row[] {
  const group = `${count} resources${variant}`;
  const against = "empty dynamic resources";
  const rows: Row[] = [];
  const compare = (phase: Phase, what: string, unit: Row["unit"], measure: (of: PhaseResult) => number | undefined): void => {
    for (const face of faces) {
      const pairs = result[face][phase].map((own, round) => ({
        value: measure(own) ?? 0,
        base: valueOf(result.floor[phase][round], measure),
      }));
      // Without /proc there is nothing to compare.
      if (pairs.every(({ value, base }) => value > 0 && base > 0))
        rows.push({ group, what: `${what}, ${face}`, ...medianPair(pairs), unit, against });
    }
  };
  for (const phase of phases) compare(phase, phase, "s", ({ seconds }) => seconds);
  for (const phase of phases) compare(phase, `CPU time of ${phase}`, "s", cpuOf);
  compare("up", "peak memory of the provider", "MiB", ({ usage }) => usage.provider?.peakMiB);
  for (const phase of phases) {
    for (const face of faces) {
      const value = Math.max(...result[face][phase].map(({ calls }) => calls));
      rows.push({
        group,
        what: `API calls of ${phase}, ${face}`,
        value,
        unit: "calls",
        against: "written minimum",
        base: minimumCalls(count, phase, face),
        limit: 1,
      });
    }
  }
  return rows;
}

function valueOf(result: PhaseResult | undefined, measure: (of: PhaseResult) => number | undefined): number {
  return (result === undefined ? undefined : measure(result)) ?? 0;
}

/** Engine, program and provider together; the server's own is not the user's to pay. */
function cpuOf({ usage }: PhaseResult): number {
  return Object.values(usage).reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}
