/** A deletion that waits for what still holds its entity: the others may be on their way out in the same run, in any order (law 8). */
import { type Context, InUseError } from "../../define";

/** Given up when nothing has let go for so long. */
const quietMs = 10_000;
const longestMs = 300_000;
const firstPauseMs = 250;
const longestPauseMs = 2000;

/** Repeats `attempt` while it fails with an {@link InUseError} and its holders become fewer; then the last one is thrown. */
export async function untilReleased(attempt: () => Promise<void>, context: Pick<Context, "now" | "sleep" | "log">): Promise<void> {
  let held: readonly string[] | undefined;
  let startedAt = 0;
  let changedAt = 0;
  let pauseMs = firstPauseMs;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!(error instanceof InUseError)) throw error;
      const at = context.now().getTime();
      if (held === undefined) {
        startedAt = changedAt = at;
        context.log("info", `${error.message.split("\n", 1).join()}; waiting for what is being removed`);
      } else if (held.some((holder) => !error.holders.includes(holder))) {
        changedAt = at;
        pauseMs = firstPauseMs;
      }
      held = error.holders;
      if (at - changedAt >= quietMs || at - startedAt >= longestMs) throw error;
      await context.sleep(pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  }
}
