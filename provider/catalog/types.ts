/** What an operation is, said once: everything else about it (who may send it, who uses it, what it needs) refers to its name. */

/** The service families that have a URL of their own. */
export type Service = "s3" | "iam" | "trail" | "statistics" | "topic" | "sts";

export type HttpMethod = "GET" | "HEAD" | "PUT" | "POST" | "DELETE";

/**
 * What happens when a request is sent twice.
 * - `read`: nothing changes;
 * - `idempotent`: the second one ends in the same state, so an unanswered one may be repeated;
 * - `create`: the second one makes a second thing (CreateAccessKey) or fails because of the first: repeated only when the first provably did nothing.
 */
export type Effect = "read" | "idempotent" | "create";

/** What the path of a request names: nothing, a bucket, or an object. */
export type Level = "service" | "bucket" | "object";

/**
 * Why a call failed. Handlers decide on this and nothing else.
 * - `not-found`: the typed not-found of a closed table (status and code); the only kind that means "gone" (law 1);
 * - `not-configured`: the entity exists, the asked sub-resource does not (NoSuchBucketPolicy): closed table as well;
 * - `already-exists`, `conflict` (try later), `dependency` (something must be removed first: BucketNotEmpty, DeleteConflict);
 * - `throttled`, `auth` (refused, bad signature, clock skew), `invalid` (our request is wrong), `quota`, `unsupported` (501, refused by the allow-list);
 * - `server` (5xx), `network` (no or broken answer), `foreign` (an answer that is not of this service: other root element, HTML, truncated XML), `cancelled`.
 */
export type ErrorKind =
  | "not-found"
  | "not-configured"
  | "already-exists"
  | "conflict"
  | "dependency"
  | "throttled"
  | "auth"
  | "invalid"
  | "quota"
  | "unsupported"
  | "server"
  | "network"
  | "foreign"
  | "cancelled";

/** One row of a closed table: this status with this code. A row without `code` is for answers that carry no body (HEAD). */
export interface ErrorMatch {
  readonly status: number;
  readonly code?: string;
}

/**
 * What a successful answer must look like.
 * - `{root}`: XML with this root element; - `json`: a JSON document; - `empty`: nothing is read from the body;
 * - `bytes`: an object's content; - `caller`: the service client checks it itself.
 */
export type Answer = { readonly root: string } | "json" | "empty" | "bytes" | "caller";

/** The spelling of ARNs and policies: `ctyun`, OOS's own, or `aws`. */
export type Spelling = "ctyun" | "aws";

/** The action that a policy must allow for the operation, by spelling, without its prefix; after it, other names under which it is known. */
export type PolicyActions = Readonly<Partial<Record<Spelling, readonly [string, ...string[]]>>>;

/** What an action lets: looking at what is in a bucket, changing it, or ruling over the bucket. */
export type Access = "read" | "write" | "manage";

/** One operation of a service, selected on the wire by method, level and sub-resource (law 3). */
export interface Operation {
  readonly service: Service;
  readonly method: HttpMethod;
  readonly level: Level;
  /** The query key that selects the sub-resource: `policy`, `uploadId`. */
  readonly subresource?: string;
  /** Every other query key that the operation takes; any further key is refused. */
  readonly parameters?: readonly string[];
  /** True for the operations that the header of a copy's source tells apart from a plain PUT. */
  readonly copySource?: true;
  readonly effect: Effect;
  readonly answer: Answer;
  /** The answer is a page of a list, or as long as one: it may be larger than a setting's. */
  readonly long?: true;
  /** The closed table of answers that mean "the entity is gone" (law 1). */
  readonly notFound?: readonly ErrorMatch[];
  readonly actions?: PolicyActions;
  readonly access?: Access;
}
