/** Provider processes of other runs on this machine whose engine was killed: each ends by itself, and what it was about is lost. */
import { setTimeout as delay } from "node:timers/promises";
import { refuses } from "./engine-address";

/** A little longer than such a process takes at most ({@link ./ending}). */
const longestEndMs = 6000;
const everyMs = 50;

/**
 * False: nothing that the process was about will be heard of. Its end is waited for, since until then it may still write down or take back.
 * @param engine the address of its engine
 * @param runs whether the process is there still
 */
export async function isAtWork(engine: string, runs: () => boolean, sleep: (ms: number) => Promise<unknown> = delay): Promise<boolean> {
  if (!(await refuses(engine))) return true;
  for (let waitedMs = 0; waitedMs < longestEndMs && runs(); waitedMs += everyMs) await sleep(everyMs);
  return false;
}
