/** May this caller do this? Root users, users with their policies, bucket policies and bucket ACLs. */
import type { Account, Bucket, CannedAcl, Session, User } from "../state/model";
import { refuse } from "../wire/errors";
import { rootArn, s3Arn, userArn } from "./arn";
import type { RequestFacts } from "./conditions";
import {
  evaluate,
  parsePolicy,
  principalMatches,
  type AccessQuestion,
  type PolicyKind,
  type Statement,
  type Verdict,
} from "./policy-document";

/** Who signed the request; without a user: the root user of the account. */
export interface Caller {
  readonly account: Account;
  readonly user: User | undefined;
  readonly accessKeyId: string;
  /** Set when the credentials are temporary. */
  readonly session?: Session | undefined;
}

export function callerArn(caller: Caller): string {
  return caller.user === undefined ? rootArn(caller.account.id) : userArn(caller.account.id, caller.user.name);
}

/** What the ACL of a bucket has to grant for a call; undefined: no ACL grants it. */
export type AclGrant = "read" | "write" | undefined;

const ACL_GRANTS: Readonly<Record<CannedAcl, readonly AclGrant[]>> = {
  private: [],
  "public-read": ["read"],
  "public-read-write": ["read", "write"],
};

/** The union of the policies attached to a user and to the user's groups. */
export function identityStatements(account: Account, user: User): readonly Statement[] {
  const name = user.name.toLowerCase();
  const groups = [...account.groups.values()].filter((group) => group.members.includes(name));
  const attached = new Set([...user.policies, ...groups.flatMap((group) => group.policies)]);
  return [...attached].flatMap((policy) => parsePolicy(account.policies.get(policy)?.document ?? '{"Statement":[]}', "identity"));
}

/** What a call needs from the policies of an IAM user: an Allow, no Deny, or nothing at all. */
export type Need = "allow" | "no-deny" | "nothing";

/** Throws AccessDenied unless root or let by the user's policies; for everything but S3 data. */
export function authorizeIdentity(caller: Caller, question: AccessQuestion, words: (arn: string) => string, need: Need = "allow"): void {
  if (caller.user === undefined || need === "nothing") return;
  const verdicts = [evaluate(identityStatements(caller.account, caller.user), question, () => true), sessionVerdict(caller, question)];
  if (need === "no-deny" ? !verdicts.includes("deny") : verdicts.every((verdict) => verdict === "allow")) return;
  throw refuse("AccessDenied", words(callerArn(caller)));
}

/** What the policy of temporary credentials says, which limits IAM users only [DOC 10027434]. */
function sessionVerdict({ user, session }: Caller, question: AccessQuestion): Verdict {
  if (user === undefined || session?.policy === undefined) return "allow";
  return evaluate(parsePolicy(session.policy, "identity"), question, () => true);
}

export interface BucketQuestion {
  /** The bucket and its owner; undefined for calls that name no existing bucket. */
  readonly owner: { readonly account: Account; readonly bucket: Bucket } | undefined;
  /** `b`, `b/key`, `*`: the resource without its ARN prefix. */
  readonly path: string;
  readonly actions: readonly string[];
  readonly acl: AclGrant;
  /** True when a list of grants lets the caller. */
  readonly isGranted?: boolean;
  readonly facts: RequestFacts;
  /** The grammar of the bucket policy; default: that of OOS. */
  readonly policyKind?: PolicyKind;
  /** True for the calls on the bucket policy itself, which a root user can always make: nobody locks himself out. */
  readonly policyCall: boolean;
}

/** Throws AccessDenied. An anonymous caller is undefined. */
export function authorizeS3(caller: Caller | undefined, question: BucketQuestion): void {
  const { owner } = question;
  const accountId = owner?.account.id ?? caller?.account.id ?? "";
  const asked: AccessQuestion = { actions: question.actions, arn: s3Arn(accountId, question.path), facts: question.facts };
  const sameAccount = caller !== undefined && caller.account.id === accountId;
  const byIdentity: Verdict =
    caller === undefined
      ? "silent"
      : caller.user === undefined
        ? sameAccount
          ? "allow"
          : "silent"
        : evaluate(identityStatements(caller.account, caller.user), asked, () => true);
  const byResource = owner === undefined ? "silent" : resourceVerdict(caller, owner.bucket, asked, question, sameAccount);
  // unverified: that the policy of a session also limits what a bucket policy grants.
  if (caller !== undefined && sessionVerdict(caller, asked) !== "allow") throw denied();
  if (byIdentity === "deny" || (byResource === "deny" && !(question.policyCall && sameAccount && caller.user === undefined)))
    throw denied();
  // Across accounts both sides have to agree: the owner of the bucket, and the caller's account for its users.
  const allowed =
    caller === undefined || caller.user === undefined
      ? byIdentity === "allow" || byResource === "allow"
      : sameAccount
        ? byIdentity === "allow" || byResource === "allow"
        : byIdentity === "allow" && byResource === "allow";
  if (!allowed) throw denied();
}

function resourceVerdict(
  caller: Caller | undefined,
  bucket: Bucket,
  asked: AccessQuestion,
  question: BucketQuestion,
  sameAccount: boolean,
): Verdict {
  const { acl, policy } = bucket.configuration;
  const who = caller === undefined ? undefined : { accountId: caller.account.id, userName: caller.user?.name, sameAccount };
  const byPolicy =
    policy === undefined
      ? "silent"
      : evaluate(parsePolicy(policy, question.policyKind ?? "bucket"), asked, (principal) => principalMatches(principal, who));
  if (byPolicy !== "silent") return byPolicy;
  return question.isGranted === true || (question.acl !== undefined && ACL_GRANTS[acl].includes(question.acl)) ? "allow" : "silent";
}

function denied(): Error {
  return refuse("AccessDenied", "Access Denied");
}
