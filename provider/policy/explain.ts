/** Who may do what by a set of policies, and which statement says so. Names with wildcards stand for what they cover; exceptions are named. */
import { parseArn } from "../rules/arn";
import { splitAction, STORAGE_PREFIXES, storageActionsOf } from "./actions";
import { mayBeBucket, mayBeObject } from "./check-resources";
import { conditionHolds, type Facts } from "./conditions";
import { type AccessRequest, type Aspect, type Decision, evaluate, isPartial, mismatches, type Verdict } from "./evaluate";
import { actionMatches, type Caller, callerOf, globCovers, globMatches, resourceMatches } from "./match";
import { POLICY_CALLS } from "./policy-calls";
import type { Statement } from "./statements";

export const ANONYMOUS = "anonymous";
/** Whoever the given IAM policies are attached to, when nobody is named. */
export const HOLDER = "holder";

export interface ExplainQuestion {
  /** Of the bucket's policy and of the IAM policies of `principal`. */
  readonly statements: readonly Statement[];
  /** Account that owns the bucket. Default: the principal's. */
  readonly owner?: string;
  /** ARN of a user or root, or {@link ANONYMOUS}. Default: everybody whom a statement names, and the {@link HOLDER}. */
  readonly principal?: string;
  /** Default: the actions that statements name. */
  readonly action?: string;
  /** ARN. Default: the resources that statements name. */
  readonly resource?: string;
  readonly facts: Facts;
}

export interface Explanation {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly verdict: Verdict;
  readonly decision: Decision;
  /** Statements that decide otherwise for a part of what the names cover. */
  readonly exceptions: readonly Statement[];
  /** Of what is denied to the owner's root user: the calls on the bucket's policy are among it, and stay allowed. */
  readonly keepsPolicyCalls: boolean;
  /** Of what nothing allows: the Allow statements that miss it in one way only. */
  readonly nearMisses: readonly { readonly statement: Statement; readonly aspect: Aspect | "condition" }[];
}

/** A question that names principal, action and resource has one answer; otherwise what nothing is said about is left out. */
export function explain(question: ExplainQuestion): readonly Explanation[] {
  const { statements, principal, action, resource } = question;
  const isOne = principal !== undefined && action !== undefined && resource !== undefined;
  const who = principal === undefined ? principalsOf(statements) : [principal];
  const actions = action === undefined ? named(statements, ({ actions: list }) => list) : [action];
  const resources =
    resource === undefined
      ? named(statements, ({ resources: list }) => list).filter((place) => isOwned(place, question.owner))
      : [resource];
  return who.flatMap((subject) => {
    const entries = actions.flatMap((what) =>
      resources
        .filter((place) => isOne || belongs(what, place))
        .map((place) => answer(question, subject, what, place))
        .filter((entry) => isOne || entry.verdict !== "implicit" || entry.decision.depends.length > 0),
    );
    return entries.filter(
      (entry, at) => !entries.some((other, index) => index !== at && saysAll(other, entry) && (index < at || !saysAll(entry, other))),
    );
  });
}

/** Does `wide` say about more names what `narrow` says? */
function saysAll(wide: Explanation, narrow: Explanation): boolean {
  const has = (list: readonly Statement[], part: readonly Statement[]): boolean => part.every((statement) => list.includes(statement));
  return (
    wide.verdict === narrow.verdict &&
    actionMatches(wide.action, narrow.action, globCovers) &&
    resourceMatches(wide.resource, narrow.resource, globCovers) &&
    has(wide.decision.by, narrow.decision.by) &&
    has(narrow.decision.by, wide.decision.by) &&
    has(wide.decision.depends, narrow.decision.depends) &&
    has(narrow.decision.depends, wide.decision.depends) &&
    has(wide.exceptions, narrow.exceptions)
  );
}

function answer({ statements, owner, facts, principal }: ExplainQuestion, subject: string, action: string, resource: string): Explanation {
  // Given IAM policies are those of the principal that is asked about, or of the holder.
  const hasIam = subject === principal || subject === HOLDER;
  const having = statements.filter(({ kind }) => kind === "bucket" || hasIam);
  const caller: Caller | undefined =
    subject === HOLDER ? { account: owner ?? "", user: "" } : subject === ANONYMOUS ? undefined : callerOf(subject);
  // Of an account that a statement names it is not known whether the bucket is its own: only the statements speak for it.
  const isNamedRoot = caller !== undefined && caller.user === undefined && subject !== principal;
  const account = owner ?? (isNamedRoot ? "" : undefined);
  const request: AccessRequest = {
    ...(caller === undefined ? {} : { caller }),
    ...(account === undefined ? {} : { owner: account }),
    ...{ action, resource, facts, isPattern: true },
  };
  const decision = evaluate(having, request);
  const { verdict } = decision;
  const other = verdict === "allowed" ? "Deny" : "Allow";
  return {
    ...{ principal: subject, action, resource, verdict, decision },
    exceptions: having.filter(
      (statement) =>
        verdict !== "denied" &&
        statement.effect === other &&
        conditionHolds(statement.condition, facts) !== false &&
        isPartial(statement, request),
    ),
    keepsPolicyCalls:
      verdict === "denied" &&
      caller !== undefined &&
      caller.user === undefined &&
      (account ?? caller.account) === caller.account &&
      POLICY_CALLS.some((call) => actionMatches(action, `oos:${call}`)),
    nearMisses: verdict === "implicit" ? nearMisses(having, request) : [],
  };
}

function nearMisses(statements: readonly Statement[], request: AccessRequest): Explanation["nearMisses"] {
  return statements.flatMap((statement): Explanation["nearMisses"] => {
    if (statement.effect !== "Allow" || isPartial(statement, request)) return [];
    const [aspect, ...more] = mismatches(statement, request);
    if (more.length > 0) return [];
    if (aspect !== undefined) return [{ statement, aspect }];
    return conditionHolds(statement.condition, request.facts) === false ? [{ statement, aspect: "condition" }] : [];
  });
}

/** Anonymous callers first, then everybody by name, as ARNs, then the holder. */
function principalsOf(statements: readonly Statement[]): readonly string[] {
  const names = new Set<string>();
  for (const { principals } of statements) {
    if (principals === undefined) continue;
    if (principals.negated) names.add(ANONYMOUS);
    for (const pattern of principals.patterns) {
      if (pattern === "*") names.add(ANONYMOUS);
      else names.add(/^[a-z0-9]+$/.test(pattern) ? `arn:ctyun:iam::${pattern}:root` : pattern);
    }
  }
  const isHeld = statements.some(({ kind }) => kind === "iam");
  const sorted = [...names].sort((a, b) => (a === ANONYMOUS ? -1 : b === ANONYMOUS ? 1 : a < b ? -1 : 1));
  return isHeld ? [...sorted, HOLDER] : sorted;
}

/** What the lists of the statements name, once each; a negated list is about everything. */
function named(
  statements: readonly Statement[],
  of: (statement: Statement) => { readonly negated: boolean; readonly patterns: readonly string[] },
): readonly string[] {
  const all = statements.map(of).flatMap(({ negated, patterns }) => (negated ? ["*", ...patterns] : patterns));
  return [...new Set(all)];
}

/** False for buckets and objects of an account that is not the owner's: nothing of the owner's has such a name. */
function isOwned(resource: string, owner: string | undefined): boolean {
  const account = isOfStorage(resource) ? (parseArn(resource)?.account ?? "") : "";
  return account === "" || owner === undefined || globMatches(account, owner);
}

function isOfStorage(resource: string): boolean {
  return /^arn:[^:]+:(oos|s3):/.test(resource);
}

/** Is an action ever asked on such a resource? */
function belongs(action: string, resource: string): boolean {
  const prefixes: readonly string[] = STORAGE_PREFIXES;
  const service = splitAction(action)?.service.toLowerCase();
  const isStorage = service === undefined || prefixes.includes(service);
  if (resource === "*" || action === "*") return true;
  if (isStorage !== isOfStorage(resource)) return false;
  const rows = storageActionsOf(action);
  if (!isStorage || rows.length === 0) return true;
  return rows.some(({ level }) => (level === "bucket" && mayBeBucket(resource)) || (level === "object" && mayBeObject(resource)));
}
