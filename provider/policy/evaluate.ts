/**
 * What policies decide about one request: an explicit Deny wins over every Allow, and what nothing allows is refused. Root users need no
 * Allow in their own account; users have the IAM policies attached to them and to their groups, and the bucket policies that name them; callers
 * of another account need both. Bucket ACLs are not looked at.
 */
import { conditionHolds, type Facts } from "./conditions";
import type { PolicyKind } from "./document";
import { actionMatches, type Caller, type Glob, globCovers, globMatches, globsOverlap, principalMatches, resourceMatches } from "./match";
import { POLICY_CALLS } from "./policy-calls";
import { type Patterns, type Statement } from "./statements";

export interface AccessRequest {
  /** Absent: an anonymous caller. */
  readonly caller?: Caller;
  /** Account that owns the resource. Default: the caller's. */
  readonly owner?: string;
  /** In either spelling: `oos:GetObject`, `s3:GetObject`. */
  readonly action: string;
  /** ARN; one of a bucket or object without an account belongs to `owner`. */
  readonly resource: string;
  /** True: action and resource stand for every name that their wildcards do, and a statement must cover them all. */
  readonly isPattern?: boolean;
  readonly facts: Facts;
}

/** `denied`: by an explicit Deny. `implicit`: refused because nothing allows it. */
export type Verdict = "allowed" | "denied" | "implicit";

export interface Decision {
  readonly verdict: Verdict;
  /** The statements that decide; none for a root user in its own account, and none for `implicit`. */
  readonly by: readonly Statement[];
  /** Statements that would change the verdict if their conditions hold, which the request does not say. */
  readonly depends: readonly Statement[];
}

/** @param statements of the bucket's policy and of every IAM policy that the caller has, in any order */
export function evaluate(statements: readonly Statement[], request: AccessRequest): Decision {
  const isUser = request.caller?.user !== undefined;
  const applying = statements.filter((statement) => (isUser || statement.kind === "bucket") && mismatches(statement, request).length === 0);
  const certain = applying.filter(({ condition }) => conditionHolds(condition, request.facts) === true);
  const open = applying.filter(({ condition }) => conditionHolds(condition, request.facts) === "unknown");
  const denies = (list: readonly Statement[]): readonly Statement[] => list.filter((statement) => isDeny(statement, request));
  const allows = (list: readonly Statement[]): readonly Statement[] => list.filter(({ effect }) => effect === "Allow");

  const denied = denies(certain);
  if (denied.length > 0) return { verdict: "denied", by: denied, depends: [] };
  const allowed = allowedBy(allows(certain), request);
  if (allowed !== undefined) return { verdict: "allowed", by: allowed, depends: denies(open) };
  const possible = allowedBy(allows([...certain, ...open]), request);
  return { verdict: "implicit", by: [], depends: (possible ?? []).filter((statement) => open.includes(statement)) };
}

export type Aspect = "principal" | "action" | "resource";

/** Why a statement is not about the request; empty when it is, whatever its conditions. */
export function mismatches(statement: Statement, request: AccessRequest): readonly Aspect[] {
  const { actions, resources, principals, effect } = statement;
  const { caller, action, owner = caller?.account ?? "" } = request;
  const resource = owned(request.resource, owner);
  const aspects: Aspect[] = [];
  // Whether wildcards in principals count is not known: the reading that allows less is taken.
  const isPattern = principals !== undefined && (effect === "Deny") !== principals.negated;
  if (principals !== undefined && !covers(principals, (pattern) => principalMatches(pattern, caller, owner, isPattern)))
    aspects.push("principal");
  if (!covers(actions, (pattern) => actionMatches(pattern, action, globOf(actions, request)))) aspects.push("action");
  if (!covers(resources, (pattern) => resourceMatches(pattern, resource, globOf(resources, request)))) aspects.push("resource");
  return aspects;
}

/** `arn:ctyun:oos:::b` of account `a` as `arn:ctyun:oos::a:b`. */
function owned(resource: string, owner: string): string {
  return resource.replace(/^(arn:(?:ctyun:oos|aws:s3):[^:]*:):/, (_all, start: string) => `${start}${owner}:`);
}

/** True when a statement is about a part of what a request's patterns stand for, and not about all of it. */
export function isPartial(statement: Statement, request: AccessRequest): boolean {
  const { actions, resources } = statement;
  const { action, caller, owner = caller?.account ?? "" } = request;
  const aspects = mismatches(statement, request);
  if (request.isPattern !== true || aspects.length === 0 || aspects.includes("principal")) return false;
  const resource = owned(request.resource, owner);
  return (
    touches(actions, (pattern, glob) => actionMatches(pattern, action, glob)) &&
    touches(resources, (pattern, glob) => resourceMatches(pattern, resource, glob))
  );
}

function touches({ negated, patterns }: Patterns, matches: (pattern: string, glob: Glob) => boolean): boolean {
  return negated ? !patterns.some((pattern) => matches(pattern, globCovers)) : patterns.some((pattern) => matches(pattern, globsOverlap));
}

/** Of a pattern, a list must cover all; a negated one must touch nothing. */
function globOf({ negated }: Patterns, { isPattern }: AccessRequest): Glob {
  if (isPattern !== true) return globMatches;
  return negated ? globsOverlap : globCovers;
}

function covers({ negated, patterns }: Patterns, matches: (pattern: string) => boolean): boolean {
  return patterns.some(matches) !== negated;
}

/** unverified: [GUIDE 4.2.6-4.2.8] name the root user before everybody who needs a permission, which is read as "always". */
function isDeny({ effect, kind }: Statement, { caller, owner, action }: AccessRequest): boolean {
  if (effect !== "Deny") return false;
  const isOwnRoot = caller !== undefined && caller.user === undefined && (owner ?? caller.account) === caller.account;
  return kind !== "bucket" || !isOwnRoot || !POLICY_CALLS.some((call) => actionMatches(`oos:${call}`, action));
}

/** The Allow statements that are enough, or none at all for a root user; undefined when they are not enough. */
function allowedBy(allows: readonly Statement[], { caller, owner }: AccessRequest): readonly Statement[] | undefined {
  const of = (kind: PolicyKind): readonly Statement[] => allows.filter((statement) => statement.kind === kind);
  const isOwn = caller !== undefined && (owner ?? caller.account) === caller.account;
  if (isOwn && caller.user === undefined) return [];
  const needsBoth = caller?.user !== undefined && !isOwn;
  const isEnough = needsBoth ? of("bucket").length > 0 && of("iam").length > 0 : allows.length > 0;
  return isEnough ? allows : undefined;
}
