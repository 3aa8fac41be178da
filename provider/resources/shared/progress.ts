/** Long work says how far it is, at intervals that a person can read. */
import type { Context } from "../../define";

const everyMs = 10_000;

/** A function that shows its line when the last one, or the beginning, is long enough ago: short work is silent. */
export function progress(context: Pick<Context, "log" | "now">): (line: () => string) => void {
  let last = context.now().getTime();
  return (line) => {
    const at = context.now().getTime();
    if (at - last < everyMs) return;
    last = at;
    context.log("info", line());
  };
}
