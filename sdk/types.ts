// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";

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
  readonly topicArn: pulumi.Input<string>;
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
  /** Headers of the answer that the page may read. */
  readonly exposeHeaders?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** How long a browser may keep the answer to a preflight. Absent: the browser decides. */
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
  /** Headers of the answer that the page may read. */
  readonly exposeHeaders?: readonly string[] | undefined;
  /** How long a browser may keep the answer to a preflight. Absent: the browser decides. */
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
  /** Days after the last change of the object, from 1. */
  readonly days?: pulumi.Input<number> | undefined;
  /** Day, midnight UTC: `2030-01-31`. */
  readonly date?: pulumi.Input<string> | undefined;
  /** Default `STANDARD_IA`. */
  readonly storageClass?: pulumi.Input<LifecycleRuleTransitionStorageClass> | undefined;
}

export interface LifecycleRuleTransition {
  /** Days after the last change of the object, from 1. */
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
}

export interface LifecycleRuleNoncurrentVersionExpiration {
  /** Days since the version was replaced, from 1. */
  readonly noncurrentDays: number;
}

export type LifecycleRuleNoncurrentVersionTransitionStorageClass = "STANDARD" | "STANDARD_IA" | "GLACIER" | "DEEP_ARCHIVE";

/** Input form of {@link LifecycleRuleNoncurrentVersionTransition}. */
export interface LifecycleRuleNoncurrentVersionTransitionArgs {
  /** Days since the version was replaced, from 1. */
  readonly noncurrentDays: pulumi.Input<number>;
  /** Where it moves to. */
  readonly storageClass: pulumi.Input<LifecycleRuleNoncurrentVersionTransitionStorageClass>;
}

export interface LifecycleRuleNoncurrentVersionTransition {
  /** Days since the version was replaced, from 1. */
  readonly noncurrentDays: number;
  /** Where it moves to. */
  readonly storageClass: LifecycleRuleNoncurrentVersionTransitionStorageClass;
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
  /** Keys that start with it; `""` is every object. Required without a preset or tags. */
  readonly prefix?: pulumi.Input<string> | undefined;
  /** Objects that have all of these tags. Only on `zos`. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
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
  /** Keys that start with it; `""` is every object. Required without a preset or tags. */
  readonly prefix?: string | undefined;
  /** Objects that have all of these tags. Only on `zos`. */
  readonly tags?: Record<string, string> | undefined;
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
  /** Keys that start with it. */
  readonly keyPrefixEquals?: pulumi.Input<string> | undefined;
  /** Status that the request would have: `404`. */
  readonly httpErrorCodeReturnedEquals?: pulumi.Input<string> | undefined;
}

export interface WebsiteRoutingRuleCondition {
  /** Keys that start with it. */
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

export type PresignUrlMethod = "GET" | "HEAD" | "PUT" | "DELETE";

export type PresignUrlSignatureVersion = "v4" | "v2";
