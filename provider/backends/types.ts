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
  /** The answer is a page of a list, or as long as one: it may be larger than a setting's. */
  readonly long?: true;
  /** Text, from the service's documents or measured on a server of its kind, where the manual of the backend does not show the operation. */
  readonly beyondManual?: string;
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
  /** The service answers at the URL of this one, unless it is configured apart. */
  readonly sharesEndpointOf?: Service;
  readonly operations: readonly OperationRow[];
  /** Error code to kind; codes that depend on the operation are in the rows instead. */
  readonly errorKinds: Readonly<Record<string, ErrorKind>>;
  /** Error code to what a person can do next, where that is not the same on every backend. */
  readonly hints?: Readonly<Record<string, string>>;
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

/** A resource type, a data function or a field that the backend lacks: why, and what to use instead. */
export interface Missing {
  readonly reason: string;
  readonly instead: string;
}

/** By noun or function name, then by place in it: `rules[].tags`, where `[]` is every entry of a list. */
export type ByPlace<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

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
  /** Where the table comes from, and the day on which it was last held against that. */
  readonly source: { readonly documents: string; readonly asOf: string };
  readonly defaultRegion: string;
  readonly regions: Readonly<Record<string, RegionRow>>;
  /** What a region is that the table does not list; `{region}` in a host stands for its name. Absent: unlisted regions are refused. */
  readonly otherRegions?: RegionRow;
  readonly scope: ScopeRule;
  readonly defaultAddressing: Addressing;
  /** For how long a read may show what was there before a write; the provider's setting wins. */
  readonly settleSeconds: number;
  readonly services: Readonly<Partial<Record<Service, ServiceTable>>>;
  /** True: making a bucket that is ours already changes nothing of it, and puts it back into the account's list where that has lost it. */
  readonly listsBucketAgain: boolean;
  /** Query keys that Signature V2 signs. */
  readonly signedV2Subresources: readonly string[];
  /** Largest number of seconds that a presigned URL may live, by signature version. */
  readonly maxPresignSeconds: Readonly<Record<SignatureVersion, number>>;
  /** The spelling of ARNs that the service gives and takes. */
  readonly arnDialect: "ctyun" | "aws";
  readonly bucketName: BucketNameRules;
  /** Whether lifecycle rules of one action may reach the same key: `refused`, or only rules that say the same are (`equal-refused`). */
  readonly lifecycleOverlap: "refused" | "equal-refused";
  /**
   * How a rule that chooses objects by prefix alone says it: `<Prefix>` in the rule, the old form, or `<Filter>` around it. Tags and sizes always
   * stand in a filter.
   */
  readonly lifecycleScope: "prefix" | "filter";
  /** Whether a CORS rule may hold `*` in the headers that it exposes. */
  readonly corsExposesWildcard: boolean;
  readonly limits: Readonly<Record<string, number>>;
  /** Location names seen in the documentation; `GET ?regions` decides, so an unlisted name is accepted. */
  readonly knownLocations: readonly string[];
  /** Region (pool) of a location name, for the website host. */
  readonly locationPools?: Readonly<Record<string, string>>;
  /** Website host of a bucket; `{bucket}` and `{pool}` are placeholders. */
  readonly websiteHost?: string;
  /** Resource nouns that work here. */
  readonly resources: ReadonlySet<string>;
  /** Resource nouns and data functions that other backends have and this one lacks. */
  readonly missingResources: Readonly<Record<string, Missing>>;
  /** Fields that other backends have and this one lacks. */
  readonly missingFields: ByPlace<Missing>;
  /** The words that a field takes here, where its type takes more. */
  readonly fieldWords: ByPlace<readonly string[]>;
}

/** The row of a region, listed or not. */
export function regionOf({ regions, otherRegions }: Pick<Backend, "regions" | "otherRegions">, region: string): RegionRow | undefined {
  const listed = Object.hasOwn(regions, region) ? regions[region] : undefined;
  if (listed !== undefined || otherRegions === undefined) return listed;
  const hosts = Object.fromEntries(
    Object.entries(otherRegions.hosts).map(([service, host]) => [service, host.replace("{region}", region)]),
  );
  return { ...otherRegions, hosts };
}

/** True when the table lists an operation of that name. */
export function hasOperation({ services }: Pick<Backend, "services">, service: Service, operation: string): boolean {
  return services[service]?.operations.some((row) => row.operation === operation) === true;
}

/** True when the operation takes this query key beside the one that selects it. */
export function takesParameter({ services }: Pick<Backend, "services">, service: Service, operation: string, name: string): boolean {
  return services[service]?.operations.some((row) => row.operation === operation && row.parameters?.includes(name) === true) === true;
}
