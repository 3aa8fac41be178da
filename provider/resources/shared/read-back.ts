/**
 * Servers keep less than they are sent, and say nothing (Garage, S3Mock and MinIO do). What decides over data is read once after each write: a
 * setting that would delete more, or sooner, than was asked for is taken back and an error; anything else that was not kept is a warning.
 */
import { type Context, RefusedError, type RuleProblem } from "../../define";
import { formatPath } from "../../rules/problem";
import { isKind } from "../../transport/errors/errors";

/** One write, and how to look at what became of it. `S`: the setting as the service shows it. */
export interface Written<S> {
  /** `the policy of bucket "b"`. */
  readonly subject: string;
  /** What stood there before; undefined: nothing. */
  readonly before: S | undefined;
  look(): Promise<S | undefined>;
  isAsWanted(shown: S): boolean;
  isAsBefore(shown: S): boolean;
  /** True for what a cache may still hold beside that; default: nothing. */
  isOlder?(shown: S | undefined): boolean;
  /** Everything that was not kept. */
  lost(shown: S): readonly RuleProblem[];
  /** Of a setting that deletes. */
  readonly deleting?: Deleting<S> | undefined;
}

export interface Deleting<S> {
  /** Where data would go that was not to go, or sooner. */
  wider(shown: S): readonly RuleProblem[];
  /** Takes it away, or puts back what stood there before. */
  remove(): Promise<unknown>;
  restore(before: S): Promise<unknown>;
}

/** The service has kept a setting that would delete more than was asked for. */
export class WiderError extends RefusedError {
  override readonly name = "WiderError";
  constructor(
    subject: string,
    problems: readonly RuleProblem[],
    outcome: string,
    /** True: the service has again what it had before the write. */
    readonly isUndone: boolean,
  ) {
    super(
      `the service did not keep ${subject} as it was sent, and would have deleted more, or sooner, than asked for: ${problemTexts(problems)}; ${outcome}`,
      "change it to a form that this service keeps, or remove it from the program",
    );
  }
}

/**
 * Looks once, and warns of what was not kept. A look that shows what stood there before says nothing where reads may come from a cache (law 7).
 * @throws WiderError
 */
export async function lookBack<S>(context: Pick<Context, "log" | "settleMs">, written: Written<S>): Promise<void> {
  const { subject, before } = written;
  let shown: S | undefined;
  try {
    shown = await written.look();
  } catch (error) {
    if (isKind(error, "cancelled")) throw error;
    context.log("warn", `${subject} was written, but could not be read back: ${wordsOf(error).split("\n", 1).join("")}`);
    return;
  }
  if (shown !== undefined && written.isAsWanted(shown)) return;
  const isOld = shown === undefined ? before === undefined : before !== undefined && written.isAsBefore(shown);
  if (context.settleMs > 0 && (isOld || written.isOlder?.(shown) === true)) return;
  if (shown === undefined) {
    context.log("warn", `${subject} was written, but the service returns none: it was not kept`);
    return;
  }
  const { deleting } = written;
  const wider = deleting?.wider(shown) ?? [];
  if (deleting !== undefined && wider.length > 0) {
    const { outcome, isUndone } = await takeBack(written, deleting);
    throw new WiderError(subject, wider, outcome, isUndone);
  }
  const lost = written.lost(shown);
  if (lost.length > 0) context.log("warn", `the service did not keep ${subject} as it was sent: ${problemTexts(lost)}`);
}

/** Nothing more is deleted by what was not asked for: what stood there before comes back, or nothing stays. */
async function takeBack<S>(written: Written<S>, deleting: Deleting<S>): Promise<{ readonly outcome: string; readonly isUndone: boolean }> {
  const { before } = written;
  try {
    if (before !== undefined) {
      await deleting.restore(before);
      const now = await written.look();
      if (now !== undefined && written.isAsBefore(now)) return { outcome: "the previous value was restored", isUndone: true };
    }
    await deleting.remove();
    return { outcome: "it was removed, so that it deletes nothing", isUndone: before === undefined };
  } catch (error) {
    return { outcome: `it could not be undone (${wordsOf(error)}): remove it at once`, isUndone: false };
  }
}

function problemTexts(problems: readonly RuleProblem[]): string {
  return problems.map(({ path = [], message }) => `${formatPath(path)} ${message}`.trim()).join("; ");
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
