/** What a table of `backends/` says about one service family. Adding a backend is adding one file that satisfies {@link Backend}. */
export type BackendId = "oos" | "zos" | "media" | "obs";

/** The service families that have a URL of their own. */
export type Service = "s3" | "iam" | "trail" | "statistics" | "topic" | "sts";

export type HttpMethod = "GET" | "HEAD" | "PUT" | "POST" | "DELETE";

export type SignatureVersion = "v4" | "v2";

export type Addressing = "virtual" | "path";

/**
 * What happens when a request is sent twice.
 * - `read`: nothing changes;
 * - `idempotent`: the second one ends in the same state, so an unanswered one may be repeated;
 * - `create`: the second one makes a second thing (CreateAccessKey) or fails because of the first: repeated only when the first provably did nothing.
 */
export type Effect = "read" | "idempotent" | "create";

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

/** One operation that may be sent (law 3), selected by method, level and sub-resource. */
export interface OperationRow {
  /** The service's own verb, letter for letter. */
  readonly operation: string;
  readonly method: HttpMethod;
  readonly level: "service" | "bucket" | "object";
  /** The query key that selects the sub-resource: `policy`, `uploadId`. */
  readonly subresource?: string;
  /** Every other query key that the operation takes; any further key is refused. */
  readonly parameters?: readonly string[];
  /** True for the operations that `x-amz-copy-source` tells apart from a plain PUT. */
  readonly copySource?: true;
  readonly effect: Effect;
  /** The service demands Content-MD5 (it is sent with every S3 body in any case). */
  readonly contentMd5?: true;
  readonly answer: Answer;
  /** The closed table of answers that mean "the entity is gone" (law 1). */
  readonly notFound?: readonly ErrorMatch[];
  /** The closed table of answers that mean "the entity exists, this configuration does not". */
  readonly notConfigured?: readonly ErrorMatch[];
}

/** One service family of a backend. */
export interface ServiceTable {
  /** Service name in the V4 scope. */
  readonly signingName: string;
  /** What the service verifies; the first one is used when the configured version is not among them. */
  readonly signatureVersions: readonly [SignatureVersion, ...SignatureVersion[]];
  /** The first one is used in default endpoints. */
  readonly schemes: readonly ("https" | "http")[];
  readonly operations: readonly OperationRow[];
  /** Error code to kind; codes that depend on the operation are in the rows instead. */
  readonly errorKinds: Readonly<Record<string, ErrorKind>>;
}

/** One value of the `region` setting. */
export interface RegionRow {
  readonly title: string;
  readonly hosts: Readonly<Partial<Record<Service, string>>>;
  /** False: the region has no `GET ?regions`, no `GET ?location` and takes no locations at creation. */
  readonly locations: boolean;
}

/** The rules of a bucket name as data; `rules/bucket-name.ts` turns each into a message of its own. */
export interface BucketNameRules {
  readonly minLength: number;
  readonly maxLength: number;
  /** Every character that may occur. */
  readonly characters: string;
  /** The same in words. */
  readonly charactersInWords: string;
  /** Each label between dots starts and ends with a lower-case letter or digit. */
  readonly alphanumericLabelEnds: boolean;
  readonly forbidIpv4: boolean;
  /** A name that is only groups of digits joined by dots is refused. */
  readonly forbidDigitGroups: boolean;
  /** Neighbours that are refused, such as `..`. */
  readonly forbiddenPairs: readonly string[];
  readonly forbiddenWords: readonly string[];
}

/** A resource type that the backend lacks: why, and what to use instead. */
export interface MissingResource {
  readonly reason: string;
  readonly instead: string;
}

/** How the V4 scope's region follows from a host. */
export interface ScopeRule {
  /** Must capture the group `region`. */
  readonly host: RegExp;
  /** Region as captured, to region as signed, where the two differ. */
  readonly signedAs: Readonly<Record<string, string>>;
}

export interface Backend {
  readonly id: BackendId;
  readonly title: string;
  readonly defaultRegion: string;
  readonly regions: Readonly<Record<string, RegionRow>>;
  readonly scope: ScopeRule;
  readonly defaultAddressing: Addressing;
  readonly services: Readonly<Partial<Record<Service, ServiceTable>>>;
  /** Query keys that Signature V2 signs. */
  readonly signedV2Subresources: readonly string[];
  /** Largest number of seconds that a presigned URL may live, by signature version. */
  readonly maxPresignSeconds: Readonly<Record<SignatureVersion, number>>;
  readonly bucketName: BucketNameRules;
  readonly limits: Readonly<Record<string, number>>;
  /** Location names seen in the documentation; `GET ?regions` decides, so an unlisted name is accepted. */
  readonly knownLocations: readonly string[];
  /** Region (pool) of a location name, for the website host. */
  readonly locationPools?: Readonly<Record<string, string>>;
  /** Website host of a bucket; `{bucket}` and `{pool}` are placeholders. */
  readonly websiteHost?: string;
  /** Resource nouns that work here. */
  readonly resources: ReadonlySet<string>;
  /** Resource nouns that other backends have and this one lacks. */
  readonly missingResources: Readonly<Record<string, MissingResource>>;
}
