/** Policy documents: parsed strictly when stored (what cannot be enforced is refused), evaluated on every request. */
import { actionMatches, arnMatches, parseArn } from "./arn";
import { isZosAction } from "./zos-actions";
import { conditionProblem, conditionsHold, type Conditions, type RequestFacts } from "./conditions";

export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** `*`, ARNs of users and roots, account ids; undefined in identity policies. */
  readonly principals: Patterns | undefined;
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly conditions: Conditions;
}

interface Patterns {
  /** True: everybody or everything but what they match. */
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** A document that cannot be accepted; the message says where and why. */
export class PolicyProblem extends Error {
  override readonly name = "PolicyProblem";
}

const VERSION = "2012-10-17";
/** unverified: Ceph takes the older one as well. */
const VERSIONS: Readonly<Record<PolicyKind, readonly string[]>> = {
  bucket: [VERSION],
  identity: [VERSION],
  zos: ["2008-10-17", VERSION],
};
const DOCUMENT_KEYS = ["Version", "Id", "Statement"];
const STATEMENT_KEYS: Readonly<Record<PolicyKind, readonly string[]>> = {
  bucket: ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"],
  // unverified: policies of users and groups take the negated elements of AWS's grammar, which the page of bucket policies does not have.
  identity: ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
  zos: ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
};

/** Bucket policies name principals, identity policies (of users and groups) must not. ZOS has a grammar of its own for those of buckets. */
export type PolicyKind = "bucket" | "identity" | "zos";

/** The statements of `text` [DOC 10027251]. Throws PolicyProblem. */
export function parsePolicy(text: string, kind: PolicyKind): readonly Statement[] {
  const document = asObject(parseJson(text), "the document");
  onlyKeys(document, DOCUMENT_KEYS, "the document");
  const version = document["Version"];
  if (version !== undefined && !VERSIONS[kind].some((known) => known === version))
    throw new PolicyProblem(`Version must be ${VERSIONS[kind].join(" or ")}`);
  const raw = document["Statement"];
  const statements: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (raw === undefined || statements.length === 0) throw new PolicyProblem("Statement must hold at least one statement");
  const parse = kind === "zos" ? parseZosStatement : parseStatement;
  return statements.map((statement, index) => parse(statement, kind, `Statement[${index}]`));
}

function parseStatement(value: unknown, kind: PolicyKind, at: string): Statement {
  const statement = asObject(value, at);
  onlyKeys(statement, STATEMENT_KEYS[kind], at);
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny") throw new PolicyProblem(`${at}.Effect must be Allow or Deny`);
  return {
    effect,
    principals: kind === "bucket" ? { negated: false, patterns: parsePrincipals(statement["Principal"], `${at}.Principal`) } : undefined,
    actions: patterns(statement, "Action", at, (text) => text === "*" || /^[a-z0-9]+:[A-Za-z*?]+$/.test(text)),
    resources: patterns(statement, "Resource", at, (text) => text === "*" || parseArn(text) !== undefined),
    conditions: parseConditions(statement["Condition"], `${at}.Condition`),
  };
}

/** [ZOS 1.6]; what it does not say is Ceph's (unverified): any principal is taken, and one that means nobody opens nothing. */
function parseZosStatement(value: unknown, kind: PolicyKind, at: string): Statement {
  const statement = asObject(value, at);
  onlyKeys(statement, STATEMENT_KEYS[kind], at);
  const effect = statement["Effect"];
  if (effect !== "Allow" && effect !== "Deny") throw new PolicyProblem(`${at}.Effect must be Allow or Deny`);
  return {
    effect,
    principals: element(statement, "Principal", at, zosPrincipals),
    actions: patterns(statement, "Action", at, isZosAction),
    resources: patterns(statement, "Resource", at, (text) => text === "*" || parseArn(text)?.service === "oos"),
    conditions: parseConditions(statement["Condition"], `${at}.Condition`, true),
  };
}

function zosPrincipals(value: unknown, at: string): readonly string[] {
  if (value === "*") return ["*"];
  const principal = asObject(value, at);
  onlyKeys(principal, ["AWS", "CanonicalUser", "Service", "Federated"], at);
  return Object.entries(principal).flatMap(([key, list]) => {
    const names = strings(list, `${at}.${key}`, () => true);
    return key === "AWS" ? names : [];
  });
}

function patterns(statement: Readonly<Record<string, unknown>>, key: string, at: string, valid: (text: string) => boolean): Patterns {
  return element(statement, key, at, (value, where) => strings(value, where, valid));
}

/** An element or its negation. */
function element(
  statement: Readonly<Record<string, unknown>>,
  key: string,
  at: string,
  read: (value: unknown, at: string) => readonly string[],
): Patterns {
  const negation = statement[`Not${key}`];
  if (negation === undefined) return { negated: false, patterns: read(statement[key], `${at}.${key}`) };
  if (statement[key] !== undefined) throw new PolicyProblem(`${at} has both ${key} and Not${key}`);
  return { negated: true, patterns: read(negation, `${at}.Not${key}`) };
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

function parseConditions(value: unknown, at: string, isZos = false): Conditions {
  if (value === undefined) return {};
  const parsed: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, keys] of Object.entries(asObject(value, at))) {
    const byKey: Record<string, readonly string[]> = {};
    for (const [key, raw] of Object.entries(asObject(keys, `${at}.${operator}`))) {
      const values = strings(typeof raw === "boolean" ? String(raw) : raw, `${at}.${operator}.${key}`, () => true);
      const problem = conditionProblem(operator, key, values, isZos);
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
      (statement.principals === undefined || covers(statement.principals, isPrincipal)) &&
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
  // ZOS names a user `arn:aws:s3:::user/<id>`, Ceph `arn:aws:iam:::user/<id>`; the user of a key is an account here.
  const zosUser = arn?.account === "" ? /^user\/(.+)$/.exec(arn.resource)?.[1] : undefined;
  if (zosUser !== undefined) return zosUser === caller.accountId;
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
