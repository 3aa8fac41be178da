/** The lint of policies: what the grammar says, and what a careful reader would ask about. */
import { formatPath, type Problem } from "../rules/problem";
import { checkPolicy } from "./check";
import { kindOf, type PolicyKind } from "./document";
import { grantFindings } from "./lint-grants";
import { LINT_RULES, type LintRuleId, type RawFinding, type Severity } from "./lint-rules";
import { shadowFindings } from "./lint-shadows";
import { wordFindings } from "./lint-words";
import { parsePolicy } from "./parse";
import { readStatements } from "./statements";

export interface Finding {
  readonly rule: LintRuleId;
  readonly severity: Severity;
  /** Place in the document: `Statement[0].Action[1]`; empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** What to do. */
  readonly fix: string;
}

export interface LintOptions {
  /** Default: `bucket` when a statement names principals, else `iam`. */
  readonly kind?: PolicyKind;
  /** The bucket of a bucket policy. */
  readonly bucket?: string;
  readonly maxBytes?: number;
}

/** Every finding, errors first, each group in the order of the statements. Never throws. */
export function lintPolicy(policy: unknown, { kind, bucket, maxBytes }: LintOptions = {}): readonly Finding[] {
  const { document } = parsePolicy(policy);
  const known = kind ?? kindOf(document);
  const { problems, warnings } = checkPolicy(policy, known, {
    ...(bucket === undefined ? {} : { bucket }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
  const statements = readStatements({ policy, kind: known });
  const rated = (found: readonly RawFinding[]): Rated[] => found.map((raw) => ({ raw, severity: LINT_RULES[raw.rule].severity }));
  const all: readonly Rated[] = [
    ...problems.map((problem): Rated => ({ raw: fromCheck(problem), severity: "error" })),
    ...rated(warnings.map(fromCheck)),
    ...rated(wordFindings(document, known)),
    ...rated(statements.flatMap((statement) => grantFindings(statement, bucket))),
    ...rated(shadowFindings(statements)),
  ];
  return [...all]
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || statementOf(a) - statementOf(b))
    .map(({ raw: { rule, path, message }, severity }) => ({ rule, severity, path: formatPath(path), message, fix: LINT_RULES[rule].fix }));
}

const ORDER: readonly Severity[] = ["error", "warning", "info"];

interface Rated {
  readonly raw: RawFinding;
  readonly severity: Severity;
}

function statementOf({ raw: { path } }: Rated): number {
  const [, index] = path;
  return typeof index === "number" ? index : -1;
}

/** Rules of the check have rows in the table; a test proves it. */
function fromCheck({ rule, path, message }: Problem): RawFinding {
  return { rule: rule as LintRuleId, path, message };
}
