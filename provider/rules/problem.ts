/** What a rule says when it is broken. Rules are pure: no I/O, no clock, nothing of the engine. */

/** Where in the inputs a problem sits: property names and list positions, outermost first. */
export type PropertyPath = readonly (string | number)[];

/** One broken rule. Every problem is reported, never only the first. */
export interface Problem {
  readonly path: PropertyPath;
  /** Stable name of the rule, kebab-case (`bucket-name`, `policy-unknown-key`). */
  readonly rule: string;
  /** For a person: what is wrong and what is expected. Does not repeat the path. */
  readonly message: string;
}

/** `["Statement", 0, "Effect"]` as `Statement[0].Effect`; a name that is no identifier is quoted: `Condition["ctyun:Referer"]`. */
export function formatPath(path: PropertyPath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${String(part)}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

/** A problem as one line: `Statement[0].Effect: expected "Allow" or "Deny"`. */
export function formatProblem(problem: Problem): string {
  const where = formatPath(problem.path);
  return where === "" ? problem.message : `${where}: ${problem.message}`;
}

/** The same messages as problems of one rule at one place. */
export function problemsAt(path: PropertyPath, rule: string, messages: readonly string[]): Problem[] {
  return messages.map((message) => ({ path, rule, message }));
}
