/** Peak memory and CPU time of the processes under a command, read from /proc (Linux); elsewhere nothing is reported. */
import { readdirSync, readFileSync } from "node:fs";

export type Role = "engine" | "host" | "program" | "provider";

export interface Usage {
  /** Peak resident memory of the largest process, in MiB. */
  readonly peakMiB: number;
  /** User and system time of all processes, in seconds. */
  readonly cpuSeconds: number;
}

/** The first pattern that the command line matches names the role. */
const roles: readonly (readonly [RegExp, Role])[] = [
  [/cmd[\\/](?:dynamic-provider|run-plugin)|pulumi-resource-/, "provider"],
  [/cmd[\\/]run(?:[\\/\s]|$)/, "program"],
  [/^\S*pulumi\s/, "engine"],
];
const clockTicksPerSecond = 100;
const intervalMs = 50;

interface Sample {
  readonly role: Role;
  peakMiB: number;
  cpuSeconds: number;
}

/** Watches the tree of processes under `root` until it is stopped. */
export class Watch {
  readonly #samples = new Map<number, Sample>();
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly root: number) {
    this.#timer = setInterval(() => this.sample(), intervalMs);
  }

  sample(): void {
    for (const pid of descendants(this.root)) {
      const now = usageOf(pid);
      if (now === undefined) continue;
      const { command, peakMiB, cpuSeconds } = now;
      const role = roles.find(([pattern]) => pattern.test(command))?.[1] ?? "host";
      const kept = this.#samples.get(pid);
      // A process that was just forked still has the command line of its parent.
      if (kept?.role === role) Object.assign(kept, { peakMiB: Math.max(kept.peakMiB, peakMiB), cpuSeconds });
      else this.#samples.set(pid, { role, peakMiB, cpuSeconds });
    }
  }

  /** Ends the watch. */
  stop(): Readonly<Partial<Record<Role, Usage>>> {
    clearInterval(this.#timer);
    const found: Partial<Record<Role, Usage>> = {};
    for (const { role, peakMiB, cpuSeconds } of this.#samples.values()) {
      const before = found[role] ?? { peakMiB: 0, cpuSeconds: 0 };
      found[role] = { peakMiB: Math.max(before.peakMiB, peakMiB), cpuSeconds: before.cpuSeconds + cpuSeconds };
    }
    return found;
  }
}

/** User and system time of one process so far; 0 where /proc is missing. */
export function cpuSecondsOf(pid: number): number {
  return usageOf(pid)?.cpuSeconds ?? 0;
}

function usageOf(pid: number): { readonly command: string; readonly peakMiB: number; readonly cpuSeconds: number } | undefined {
  const status = text(`/proc/${pid}/status`);
  const stat = text(`/proc/${pid}/stat`);
  const command = text(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ");
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status ?? "")?.[1];
  if (stat === undefined || command === undefined || peak === undefined) return undefined;
  const [user = "0", system = "0"] = fieldsAfterName(stat).slice(11);
  return { command, peakMiB: Number(peak) / 1024, cpuSeconds: (Number(user) + Number(system)) / clockTicksPerSecond };
}

function descendants(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of folders("/proc")) {
    const pid = Number(entry);
    const stat = Number.isInteger(pid) ? text(`/proc/${entry}/stat`) : undefined;
    if (stat === undefined) continue;
    const parent = Number(fieldsAfterName(stat)[1]);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    found.push(pid);
    open.push(...(children.get(pid) ?? []));
  }
  return found;
}

/** The name stands in brackets and may hold anything; the fields are counted from behind it. */
function fieldsAfterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function folders(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Processes end at any time, so their files may be gone. */
function text(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
