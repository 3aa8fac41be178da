/**
 * Every operation of ZOS that may be sent: chapters 1, 2, 3 and 5 of the Python SDK guide [ZOS 1-5], and what a Ceph object gateway, which ZOS
 * is built on, takes beyond them. A gateway ignores a sub-resource that it does not know: `DELETE /b?unknown` deletes the bucket.
 */
import { bucket, BUCKET_ROWS, notConfigured, objectRows, read, remove, setting, write } from "./s3-rows";
import type { OperationRow } from "./types";

/** The guide shows no code but that of encryption; the others were measured on Ceph 16.2.15, so for ZOS they are unverified. */
const NO_POLICY = notConfigured("NoSuchBucketPolicy");
const NO_LIFECYCLE = notConfigured("NoSuchLifecycleConfiguration");
const NO_WEBSITE = notConfigured("NoSuchWebsiteConfiguration");
const NO_TAGS = notConfigured("NoSuchTagSet", "NoSuchTagSetError");
const NO_CORS = notConfigured("NoSuchCORSConfiguration");
const NO_LOCK = notConfigured("ObjectLockConfigurationNotFoundError");
const NO_ENCRYPTION = notConfigured("NoSuchEncryptionSetError", "ServerSideEncryptionConfigurationNotFoundError"); // the first: [ZOS 1.21]

/** Names of a list percent-encoded: boto3, on which the guide is built, always asks for it [ZOS 1.5]. unverified: for versions and uploads. */
const ENCODED = "encoding-type";
const VERSIONS = ["prefix", "key-marker", "version-id-marker", "max-keys", "delimiter", ENCODED];
const NOTIFICATIONS = "Ceph's bucket notifications; the guide has topics and no operation that uses them";

export const ZOS_S3_OPERATIONS: readonly OperationRow[] = [
  // [ZOS 1]
  ...BUCKET_ROWS.map((row) => (row.parameters === undefined ? row : { ...row, parameters: [...row.parameters, ENCODED] })),
  ...setting("policy", "BucketPolicy", { missing: NO_POLICY }),
  ...setting("acl", "BucketAcl", { root: "AccessControlPolicy" }),
  ...setting("lifecycle", "BucketLifecycle", { root: "LifecycleConfiguration", missing: NO_LIFECYCLE, long: true }),
  ...setting("website", "BucketWebsite", { root: "WebsiteConfiguration", missing: NO_WEBSITE }),
  ...setting("tagging", "BucketTagging", { root: "Tagging", missing: NO_TAGS }),
  ...setting("encryption", "BucketEncryption", { root: "ServerSideEncryptionConfiguration", missing: NO_ENCRYPTION }),
  ...setting("object-lock", "ObjectLockConfiguration", { root: "ObjectLockConfiguration", missing: NO_LOCK, removed: false }),
  ...setting("logging", "BucketLogging", { root: "BucketLoggingStatus" }),
  ...setting("cors", "BucketCors", { root: "CORSConfiguration", missing: NO_CORS }),
  ...setting("versioning", "BucketVersioning", { root: "VersioningConfiguration" }),

  // [ZOS 2] [ZOS 3]
  ...objectRows({ versions: true }),

  // unverified: the guide speaks of versions and lists none; every S3 service with versioning has the call.
  {
    ...bucket,
    ...read,
    operation: "ListObjectVersions",
    subresource: "versions",
    parameters: VERSIONS,
    answer: { root: "ListVersionsResult" },
    long: true,
    beyondManual: "S3's list of versions, without which a bucket with versions cannot be emptied",
  },
  // unverified: that ZOS takes these, and that they merge and delete one by id as on Ceph 16.2.15.
  { ...bucket, ...write, operation: "PutBucketNotification", subresource: "notification", beyondManual: NOTIFICATIONS },
  {
    ...bucket,
    ...read,
    operation: "GetBucketNotification",
    subresource: "notification",
    answer: { root: "NotificationConfiguration" },
    notConfigured: [{ status: 404, code: "NoSuchKey" }], // asked for one entry by its id
    beyondManual: NOTIFICATIONS,
  },
  { ...bucket, ...remove, operation: "DeleteBucketNotification", subresource: "notification", beyondManual: NOTIFICATIONS },
];

/** Topics, a query protocol on the S3 URL [ZOS 5]. Creating is an upsert that replaces every attribute; deleting what is not there is fine. */
export const ZOS_TOPIC_OPERATIONS: readonly OperationRow[] = (
  [
    ["CreateTopic", "idempotent"],
    ["GetTopic", "read"],
    ["DeleteTopic", "idempotent"],
    ["ListTopics", "read"],
  ] as const
).map(([operation, effect]) => ({
  operation,
  method: "POST",
  level: "service",
  effect,
  answer: "caller",
  ...(operation === "ListTopics" ? { long: true } : {}),
  // unverified: measured on Ceph 16.2.15; the second is AWS's.
  notFound: [
    { status: 404, code: "NoSuchEntity" },
    { status: 404, code: "NotFound" },
  ],
}));
