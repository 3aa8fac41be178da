// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import type { ResourceOf } from "../references";

export type Backend = "oos" | "zos" | "media" | "obs";

/** Input form of {@link Endpoints}. */
export interface EndpointsArgs {
  readonly s3?: pulumi.Input<string> | undefined;
  readonly iam?: pulumi.Input<string> | undefined;
  readonly trail?: pulumi.Input<string> | undefined;
  readonly statistics?: pulumi.Input<string> | undefined;
  readonly topic?: pulumi.Input<string> | undefined;
  readonly sts?: pulumi.Input<string> | undefined;
}

export interface Endpoints {
  readonly s3?: string | undefined;
  readonly iam?: string | undefined;
  readonly trail?: string | undefined;
  readonly statistics?: string | undefined;
  readonly topic?: string | undefined;
  readonly sts?: string | undefined;
}

export type SignatureVersion = "v4" | "v2";

export type Addressing = "virtual" | "path";

export type AccessKeyStatus = "Active" | "Inactive";

export type BucketCannedAcl = "private" | "public-read" | "public-read-write" | "authenticated-read";

export type DataLocationType = "Local" | "Specified";

export type DataLocationScheduleStrategy = "Allowed" | "NotAllowed";

/** Input form of {@link DataLocation}. */
export interface DataLocationArgs {
  /** `Local`: near the caller (the service's default). `Specified`: in `locations`. */
  readonly type: pulumi.Input<DataLocationType>;
  /** Data locations in order of preference, from `getRegions`. Needed with `Specified`. */
  readonly locations?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Whether the service may place data elsewhere if a location is full. Default `Allowed`. */
  readonly scheduleStrategy?: pulumi.Input<DataLocationScheduleStrategy> | undefined;
}

export interface DataLocation {
  /** `Local`: near the caller (the service's default). `Specified`: in `locations`. */
  readonly type: DataLocationType;
  /** Data locations in order of preference, from `getRegions`. Needed with `Specified`. */
  readonly locations?: readonly string[] | undefined;
  /** Whether the service may place data elsewhere if a location is full. Default `Allowed`. */
  readonly scheduleStrategy?: DataLocationScheduleStrategy | undefined;
}

export type BucketVersioningStatus = "Enabled" | "Suspended";

export type StorageClass = "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";

export type BucketAzPolicy = "single-az" | "multi-az";

export type BucketAccelerateStatus = "Enabled" | "Suspended";

export type BucketAclGrantPermission = "FULL_CONTROL" | "READ" | "WRITE" | "READ_ACP" | "WRITE_ACP";

/** Input form of {@link BucketAclGrant}. */
export interface BucketAclGrantArgs {
  /** Canonical id of a user: `ownerId` of `getBuckets` for the account's own. */
  readonly canonicalId?: pulumi.Input<string> | undefined;
  /** A group: `http://acs.amazonaws.com/groups/global/AllUsers` or `http://acs.amazonaws.com/groups/global/AuthenticatedUsers`. */
  readonly uri?: pulumi.Input<string> | undefined;
  /** E-mail address of a user. The service returns the id instead, so prefer `canonicalId`. */
  readonly emailAddress?: pulumi.Input<string> | undefined;
  /** Permission on the bucket. */
  readonly permission: pulumi.Input<BucketAclGrantPermission>;
}

export interface BucketAclGrant {
  /** Canonical id of a user: `ownerId` of `getBuckets` for the account's own. */
  readonly canonicalId?: string | undefined;
  /** A group: `http://acs.amazonaws.com/groups/global/AllUsers` or `http://acs.amazonaws.com/groups/global/AuthenticatedUsers`. */
  readonly uri?: string | undefined;
  /** E-mail address of a user. The service returns the id instead, so prefer `canonicalId`. */
  readonly emailAddress?: string | undefined;
  /** Permission on the bucket. */
  readonly permission: BucketAclGrantPermission;
}

export type BucketEncryptionAlgorithm = "AES256" | "aws:kms";

export type BucketLoggingTargetGrantPermission = "FULL_CONTROL" | "READ" | "WRITE";

/** Input form of {@link BucketLoggingTargetGrant}. */
export interface BucketLoggingTargetGrantArgs {
  /** Canonical id of a user. */
  readonly canonicalId?: pulumi.Input<string> | undefined;
  /** URI of a group. */
  readonly uri?: pulumi.Input<string> | undefined;
  /** E-mail address of a user. */
  readonly emailAddress?: pulumi.Input<string> | undefined;
  /** Permission on the log objects. */
  readonly permission: pulumi.Input<BucketLoggingTargetGrantPermission>;
}

export interface BucketLoggingTargetGrant {
  /** Canonical id of a user. */
  readonly canonicalId?: string | undefined;
  /** URI of a group. */
  readonly uri?: string | undefined;
  /** E-mail address of a user. */
  readonly emailAddress?: string | undefined;
  /** Permission on the log objects. */
  readonly permission: BucketLoggingTargetGrantPermission;
}

export type BucketNotificationRuleEvent =
  | "s3:ObjectCreated:*"
  | "s3:ObjectCreated:Put"
  | "s3:ObjectCreated:Post"
  | "s3:ObjectCreated:Copy"
  | "s3:ObjectCreated:CompleteMultipartUpload"
  | "s3:ObjectRemoved:*"
  | "s3:ObjectRemoved:Delete"
  | "s3:ObjectRemoved:DeleteMarkerCreated";

/** Input form of {@link BucketNotificationRule}. */
export interface BucketNotificationRuleArgs {
  /** Name of the entry, unique in the bucket. */
  readonly id: pulumi.Input<string>;
  /** ARN of the topic. */
  readonly topicArn: pulumi.Input<string | ResourceOf<"Topic">>;
  /** The events. The order does not matter. */
  readonly events: pulumi.Input<pulumi.Input<BucketNotificationRuleEvent>[]>;
  /** Limit to keys with this prefix. */
  readonly filterPrefix?: pulumi.Input<string> | undefined;
  /** Limit to keys with this suffix. */
  readonly filterSuffix?: pulumi.Input<string> | undefined;
  /** Limit to keys that match this regular expression. */
  readonly filterRegex?: pulumi.Input<string> | undefined;
  /** Limit to objects with these headers: `x-amz-meta-team`. */
  readonly filterMetadata?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** Limit to objects with these tags. */
  readonly filterTags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

export interface BucketNotificationRule {
  /** Name of the entry, unique in the bucket. */
  readonly id: string;
  /** ARN of the topic. */
  readonly topicArn: string;
  /** The events. The order does not matter. */
  readonly events: readonly BucketNotificationRuleEvent[];
  /** Limit to keys with this prefix. */
  readonly filterPrefix?: string | undefined;
  /** Limit to keys with this suffix. */
  readonly filterSuffix?: string | undefined;
  /** Limit to keys that match this regular expression. */
  readonly filterRegex?: string | undefined;
  /** Limit to objects with these headers: `x-amz-meta-team`. */
  readonly filterMetadata?: Record<string, string> | undefined;
  /** Limit to objects with these tags. */
  readonly filterTags?: Record<string, string> | undefined;
}

/** Input form of {@link CopySource}. */
export interface CopySourceArgs {
  /** Bucket of the source; the credentials must be allowed to read it. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** Key of the source. */
  readonly key: pulumi.Input<string>;
  /** Current ETag of the source, such as the output `etag` of another BucketObject or of `getObject`. If it changes, the object is copied again (new metadata alone does not change it). Without it, changes of the source are ignored. */
  readonly etag?: pulumi.Input<string> | undefined;
}

export interface CopySource {
  /** Bucket of the source; the credentials must be allowed to read it. */
  readonly bucket: string;
  /** Key of the source. */
  readonly key: string;
  /** Current ETag of the source, such as the output `etag` of another BucketObject or of `getObject`. If it changes, the object is copied again (new metadata alone does not change it). Without it, changes of the source are ignored. */
  readonly etag?: string | undefined;
}

export type BucketObjectStorageClass = "STANDARD" | "STANDARD_IA" | "REDUCED_REDUNDANCY";

export type ObjectDataLocationType = "Local" | "Specified";

export type ObjectDataLocationScheduleStrategy = "Allowed" | "NotAllowed";

/** Input form of {@link ObjectDataLocation}. */
export interface ObjectDataLocationArgs {
  /** `Local`: near the caller. `Specified`: in `locations`. */
  readonly type: pulumi.Input<ObjectDataLocationType>;
  /** Data locations in order of preference. Needed with `Specified`. */
  readonly locations?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Whether the service may place data elsewhere. Default `Allowed`. */
  readonly scheduleStrategy?: pulumi.Input<ObjectDataLocationScheduleStrategy> | undefined;
}

export interface ObjectDataLocation {
  /** `Local`: near the caller. `Specified`: in `locations`. */
  readonly type: ObjectDataLocationType;
  /** Data locations in order of preference. Needed with `Specified`. */
  readonly locations?: readonly string[] | undefined;
  /** Whether the service may place data elsewhere. Default `Allowed`. */
  readonly scheduleStrategy?: ObjectDataLocationScheduleStrategy | undefined;
}

export type CorsRuleAllowedMethod = "GET" | "PUT" | "HEAD" | "POST" | "DELETE";

/** Input form of {@link CorsRule}. */
export interface CorsRuleArgs {
  /** A label; it has no effect. */
  readonly id?: pulumi.Input<string> | undefined;
  /** Origins such as `https://www.example.com`; at most one `*` in each. */
  readonly allowedOrigins: pulumi.Input<pulumi.Input<string>[]>;
  /** Methods of the requests. */
  readonly allowedMethods: pulumi.Input<pulumi.Input<CorsRuleAllowedMethod>[]>;
  /** Headers that a preflight may ask for; at most one `*` in each. */
  readonly allowedHeaders?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Response headers that the page may read. OOS accepts no `*` in them. */
  readonly exposeHeaders?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Seconds for which a browser may keep the answer to a preflight, 0 to 2147483647. Default: the browser decides. */
  readonly maxAgeSeconds?: pulumi.Input<number> | undefined;
}

export interface CorsRule {
  /** A label; it has no effect. */
  readonly id?: string | undefined;
  /** Origins such as `https://www.example.com`; at most one `*` in each. */
  readonly allowedOrigins: readonly string[];
  /** Methods of the requests. */
  readonly allowedMethods: readonly CorsRuleAllowedMethod[];
  /** Headers that a preflight may ask for; at most one `*` in each. */
  readonly allowedHeaders?: readonly string[] | undefined;
  /** Response headers that the page may read. OOS accepts no `*` in them. */
  readonly exposeHeaders?: readonly string[] | undefined;
  /** Seconds for which a browser may keep the answer to a preflight, 0 to 2147483647. Default: the browser decides. */
  readonly maxAgeSeconds?: number | undefined;
}

export type LifecycleRulePreset = "tmp-30d" | "logs-to-cold-180d";

/** Input form of {@link LifecycleRuleExpiration}. */
export interface LifecycleRuleExpirationArgs {
  /** Days after the last change of the object, from 1. */
  readonly days?: pulumi.Input<number> | undefined;
  /** Day, midnight UTC: `2030-01-31`. */
  readonly date?: pulumi.Input<string> | undefined;
  /** Whether to remove delete markers of objects that have no versions left; excludes `days` and `date`. Only on `zos`. */
  readonly expiredObjectDeleteMarker?: pulumi.Input<boolean> | undefined;
}

export interface LifecycleRuleExpiration {
  /** Days after the last change of the object, from 1. */
  readonly days?: number | undefined;
  /** Day, midnight UTC: `2030-01-31`. */
  readonly date?: string | undefined;
  /** Whether to remove delete markers of objects that have no versions left; excludes `days` and `date`. Only on `zos`. */
  readonly expiredObjectDeleteMarker?: boolean | undefined;
}

export type LifecycleRuleTransitionStorageClass = "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";

/** Input form of {@link LifecycleRuleTransition}. */
export interface LifecycleRuleTransitionArgs {
  /** Days after the last change of the object: on OOS from 1, on ZOS from 0. */
  readonly days?: pulumi.Input<number> | undefined;
  /** Day, midnight UTC: `2030-01-31`. */
  readonly date?: pulumi.Input<string> | undefined;
  /** Target storage class. Default `STANDARD_IA`. */
  readonly storageClass?: pulumi.Input<LifecycleRuleTransitionStorageClass> | undefined;
}

export interface LifecycleRuleTransition {
  /** Days after the last change of the object: on OOS from 1, on ZOS from 0. */
  readonly days?: number | undefined;
  /** Day, midnight UTC: `2030-01-31`. */
  readonly date?: string | undefined;
  /** Target storage class. Default `STANDARD_IA`. */
  readonly storageClass?: LifecycleRuleTransitionStorageClass | undefined;
}

/** Input form of {@link LifecycleRuleNoncurrentVersionExpiration}. */
export interface LifecycleRuleNoncurrentVersionExpirationArgs {
  /** Days since the version was replaced, from 1. */
  readonly noncurrentDays: pulumi.Input<number>;
  /** Number of replaced versions of each object that stay, however old they are; from 1. Ceph keeps this field from release 20 on. */
  readonly newerNoncurrentVersions?: pulumi.Input<number> | undefined;
}

export interface LifecycleRuleNoncurrentVersionExpiration {
  /** Days since the version was replaced, from 1. */
  readonly noncurrentDays: number;
  /** Number of replaced versions of each object that stay, however old they are; from 1. Ceph keeps this field from release 20 on. */
  readonly newerNoncurrentVersions?: number | undefined;
}

export type LifecycleRuleNoncurrentVersionTransitionStorageClass = "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";

/** Input form of {@link LifecycleRuleNoncurrentVersionTransition}. */
export interface LifecycleRuleNoncurrentVersionTransitionArgs {
  /** Days since the version was replaced: on OOS from 1, on ZOS from 0. */
  readonly noncurrentDays: pulumi.Input<number>;
  /** Target storage class. */
  readonly storageClass: pulumi.Input<LifecycleRuleNoncurrentVersionTransitionStorageClass>;
  /** Number of replaced versions of each object that stay, however old they are; from 1. Ceph keeps this field from release 20 on. */
  readonly newerNoncurrentVersions?: pulumi.Input<number> | undefined;
}

export interface LifecycleRuleNoncurrentVersionTransition {
  /** Days since the version was replaced: on OOS from 1, on ZOS from 0. */
  readonly noncurrentDays: number;
  /** Target storage class. */
  readonly storageClass: LifecycleRuleNoncurrentVersionTransitionStorageClass;
  /** Number of replaced versions of each object that stay, however old they are; from 1. Ceph keeps this field from release 20 on. */
  readonly newerNoncurrentVersions?: number | undefined;
}

/** Input form of {@link LifecycleRuleAbortIncompleteMultipartUpload}. */
export interface LifecycleRuleAbortIncompleteMultipartUploadArgs {
  /** Days since the upload was started, from 1. */
  readonly daysAfterInitiation: pulumi.Input<number>;
}

export interface LifecycleRuleAbortIncompleteMultipartUpload {
  /** Days since the upload was started, from 1. */
  readonly daysAfterInitiation: number;
}

/** Input form of {@link LifecycleRule}. */
export interface LifecycleRuleArgs {
  /** Name of the rule, unique in the bucket. Default: derived from prefix and actions, and kept if rules are reordered or inserted. */
  readonly id?: pulumi.Input<string> | undefined;
  /** Shorthand for prefix and action: `tmp-30d` expires `tmp/` after 30 days, `logs-to-cold-180d` moves `logs/` to STANDARD_IA after 180 days. With `prefix`, that prefix is used instead. */
  readonly preset?: pulumi.Input<LifecycleRulePreset> | undefined;
  /** Prefix of the keys; `""` is every object. Required without a preset, tags or a size. */
  readonly prefix?: pulumi.Input<string> | undefined;
  /** Limit to objects that have all of these tags. Only on `zos`. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** Limit to objects with more bytes than this, from 0. Ceph keeps this field from release 20 on. Only on `zos`. */
  readonly objectSizeGreaterThan?: pulumi.Input<number> | undefined;
  /** Limit to objects with fewer bytes than this, from 1. Ceph keeps this field from release 20 on. Only on `zos`. */
  readonly objectSizeLessThan?: pulumi.Input<number> | undefined;
  /** Whether the rule is applied. Default true. */
  readonly enabled?: pulumi.Input<boolean> | undefined;
  /** Expiration of objects: they are deleted or, with versioning, hidden by a delete marker. */
  readonly expiration?: pulumi.Input<LifecycleRuleExpirationArgs> | undefined;
  /** Transition of objects to another storage class. */
  readonly transition?: pulumi.Input<LifecycleRuleTransitionArgs> | undefined;
  /** Several transitions, one for each storage class. Only on `zos`. */
  readonly transitions?: pulumi.Input<pulumi.Input<LifecycleRuleTransitionArgs>[]> | undefined;
  /** Deletion of replaced versions. Only on `zos`. */
  readonly noncurrentVersionExpiration?: pulumi.Input<LifecycleRuleNoncurrentVersionExpirationArgs> | undefined;
  /** Transitions of replaced versions to other storage classes. Only on `zos`. */
  readonly noncurrentVersionTransitions?: pulumi.Input<pulumi.Input<LifecycleRuleNoncurrentVersionTransitionArgs>[]> | undefined;
  /** Removal of open uploads and their parts. Only on `zos`. */
  readonly abortIncompleteMultipartUpload?: pulumi.Input<LifecycleRuleAbortIncompleteMultipartUploadArgs> | undefined;
}

export interface LifecycleRule {
  /** Name of the rule, unique in the bucket. Default: derived from prefix and actions, and kept if rules are reordered or inserted. */
  readonly id?: string | undefined;
  /** Shorthand for prefix and action: `tmp-30d` expires `tmp/` after 30 days, `logs-to-cold-180d` moves `logs/` to STANDARD_IA after 180 days. With `prefix`, that prefix is used instead. */
  readonly preset?: LifecycleRulePreset | undefined;
  /** Prefix of the keys; `""` is every object. Required without a preset, tags or a size. */
  readonly prefix?: string | undefined;
  /** Limit to objects that have all of these tags. Only on `zos`. */
  readonly tags?: Record<string, string> | undefined;
  /** Limit to objects with more bytes than this, from 0. Ceph keeps this field from release 20 on. Only on `zos`. */
  readonly objectSizeGreaterThan?: number | undefined;
  /** Limit to objects with fewer bytes than this, from 1. Ceph keeps this field from release 20 on. Only on `zos`. */
  readonly objectSizeLessThan?: number | undefined;
  /** Whether the rule is applied. Default true. */
  readonly enabled?: boolean | undefined;
  /** Expiration of objects: they are deleted or, with versioning, hidden by a delete marker. */
  readonly expiration?: LifecycleRuleExpiration | undefined;
  /** Transition of objects to another storage class. */
  readonly transition?: LifecycleRuleTransition | undefined;
  /** Several transitions, one for each storage class. Only on `zos`. */
  readonly transitions?: readonly LifecycleRuleTransition[] | undefined;
  /** Deletion of replaced versions. Only on `zos`. */
  readonly noncurrentVersionExpiration?: LifecycleRuleNoncurrentVersionExpiration | undefined;
  /** Transitions of replaced versions to other storage classes. Only on `zos`. */
  readonly noncurrentVersionTransitions?: readonly LifecycleRuleNoncurrentVersionTransition[] | undefined;
  /** Removal of open uploads and their parts. Only on `zos`. */
  readonly abortIncompleteMultipartUpload?: LifecycleRuleAbortIncompleteMultipartUpload | undefined;
}

export type ObjectLockState = "Enabled" | "Disabled";

export type ObjectLockMode = "COMPLIANCE" | "GOVERNANCE";

/** Input form of {@link ObjectLockRetention}. */
export interface ObjectLockRetentionArgs {
  /** Days since the last change of an object, from 1. */
  readonly days?: pulumi.Input<number> | undefined;
  /** Years of 365 days, from 1. */
  readonly years?: pulumi.Input<number> | undefined;
}

export interface ObjectLockRetention {
  /** Days since the last change of an object, from 1. */
  readonly days?: number | undefined;
  /** Years of 365 days, from 1. */
  readonly years?: number | undefined;
}

export type ObjectLockOnDestroy = "fail" | "abandon";

export type TopicAckLevel = "none" | "broker" | "routable";

export type EventSelectorReadWriteType = "All" | "ReadOnly" | "WriteOnly";

/** Input form of {@link EventSelector}. */
export interface EventSelectorArgs {
  /** Management events to record. */
  readonly readWriteType: pulumi.Input<EventSelectorReadWriteType>;
}

export interface EventSelector {
  /** Management events to record. */
  readonly readWriteType: EventSelectorReadWriteType;
}

export type WebsiteRedirectAllProtocol = "http" | "https";

/** Input form of {@link WebsiteRedirectAll}. */
export interface WebsiteRedirectAllArgs {
  /** Target host. */
  readonly hostName: pulumi.Input<string>;
  /** Target protocol. Default: that of the request. */
  readonly protocol?: pulumi.Input<WebsiteRedirectAllProtocol> | undefined;
}

export interface WebsiteRedirectAll {
  /** Target host. */
  readonly hostName: string;
  /** Target protocol. Default: that of the request. */
  readonly protocol?: WebsiteRedirectAllProtocol | undefined;
}

/** Input form of {@link WebsiteRoutingRuleCondition}. */
export interface WebsiteRoutingRuleConditionArgs {
  /** Prefix of the key; `""` is every key. */
  readonly keyPrefixEquals?: pulumi.Input<string> | undefined;
  /** Status that the request would otherwise have: `404`. */
  readonly httpErrorCodeReturnedEquals?: pulumi.Input<string> | undefined;
}

export interface WebsiteRoutingRuleCondition {
  /** Prefix of the key; `""` is every key. */
  readonly keyPrefixEquals?: string | undefined;
  /** Status that the request would otherwise have: `404`. */
  readonly httpErrorCodeReturnedEquals?: string | undefined;
}

export type WebsiteRoutingRuleRedirectProtocol = "http" | "https";

/** Input form of {@link WebsiteRoutingRuleRedirect}. */
export interface WebsiteRoutingRuleRedirectArgs {
  /** Target host. Default: that of the request. */
  readonly hostName?: pulumi.Input<string> | undefined;
  /** Target protocol. Default: that of the request. */
  readonly protocol?: pulumi.Input<WebsiteRoutingRuleRedirectProtocol> | undefined;
  /** Status of the redirect, `301` to `308`. Default: the service's. Only on `zos`. */
  readonly httpRedirectCode?: pulumi.Input<string> | undefined;
  /** Replacement for the prefix of the condition. */
  readonly replaceKeyPrefixWith?: pulumi.Input<string> | undefined;
  /** Replacement for the whole key. */
  readonly replaceKeyWith?: pulumi.Input<string> | undefined;
}

export interface WebsiteRoutingRuleRedirect {
  /** Target host. Default: that of the request. */
  readonly hostName?: string | undefined;
  /** Target protocol. Default: that of the request. */
  readonly protocol?: WebsiteRoutingRuleRedirectProtocol | undefined;
  /** Status of the redirect, `301` to `308`. Default: the service's. Only on `zos`. */
  readonly httpRedirectCode?: string | undefined;
  /** Replacement for the prefix of the condition. */
  readonly replaceKeyPrefixWith?: string | undefined;
  /** Replacement for the whole key. */
  readonly replaceKeyWith?: string | undefined;
}

/** Input form of {@link WebsiteRoutingRule}. */
export interface WebsiteRoutingRuleArgs {
  /** Condition of the rule. Default: it always holds. */
  readonly condition?: pulumi.Input<WebsiteRoutingRuleConditionArgs> | undefined;
  /** Target of the redirect. */
  readonly redirect: pulumi.Input<WebsiteRoutingRuleRedirectArgs>;
}

export interface WebsiteRoutingRule {
  /** Condition of the rule. Default: it always holds. */
  readonly condition?: WebsiteRoutingRuleCondition | undefined;
  /** Target of the redirect. */
  readonly redirect: WebsiteRoutingRuleRedirect;
}

export type PolicyExplanationVerdict = "allowed" | "denied" | "implicit";

/** Input form of {@link PolicyExplanation}. */
export interface PolicyExplanationArgs {
  /** ARN, `anonymous` or `holder`. */
  readonly principal: pulumi.Input<string>;
  /** As given in the arguments, or as a statement names it. */
  readonly action: pulumi.Input<string>;
  /** As given in the arguments, or as a statement names it. */
  readonly resource: pulumi.Input<string>;
  /** `denied`: by a Deny statement. `implicit`: denied, since nothing allows it. */
  readonly verdict: pulumi.Input<PolicyExplanationVerdict>;
  /** Explanation, with conditions and exceptions. */
  readonly reason: pulumi.Input<string>;
  /** The statements that decide; none for a root user in its own account. */
  readonly decidedBy: pulumi.Input<pulumi.Input<string>[]>;
  /** Statements that change the verdict if their conditions hold. */
  readonly depends: pulumi.Input<pulumi.Input<string>[]>;
  /** Statements that decide otherwise for a part of what the names cover. */
  readonly exceptions: pulumi.Input<pulumi.Input<string>[]>;
}

export interface PolicyExplanation {
  /** ARN, `anonymous` or `holder`. */
  readonly principal: string;
  /** As given in the arguments, or as a statement names it. */
  readonly action: string;
  /** As given in the arguments, or as a statement names it. */
  readonly resource: string;
  /** `denied`: by a Deny statement. `implicit`: denied, since nothing allows it. */
  readonly verdict: PolicyExplanationVerdict;
  /** Explanation, with conditions and exceptions. */
  readonly reason: string;
  /** The statements that decide; none for a root user in its own account. */
  readonly decidedBy: readonly string[];
  /** Statements that change the verdict if their conditions hold. */
  readonly depends: readonly string[];
  /** Statements that decide otherwise for a part of what the names cover. */
  readonly exceptions: readonly string[];
}

/** Input form of {@link AccessKeyInfo}. */
export interface AccessKeyInfoArgs {
  /** Id of the key. */
  readonly accessKeyId: pulumi.Input<string>;
  /** Owner of the key, if the service returns it; `root` for the root user. */
  readonly userName?: pulumi.Input<string> | undefined;
  /** `Active` or `Inactive`. */
  readonly status: pulumi.Input<string>;
  /** Time of creation, ISO 8601. */
  readonly createDate?: pulumi.Input<string> | undefined;
  /** Whole days since its creation. */
  readonly ageDays?: pulumi.Input<number> | undefined;
  /** Time of the last use, ISO 8601. Absent: never used, or not asked for. */
  readonly lastUsedDate?: pulumi.Input<string> | undefined;
  /** Whole days since its last use. */
  readonly lastUsedDays?: pulumi.Input<number> | undefined;
  /** Service for which the key was last used. */
  readonly lastUsedService?: pulumi.Input<string> | undefined;
  /** Only on keys from before IAM: whether it is a primary key, which may manage the others. */
  readonly isPrimary?: pulumi.Input<boolean> | undefined;
}

export interface AccessKeyInfo {
  /** Id of the key. */
  readonly accessKeyId: string;
  /** Owner of the key, if the service returns it; `root` for the root user. */
  readonly userName?: string | undefined;
  /** `Active` or `Inactive`. */
  readonly status: string;
  /** Time of creation, ISO 8601. */
  readonly createDate?: string | undefined;
  /** Whole days since its creation. */
  readonly ageDays?: number | undefined;
  /** Time of the last use, ISO 8601. Absent: never used, or not asked for. */
  readonly lastUsedDate?: string | undefined;
  /** Whole days since its last use. */
  readonly lastUsedDays?: number | undefined;
  /** Service for which the key was last used. */
  readonly lastUsedService?: string | undefined;
  /** Only on keys from before IAM: whether it is a primary key, which may manage the others. */
  readonly isPrimary?: boolean | undefined;
}

export type GetBandwidthNetType = "all" | "highqualitynet" | "normalqualitynet";

/** Input form of {@link StatisticsPoint}. */
export interface StatisticsPointArgs {
  /** A day (`2023-07-20`), or a moment with its time zone (`2023-07-20T08:05:00+08:00`). Days are in UTC+8. */
  readonly time: pulumi.Input<string>;
  /** Data location, if the answer is by location. */
  readonly location?: pulumi.Input<string> | undefined;
  /** The numbers, by their path in the service's answer: `uploadBW`, `standard.billedStorage.billedStorageUsage`. */
  readonly values: pulumi.Input<Record<string, pulumi.Input<number>>>;
}

export interface StatisticsPoint {
  /** A day (`2023-07-20`), or a moment with its time zone (`2023-07-20T08:05:00+08:00`). Days are in UTC+8. */
  readonly time: string;
  /** Data location, if the answer is by location. */
  readonly location?: string | undefined;
  /** The numbers, by their path in the service's answer: `uploadBW`, `standard.billedStorage.billedStorageUsage`. */
  readonly values: Record<string, number>;
}

export type GetBilledStorageUsageFrequency = "byHour" | "byDay";

export type StatisticsStorageClass = "ALL" | "STANDARD" | "STANDARD_IA";

/** Input form of {@link GetBucketsBucket}. */
export interface GetBucketsBucketArgs {
  /** Name of the bucket. */
  readonly name: pulumi.Input<string>;
  /** Time of creation, ISO 8601. */
  readonly creationDate?: pulumi.Input<string> | undefined;
}

export interface GetBucketsBucket {
  /** Name of the bucket. */
  readonly name: string;
  /** Time of creation, ISO 8601. */
  readonly creationDate?: string | undefined;
}

/** Input form of {@link GetCapabilitiesMissing}. */
export interface GetCapabilitiesMissingArgs {
  /** Resource, data function, or field of a resource: `Bucket.dataLocation`. */
  readonly name: pulumi.Input<string>;
  /** Reason why the backend lacks it. */
  readonly reason: pulumi.Input<string>;
  /** Replacement to use instead. */
  readonly instead: pulumi.Input<string>;
}

export interface GetCapabilitiesMissing {
  /** Resource, data function, or field of a resource: `Bucket.dataLocation`. */
  readonly name: string;
  /** Reason why the backend lacks it. */
  readonly reason: string;
  /** Replacement to use instead. */
  readonly instead: string;
}

export type GetCapacityFrequency = "byHour" | "byDay";

export type GetConnectionsFrequency = "by5min";

export type StatisticsInternetType = "all" | "internet" | "noninternet";

export type GetDeletedCapacityFrequency = "byHour" | "byDay";

/** Input form of {@link GetEndpointsRegion}. */
export interface GetEndpointsRegionArgs {
  /** Value of the `region` setting. */
  readonly region: pulumi.Input<string>;
  /** Description of the region. */
  readonly title: pulumi.Input<string>;
  /** Host of its S3 service. */
  readonly s3?: pulumi.Input<string> | undefined;
  /** Whether its buckets take `metadataLocation` and `dataLocation`. */
  readonly hasLocations: pulumi.Input<boolean>;
}

export interface GetEndpointsRegion {
  /** Value of the `region` setting. */
  readonly region: string;
  /** Description of the region. */
  readonly title: string;
  /** Host of its S3 service. */
  readonly s3?: string | undefined;
  /** Whether its buckets take `metadataLocation` and `dataLocation`. */
  readonly hasLocations: boolean;
}

/** Input form of {@link UserInfo}. */
export interface UserInfoArgs {
  /** Name of the user. */
  readonly userName: pulumi.Input<string>;
  /** Id of the user. */
  readonly userId?: pulumi.Input<string> | undefined;
  /** ARN, if the service returns one. */
  readonly arn?: pulumi.Input<string> | undefined;
  /** Time of creation, ISO 8601. */
  readonly createDate?: pulumi.Input<string> | undefined;
  /** Last login at the console, ISO 8601. Absent: never. */
  readonly passwordLastUsed?: pulumi.Input<string> | undefined;
  /** Address of the last login. */
  readonly ipLastUsed?: pulumi.Input<string> | undefined;
  /** Tags of the user. */
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

export interface UserInfo {
  /** Name of the user. */
  readonly userName: string;
  /** Id of the user. */
  readonly userId?: string | undefined;
  /** ARN, if the service returns one. */
  readonly arn?: string | undefined;
  /** Time of creation, ISO 8601. */
  readonly createDate?: string | undefined;
  /** Last login at the console, ISO 8601. Absent: never. */
  readonly passwordLastUsed?: string | undefined;
  /** Address of the last login. */
  readonly ipLastUsed?: string | undefined;
  /** Tags of the user. */
  readonly tags: Record<string, string>;
}

/** Input form of {@link AttachedPolicyInfo}. */
export interface AttachedPolicyInfoArgs {
  /** ARN of the policy. */
  readonly policyArn: pulumi.Input<string>;
  /** Name of the policy. */
  readonly policyName?: pulumi.Input<string> | undefined;
  /** `Local`: of this account; `OOS`: of the service, for every account. */
  readonly scope?: pulumi.Input<string> | undefined;
  /** Description of the policy. */
  readonly description?: pulumi.Input<string> | undefined;
}

export interface AttachedPolicyInfo {
  /** ARN of the policy. */
  readonly policyArn: string;
  /** Name of the policy. */
  readonly policyName?: string | undefined;
  /** `Local`: of this account; `OOS`: of the service, for every account. */
  readonly scope?: string | undefined;
  /** Description of the policy. */
  readonly description?: string | undefined;
}

/** Input form of {@link GroupInfo}. */
export interface GroupInfoArgs {
  /** Name of the group. */
  readonly groupName: pulumi.Input<string>;
  /** Id of the group. */
  readonly groupId?: pulumi.Input<string> | undefined;
  /** ARN, if the service returns one. */
  readonly arn?: pulumi.Input<string> | undefined;
  /** Time of creation, ISO 8601. */
  readonly createDate?: pulumi.Input<string> | undefined;
}

export interface GroupInfo {
  /** Name of the group. */
  readonly groupName: string;
  /** Id of the group. */
  readonly groupId?: string | undefined;
  /** ARN, if the service returns one. */
  readonly arn?: string | undefined;
  /** Time of creation, ISO 8601. */
  readonly createDate?: string | undefined;
}

export type GetMfaDevicesAssignment = "any" | "assigned" | "unassigned";

/** Input form of {@link MfaDevice}. */
export interface MfaDeviceArgs {
  /** ARN of the device. */
  readonly serialNumber: pulumi.Input<string>;
  /** Its name, from the ARN. */
  readonly name?: pulumi.Input<string> | undefined;
  /** User for whom the device is enabled. Absent: nobody, or the root user. */
  readonly userName?: pulumi.Input<string> | undefined;
  /** ARN of that user, if the service returns it. */
  readonly userArn?: pulumi.Input<string> | undefined;
  /** Time at which the device was enabled, ISO 8601. Absent: it is not enabled. */
  readonly enableDate?: pulumi.Input<string> | undefined;
}

export interface MfaDevice {
  /** ARN of the device. */
  readonly serialNumber: string;
  /** Its name, from the ARN. */
  readonly name?: string | undefined;
  /** User for whom the device is enabled. Absent: nobody, or the root user. */
  readonly userName?: string | undefined;
  /** ARN of that user, if the service returns it. */
  readonly userArn?: string | undefined;
  /** Time at which the device was enabled, ISO 8601. Absent: it is not enabled. */
  readonly enableDate?: string | undefined;
}

/** Input form of {@link GetMultipartUploadsUpload}. */
export interface GetMultipartUploadsUploadArgs {
  /** Key of the object. */
  readonly key: pulumi.Input<string>;
  /** Id of the upload. */
  readonly uploadId: pulumi.Input<string>;
  /** Time at which the upload was started, ISO 8601. */
  readonly initiated?: pulumi.Input<string> | undefined;
}

export interface GetMultipartUploadsUpload {
  /** Key of the object. */
  readonly key: string;
  /** Id of the upload. */
  readonly uploadId: string;
  /** Time at which the upload was started, ISO 8601. */
  readonly initiated?: string | undefined;
}

export type GetObjectEncoding = "text" | "base64" | "none";

/** Input form of {@link GetObjectsObject}. */
export interface GetObjectsObjectArgs {
  /** Key of the object. */
  readonly key: pulumi.Input<string>;
  /** Size in bytes. */
  readonly size?: pulumi.Input<number> | undefined;
  /** ETag, with its quotation marks. */
  readonly etag?: pulumi.Input<string> | undefined;
  /** Time of the last change, ISO 8601. */
  readonly lastModified?: pulumi.Input<string> | undefined;
  /** `STANDARD`, `STANDARD_IA`. */
  readonly storageClass?: pulumi.Input<string> | undefined;
}

export interface GetObjectsObject {
  /** Key of the object. */
  readonly key: string;
  /** Size in bytes. */
  readonly size?: number | undefined;
  /** ETag, with its quotation marks. */
  readonly etag?: string | undefined;
  /** Time of the last change, ISO 8601. */
  readonly lastModified?: string | undefined;
  /** `STANDARD`, `STANDARD_IA`. */
  readonly storageClass?: string | undefined;
}

/** Input form of {@link PolicyInfo}. */
export interface PolicyInfoArgs {
  /** Name of the policy. */
  readonly policyName: pulumi.Input<string>;
  /** ARN, if the service returns one. */
  readonly policyArn?: pulumi.Input<string> | undefined;
  /** Id of the policy. */
  readonly policyId?: pulumi.Input<string> | undefined;
  /** Description of the policy. */
  readonly description?: pulumi.Input<string> | undefined;
  /** `Local`: of this account; `OOS`: of the service, for every account. */
  readonly scope?: pulumi.Input<string> | undefined;
  /** Number of users and groups to which the policy is attached. */
  readonly attachmentCount?: pulumi.Input<number> | undefined;
  /** Time of creation, ISO 8601. */
  readonly createDate?: pulumi.Input<string> | undefined;
  /** Time of the last change, ISO 8601. */
  readonly updateDate?: pulumi.Input<string> | undefined;
}

export interface PolicyInfo {
  /** Name of the policy. */
  readonly policyName: string;
  /** ARN, if the service returns one. */
  readonly policyArn?: string | undefined;
  /** Id of the policy. */
  readonly policyId?: string | undefined;
  /** Description of the policy. */
  readonly description?: string | undefined;
  /** `Local`: of this account; `OOS`: of the service, for every account. */
  readonly scope?: string | undefined;
  /** Number of users and groups to which the policy is attached. */
  readonly attachmentCount?: number | undefined;
  /** Time of creation, ISO 8601. */
  readonly createDate?: string | undefined;
  /** Time of the last change, ISO 8601. */
  readonly updateDate?: string | undefined;
}

export type PolicyKind = "bucket" | "iam";

export type GetPolicyDocumentStatementEffect = "Allow" | "Deny";

export type GetPolicyDocumentStatementPrincipalType = "CTYUN" | "AWS" | "*";

/** Input form of {@link GetPolicyDocumentStatementPrincipal}. */
export interface GetPolicyDocumentStatementPrincipalArgs {
  /** Spelling of the principals; `*` is everyone, with `["*"]` as identifiers. */
  readonly type: pulumi.Input<GetPolicyDocumentStatementPrincipalType>;
  /** ARNs of users or root users, account ids, or `*`. */
  readonly identifiers: pulumi.Input<pulumi.Input<string>[]>;
}

export interface GetPolicyDocumentStatementPrincipal {
  /** Spelling of the principals; `*` is everyone, with `["*"]` as identifiers. */
  readonly type: GetPolicyDocumentStatementPrincipalType;
  /** ARNs of users or root users, account ids, or `*`. */
  readonly identifiers: readonly string[];
}

export type GetPolicyDocumentStatementNotPrincipalType = "CTYUN" | "AWS" | "*";

/** Input form of {@link GetPolicyDocumentStatementNotPrincipal}. */
export interface GetPolicyDocumentStatementNotPrincipalArgs {
  /** Spelling of the principals; `*` is everyone, with `["*"]` as identifiers. */
  readonly type: pulumi.Input<GetPolicyDocumentStatementNotPrincipalType>;
  /** ARNs of users or root users, account ids, or `*`. */
  readonly identifiers: pulumi.Input<pulumi.Input<string>[]>;
}

export interface GetPolicyDocumentStatementNotPrincipal {
  /** Spelling of the principals; `*` is everyone, with `["*"]` as identifiers. */
  readonly type: GetPolicyDocumentStatementNotPrincipalType;
  /** ARNs of users or root users, account ids, or `*`. */
  readonly identifiers: readonly string[];
}

/** Input form of {@link GetPolicyDocumentStatementCondition}. */
export interface GetPolicyDocumentStatementConditionArgs {
  /** Operator. The manual shows `StringLike`, `IpAddress` and `NotIpAddress`. */
  readonly test: pulumi.Input<string>;
  /** Key: `ctyun:SourceIp`, `ctyun:Referer`. */
  readonly variable: pulumi.Input<string>;
  /** Values; one match is enough. */
  readonly values: pulumi.Input<pulumi.Input<string>[]>;
}

export interface GetPolicyDocumentStatementCondition {
  /** Operator. The manual shows `StringLike`, `IpAddress` and `NotIpAddress`. */
  readonly test: string;
  /** Key: `ctyun:SourceIp`, `ctyun:Referer`. */
  readonly variable: string;
  /** Values; one match is enough. */
  readonly values: readonly string[];
}

/** Input form of {@link GetPolicyDocumentStatement}. */
export interface GetPolicyDocumentStatementArgs {
  /** Name of the statement, unique in the document. */
  readonly sid?: pulumi.Input<string> | undefined;
  /** Default `Allow`. */
  readonly effect?: pulumi.Input<GetPolicyDocumentStatementEffect> | undefined;
  /** `oos:GetObject`, `oos:*`, `iam:GetUser`. */
  readonly actions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Every action but these. Not in the manual. */
  readonly notActions?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** ARNs; `*` for everything. */
  readonly resources?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Every resource but these. Not in the manual. */
  readonly notResources?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Principals of a statement of a bucket policy. */
  readonly principals?: pulumi.Input<pulumi.Input<GetPolicyDocumentStatementPrincipalArgs>[]> | undefined;
  /** Everyone but these. Not in the manual. */
  readonly notPrincipals?: pulumi.Input<pulumi.Input<GetPolicyDocumentStatementNotPrincipalArgs>[]> | undefined;
  /** All of them must hold. */
  readonly conditions?: pulumi.Input<pulumi.Input<GetPolicyDocumentStatementConditionArgs>[]> | undefined;
}

export interface GetPolicyDocumentStatement {
  /** Name of the statement, unique in the document. */
  readonly sid?: string | undefined;
  /** Default `Allow`. */
  readonly effect?: GetPolicyDocumentStatementEffect | undefined;
  /** `oos:GetObject`, `oos:*`, `iam:GetUser`. */
  readonly actions?: readonly string[] | undefined;
  /** Every action but these. Not in the manual. */
  readonly notActions?: readonly string[] | undefined;
  /** ARNs; `*` for everything. */
  readonly resources?: readonly string[] | undefined;
  /** Every resource but these. Not in the manual. */
  readonly notResources?: readonly string[] | undefined;
  /** Principals of a statement of a bucket policy. */
  readonly principals?: readonly GetPolicyDocumentStatementPrincipal[] | undefined;
  /** Everyone but these. Not in the manual. */
  readonly notPrincipals?: readonly GetPolicyDocumentStatementNotPrincipal[] | undefined;
  /** All of them must hold. */
  readonly conditions?: readonly GetPolicyDocumentStatementCondition[] | undefined;
}

export type GetPolicyEntitiesKind = "user" | "group";

export type GetRequestsFrequency = "by5min" | "byHour" | "byDay";

export type GetReturnCodesFrequency = "by5min" | "byHour" | "byDay";

/** Input form of {@link GetTopicsTopic}. */
export interface GetTopicsTopicArgs {
  /** Name of the topic. */
  readonly name: pulumi.Input<string>;
  /** Its ARN. */
  readonly arn: pulumi.Input<string>;
}

export interface GetTopicsTopic {
  /** Name of the topic. */
  readonly name: string;
  /** Its ARN. */
  readonly arn: string;
}

export type GetTrafficsFrequency = "by5min" | "byHour" | "byDay";

export type GetTrafficsInOutType = "all" | "inbound" | "outbound";

export type GetTrafficsTrafficType = "all" | "direct" | "roam";

/** Input form of {@link TrailInfo}. */
export interface TrailInfoArgs {
  /** Name of the trail. */
  readonly name: pulumi.Input<string>;
  /** Bucket that receives the log objects. */
  readonly s3BucketName?: pulumi.Input<string> | undefined;
  /** Prefix of the keys of the log objects. */
  readonly s3KeyPrefix?: pulumi.Input<string> | undefined;
  /** ARN, if the service returns one. */
  readonly trailArn?: pulumi.Input<string> | undefined;
  /** Region in which the trail was created, if the service returns it. */
  readonly homeRegion?: pulumi.Input<string> | undefined;
}

export interface TrailInfo {
  /** Name of the trail. */
  readonly name: string;
  /** Bucket that receives the log objects. */
  readonly s3BucketName?: string | undefined;
  /** Prefix of the keys of the log objects. */
  readonly s3KeyPrefix?: string | undefined;
  /** ARN, if the service returns one. */
  readonly trailArn?: string | undefined;
  /** Region in which the trail was created, if the service returns it. */
  readonly homeRegion?: string | undefined;
}

export type GetUsageFrequency = "by5min" | "byHour" | "byDay";

export type PolicyFindingSeverity = "error" | "warning" | "info";

/** Input form of {@link PolicyFinding}. */
export interface PolicyFindingArgs {
  /** Id of the rule: `policy-reach`. */
  readonly rule: pulumi.Input<string>;
  /** `error`: refused, or never meant. `warning`: probably not meant. `info`: worth knowing. */
  readonly severity: pulumi.Input<PolicyFindingSeverity>;
  /** Place in the document: `Statement[0].Action[1]`; empty for the whole. */
  readonly path: pulumi.Input<string>;
  /** Description of the finding. */
  readonly message: pulumi.Input<string>;
  /** Suggested fix. */
  readonly fix: pulumi.Input<string>;
}

export interface PolicyFinding {
  /** Id of the rule: `policy-reach`. */
  readonly rule: string;
  /** `error`: refused, or never meant. `warning`: probably not meant. `info`: worth knowing. */
  readonly severity: PolicyFindingSeverity;
  /** Place in the document: `Statement[0].Action[1]`; empty for the whole. */
  readonly path: string;
  /** Description of the finding. */
  readonly message: string;
  /** Suggested fix. */
  readonly fix: string;
}

export type EventAttributeKey =
  "AccessKeyId" | "EventId" | "EventName" | "EventSource" | "ReadOnly" | "ResourceName" | "ResourceType" | "UserName";

/** Input form of {@link EventAttribute}. */
export interface EventAttributeArgs {
  /** Name of the attribute. */
  readonly key: pulumi.Input<EventAttributeKey>;
  /** Value of the attribute. `ResourceName` matches names with this prefix; case matters. */
  readonly value: pulumi.Input<string>;
}

export interface EventAttribute {
  /** Name of the attribute. */
  readonly key: EventAttributeKey;
  /** Value of the attribute. `ResourceName` matches names with this prefix; case matters. */
  readonly value: string;
}

/** Input form of {@link TrailEventResource}. */
export interface TrailEventResourceArgs {
  /** Type of the resource. */
  readonly resourceType?: pulumi.Input<string> | undefined;
  /** Name of the resource. */
  readonly resourceName?: pulumi.Input<string> | undefined;
}

export interface TrailEventResource {
  /** Type of the resource. */
  readonly resourceType?: string | undefined;
  /** Name of the resource. */
  readonly resourceName?: string | undefined;
}

/** Input form of {@link TrailEvent}. */
export interface TrailEventArgs {
  /** Id of the event. */
  readonly eventId: pulumi.Input<string>;
  /** The operation that was called: `CreateUser`. */
  readonly eventName?: pulumi.Input<string> | undefined;
  /** Time of the event, ISO 8601. */
  readonly eventTime?: pulumi.Input<string> | undefined;
  /** The service that was called. */
  readonly eventSource?: pulumi.Input<string> | undefined;
  /** Whether the operation only reads. */
  readonly readOnly?: pulumi.Input<boolean> | undefined;
  /** User who made the call. */
  readonly userName?: pulumi.Input<string> | undefined;
  /** ARN of the caller. */
  readonly userArn?: pulumi.Input<string> | undefined;
  /** The key that signed the call. */
  readonly accessKeyId?: pulumi.Input<string> | undefined;
  /** IP address of the caller. */
  readonly sourceIpAddress?: pulumi.Input<string> | undefined;
  /** Error code of a failed call. Absent: it succeeded. */
  readonly errorCode?: pulumi.Input<string> | undefined;
  /** Error message of a failed call. */
  readonly errorMessage?: pulumi.Input<string> | undefined;
  /** Id of the request. */
  readonly requestId?: pulumi.Input<string> | undefined;
  /** Resources that the call concerned. */
  readonly resources: pulumi.Input<pulumi.Input<TrailEventResourceArgs>[]>;
  /** The whole record of the event, as JSON text. */
  readonly record: pulumi.Input<string>;
}

export interface TrailEvent {
  /** Id of the event. */
  readonly eventId: string;
  /** The operation that was called: `CreateUser`. */
  readonly eventName?: string | undefined;
  /** Time of the event, ISO 8601. */
  readonly eventTime?: string | undefined;
  /** The service that was called. */
  readonly eventSource?: string | undefined;
  /** Whether the operation only reads. */
  readonly readOnly?: boolean | undefined;
  /** User who made the call. */
  readonly userName?: string | undefined;
  /** ARN of the caller. */
  readonly userArn?: string | undefined;
  /** The key that signed the call. */
  readonly accessKeyId?: string | undefined;
  /** IP address of the caller. */
  readonly sourceIpAddress?: string | undefined;
  /** Error code of a failed call. Absent: it succeeded. */
  readonly errorCode?: string | undefined;
  /** Error message of a failed call. */
  readonly errorMessage?: string | undefined;
  /** Id of the request. */
  readonly requestId?: string | undefined;
  /** Resources that the call concerned. */
  readonly resources: readonly TrailEventResource[];
  /** The whole record of the event, as JSON text. */
  readonly record: string;
}

export type PresignUrlMethod = "GET" | "HEAD" | "PUT" | "DELETE";

export type PresignUrlSignatureVersion = "v4" | "v2";
