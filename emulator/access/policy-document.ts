/** Policy documents: parsed strictly when stored (what cannot be enforced is refused), evaluated on every request. */
import { actionMatches, arnMatches, parseArn } from "./arn";
import { conditionProblem, conditionsHold, type Conditions, type RequestFacts } from "./conditions";

export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** `*`, ARNs of users and roots, account ids; undefined in identity policies. */
  readonly principals: readonly string[] | undefined;
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly conditions: Conditions;
}

interface Patterns {
  /** True: everything but what they match. */
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** A document that cannot be accepted; the message says where and why. */
export class PolicyProblem extends Error {
  override readonly name = "PolicyProblem";
}

const VERSION = "2012-10-17";
const DOCUMENT_KEYS = ["Version", "Id", "Statement"];
const STATEMENT_KEYS: Readonly<Record<PolicyKind, readonly string[]>> = {
  bucket: ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"],
  // unverified: policies of users and groups take the negated elements of AWS's grammar, which the page of bucket policies does not have.
  identity: ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
};

/** Bucket policies name principals, identity policies (of users and groups) must not. */
export type PolicyKind = "bucket" | "identity";

/** The statements of `text` [DOC 10027251]. Throws PolicyProblem. */
export function parsePolicy(text: string, kind: PolicyKind): readonly Statement[] {
  const document = asObject(parseJson(text), "the document");
  onlyKeys(document, DOCUMENT_KEYS, "the document");
  if (document["Version"] !== undefined && document["Version"] !== VERSION) throw new PolicyProblem(`Version must be ${VERSION}`);
  const raw = document["Statement"];
  const statements: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (raw === undefined || statements.length === 0) throw new PolicyProblem("Statement must hold at least one statement");
  return statements.map((statement, index) => parseStatement(statement, kind, `Statement[${index}]`));
}

function parseStatement(value: unknown, kind: PolicyKind, at: string): Statement {
  const statement = asObject(value, at);
  onlyKeys(statement, STATEMENT_KEYS[kind], at);
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny") throw new PolicyProblem(`${at}.Effect must be Allow or Deny`);
  return {
    effect,
    principals: kind === "bucket" ? parsePrincipals(statement["Principal"], `${at}.Principal`) : undefined,
    actions: patterns(statement, "Action", at, (text) => text === "*" || /^[a-z0-9]+:[A-Za-z*?]+$/.test(text)),
    resources: patterns(statement, "Resource", at, (text) => text === "*" || parseArn(text) !== undefined),
    conditions: parseConditions(statement["Condition"], `${at}.Condition`),
  };
}

/** An element or its negation. */
function patterns(statement: Readonly<Record<string, unknown>>, key: string, at: string, valid: (text: string) => boolean): Patterns {
  const negation = statement[`Not${key}`];
  if (negation === undefined) return { negated: false, patterns: strings(statement[key], `${at}.${key}`, valid) };
  if (statement[key] !== undefined) throw new PolicyProblem(`${at} has both ${key} and Not${key}`);
  return { negated: true, patterns: strings(negation, `${at}.Not${key}`, valid) };
}

function covers({ negated, patterns }: Patterns, matches: (pattern: string) => boolean): boolean {
  return patterns.some(matches) !== negated;
}

function parsePrincipals(value: unknown, at: string): readonly string[] {
  if (value === "*") return ["*"];
  const principal = asObject(value, at);
  onlyKeys(principal, ["AWS", "CTYUN"], at);
  const valid = (text: string): boolean =>
    text === "*" || /^[a-z0-9]{1,32}$/.test(text) || /^arn:(aws|ctyun):iam::[a-z0-9]+:(root|user\/.+)$/.test(text);
  const names = Object.entries(principal).flatMap(([key, list]) => strings(list, `${at}.${key}`, valid));
  if (names.length === 0) throw new PolicyProblem(`${at} names nobody`);
  return names;
}

function parseConditions(value: unknown, at: string): Conditions {
  if (value === undefined) return {};
  const parsed: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, keys] of Object.entries(asObject(value, at))) {
    const byKey: Record<string, readonly string[]> = {};
    for (const [key, raw] of Object.entries(asObject(keys, `${at}.${operator}`))) {
      const values = strings(typeof raw === "boolean" ? String(raw) : raw, `${at}.${operator}.${key}`, () => true);
      const problem = conditionProblem(operator, key, values);
      if (problem !== undefined) throw new PolicyProblem(`${at}: ${problem}`);
      byKey[key] = values;
    }
    parsed[operator] = byKey;
  }
  return parsed;
}

/** What is asked for, by whom. */
export interface AccessQuestion {
  /** Any of them being covered counts: services spell some permissions in two ways. */
  readonly actions: readonly string[];
  readonly arn: string;
  readonly facts: RequestFacts;
}

export type Verdict = "allow" | "deny" | "silent";

/** An explicit Deny wins over every Allow. `isPrincipal` decides whether a statement of a bucket policy is about the caller. */
export function evaluate(statements: readonly Statement[], question: AccessQuestion, isPrincipal: (principal: string) => boolean): Verdict {
  const applying = statements.filter(
    (statement) =>
      (statement.principals === undefined || statement.principals.some(isPrincipal)) &&
      covers(statement.actions, (pattern) => question.actions.some((action) => actionMatches(pattern, action))) &&
      covers(statement.resources, (pattern) => arnMatches(pattern, question.arn)) &&
      conditionsHold(statement.conditions, question.facts),
  );
  if (applying.some((statement) => statement.effect === "Deny")) return "deny";
  return applying.length > 0 ? "allow" : "silent";
}

/** Who asks, seen from the account that owns the bucket. */
export interface PrincipalQuestion {
  readonly accountId: string;
  readonly userName: string | undefined;
  /** True when the bucket belongs to the caller's own account. */
  readonly sameAccount: boolean;
}

/** True when `principal` of a bucket policy means the caller; an undefined caller is anonymous. */
export function principalMatches(principal: string, caller: PrincipalQuestion | undefined): boolean {
  if (principal === "*") return true;
  if (caller === undefined) return false;
  const arn = parseArn(principal);
  const accountId = arn?.account ?? principal;
  if (accountId !== caller.accountId) return false;
  // An account as principal means its root user, and from outside every user whom that account lets (unverified: AWS's rule).
  if (arn === undefined || arn.resource === "root") return caller.userName === undefined || !caller.sameAccount;
  return caller.userName !== undefined && arn.resource.toLowerCase() === `user/${caller.userName.toLowerCase()}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new PolicyProblem(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function asObject(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new PolicyProblem(`${at} must be an object`);
  return value as Readonly<Record<string, unknown>>;
}

function onlyKeys(value: Readonly<Record<string, unknown>>, allowed: readonly string[], at: string): void {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key));
  if (unknown !== undefined) throw new PolicyProblem(`${unknown} is not expected in ${at}`);
}

function strings(value: unknown, at: string, valid: (text: string) => boolean): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new PolicyProblem(`${at} is empty`);
  return list.map((item) => {
    if (typeof item !== "string" || !valid(item)) throw new PolicyProblem(`${at} holds the value ${describe(item)}, which is not accepted`);
    return item;
  });
}

function describe(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
