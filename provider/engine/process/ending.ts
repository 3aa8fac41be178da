/** The end of a provider process. */
import { watchedEngine } from "./engine-facts";
import { engineGone } from "./engine-gone";
import type { Engine } from "../instance";
import type { Work } from "./work";

/** What was begun may be taken back for so long; what is not is in the journal. */
const takingBackMs = 5000;

/**
 * Ends this process soon after its engine is gone. In the dynamic face that is Pulumi's process, which may run other dynamic providers of the
 * program as well: nobody hears what they answer either.
 */
export function endWithEngine(address: string, server: "ours" | "running", work: Work): Engine {
  const watched = watchedEngine(address, server);
  const gone = engineGone(watched);
  gone.addEventListener("abort", () => void endAfter(work, takingBackMs));
  return { address, gone, isThere: async () => !gone.aborted && watched.isThere() };
}

/** Ends this process when nothing is under way in it any more, or at the limit. */
export async function endAfter(work: Work, limitMs: number): Promise<never> {
  await work.ended(limitMs);
  process.exit(0);
}
