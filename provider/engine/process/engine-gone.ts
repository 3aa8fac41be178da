/**
 * Is the engine still there that this process works for? Killed alone (`kill -9`, a machine out of memory, a CI job cut off), it can tell nobody,
 * and a provider would finish what nobody hears of, then wait for ever with keys in memory.
 */

/** What can be seen of an engine that has started this process. */
export interface Facts {
  /** Connections from the engine that are open; undefined while nothing tells whether there are any. */
  readonly connections: number | undefined;
  /** There has been a connection from the engine. */
  readonly wasConnected: boolean;
  /** How the address that the engine gave to this process takes a connection now. */
  readonly address: "answers" | "refuses" | "unknown";
  /** The address has taken a connection. */
  readonly wasReached: boolean;
  /** The process that started this one has ended. */
  readonly isOrphan: boolean;
  /** Since the start of this process. */
  readonly ageMs: number;
}

/** An engine connects as soon as it has read the port. */
const firstConnectionMs = 60_000;

/**
 * Undefined: the engine lives, or nothing proves the contrary. One sign alone proves nothing: the engine itself closes a connection that is idle
 * for half an hour, a parent may be a wrapper or the language host, and an address may be one that cannot be reached from here.
 */
export function whyGone({ connections, wasConnected, address, wasReached, isOrphan, ageMs }: Facts): string | undefined {
  if (connections !== undefined && connections > 0) return undefined;
  if (address === "refuses" && (wasReached || wasConnected)) return "its address refuses connections";
  // The port of a dead engine may be another process's by now.
  if (isOrphan && (address !== "answers" || (wasConnected && connections === 0))) return "the process that started this one has ended";
  if (!wasConnected && ageMs >= firstConnectionMs && (address === "refuses" || connections === 0))
    return `it has not connected within ${firstConnectionMs / 1000} s`;
  return undefined;
}

/** What tells the facts, and when they may have changed. */
export interface Watched {
  readonly facts: () => Facts;
  /** Calls `look` after each change that shows by itself, and every second for those that do not; the answer ends that. */
  readonly watch: (look: () => void) => () => void;
}

/** Aborts once, when the engine is gone. */
export function engineGone({ facts, watch }: Watched): AbortSignal {
  const controller = new AbortController();
  const end = watch(() => {
    const why = whyGone(facts());
    if (why === undefined || controller.signal.aborted) return;
    controller.abort(new Error(`the engine is gone: ${why}`));
    end();
  });
  return controller.signal;
}
