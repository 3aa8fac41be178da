/** What a preview says of a policy that the service may well take: findings of the lint that are no mere remarks. */
import type { Spelling } from "../catalog/types";
import type { PolicyKind } from "./document";
import { lintPolicy } from "./lint";
import type { LintRuleId } from "./lint-rules";

/** What is said of the manual of OOS only. */
const ofCtyunAlone: ReadonlySet<LintRuleId> = new Set<LintRuleId>([
  "policy-operator",
  "policy-undocumented-key",
  "policy-undocumented-element",
  "policy-mixed-spelling",
  "policy-principal-wildcard",
  "policy-version",
]);
const mostSaid = 5;

/** Each with its place in the field `policy` and its next step; of very many the first. */
export function policyAdvice(
  policy: unknown,
  kind: PolicyKind,
  options: { readonly bucket?: string | undefined; readonly spelling: Spelling },
): string[] {
  const { bucket, spelling } = options;
  const findings = lintPolicy(policy, { kind, ...(bucket === undefined ? {} : { bucket }) }).filter(
    ({ rule, severity }) => severity !== "info" && (spelling === "ctyun" || !ofCtyunAlone.has(rule)),
  );
  const said = findings
    .slice(0, mostSaid)
    .map(({ rule, path, message, fix }) => `policy${path === "" ? "" : `.${path}`}: ${message} (${rule})\n  next: ${fix}`);
  const rest = findings.length - said.length;
  return rest === 0 ? said : [...said, `policy: and ${String(rest)} more findings; lintPolicy lists them all`];
}
