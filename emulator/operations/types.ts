/** The shape of the operation table: one row is one operation of the manuals. Adding an operation is adding `run` to its row. */
import type { AclGrant, Caller, Need } from "../access/authorize";
import type { Core } from "../core";
import type { WireRequest } from "../http/request";
import type { XmlObject } from "../http/xml";
import type { BucketOwner } from "../state/accounts";
import type { Account, Permission } from "../state/model";
import type { Params } from "./params";

export type ServiceName = "s3" | "iam" | "trail" | "statistics";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
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
