/** Processes that write to the journal: this one, and whether another one is still at work. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { isAtWork } from "./dying";
import { defined } from "../../pure/defined";

/** Who writes an entry. */
export interface Owner {
  readonly pid: number;
  /** Tells two processes of one pid apart, and two journals of one process. */
  readonly token: string;
  readonly host: string;
  /** Address of the engine that it works for: what it is about is lost with that one. */
  readonly engine?: string;
}

export interface Processes {
  readonly self: Owner;
  isAlive(owner: Owner): boolean | Promise<boolean>;
}

/** @param journals the tokens of this process that are at work */
export function systemProcesses({ engine, journals }: { readonly engine?: string; readonly journals?: Set<string> } = {}): Processes {
  const self: Owner = {
    ...{ pid: process.pid, token: randomUUID(), host: hostname() },
    ...defined({ engine }),
  };
  journals?.add(self.token);
  return {
    self,
    async isAlive(owner) {
      // Another process of our own pid has ended, or it would still have it.
      if (owner.host !== self.host) return true;
      if (owner.pid === self.pid) return owner.token === self.token || journals?.has(owner.token) === true;
      if (!runs(owner.pid)) return false;
      return owner.engine === undefined || owner.engine === self.engine || isAtWork(owner.engine, () => runs(owner.pid));
    },
  };
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
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
