/** The settings of a bucket as the emulator keeps them: those of OOS, and what ZOS has beyond them or in another form. */

export interface Tag {
  readonly key: string;
  value: string;
}

export type CannedAcl = "private" | "public-read" | "public-read-write";

export interface DataLocation {
  readonly type: "Local" | "Specified";
  readonly locations: readonly string[];
  readonly scheduleStrategy?: "Allowed" | "NotAllowed";
}

/** When an action of a lifecycle rule comes: days after the last change of an object, or from a midnight (ISO, UTC) on. */
export type LifecycleMoment = { readonly days: number; readonly date?: never } | { readonly date: string; readonly days?: never };

export interface LifecycleRule {
  readonly id: string;
  readonly prefix: string;
  readonly enabled: boolean;
  readonly expiration?: LifecycleMoment;
  readonly transition?: LifecycleMoment & { readonly storageClass: string };
}

export interface Lifecycle {
  readonly rules: readonly LifecycleRule[];
  /** When the rules were set: a run that was due before does not use them. */
  readonly since: string;
}

export interface CorsRule {
  readonly id?: string;
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAgeSeconds?: number;
}

export interface Redirect {
  readonly hostName?: string;
  readonly protocol?: "http" | "https";
  /** Only where the service knows it. */
  readonly httpRedirectCode?: string;
  readonly replaceKeyPrefixWith?: string;
  readonly replaceKeyWith?: string;
}

export interface RoutingRule {
  readonly keyPrefix?: string;
  /** The HTTP status that would be answered otherwise. */
  readonly errorStatus?: number;
  readonly redirect: Redirect;
}

/** Either `redirectAll` alone, or an index with what goes with it. */
export interface Website {
  readonly redirectAll?: Pick<Redirect, "protocol"> & { readonly hostName: string };
  readonly indexSuffix?: string;
  readonly errorKey?: string;
  readonly routingRules: readonly RoutingRule[];
}

export interface Logging {
  readonly targetBucket: string;
  readonly targetPrefix: string;
  /** Of the log objects; only where objects have grants. */
  readonly targetGrants?: readonly TargetGrant[];
}

export type Permission = "FULL_CONTROL" | "READ" | "WRITE" | "READ_ACP" | "WRITE_ACP";

/** The id of an account, or the URI of a group. */
export type Grantee = { readonly account: string; readonly group?: never } | { readonly group: string; readonly account?: never };

export interface Grant {
  readonly grantee: Grantee;
  readonly permission: Permission;
}

/** A grant as the logging configuration tells it. */
export type TargetGrant = Grant & {
  /** Set when the account was named by its address. */
  readonly email?: string;
};

/** How what comes without encryption of its own is encrypted. */
export interface Encryption {
  readonly algorithm: "AES256" | "aws:kms";
  readonly keyId?: string;
}

export interface ObjectLock {
  readonly enabled: boolean;
  readonly unit: "Days" | "Years";
  readonly length: number;
}

export interface Accelerate {
  readonly status: "Enabled" | "Suspended";
  /** IP addresses and CIDR ranges, as sent. */
  readonly ipWhiteList: readonly string[];
}

/** The configuration of a bucket that OOS serves from a cache. */
export interface BucketConfiguration {
  readonly acl: CannedAcl;
  readonly metadataLocation: string;
  readonly dataLocation: DataLocation;
  /** The policy document as sent. */
  readonly policy?: string;
  readonly website?: Website;
  readonly logging?: Logging;
  readonly lifecycle?: Lifecycle;
  readonly cors?: readonly CorsRule[];
  readonly objectLock?: ObjectLock;
  readonly accelerate?: Accelerate;
  readonly encryption?: Encryption;
  /** What others than the owner may do, where a bucket has a list of grants; `acl` is `private` then. */
  readonly grants?: readonly Grant[];
  /** What that list grants to the owner; absent: FULL_CONTROL. */
  readonly ownerGrants?: readonly Permission[];
  /** What ZOS has beyond OOS, or in another form. */
  readonly tags?: readonly Tag[];
  readonly versioning?: Versioning;
  /** Set on a bucket that was made for locks. */
  readonly lockable?: true;
  readonly defaultRetention?: DefaultRetention;
  readonly rules?: ZosLifecycle;
  readonly notifications?: readonly Notification[];
  /** Of objects that name none. */
  readonly storageClass?: string;
}

export type Versioning = "Enabled" | "Suspended";

export type RetentionMode = "GOVERNANCE" | "COMPLIANCE";

/** Of objects that come into a bucket with locks. */
export interface DefaultRetention {
  readonly mode: RetentionMode;
  readonly unit: "Days" | "Years";
  readonly length: number;
}

/** A lifecycle rule of ZOS [ZOS 1.11]. */
export interface ZosRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  readonly tags: readonly Tag[];
  readonly expiration?: LifecycleMoment;
  /** A marker behind which nothing stands is deleted. */
  readonly expiresMarkers?: boolean;
  readonly transitions: readonly (LifecycleMoment & { readonly storageClass: string })[];
  readonly noncurrentDays?: number;
  readonly noncurrentTransitions: readonly { readonly days: number; readonly storageClass: string }[];
  readonly abortDays?: number;
}

export interface ZosLifecycle {
  readonly rules: readonly ZosRule[];
  /** When the rules were set. */
  readonly since: string;
}

/** A name and what it must fit. */
export interface FilterRule {
  readonly name: string;
  readonly value: string;
}

/** Events of a bucket that go to a topic, with the copy of the topic that it keeps. */
export interface Notification {
  readonly id: string;
  readonly topic: Topic;
  readonly events: readonly string[];
  readonly keyRules: readonly FilterRule[];
  readonly metadataRules: readonly FilterRule[];
  readonly tagRules: readonly FilterRule[];
}

/** A place where events are pushed [ZOS 5]. */
export interface Topic {
  readonly name: string;
  /** As they were set, in their order. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** The form that made it, as one text. */
  readonly args: string;
}
