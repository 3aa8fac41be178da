import type { Problem, PropertyPath } from "../rules/problem";

/** Collects what a check finds, and knows which values cannot be judged yet. */
export class Report {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];

  constructor(private readonly isUnknown: (value: unknown) => boolean) {}

  /** False for a value that only the deployment brings; no rule looks at one. */
  known(value: unknown): boolean {
    return !this.isUnknown(value);
  }

  problem(path: PropertyPath, rule: string, message: string): void {
    this.problems.push({ path, rule, message });
  }

  warning(path: PropertyPath, rule: string, message: string): void {
    this.warnings.push({ path, rule, message });
  }

  /**
   * The known texts of a scalar-or-list, each with its path. Anything that is no text, and an empty list, is a problem;
   * `what` names one member (`an action`).
   */
  texts(value: unknown, path: PropertyPath, what: string): { readonly text: string; readonly path: PropertyPath }[] {
    if (!this.known(value)) return [];
    if (Array.isArray(value) && value.length === 0) this.problem(path, "policy-empty-list", `must name at least one: ${what}`);
    const members: readonly unknown[] = Array.isArray(value) ? value : [value];
    return members.flatMap((member, index) => {
      const at = Array.isArray(value) ? [...path, index] : path;
      if (!this.known(member)) return [];
      if (typeof member === "string" && member !== "") return [{ text: member, path: at }];
      this.problem(
        at,
        "policy-text",
        member === "" ? `is empty; expected ${what}` : `expected ${what} as text, found ${JSON.stringify(member)}`,
      );
      return [];
    });
  }
}
