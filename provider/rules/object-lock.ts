/** Retention of a bucket's objects [GUIDE 4.2.22]: lengths, and what an enabled lock can never take back. */
import type { Problem } from "./problem";

export interface Retention {
  readonly days?: number | undefined;
  readonly years?: number | undefined;
}

export interface Lock {
  readonly state?: "Enabled" | "Disabled" | undefined;
  readonly retention?: Retention | undefined;
}

/** A year is 365 days. */
export function retentionDays({ days, years }: Retention): number {
  return days ?? (years ?? 0) * 365;
}

export function retentionProblems({ days, years }: Retention): Problem[] {
  if ((days === undefined) === (years === undefined)) return [{ path: [], rule: "lock-time", message: "needs either days or years" }];
  const [unit, length] = days === undefined ? (["years", years ?? 0] as const) : (["days", days] as const);
  if (Number.isSafeInteger(length) && length >= 1) return [];
  return [{ path: [unit], rule: "lock-length", message: `must be a whole number from 1, found ${String(length)}` }];
}

/** What of the step from `olds` to `news` the service refuses: an enabled lock stays enabled and never gets shorter. */
export function weakeningProblems(olds: Lock, news: Lock): Problem[] {
  if (olds.state !== "Enabled") return [];
  const problems: Problem[] = [];
  if (news.state !== "Enabled")
    problems.push({ path: ["state"], rule: "lock-weakened", message: "nobody can disable an enabled lock; keep Enabled" });
  if (olds.retention === undefined || news.retention === undefined) return problems;
  const [before, after] = [retentionDays(olds.retention), retentionDays(news.retention)];
  if (after < before) {
    const message = `nobody can shorten an enabled lock: it is ${String(before)} days, ${String(after)} are asked for; keep or lengthen it`;
    problems.push({ path: ["retention"], rule: "lock-weakened", message });
  }
  return problems;
}
