/** Statements that another one makes idle: an Allow that a Deny takes back whole, and what is said twice. */
import { deepEqual } from "../pure/semantic";
import type { RawFinding } from "./lint-rules";
import { actionMatches, callerOf, globCovers, resourceMatches } from "./match";
import { nameOf, type Patterns, type Statement } from "./statements";

export function shadowFindings(statements: readonly Statement[]): RawFinding[] {
  return statements.flatMap((statement, index): RawFinding[] => {
    const others = statements.filter((_, at) => at !== index);
    const denial = statement.effect === "Allow" ? others.find((other) => other.effect === "Deny" && covers(other, statement)) : undefined;
    if (denial !== undefined) {
      return [{ rule: "policy-shadowed", path: statement.path, message: `never takes effect: ${nameOf(denial)} denies all of it` }];
    }
    // Of two that say the same, the later one is reported.
    const same = statements.find(
      (other, at) =>
        at !== index && other.effect === statement.effect && covers(other, statement) && (at < index || !covers(statement, other)),
    );
    return same === undefined ? [] : [{ rule: "policy-redundant", path: statement.path, message: `adds nothing to ${nameOf(same)}` }];
  });
}

/** Is `inner` about nothing that `outer` is not about? Only what is certain counts. */
function covers(outer: Statement, inner: Statement): boolean {
  return (
    (outer.condition === undefined || deepEqual(outer.condition, inner.condition)) &&
    listCovers(outer.principals, inner.principals, principalCovers) &&
    listCovers(outer.actions, inner.actions, (a, b) => actionMatches(a, b, globCovers)) &&
    listCovers(outer.resources, inner.resources, (a, b) => resourceMatches(a, b, globCovers))
  );
}

function listCovers(outer: Patterns | undefined, inner: Patterns | undefined, one: (a: string, b: string) => boolean): boolean {
  if (outer === undefined || inner === undefined) return outer === inner;
  const includes = (a: Patterns, b: Patterns): boolean => b.patterns.every((pattern) => a.patterns.some((other) => one(other, pattern)));
  if (!outer.negated && !inner.negated) return inner.patterns.length > 0 && includes(outer, inner);
  return outer.negated && inner.negated && includes(inner, outer);
}

function principalCovers(outer: string, inner: string): boolean {
  if (outer === "*" || outer === inner) return true;
  const [a, b] = [callerOf(outer), callerOf(inner)];
  return a !== undefined && b !== undefined && deepEqual(a, b);
}
