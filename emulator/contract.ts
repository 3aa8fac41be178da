/**
 * What the doors (`http`), the operations (`services`) and the flavours agree on: what a call works on, what a flavour says, and the rows of the
 * operation table. One row is one operation of the manuals; adding an operation is adding `run` to its row.
 */
import type { AclGrant, Caller, Need } from "./access/authorize";
import type { PolicyKind } from "./access/policy-document";
import type { AccessLogs } from "./background/access-logs";
import type { Events } from "./background/events";
import type { LifecycleRuns } from "./background/lifecycle-runs";
import type { Pushes } from "./background/pushes";
import type { TrailLogs } from "./background/trail-logs";
import type { Usage } from "./background/usage";
import type { Clock } from "./clock";
import type { Limits } from "./limits";
import type { Locations } from "./locations";
import type { Accounts, BucketOwner } from "./state/accounts";
import type { Account, BucketConfiguration, Permission } from "./state/model";
import type { Objects } from "./state/objects";
import type { StaleReads } from "./state/stale";
import type { Versions } from "./state/versions";
import type { ErrorCode } from "./wire/errors";
import type { Params } from "./wire/params";
import type { Reply } from "./wire/reply";
import type { WireRequest } from "./wire/request";
import type { XmlObject } from "./wire/xml";

export type ServiceName = "s3" | "iam" | "trail" | "statistics";

export const FLAVOUR_NAMES = ["oos", "zos"] as const;
export type FlavourName = (typeof FLAVOUR_NAMES)[number];

/** What differs between the services that the emulator can be, besides their operations: one flavour is one row. */
export interface Flavour {
  readonly name: FlavourName;
  /** Whether the scope of a V4 signature must name this region and this service. */
  readonly checksScope: boolean;
  /** Query names that take part in a V2 signature. */
  readonly signedSubresources: ReadonlySet<string>;
  /** `x-amz-` headers that may stand on any call of the object service; a row may name more. */
  readonly headers: ReadonlySet<string>;
  /** The refusal of what is no operation; absent: the one that fits. */
  readonly unknownCall?: ErrorCode;
  /** Query names of operations that the service has and the emulator lacks. */
  readonly unservedQueries: ReadonlySet<string>;
  /** Codes that the service has another word for. */
  readonly codes: Readonly<Partial<Record<ErrorCode, ErrorCode>>>;
  /** What an error document names. */
  readonly errorNames: "Resource" | "BucketName";
  /** The grammar of bucket policies. */
  readonly policyKind: PolicyKind;
  /** Storage classes that an object may name. */
  readonly storageClasses: readonly RegExp[];
  /** The `Server` header. */
  readonly server: string;
  readonly requestId: (at: Date) => string;
  /** Whom an access log names as the caller. */
  readonly requester: (caller: Caller) => string;
  /** What follows the prefix in the key of an access log. `unique`: 16 hexadecimal digits. */
  readonly logName: (at: Date, unique: string) => string;
  readonly limits: Readonly<Partial<Limits>>;
}

/** What every operation works on: the state, the limits and the sources of time. One core is one emulator. */
export interface Core {
  readonly flavour: Flavour;
  readonly accounts: Accounts;
  readonly objects: Objects;
  readonly versions: Versions;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly stale: StaleReads<BucketConfiguration>;
  readonly lifecycle: LifecycleRuns;
  readonly logs: AccessLogs;
  readonly events: Events;
  readonly pushes: Pushes;
  readonly trailLogs: TrailLogs;
  readonly usage: Usage;
  /** Region that a signature's scope must name. */
  readonly region: string;
  readonly locations: Locations;
}

interface Row {
  /** The manual's name, letter for letter. */
  readonly name: string;
  /** Where the manual describes it: `GUIDE 4.2.1` (6.5.3), `OLD 4.2.10` (6.0), `ZOS 1.1`. */
  readonly manual: string;
  /** How it looks on the wire, for people. */
  readonly wire: string;
  /** What the implemented operation still lacks; listed in GAPS.md. */
  readonly lacks?: string;
}

export interface S3Call {
  readonly core: Core;
  readonly request: WireRequest;
  readonly caller: Caller | undefined;
  readonly now: Date;
  readonly requestId: string;
  /** The bucket named by the request, `""` for calls on the service. */
  readonly bucketName: string;
  readonly key: string;
}

/** A call on a bucket that exists. */
export interface BucketCall extends S3Call {
  readonly owner: BucketOwner;
}

/** A permission on the bucket or on the object of a call. */
export type RowGrant = readonly [on: "bucket" | "object", permission: Permission];

/** What a row of the object service adds to its wire form. */
export type S3RowDetails = {
  /** Permissions, any of which covers the call; spelled `s3:...`, matched as `oos:...` as well. */
  readonly actions: readonly string[];
  /** The same, when the call names a version; absent: `actions`. */
  readonly versionActions?: readonly string[];
  /** Query names understood besides the required ones; any other is refused. */
  readonly query?: readonly string[];
  /** What the bucket's ACL has to grant to strangers; absent: no ACL grants it. */
  readonly acl?: AclGrant;
  /** Grants any of which lets strangers, where buckets and objects have lists of grants. */
  readonly grants?: readonly RowGrant[];
  /** `x-amz-` headers understood besides those that any call may have. */
  readonly headers?: readonly string[];
  readonly lacks?: string;
} &
  /** Calls that work without an existing bucket. */
  (
    | { readonly withoutBucket: true; readonly run: (call: S3Call) => Promise<Reply> | Reply }
    | { readonly withoutBucket?: never; readonly run?: (call: BucketCall) => Promise<Reply> | Reply }
  );

export type S3Row = Row &
  S3RowDetails & {
    readonly service: "s3";
    readonly method: string;
    readonly target: "service" | "bucket" | "object";
    /** Query names that must be there; the row that asks most wins. */
    readonly subresources: readonly string[];
    readonly query: readonly string[];
    /** `Action` of the form that the body is. */
    readonly action: string | undefined;
    /** Whether `x-amz-copy-source` must be there or must not. */
    readonly copySource: boolean;
  };

export interface IamCall {
  readonly core: Core;
  readonly caller: Caller;
  readonly account: Account;
  readonly now: Date;
  readonly params: Params;
}

export interface IamRow extends Row {
  readonly service: "iam";
  /** Parameters understood besides Action and Version (`Tags.member.N.Key`); any other is refused. */
  readonly parameters: readonly string[];
  /** Which parameter names the resource that permission is asked on; absent: `*`. */
  readonly resource?: readonly [type: "user" | "group" | "policy" | "mfa", parameter: string];
  /** What the policies of an IAM user have to say; absent: an Allow. */
  readonly need?: (account: Account) => Need;
  /** Forms of the 6.0 manual that `IsPrimary` or an old name tells from today's. */
  readonly legacy?: true;
  /** What the answer is named after, where it is not the action. */
  readonly answersAs?: string;
  /** The content of `<Action>Result`; undefined for calls without a result. */
  readonly run?: (call: IamCall) => Promise<XmlObject | undefined> | XmlObject | undefined;
}

export type JsonObject = { readonly [name: string]: unknown };

export interface TrailCall {
  readonly core: Core;
  readonly account: Account;
  readonly now: Date;
  readonly input: JsonObject;
}

export interface TrailRow extends Row {
  readonly service: "trail";
  /** Members of the request that are understood; any other is refused. */
  readonly members: readonly string[];
  readonly run?: (call: TrailCall) => Promise<JsonObject | undefined> | JsonObject | undefined;
}

export interface StatisticsCall {
  readonly core: Core;
  readonly caller: Caller;
  readonly account: Account;
  readonly now: Date;
  readonly parameters: ReadonlyMap<string, string>;
}

export interface StatisticsRow extends Row {
  readonly service: "statistics";
  /** Parameters of the query that are understood besides Action; any other is refused. */
  readonly parameters: readonly string[];
  /** The content of the answer. */
  readonly run?: (call: StatisticsCall) => Promise<XmlObject>;
}

export type OperationRow = S3Row | IamRow | TrailRow | StatisticsRow;

/** The operations of one flavour, by service. */
export interface OperationTable {
  readonly s3: readonly S3Row[];
  readonly statistics: readonly StatisticsRow[];
  readonly trail: readonly TrailRow[];
  readonly iam: readonly IamRow[];
  /** What is served under website hosts; absent: nothing. */
  readonly website?: (call: S3Call) => Promise<Reply>;
}
