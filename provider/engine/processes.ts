/** Processes that write to the journal: this one, and whether another one still runs. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Who writes an entry. */
export interface Owner {
  readonly pid: number;
  /** Tells two processes of one pid apart. */
  readonly token: string;
  readonly host: string;
}

export interface Processes {
  readonly self: Owner;
  isAlive(owner: Owner): boolean;
}

export function systemProcesses(): Processes {
  const self: Owner = { pid: process.pid, token: randomUUID(), host: hostname() };
  return {
    self,
    isAlive(owner) {
      // Another process of our own pid has ended, or it would still have it.
      if (owner.host !== self.host) return true;
      if (owner.pid === self.pid) return owner.token === self.token;
      try {
        process.kill(owner.pid, 0);
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
      }
      return !isZombie(owner.pid);
    },
  };
}

/** A killed process that nobody has waited for still has its pid; only Linux tells. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return false;
  }
}
