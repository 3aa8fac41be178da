/** What the folder of a backend says about one service family: the same files in each, of which `index.ts` makes a {@link Backend}. */
import { CATALOG, type OperationName } from "../catalog";
import type { NextStep } from "../catalog/next-steps";
import type { ErrorKind, ErrorMatch, Operation, Service, Spelling } from "../catalog/types";

export type BackendId = "oos" | "zos" | "media" | "obs";

export type SignatureVersion = "v4" | "v2";

export type Addressing = "virtual" | "path";

/** One operation that may be sent to a backend (law 3): the row of the catalog, and what only the backend's documents say. */
export interface OperationRow extends Operation {
  readonly operation: OperationName;
  /** Where the documents describe it: `GUIDE 4.2.7`; absent: they do not. */
  readonly manual?: readonly string[];
  /** What the documents call it, where that is another name. */
  readonly nameInManual?: string;
  /** Text, from the service's documents or measured on a server of its kind, where the manual of the backend does not show the operation. */
  readonly beyondManual?: string;
  /** The release of Ceph that serves it first, where that is later than 16.2. */
  readonly sinceCeph?: number;
  /** The closed table of answers that mean "the entity exists, this configuration does not". */
  readonly notConfigured?: readonly ErrorMatch[];
}

/** What a backend says about one operation; a text is the chapter of its manual. */
export type Choice =
  | string
  | (Pick<OperationRow, "nameInManual" | "beyondManual" | "sinceCeph"> & {
      readonly manual?: string | readonly string[];
      /** Query keys that it takes beside those of the catalog. */
      readonly parameters?: readonly string[];
    });

/**
 * The operations that a backend has.
 * @param absent by sub-resource, the codes that say that there is no such configuration
 */
export function choose(
  choices: Readonly<Partial<Record<OperationName, Choice>>>,
  absent: Readonly<Record<string, readonly string[]>> = {},
): readonly OperationRow[] {
  return (Object.entries(choices) as [OperationName, Choice][]).map(([operation, choice]) => {
    const row: Operation = CATALOG[operation];
    const { manual = [], parameters = [], ...more } = typeof choice === "string" ? { manual: choice } : choice;
    const codes = row.method === "PUT" || row.subresource === undefined ? undefined : absent[row.subresource];
    return {
      ...row,
      ...more,
      operation,
      ...(manual.length === 0 ? {} : { manual: typeof manual === "string" ? [manual] : manual }),
      ...(parameters.length === 0 ? {} : { parameters: [...(row.parameters ?? []), ...parameters] }),
      ...(codes === undefined ? {} : { notConfigured: codes.map((code) => ({ status: 404, code })) }),
    };
  });
}

/** Who shows an error code: the service's own documents, a Ceph gateway 16.2.15, or services of the same protocol (AWS). */
export type ErrorSource = "documents" | "Ceph" | "AWS";

/** What one error code means on a backend; its words are in `catalog/meanings.ts`. */
export interface ErrorRow {
  /** `closed`: what it means stands in the closed tables of the operations, and nowhere else (law 1). */
  readonly kind: Exclude<ErrorKind, "not-found" | "not-configured"> | "closed";
  readonly source: ErrorSource;
  /** Absent: the kind's. */
  readonly next?: NextStep;
}

export type ErrorRows = Readonly<Record<string, ErrorRow>>;

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
  /** By code; one that is missing goes by its status. */
  readonly errors: ErrorRows;
}

/** One value of the `region` setting. */
export interface RegionRow {
  readonly title: string;
  readonly hosts: Readonly<Partial<Record<Service, string>>>;
  /** False: the region has no `GET ?regions`, no `GET ?location` and takes no locations at creation. */
  readonly locations: boolean;
}

/** How the V4 scope's region follows from a host. */
export interface ScopeRule {
  /** Must capture the group `region`. */
  readonly host: RegExp;
  /** Region as captured, to region as signed, where the two differ. */
  readonly signedAs: Readonly<Record<string, string>>;
}

/** Where the service is. */
export interface Hosts {
  readonly defaultRegion: string;
  readonly regions: Readonly<Record<string, RegionRow>>;
  /** What a region is that the table does not list; `{region}` in a host stands for its name. Absent: unlisted regions are refused. */
  readonly otherRegions?: RegionRow;
  readonly scope: ScopeRule;
  /** Location names seen in the documentation; `GET ?regions` decides, so an unlisted name is accepted. */
  readonly knownLocations: readonly string[];
  /** Region (pool) of a location name, for the website host. */
  readonly locationPools: Readonly<Record<string, string>>;
  /** Website host of a bucket; `{bucket}` and `{pool}` are placeholders. Absent: there is none. */
  readonly websiteHost?: string;
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

/** Every behaviour that differs between services and is no operation, name or number. Nothing of it is inferred from other data. */
export interface Dialect {
  /** What the service's own headers begin with: `x-amz-`. */
  readonly headerPrefix: string;
  /** Headers of an answer that carry its request ID; the first one that is there counts. */
  readonly requestIdHeaders: readonly string[];
  /** Sub-resources that Signature V2 leaves unsigned, of those that the operations have. */
  readonly unsignedV2: readonly string[];
  /** Largest number of seconds that a presigned URL may live, by signature version. */
  readonly maxPresignSeconds: Readonly<Record<SignatureVersion, number>>;
  readonly defaultAddressing: Addressing;
  /** For how long a read may show what was there before a write; the provider's setting wins. */
  readonly settleSeconds: number;
  /** The ARNs that the service gives and takes. */
  readonly arns: Spelling;
  /** The grammar of bucket policies. */
  readonly bucketPolicies: Spelling;
  /** Whose credentials these are: `iam` asks IAM, `owner` asks for the owner of the account's buckets. */
  readonly caller: "iam" | "owner";
  /** True: a bucket is made private, and its ACL is a setting of its own; else it is set with the bucket. */
  readonly aclIsSeparate: boolean;
  /** True: making a bucket that is ours already changes nothing of it, and puts it back into the account's list where that has lost it. */
  readonly listsBucketAgain: boolean;
  /** True: a lock that is on can neither be shortened nor taken away. */
  readonly lockIsFinal: boolean;
  /** True: only a bucket that was made for it can have an object lock. */
  readonly lockAtCreation: boolean;
  /** The elements that a website's redirection may have. */
  readonly websiteGrammar: "plain" | "s3";
  /** Whether lifecycle rules of one action may reach the same key: `refused`, or only rules that say the same are (`equal-refused`). */
  readonly lifecycleOverlap: "refused" | "equal-refused";
  /**
   * How a rule that chooses objects by prefix alone says it: `<Prefix>` in the rule, the old form, or `<Filter>` around it. Tags and sizes always
   * stand in a filter.
   */
  readonly lifecycleScope: "prefix" | "filter";
  /** Whether a CORS rule may hold `*` in the headers that it exposes. */
  readonly corsExposesWildcard: boolean;
}

/** How much there may be. Undefined: the service sets no such limit, or has nothing that it could be about. */
export interface Limits {
  readonly buckets: number | undefined;
  readonly deleteObjectsKeys: number;
  readonly listObjectsKeys: number;
  readonly lifecycleRules: number;
  /** The least number of days before a transition. */
  readonly lifecycleTransitionDays: number;
  readonly corsRules: number;
  readonly corsBytes: number;
  readonly websiteBytes: number;
  readonly websiteRoutingRules: number | undefined;
  readonly bucketPolicyBytes: number | undefined;
  readonly accelerateAddresses: number | undefined;
  readonly tagsPerBucket: number | undefined;
  readonly tagKeyLength: number | undefined;
  readonly tagValueLength: number | undefined;
  readonly tagsPerUser: number | undefined;
  readonly accessKeysPerUser: number | undefined;
  readonly groups: number | undefined;
  readonly userNameLength: number | undefined;
  readonly groupNameLength: number | undefined;
  readonly policyNameLength: number | undefined;
  readonly trails: number | undefined;
  readonly eventSelectorsPerTrail: number | undefined;
  readonly lookupEventsDays: number | undefined;
  readonly lookupEventsPage: number | undefined;
  readonly listMaxItems: number | undefined;
  readonly sessionPolicyCharacters: number | undefined;
  readonly sessionSecondsMin: number | undefined;
  readonly sessionSecondsMax: number | undefined;
  /** Days that one question may span, both ends counted. */
  readonly statisticsDaysBy5min: number | undefined;
  readonly statisticsDaysByHour: number | undefined;
  readonly statisticsDaysByDay: number | undefined;
  readonly bandwidthDaysBack: number | undefined;
}

/** A limit to compare with: infinity where there is none. */
export function most(limit: number | undefined): number {
  return limit ?? Number.POSITIVE_INFINITY;
}

/** A resource type, a data function or a field that the backend lacks: why, and what to use instead. */
export interface Missing {
  readonly reason: string;
  readonly instead: string;
}

/** By noun or function name, then by place in it: `rules[].tags`, where `[]` is every entry of a list. */
export type ByPlace<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** What the backend lacks of what others have. Whether it lacks a resource type or function follows from the operations. */
export interface Lacks {
  /** What to use instead of a resource type or function. */
  readonly instead: Readonly<Record<string, Missing>>;
  /** Fields that other backends have and this one lacks. */
  readonly fields: ByPlace<Missing>;
  /** The words that a field takes here, where its type takes more. */
  readonly words: ByPlace<readonly string[]>;
}

export interface Backend extends Hosts {
  readonly id: BackendId;
  readonly title: string;
  /** Where the tables come from, and the day on which they were last held against that. */
  readonly source: { readonly documents: string; readonly asOf: string };
  readonly dialect: Dialect;
  readonly services: Readonly<Partial<Record<Service, ServiceTable>>>;
  readonly bucketName: BucketNameRules;
  readonly limits: Limits;
  readonly lacks: Lacks;
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

/** The row of an operation; undefined: the backend does not have it. */
export function rowOf({ services }: Pick<Backend, "services">, operation: OperationName): OperationRow | undefined {
  return services[CATALOG[operation].service]?.operations.find((row) => row.operation === operation);
}

export function hasOperation(backend: Pick<Backend, "services">, operation: OperationName): boolean {
  return rowOf(backend, operation) !== undefined;
}

/** True when the operation takes this query key beside the one that selects it. */
export function takesParameter(backend: Pick<Backend, "services">, operation: OperationName, name: string): boolean {
  return rowOf(backend, operation)?.parameters?.includes(name) === true;
}

/** Query keys that are signed with V2 wherever they stand, beside the sub-resources: they choose, or change the answer. */
const SIGNED_PARAMETER = /^(?:partNumber|versionId|response-[a-z-]+)$/;

/** Query keys that Signature V2 signs: of every operation on the URL of S3. */
export function signedV2Keys({ services, dialect }: Pick<Backend, "services" | "dialect">): readonly string[] {
  const keys = (services.s3?.operations ?? []).flatMap(({ subresource, parameters = [] }) => [
    ...(subresource === undefined ? [] : [subresource]),
    ...parameters.filter((name) => SIGNED_PARAMETER.test(name)),
  ]);
  return [...new Set(keys)].filter((key) => !dialect.unsignedV2.includes(key));
}
