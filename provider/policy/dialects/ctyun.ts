/** Bucket policies of OOS: the grammar of the manual's page, which asks for `Principal`, `Action` and `Resource` [GUIDE 4.2.6] [DOC 10027251]. */
import type { Problem } from "../../rules/problem";
import { checkPolicy } from "../check";
import { asList, isList, isObject, type JsonValue } from "../document";
import { parsePolicy } from "../parse";

const POSITIVE = { NotPrincipal: "Principal", NotAction: "Action", NotResource: "Resource" } as const;

/** Every problem of a bucket policy for OOS. unverified: the service holds to the page, which has no negated elements. */
export function ctyunPolicyProblems(policy: unknown, isUnknown: (value: unknown) => boolean): readonly Problem[] {
  const { problems } = checkPolicy(policy, "bucket", { isUnknown });
  const { document } = isUnknown(policy) ? { document: undefined } : parsePolicy(policy, []);
  const statements: JsonValue | undefined = document?.["Statement"];
  if (statements === undefined || isUnknown(statements)) return problems;
  const negated = asList(statements).flatMap((statement, index): Problem[] => {
    if (isUnknown(statement) || !isObject(statement)) return [];
    const path = ["Statement", ...(isList(statements) ? [index] : [])];
    return Object.entries(POSITIVE)
      .filter(([negation, positive]) => statement[negation] !== undefined && statement[positive] === undefined)
      .map(([negation, positive]) => ({
        path: [...path, negation],
        rule: "policy-undocumented-element",
        message: `bucket policies of OOS have no "${negation}": the manual asks for "${positive}"`,
      }));
  });
  return [...problems, ...negated];
}
