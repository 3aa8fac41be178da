// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import type { ResourceOf } from "./references";

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
  /** Whether the service may place data elsewhere when a location is full. Default `Allowed`. */
  readonly scheduleStrategy?: pulumi.Input<DataLocationScheduleStrategy> | undefined;
}

export interface DataLocation {
  /** `Local`: near the caller (the service's default). `Specified`: in `locations`. */
  readonly type: DataLocationType;
  /** Data locations in order of preference, from `getRegions`. Needed with `Specified`. */
  readonly locations?: readonly string[] | undefined;
  /** Whether the service may place data elsewhere when a location is full. Default `Allowed`. */
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
  /** E-mail address of a user. The service shows the id afterwards, so `canonicalId` is better. */
  readonly emailAddress?: pulumi.Input<string> | undefined;
  /** What they may do with the bucket. */
  readonly permission: pulumi.Input<BucketAclGrantPermission>;
}

export interface BucketAclGrant {
  /** Canonical id of a user: `ownerId` of `getBuckets` for the account's own. */
  readonly canonicalId?: string | undefined;
  /** A group: `http://acs.amazonaws.com/groups/global/AllUsers` or `http://acs.amazonaws.com/groups/global/AuthenticatedUsers`. */
  readonly uri?: string | undefined;
  /** E-mail address of a user. The service shows the id afterwards, so `canonicalId` is better. */
  readonly emailAddress?: string | undefined;
  /** What they may do with the bucket. */
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
  /** What they may do. */
  readonly permission: pulumi.Input<BucketLoggingTargetGrantPermission>;
}

export interface BucketLoggingTargetGrant {
  /** Canonical id of a user. */
  readonly canonicalId?: string | undefined;
  /** URI of a group. */
  readonly uri?: string | undefined;
  /** E-mail address of a user. */
  readonly emailAddress?: string | undefined;
  /** What they may do. */
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
  /** The events. The order has no meaning. */
  readonly events: pulumi.Input<pulumi.Input<BucketNotificationRuleEvent>[]>;
  /** Only keys that start with it. */
  readonly filterPrefix?: pulumi.Input<string> | undefined;
  /** Only keys that end with it. */
  readonly filterSuffix?: pulumi.Input<string> | undefined;
  /** Only keys that match it. */
  readonly filterRegex?: pulumi.Input<string> | undefined;
  /** Only objects with these headers: `x-amz-meta-team`. */
  readonly filterMetadata?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** Only objects with these tags. */
  readonly filterTags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

export interface BucketNotificationRule {
  /** Name of the entry, unique in the bucket. */
  readonly id: string;
  /** ARN of the topic. */
  readonly topicArn: string;
  /** The events. The order has no meaning. */
  readonly events: readonly BucketNotificationRuleEvent[];
  /** Only keys that start with it. */
  readonly filterPrefix?: string | undefined;
  /** Only keys that end with it. */
  readonly filterSuffix?: string | undefined;
  /** Only keys that match it. */
  readonly filterRegex?: string | undefined;
  /** Only objects with these headers: `x-amz-meta-team`. */
  readonly filterMetadata?: Record<string, string> | undefined;
  /** Only objects with these tags. */
  readonly filterTags?: Record<string, string> | undefined;
}

/** Input form of {@link CopySource}. */
export interface CopySourceArgs {
  /** Bucket of the source, which the credentials must be allowed to read. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** Key of the source. */
  readonly key: pulumi.Input<string>;
  /** ETag that the source has now, such as the output `etag` of another BucketObject or of `getObject`: when it changes, the object is copied again (new metadata alone leave it as it is). Without it, changes of the source are not followed. */
  readonly etag?: pulumi.Input<string> | undefined;
}

export interface CopySource {
  /** Bucket of the source, which the credentials must be allowed to read. */
  readonly bucket: string;
  /** Key of the source. */
  readonly key: string;
  /** ETag that the source has now, such as the output `etag` of another BucketObject or of `getObject`: when it changes, the object is copied again (new metadata alone leave it as it is). Without it, changes of the source are not followed. */
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
  /** Origins such as `https://www.example.com`; one `*` at most in each. */
  readonly allowedOrigins: pulumi.Input<pulumi.Input<string>[]>;
  /** Methods of the calls. */
  readonly allowedMethods: pulumi.Input<pulumi.Input<CorsRuleAllowedMethod>[]>;
  /** Headers that a preflight may ask for; one `*` at most in each. */
  readonly allowedHeaders?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Headers of the answer that the page may read. OOS takes no `*` in them. */
  readonly exposeHeaders?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** How long a browser may keep the answer to a preflight: 0 to 2147483647. Absent: the browser decides. */
  readonly maxAgeSeconds?: pulumi.Input<number> | undefined;
}

export interface CorsRule {
  /** A label; it has no effect. */
  readonly id?: string | undefined;
  /** Origins such as `https://www.example.com`; one `*` at most in each. */
  readonly allowedOrigins: readonly string[];
  /** Methods of the calls. */
  readonly allowedMethods: readonly CorsRuleAllowedMethod[];
  /** Headers that a preflight may ask for; one `*` at most in each. */
  readonly allowedHeaders?: readonly string[] | undefined;
  /** Headers of the answer that the page may read. OOS takes no `*` in them. */
  readonly exposeHeaders?: readonly string[] | undefined;
  /** How long a browser may keep the answer to a preflight: 0 to 2147483647. Absent: the browser decides. */
  readonly maxAgeSeconds?: number | undefined;
}

export type LifecycleRulePreset = "tmp-30d" | "logs-to-cold-180d";

/** Input form of {@link LifecycleRuleExpiration}. */
export interface LifecycleRuleExpirationArgs {
  /** Days after the last change of the object, from 1. */
  readonly days?: pulumi.Input<number> | undefined;
  /** Day, midnight UTC: `2030-01-31`. */
  readonly date?: pulumi.Input<string> | undefined;
  /** Remove delete markers that no version is left behind; instead of a time. Only on `zos`. */
  readonly expiredObjectDeleteMarker?: pulumi.Input<boolean> | undefined;
}

export interface LifecycleRuleExpiration {
  /** Days after the last change of the object, from 1. */
  readonly days?: number | undefined;
  /** Day, midnight UTC: `2030-01-31`. */
  readonly date?: string | undefined;
  /** Remove delete markers that no version is left behind; instead of a time. Only on `zos`. */
  readonly expiredObjectDeleteMarker?: boolean | undefined;
}

export type LifecycleRuleTransitionStorageClass = "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";

/** Input form of {@link LifecycleRuleTransition}. */
export interface LifecycleRuleTransitionArgs {
  /** Days after the last change of the object: on OOS from 1, on ZOS from 0. */
  readonly days?: pulumi.Input<number> | undefined;
  /** Day, midnight UTC: `2030-01-31`. */
  readonly date?: pulumi.Input<string> | undefined;
  /** Default `STANDARD_IA`. */
  readonly storageClass?: pulumi.Input<LifecycleRuleTransitionStorageClass> | undefined;
}

export interface LifecycleRuleTransition {
  /** Days after the last change of the object: on OOS from 1, on ZOS from 0. */
  readonly days?: number | undefined;
  /** Day, midnight UTC: `2030-01-31`. */
  readonly date?: string | undefined;
  /** Default `STANDARD_IA`. */
  readonly storageClass?: LifecycleRuleTransitionStorageClass | undefined;
}

/** Input form of {@link LifecycleRuleNoncurrentVersionExpiration}. */
export interface LifecycleRuleNoncurrentVersionExpirationArgs {
  /** Days since the version was replaced, from 1. */
  readonly noncurrentDays: pulumi.Input<number>;
  /** So many replaced versions of each object stay, from 1, however old. Ceph keeps it from release 20 on. */
  readonly newerNoncurrentVersions?: pulumi.Input<number> | undefined;
}

export interface LifecycleRuleNoncurrentVersionExpiration {
  /** Days since the version was replaced, from 1. */
  readonly noncurrentDays: number;
  /** So many replaced versions of each object stay, from 1, however old. Ceph keeps it from release 20 on. */
  readonly newerNoncurrentVersions?: number | undefined;
}

export type LifecycleRuleNoncurrentVersionTransitionStorageClass = "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";

/** Input form of {@link LifecycleRuleNoncurrentVersionTransition}. */
export interface LifecycleRuleNoncurrentVersionTransitionArgs {
  /** Days since the version was replaced: on OOS from 1, on ZOS from 0. */
  readonly noncurrentDays: pulumi.Input<number>;
  /** Where it moves to. */
  readonly storageClass: pulumi.Input<LifecycleRuleNoncurrentVersionTransitionStorageClass>;
  /** So many replaced versions of each object stay, from 1, however old. Ceph keeps it from release 20 on. */
  readonly newerNoncurrentVersions?: pulumi.Input<number> | undefined;
}

export interface LifecycleRuleNoncurrentVersionTransition {
  /** Days since the version was replaced: on OOS from 1, on ZOS from 0. */
  readonly noncurrentDays: number;
  /** Where it moves to. */
  readonly storageClass: LifecycleRuleNoncurrentVersionTransitionStorageClass;
  /** So many replaced versions of each object stay, from 1, however old. Ceph keeps it from release 20 on. */
  readonly newerNoncurrentVersions?: number | undefined;
}

/** Input form of {@link LifecycleRuleAbortIncompleteMultipartUpload}. */
export interface LifecycleRuleAbortIncompleteMultipartUploadArgs {
  /** Days since the upload was begun, from 1. */
  readonly daysAfterInitiation: pulumi.Input<number>;
}

export interface LifecycleRuleAbortIncompleteMultipartUpload {
  /** Days since the upload was begun, from 1. */
  readonly daysAfterInitiation: number;
}

/** Input form of {@link LifecycleRule}. */
export interface LifecycleRuleArgs {
  /** Name of the rule, unique in the bucket. Default: made of prefix and actions, and kept when rules are reordered or inserted. */
  readonly id?: pulumi.Input<string> | undefined;
  /** Stands for prefix and action: `tmp-30d` expires `tmp/` after 30 days, `logs-to-cold-180d` moves `logs/` to STANDARD_IA after 180 days. Another prefix may stand beside it. */
  readonly preset?: pulumi.Input<LifecycleRulePreset> | undefined;
  /** Keys that start with it; `""` is every object. Required without a preset, tags or a size. */
  readonly prefix?: pulumi.Input<string> | undefined;
  /** Objects that have all of these tags. Only on `zos`. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /** Objects of more bytes than this, from 0. Ceph keeps it from release 20 on. Only on `zos`. */
  readonly objectSizeGreaterThan?: pulumi.Input<number> | undefined;
  /** Objects of fewer bytes than this, from 1. Ceph keeps it from release 20 on. Only on `zos`. */
  readonly objectSizeLessThan?: pulumi.Input<number> | undefined;
  /** A rule that is not enabled does nothing. Default true. */
  readonly enabled?: pulumi.Input<boolean> | undefined;
  /** When objects are deleted; with versioning, when a delete marker hides them. */
  readonly expiration?: pulumi.Input<LifecycleRuleExpirationArgs> | undefined;
  /** When objects move to another storage class. */
  readonly transition?: pulumi.Input<LifecycleRuleTransitionArgs> | undefined;
  /** Several moves, one for each storage class. Only on `zos`. */
  readonly transitions?: pulumi.Input<pulumi.Input<LifecycleRuleTransitionArgs>[]> | undefined;
  /** When versions that were replaced are deleted. Only on `zos`. */
  readonly noncurrentVersionExpiration?: pulumi.Input<LifecycleRuleNoncurrentVersionExpirationArgs> | undefined;
  /** When versions that were replaced move to another storage class. Only on `zos`. */
  readonly noncurrentVersionTransitions?: pulumi.Input<pulumi.Input<LifecycleRuleNoncurrentVersionTransitionArgs>[]> | undefined;
  /** When open uploads are ended and their parts removed. Only on `zos`. */
  readonly abortIncompleteMultipartUpload?: pulumi.Input<LifecycleRuleAbortIncompleteMultipartUploadArgs> | undefined;
}

export interface LifecycleRule {
  /** Name of the rule, unique in the bucket. Default: made of prefix and actions, and kept when rules are reordered or inserted. */
  readonly id?: string | undefined;
  /** Stands for prefix and action: `tmp-30d` expires `tmp/` after 30 days, `logs-to-cold-180d` moves `logs/` to STANDARD_IA after 180 days. Another prefix may stand beside it. */
  readonly preset?: LifecycleRulePreset | undefined;
  /** Keys that start with it; `""` is every object. Required without a preset, tags or a size. */
  readonly prefix?: string | undefined;
  /** Objects that have all of these tags. Only on `zos`. */
  readonly tags?: Record<string, string> | undefined;
  /** Objects of more bytes than this, from 0. Ceph keeps it from release 20 on. Only on `zos`. */
  readonly objectSizeGreaterThan?: number | undefined;
  /** Objects of fewer bytes than this, from 1. Ceph keeps it from release 20 on. Only on `zos`. */
  readonly objectSizeLessThan?: number | undefined;
  /** A rule that is not enabled does nothing. Default true. */
  readonly enabled?: boolean | undefined;
  /** When objects are deleted; with versioning, when a delete marker hides them. */
  readonly expiration?: LifecycleRuleExpiration | undefined;
  /** When objects move to another storage class. */
  readonly transition?: LifecycleRuleTransition | undefined;
  /** Several moves, one for each storage class. Only on `zos`. */
  readonly transitions?: readonly LifecycleRuleTransition[] | undefined;
  /** When versions that were replaced are deleted. Only on `zos`. */
  readonly noncurrentVersionExpiration?: LifecycleRuleNoncurrentVersionExpiration | undefined;
  /** When versions that were replaced move to another storage class. Only on `zos`. */
  readonly noncurrentVersionTransitions?: readonly LifecycleRuleNoncurrentVersionTransition[] | undefined;
  /** When open uploads are ended and their parts removed. Only on `zos`. */
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
  /** Which management events are recorded. */
  readonly readWriteType: pulumi.Input<EventSelectorReadWriteType>;
}

export interface EventSelector {
  /** Which management events are recorded. */
  readonly readWriteType: EventSelectorReadWriteType;
}

export type WebsiteRedirectAllProtocol = "http" | "https";

/** Input form of {@link WebsiteRedirectAll}. */
export interface WebsiteRedirectAllArgs {
  /** Host to go to. */
  readonly hostName: pulumi.Input<string>;
  /** Default: the same. */
  readonly protocol?: pulumi.Input<WebsiteRedirectAllProtocol> | undefined;
}

export interface WebsiteRedirectAll {
  /** Host to go to. */
  readonly hostName: string;
  /** Default: the same. */
  readonly protocol?: WebsiteRedirectAllProtocol | undefined;
}

/** Input form of {@link WebsiteRoutingRuleCondition}. */
export interface WebsiteRoutingRuleConditionArgs {
  /** Keys that start with it; `""` is every key. */
  readonly keyPrefixEquals?: pulumi.Input<string> | undefined;
  /** Status that the request would have: `404`. */
  readonly httpErrorCodeReturnedEquals?: pulumi.Input<string> | undefined;
}

export interface WebsiteRoutingRuleCondition {
  /** Keys that start with it; `""` is every key. */
  readonly keyPrefixEquals?: string | undefined;
  /** Status that the request would have: `404`. */
  readonly httpErrorCodeReturnedEquals?: string | undefined;
}

export type WebsiteRoutingRuleRedirectProtocol = "http" | "https";

/** Input form of {@link WebsiteRoutingRuleRedirect}. */
export interface WebsiteRoutingRuleRedirectArgs {
  /** Host to go to. Default: the same. */
  readonly hostName?: pulumi.Input<string> | undefined;
  /** Default: the same. */
  readonly protocol?: pulumi.Input<WebsiteRoutingRuleRedirectProtocol> | undefined;
  /** Status of the redirect, `301` to `308`. Default: the service's. Only on `zos`. */
  readonly httpRedirectCode?: pulumi.Input<string> | undefined;
  /** Takes the place of the prefix of the condition. */
  readonly replaceKeyPrefixWith?: pulumi.Input<string> | undefined;
  /** Takes the place of the whole key. */
  readonly replaceKeyWith?: pulumi.Input<string> | undefined;
}

export interface WebsiteRoutingRuleRedirect {
  /** Host to go to. Default: the same. */
  readonly hostName?: string | undefined;
  /** Default: the same. */
  readonly protocol?: WebsiteRoutingRuleRedirectProtocol | undefined;
  /** Status of the redirect, `301` to `308`. Default: the service's. Only on `zos`. */
  readonly httpRedirectCode?: string | undefined;
  /** Takes the place of the prefix of the condition. */
  readonly replaceKeyPrefixWith?: string | undefined;
  /** Takes the place of the whole key. */
  readonly replaceKeyWith?: string | undefined;
}

/** Input form of {@link WebsiteRoutingRule}. */
export interface WebsiteRoutingRuleArgs {
  /** When the rule holds. Absent: always. */
  readonly condition?: pulumi.Input<WebsiteRoutingRuleConditionArgs> | undefined;
  /** Where the request goes. */
  readonly redirect: pulumi.Input<WebsiteRoutingRuleRedirectArgs>;
}

export interface WebsiteRoutingRule {
  /** When the rule holds. Absent: always. */
  readonly condition?: WebsiteRoutingRuleCondition | undefined;
  /** Where the request goes. */
  readonly redirect: WebsiteRoutingRuleRedirect;
}

export type PolicyExplanationVerdict = "allowed" | "denied" | "implicit";

/** Input form of {@link PolicyExplanation}. */
export interface PolicyExplanationArgs {
  /** ARN, `anonymous` or `holder`. */
  readonly principal: pulumi.Input<string>;
  /** As asked, or as a statement names it. */
  readonly action: pulumi.Input<string>;
  /** As asked, or as a statement names it. */
  readonly resource: pulumi.Input<string>;
  /** `denied`: by a Deny. `implicit`: refused, since nothing allows it. */
  readonly verdict: pulumi.Input<PolicyExplanationVerdict>;
  /** Why, in words, with conditions and exceptions. */
  readonly reason: pulumi.Input<string>;
  /** The statements that decide; none for a root user in its own account. */
  readonly decidedBy: pulumi.Input<pulumi.Input<string>[]>;
  /** Statements that turn the verdict if their conditions hold. */
  readonly depends: pulumi.Input<pulumi.Input<string>[]>;
  /** Statements that decide otherwise about a part of what the names stand for. */
  readonly exceptions: pulumi.Input<pulumi.Input<string>[]>;
}

export interface PolicyExplanation {
  /** ARN, `anonymous` or `holder`. */
  readonly principal: string;
  /** As asked, or as a statement names it. */
  readonly action: string;
  /** As asked, or as a statement names it. */
  readonly resource: string;
  /** `denied`: by a Deny. `implicit`: refused, since nothing allows it. */
  readonly verdict: PolicyExplanationVerdict;
  /** Why, in words, with conditions and exceptions. */
  readonly reason: string;
  /** The statements that decide; none for a root user in its own account. */
  readonly decidedBy: readonly string[];
  /** Statements that turn the verdict if their conditions hold. */
  readonly depends: readonly string[];
  /** Statements that decide otherwise about a part of what the names stand for. */
  readonly exceptions: readonly string[];
}

/** Input form of {@link AccessKeyInfo}. */
export interface AccessKeyInfoArgs {
  /** Id of the key. */
  readonly accessKeyId: pulumi.Input<string>;
  /** Whose key it is, where the service says it; `root` for the root user's. */
  readonly userName?: pulumi.Input<string> | undefined;
  /** `Active` or `Inactive`. */
  readonly status: pulumi.Input<string>;
  /** Time of creation, ISO 8601. */
  readonly createDate?: pulumi.Input<string> | undefined;
  /** Whole days since its creation. */
  readonly ageDays?: pulumi.Input<number> | undefined;
  /** Last use, ISO 8601. Absent: never, or not asked. */
  readonly lastUsedDate?: pulumi.Input<string> | undefined;
  /** Whole days since its last use. */
  readonly lastUsedDays?: pulumi.Input<number> | undefined;
  /** The service that it was last used for. */
  readonly lastUsedService?: pulumi.Input<string> | undefined;
  /** Only on keys from before IAM: whether it is a primary key, which may manage the others. */
  readonly isPrimary?: pulumi.Input<boolean> | undefined;
}

export interface AccessKeyInfo {
  /** Id of the key. */
  readonly accessKeyId: string;
  /** Whose key it is, where the service says it; `root` for the root user's. */
  readonly userName?: string | undefined;
  /** `Active` or `Inactive`. */
  readonly status: string;
  /** Time of creation, ISO 8601. */
  readonly createDate?: string | undefined;
  /** Whole days since its creation. */
  readonly ageDays?: number | undefined;
  /** Last use, ISO 8601. Absent: never, or not asked. */
  readonly lastUsedDate?: string | undefined;
  /** Whole days since its last use. */
  readonly lastUsedDays?: number | undefined;
  /** The service that it was last used for. */
  readonly lastUsedService?: string | undefined;
  /** Only on keys from before IAM: whether it is a primary key, which may manage the others. */
  readonly isPrimary?: boolean | undefined;
}

export type GetBandwidthNetType = "all" | "highqualitynet" | "normalqualitynet";

/** Input form of {@link StatisticsPoint}. */
export interface StatisticsPointArgs {
  /** When: a day (`2023-07-20`), or the moment with its zone (`2023-07-20T08:05:00+08:00`). Days are those of UTC+8. */
  readonly time: pulumi.Input<string>;
  /** Data location, where the answer is by location. */
  readonly location?: pulumi.Input<string> | undefined;
  /** The numbers by their place in the service's answer: `uploadBW`, `standard.billedStorage.billedStorageUsage`. */
  readonly values: pulumi.Input<Record<string, pulumi.Input<number>>>;
}

export interface StatisticsPoint {
  /** When: a day (`2023-07-20`), or the moment with its zone (`2023-07-20T08:05:00+08:00`). Days are those of UTC+8. */
  readonly time: string;
  /** Data location, where the answer is by location. */
  readonly location?: string | undefined;
  /** The numbers by their place in the service's answer: `uploadBW`, `standard.billedStorage.billedStorageUsage`. */
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
  /** Why the backend lacks it. */
  readonly reason: pulumi.Input<string>;
  /** What to use instead. */
  readonly instead: pulumi.Input<string>;
}

export interface GetCapabilitiesMissing {
  /** Resource, data function, or field of a resource: `Bucket.dataLocation`. */
  readonly name: string;
  /** Why the backend lacks it. */
  readonly reason: string;
  /** What to use instead. */
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
  /** What it is. */
  readonly title: pulumi.Input<string>;
  /** Host of its S3 service. */
  readonly s3?: pulumi.Input<string> | undefined;
  /** Whether its buckets take `metadataLocation` and `dataLocation`. */
  readonly hasLocations: pulumi.Input<boolean>;
}

export interface GetEndpointsRegion {
  /** Value of the `region` setting. */
  readonly region: string;
  /** What it is. */
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
  /** ARN, where the service gives one. */
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
  /** ARN, where the service gives one. */
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
  /** What the policy is for. */
  readonly description?: pulumi.Input<string> | undefined;
}

export interface AttachedPolicyInfo {
  /** ARN of the policy. */
  readonly policyArn: string;
  /** Name of the policy. */
  readonly policyName?: string | undefined;
  /** `Local`: of this account; `OOS`: of the service, for every account. */
  readonly scope?: string | undefined;
  /** What the policy is for. */
  readonly description?: string | undefined;
}

/** Input form of {@link GroupInfo}. */
export interface GroupInfoArgs {
  /** Name of the group. */
  readonly groupName: pulumi.Input<string>;
  /** Id of the group. */
  readonly groupId?: pulumi.Input<string> | undefined;
  /** ARN, where the service gives one. */
  readonly arn?: pulumi.Input<string> | undefined;
  /** Time of creation, ISO 8601. */
  readonly createDate?: pulumi.Input<string> | undefined;
}

export interface GroupInfo {
  /** Name of the group. */
  readonly groupName: string;
  /** Id of the group. */
  readonly groupId?: string | undefined;
  /** ARN, where the service gives one. */
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
  /** The user for whom it is enabled. Absent: nobody, or the root user. */
  readonly userName?: pulumi.Input<string> | undefined;
  /** ARN of whom it is enabled for, where the service says it. */
  readonly userArn?: pulumi.Input<string> | undefined;
  /** Since when it is enabled, ISO 8601. Absent: it is not. */
  readonly enableDate?: pulumi.Input<string> | undefined;
}

export interface MfaDevice {
  /** ARN of the device. */
  readonly serialNumber: string;
  /** Its name, from the ARN. */
  readonly name?: string | undefined;
  /** The user for whom it is enabled. Absent: nobody, or the root user. */
  readonly userName?: string | undefined;
  /** ARN of whom it is enabled for, where the service says it. */
  readonly userArn?: string | undefined;
  /** Since when it is enabled, ISO 8601. Absent: it is not. */
  readonly enableDate?: string | undefined;
}

/** Input form of {@link GetMultipartUploadsUpload}. */
export interface GetMultipartUploadsUploadArgs {
  /** Key of the object to be. */
  readonly key: pulumi.Input<string>;
  /** Id of the upload. */
  readonly uploadId: pulumi.Input<string>;
  /** When it was begun, ISO 8601. */
  readonly initiated?: pulumi.Input<string> | undefined;
}

export interface GetMultipartUploadsUpload {
  /** Key of the object to be. */
  readonly key: string;
  /** Id of the upload. */
  readonly uploadId: string;
  /** When it was begun, ISO 8601. */
  readonly initiated?: string | undefined;
}

export type GetObjectEncoding = "text" | "base64" | "none";

/** Input form of {@link GetObjectsObject}. */
export interface GetObjectsObjectArgs {
  /** Key of the object. */
  readonly key: pulumi.Input<string>;
  /** Bytes. */
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
  /** Bytes. */
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
  /** ARN, where the service gives one. */
  readonly policyArn?: pulumi.Input<string> | undefined;
  /** Id of the policy. */
  readonly policyId?: pulumi.Input<string> | undefined;
  /** What the policy is for. */
  readonly description?: pulumi.Input<string> | undefined;
  /** `Local`: of this account; `OOS`: of the service, for every account. */
  readonly scope?: pulumi.Input<string> | undefined;
  /** How many users and groups have it. */
  readonly attachmentCount?: pulumi.Input<number> | undefined;
  /** Time of creation, ISO 8601. */
  readonly createDate?: pulumi.Input<string> | undefined;
  /** Time of the last change, ISO 8601. */
  readonly updateDate?: pulumi.Input<string> | undefined;
}

export interface PolicyInfo {
  /** Name of the policy. */
  readonly policyName: string;
  /** ARN, where the service gives one. */
  readonly policyArn?: string | undefined;
  /** Id of the policy. */
  readonly policyId?: string | undefined;
  /** What the policy is for. */
  readonly description?: string | undefined;
  /** `Local`: of this account; `OOS`: of the service, for every account. */
  readonly scope?: string | undefined;
  /** How many users and groups have it. */
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
  /** Any of them is enough. */
  readonly values: pulumi.Input<pulumi.Input<string>[]>;
}

export interface GetPolicyDocumentStatementCondition {
  /** Operator. The manual shows `StringLike`, `IpAddress` and `NotIpAddress`. */
  readonly test: string;
  /** Key: `ctyun:SourceIp`, `ctyun:Referer`. */
  readonly variable: string;
  /** Any of them is enough. */
  readonly values: readonly string[];
}

/** Input form of {@link GetPolicyDocumentStatement}. */
export interface GetPolicyDocumentStatementArgs {
  /** Name of the statement, once in a document. */
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
  /** Whom a statement of a bucket policy is for. */
  readonly principals?: pulumi.Input<pulumi.Input<GetPolicyDocumentStatementPrincipalArgs>[]> | undefined;
  /** Everyone but these. Not in the manual. */
  readonly notPrincipals?: pulumi.Input<pulumi.Input<GetPolicyDocumentStatementNotPrincipalArgs>[]> | undefined;
  /** All of them must hold. */
  readonly conditions?: pulumi.Input<pulumi.Input<GetPolicyDocumentStatementConditionArgs>[]> | undefined;
}

export interface GetPolicyDocumentStatement {
  /** Name of the statement, once in a document. */
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
  /** Whom a statement of a bucket policy is for. */
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
  /** What their keys start with. */
  readonly s3KeyPrefix?: pulumi.Input<string> | undefined;
  /** ARN, where the service gives one. */
  readonly trailArn?: pulumi.Input<string> | undefined;
  /** Where the trail was made, where the service says it. */
  readonly homeRegion?: pulumi.Input<string> | undefined;
}

export interface TrailInfo {
  /** Name of the trail. */
  readonly name: string;
  /** Bucket that receives the log objects. */
  readonly s3BucketName?: string | undefined;
  /** What their keys start with. */
  readonly s3KeyPrefix?: string | undefined;
  /** ARN, where the service gives one. */
  readonly trailArn?: string | undefined;
  /** Where the trail was made, where the service says it. */
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
  /** What was found. */
  readonly message: pulumi.Input<string>;
  /** What to do. */
  readonly fix: pulumi.Input<string>;
}

export interface PolicyFinding {
  /** Id of the rule: `policy-reach`. */
  readonly rule: string;
  /** `error`: refused, or never meant. `warning`: probably not meant. `info`: worth knowing. */
  readonly severity: PolicyFindingSeverity;
  /** Place in the document: `Statement[0].Action[1]`; empty for the whole. */
  readonly path: string;
  /** What was found. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
}

export type EventAttributeKey =
  "AccessKeyId" | "EventId" | "EventName" | "EventSource" | "ReadOnly" | "ResourceName" | "ResourceType" | "UserName";

/** Input form of {@link EventAttribute}. */
export interface EventAttributeArgs {
  /** Name of the attribute. */
  readonly key: pulumi.Input<EventAttributeKey>;
  /** Its value. `ResourceName` fits names that start with it; letters count in their case. */
  readonly value: pulumi.Input<string>;
}

export interface EventAttribute {
  /** Name of the attribute. */
  readonly key: EventAttributeKey;
  /** Its value. `ResourceName` fits names that start with it; letters count in their case. */
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
  /** When, ISO 8601. */
  readonly eventTime?: pulumi.Input<string> | undefined;
  /** The service that was called. */
  readonly eventSource?: pulumi.Input<string> | undefined;
  /** Whether the operation only reads. */
  readonly readOnly?: pulumi.Input<boolean> | undefined;
  /** Who called. */
  readonly userName?: pulumi.Input<string> | undefined;
  /** ARN of who called. */
  readonly userArn?: pulumi.Input<string> | undefined;
  /** The key that signed the call. */
  readonly accessKeyId?: pulumi.Input<string> | undefined;
  /** From where it was called. */
  readonly sourceIpAddress?: pulumi.Input<string> | undefined;
  /** Why the call failed. Absent: it did not. */
  readonly errorCode?: pulumi.Input<string> | undefined;
  /** The same in words. */
  readonly errorMessage?: pulumi.Input<string> | undefined;
  /** Id of the request. */
  readonly requestId?: pulumi.Input<string> | undefined;
  /** What the call was about. */
  readonly resources: pulumi.Input<pulumi.Input<TrailEventResourceArgs>[]>;
  /** Everything that the service tells of the event, as JSON text. */
  readonly record: pulumi.Input<string>;
}

export interface TrailEvent {
  /** Id of the event. */
  readonly eventId: string;
  /** The operation that was called: `CreateUser`. */
  readonly eventName?: string | undefined;
  /** When, ISO 8601. */
  readonly eventTime?: string | undefined;
  /** The service that was called. */
  readonly eventSource?: string | undefined;
  /** Whether the operation only reads. */
  readonly readOnly?: boolean | undefined;
  /** Who called. */
  readonly userName?: string | undefined;
  /** ARN of who called. */
  readonly userArn?: string | undefined;
  /** The key that signed the call. */
  readonly accessKeyId?: string | undefined;
  /** From where it was called. */
  readonly sourceIpAddress?: string | undefined;
  /** Why the call failed. Absent: it did not. */
  readonly errorCode?: string | undefined;
  /** The same in words. */
  readonly errorMessage?: string | undefined;
  /** Id of the request. */
  readonly requestId?: string | undefined;
  /** What the call was about. */
  readonly resources: readonly TrailEventResource[];
  /** Everything that the service tells of the event, as JSON text. */
  readonly record: string;
}

export type PresignUrlMethod = "GET" | "HEAD" | "PUT" | "DELETE";

export type PresignUrlSignatureVersion = "v4" | "v2";
