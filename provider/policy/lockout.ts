/**
 * Would a bucket policy take the policy itself out of its author's hands? Judged for the caller of the provider, in three calls: reading, replacing
 * and deleting the policy. Where the service's behaviour is not documented the answer is yes.
 */
import { bucketArn } from "../rules/arn";
import type { PropertyPath } from "../rules/problem";
import { conditionHolds, type Facts } from "./conditions";
import { isObject } from "./document";
import { type AccessRequest, evaluate, mismatches } from "./evaluate";
import { type Caller, callerOf } from "./match";
import { POLICY_CALLS } from "./policy-calls";
import { isForEveryone, nameOf, readStatements, type Statement } from "./statements";

export interface LockoutQuestion {
  readonly policy: unknown;
  readonly bucket: string;
  /** The policy that the bucket has now, as far as this program set it. */
  readonly previous?: unknown;
  /** Whether the provider speaks TLS with the service. */
  readonly isSecure: boolean;
  readonly now: Date;
  readonly isUnknown: (value: unknown) => boolean;
}

export interface Lockout {
  /** In the policy. */
  readonly path: PropertyPath;
  readonly message: string;
}

/** unverified: [GUIDE 4.2.6] lets the root user change every bucket policy and does not say whether a Deny takes that away; here it does. */
const DENY_BINDS_ROOT: boolean = true;

/** True when the answer depends on who asks: otherwise the service need not be asked for it. */
export function dependsOnCaller(question: LockoutQuestion): boolean {
  return denials(question).some((statement) => !isForEveryone(statement) || !DENY_BINDS_ROOT) || grantsByName(question).length > 0;
}

/** @param caller ARN of the caller; undefined when it is not known, and then only what is for everyone counts */
export function lockouts(question: LockoutQuestion, caller: string | undefined): readonly Lockout[] {
  const who = caller === undefined ? undefined : callerOf(caller);
  const denied = denials(question).flatMap((statement): Lockout[] => {
    if (who === undefined ? !isForEveryone(statement) : who.user === undefined && !DENY_BINDS_ROOT) return [];
    const calls = POLICY_CALLS.filter((call) => mismatches(statement, requestOf(question, call, who)).length === 0);
    if (calls.length === 0) return [];
    const subject = caller === undefined ? "the caller, as everyone else," : `the caller ${caller}`;
    const message =
      `${nameOf(statement)} denies ${subject} ${listed(calls)} on bucket "${question.bucket}"${doubts(statement, who)}: ` +
      "the policy could no longer be managed; deny other actions only, or set allowLockout: true";
    return [{ path: statement.path, message }];
  });
  return [...denied, ...(who === undefined || caller === undefined ? [] : forgotten(question, who, caller))];
}

/** An address that no machine has: only blocks of all addresses hold it, so it stands for "whatever the address is". */
const ANY_ADDRESS = "240.0.0.1";
/** Stands for a value that the policy does not name. */
const UNNAMED = "\u0000";
const FAR_FUTURE = new Date("9999-12-31T00:00:00Z");

/** What our own calls will show: they carry no Referer and no listing parameters, and may come from any address. */
function factsAt({ isSecure }: LockoutQuestion, at: Date): Facts {
  const known: Readonly<Record<string, readonly string[] | null>> = {
    ...{ "ctyun:sourceip": [ANY_ADDRESS], "ctyun:securetransport": [String(isSecure)], "ctyun:currenttime": [at.toISOString()] },
    ...{ "ctyun:referer": null, "oos:prefix": null, "oos:delimiter": null, "oos:max-keys": null },
  };
  return (key) => (Object.hasOwn(known, key) ? known[key] : [UNNAMED]);
}

/** The Deny statements that are about the policy's own calls, now or later. */
function denials(question: LockoutQuestion): readonly Statement[] {
  const moments = [question.now, FAR_FUTURE].map((at) => factsAt(question, at));
  return readStatements({ policy: question.policy, kind: "bucket" }, question.isUnknown).filter(
    (statement) =>
      statement.effect === "Deny" &&
      !isForNobody(statement) &&
      moments.some((facts) => conditionHolds(statement.condition, facts) !== false) &&
      POLICY_CALLS.some((call) => mismatches(statement, requestOf(question, call, undefined)).every((aspect) => aspect === "principal")),
  );
}

/** Its principals are still unknown. */
function isForNobody({ principals }: Statement): boolean {
  return principals?.negated === false && principals.patterns.length === 0;
}

function requestOf(question: LockoutQuestion, call: string, caller: Caller | undefined): AccessRequest {
  return {
    ...(caller === undefined ? {} : { caller }),
    action: `oos:${call}`,
    resource: bucketArn(question.bucket),
    facts: factsAt(question, question.now),
  };
}

/** Why the Deny may turn out to be harmless. */
function doubts({ condition }: Statement, caller: Caller | undefined): string {
  const keys = Object.entries(condition ?? {}).flatMap(([operator, values]) =>
    isObject(values) ? Object.keys(values).map((key) => `${operator} ${key}`) : [operator],
  );
  const unless =
    keys.length === 0 ? "" : `, unless its condition (${keys.join(", ")}) lets this machine through, which cannot be known here`;
  return `${unless}${caller !== undefined && caller.user === undefined ? " (whether a Deny binds the root user is not documented)" : ""}`;
}

/** Statements of the present policy that give its own calls to somebody by name: who lives on one must not drop it. */
function grantsByName({ previous, ...question }: LockoutQuestion): readonly Statement[] {
  if (previous === undefined) return [];
  return readStatements({ policy: previous, kind: "bucket" }, question.isUnknown).filter(
    (statement) =>
      statement.effect === "Allow" &&
      statement.principals?.negated === false &&
      !isForEveryone(statement) &&
      POLICY_CALLS.some((call) => mismatches(statement, requestOf(question, call, undefined)).every((aspect) => aspect === "principal")),
  );
}

/** A user whom the present policy lets manage it, and the new one does not. Root users need no permission in their account. */
function forgotten(question: LockoutQuestion, caller: Caller, arn: string): readonly Lockout[] {
  const { policy, isUnknown } = question;
  if (caller.user === undefined || containsUnknown(policy, isUnknown)) return [];
  const [before, after] = [grantsByName(question), readStatements({ policy, kind: "bucket" }, isUnknown)];
  const lost = POLICY_CALLS.filter((call) => {
    const request = requestOf(question, call, caller);
    return evaluate(before, request).verdict === "allowed" && evaluate(after, request).verdict === "implicit";
  });
  if (lost.length === 0) return [];
  const message =
    `no longer gives the caller ${arn} ${listed(lost)}, which the present policy does by name: unless an IAM policy gives them, ` +
    "the policy could no longer be managed; keep a statement for the caller, or set allowLockout: true";
  return [{ path: [], message }];
}

function containsUnknown(value: unknown, isUnknown: (value: unknown) => boolean): boolean {
  if (isUnknown(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some((inner) => containsUnknown(inner, isUnknown));
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
