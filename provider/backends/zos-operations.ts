/**
 * Every operation of ZOS that may be sent: chapters 1, 2, 3 and 5 of the Python SDK guide [ZOS 1-5], and what a Ceph object gateway, which ZOS
 * is built on, takes beyond them. A gateway ignores a sub-resource that it does not know: `DELETE /b?unknown` deletes the bucket.
 */
import type { ErrorMatch, OperationRow } from "./types";

const NO_BUCKET: readonly ErrorMatch[] = [{ status: 404, code: "NoSuchBucket" }];
const NO_OBJECT: readonly ErrorMatch[] = [...NO_BUCKET, { status: 404, code: "NoSuchKey" }];
const NO_UPLOAD: readonly ErrorMatch[] = [...NO_OBJECT, { status: 404, code: "NoSuchUpload" }];
/** HEAD answers carry no body, so the status alone is the type. */
const NO_BODY: readonly ErrorMatch[] = [{ status: 404 }];

function notConfigured(...codes: readonly string[]): readonly ErrorMatch[] {
  return codes.map((code) => ({ status: 404, code }));
}

/** The guide shows no code but that of encryption; the others were measured on Ceph 16.2.15, so for ZOS they are unverified. */
const NO_POLICY = notConfigured("NoSuchBucketPolicy");
const NO_LIFECYCLE = notConfigured("NoSuchLifecycleConfiguration");
const NO_WEBSITE = notConfigured("NoSuchWebsiteConfiguration");
const NO_TAGS = notConfigured("NoSuchTagSet", "NoSuchTagSetError");
const NO_CORS = notConfigured("NoSuchCORSConfiguration");
const NO_LOCK = notConfigured("ObjectLockConfigurationNotFoundError");
const NO_ENCRYPTION = notConfigured("NoSuchEncryptionSetError", "ServerSideEncryptionConfigurationNotFoundError"); // the first: [ZOS 1.21]

const bucket = { level: "bucket", notFound: NO_BUCKET } as const;
const object = { level: "object", notFound: NO_OBJECT } as const;
const upload = { level: "object", notFound: NO_UPLOAD } as const;

const read = { method: "GET", effect: "read" } as const;
const write = { method: "PUT", effect: "idempotent", answer: "empty" } as const;
const remove = { method: "DELETE", effect: "idempotent", answer: "empty" } as const;

const LISTING = ["prefix", "marker", "max-keys", "delimiter"];
const VERSIONS = ["prefix", "key-marker", "version-id-marker", "max-keys", "delimiter"];
const UPLOADS = ["prefix", "key-marker", "upload-id-marker", "max-uploads", "delimiter"];
const OVERRIDES = [
  ...["response-content-type", "response-content-language", "response-expires"],
  ...["response-cache-control", "response-content-disposition", "response-content-encoding"],
];

/** Put, get and, where the guide has one, delete a sub-resource of a bucket. */
function setting(
  subresource: string,
  suffix: string,
  {
    root,
    missing,
    removed = missing !== undefined,
  }: { readonly root?: string; readonly missing?: readonly ErrorMatch[]; readonly removed?: boolean },
): readonly OperationRow[] {
  const absent = missing === undefined ? {} : { notConfigured: missing };
  return [
    { ...bucket, ...write, operation: `Put${suffix}`, subresource },
    { ...bucket, ...read, operation: `Get${suffix}`, subresource, answer: root === undefined ? "json" : { root }, ...absent },
    ...(removed ? [{ ...bucket, ...remove, operation: `Delete${suffix}`, subresource, ...absent }] : []),
  ];
}

const NOTIFICATIONS = "Ceph's bucket notifications; the guide has topics and no operation that uses them";

export const ZOS_S3_OPERATIONS: readonly OperationRow[] = [
  // [ZOS 1]
  { ...read, operation: "ListBuckets", level: "service", answer: { root: "ListAllMyBucketsResult" } },
  { ...bucket, ...write, operation: "PutBucket" },
  { ...bucket, ...remove, operation: "DeleteBucket" },
  { level: "bucket", notFound: NO_BODY, operation: "HeadBucket", method: "HEAD", effect: "read", answer: "empty" },
  { ...bucket, ...read, operation: "ListObjects", parameters: LISTING, answer: { root: "ListBucketResult" } },
  ...setting("policy", "BucketPolicy", { missing: NO_POLICY }),
  ...setting("acl", "BucketAcl", { root: "AccessControlPolicy" }),
  ...setting("lifecycle", "BucketLifecycle", { root: "LifecycleConfiguration", missing: NO_LIFECYCLE }),
  ...setting("website", "BucketWebsite", { root: "WebsiteConfiguration", missing: NO_WEBSITE }),
  ...setting("tagging", "BucketTagging", { root: "Tagging", missing: NO_TAGS }),
  ...setting("encryption", "BucketEncryption", { root: "ServerSideEncryptionConfiguration", missing: NO_ENCRYPTION }),
  ...setting("object-lock", "ObjectLockConfiguration", { root: "ObjectLockConfiguration", missing: NO_LOCK, removed: false }),
  ...setting("logging", "BucketLogging", { root: "BucketLoggingStatus" }),
  ...setting("cors", "BucketCors", { root: "CORSConfiguration", missing: NO_CORS }),
  ...setting("versioning", "BucketVersioning", { root: "VersioningConfiguration" }),

  // [ZOS 2] [ZOS 3]
  {
    ...bucket,
    operation: "DeleteObjects",
    method: "POST",
    effect: "idempotent",
    subresource: "delete",
    contentMd5: true,
    answer: { root: "DeleteResult" },
  },
  { ...object, ...write, operation: "PutObject" },
  { ...object, ...read, operation: "GetObject", parameters: [...OVERRIDES, "versionId"], answer: "bytes" },
  { ...object, ...remove, operation: "DeleteObject", parameters: ["versionId"] },
  { ...object, ...write, operation: "CopyObject", copySource: true, answer: { root: "CopyObjectResult" } },
  {
    level: "object",
    notFound: NO_BODY,
    operation: "HeadObject",
    method: "HEAD",
    effect: "read",
    parameters: ["versionId"],
    answer: "empty",
  },
  {
    ...object,
    operation: "CreateMultipartUpload",
    method: "POST",
    effect: "create",
    subresource: "uploads",
    answer: { root: "InitiateMultipartUploadResult" },
  },
  { ...upload, ...write, operation: "UploadPart", subresource: "uploadId", parameters: ["partNumber"], contentMd5: true },
  {
    ...upload,
    operation: "CompleteMultipartUpload",
    method: "POST",
    effect: "create",
    subresource: "uploadId",
    answer: { root: "CompleteMultipartUploadResult" },
  },
  { ...upload, ...remove, operation: "AbortMultipartUpload", subresource: "uploadId" },
  {
    ...upload,
    ...read,
    operation: "ListParts",
    subresource: "uploadId",
    parameters: ["max-parts", "part-number-marker"],
    answer: { root: "ListPartsResult" },
  },
  {
    ...bucket,
    ...read,
    operation: "ListMultipartUploads",
    subresource: "uploads",
    parameters: UPLOADS,
    answer: { root: "ListMultipartUploadsResult" },
  },

  // unverified: the guide speaks of versions and lists none; every S3 service with versioning has the call.
  {
    ...bucket,
    ...read,
    operation: "ListObjectVersions",
    subresource: "versions",
    parameters: VERSIONS,
    answer: { root: "ListVersionsResult" },
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
  // unverified: measured on Ceph 16.2.15; the second is AWS's.
  notFound: [
    { status: 404, code: "NoSuchEntity" },
    { status: 404, code: "NotFound" },
  ],
}));
