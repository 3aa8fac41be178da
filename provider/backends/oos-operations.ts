/**
 * Every operation of OOS that may be sent: chapter 4 of the Python SDK guide 6.5.3 [GUIDE 4], the accelerate calls of
 * guide 6.0 [OLD 4.2.10], and the action names of chapters 5, 6 and 7.
 */
import type { ErrorMatch, OperationRow } from "./types";

const NO_BUCKET: readonly ErrorMatch[] = [{ status: 404, code: "NoSuchBucket" }];
const NO_OBJECT: readonly ErrorMatch[] = [...NO_BUCKET, { status: 404, code: "NoSuchKey" }];
const NO_UPLOAD: readonly ErrorMatch[] = [...NO_OBJECT, { status: 404, code: "NoSuchUpload" }];
/** HEAD answers carry no body, so the status alone is the type [OLD 4.2.9]. */
const NO_BODY: readonly ErrorMatch[] = [{ status: 404 }];

function notConfigured(...codes: readonly string[]): readonly ErrorMatch[] {
  return codes.map((code) => ({ status: 404, code }));
}

/** Codes that say "no such configuration". [OLD 4.2.5] writes NoSuchPolicy; the others are unverified and follow S3. */
const NO_POLICY = notConfigured("NoSuchPolicy", "NoSuchBucketPolicy");
const NO_WEBSITE = notConfigured("NoSuchWebsiteConfiguration"); // unverified
const NO_LIFECYCLE = notConfigured("NoSuchLifecycleConfiguration"); // unverified
const NO_CORS = notConfigured("NoSuchCORSConfiguration"); // unverified
const NO_LOCK = notConfigured("ObjectLockConfigurationNotFoundError", "NoSuchObjectLockConfiguration"); // unverified

const bucket = { level: "bucket", notFound: NO_BUCKET } as const;
const object = { level: "object", notFound: NO_OBJECT } as const;
const upload = { level: "object", notFound: NO_UPLOAD } as const;

const read = { method: "GET", effect: "read" } as const;
const write = { method: "PUT", effect: "idempotent", answer: "empty" } as const;
const remove = { method: "DELETE", effect: "idempotent", answer: "empty" } as const;

const LISTING = ["prefix", "marker", "max-keys", "delimiter"];
const UPLOADS = ["prefix", "key-marker", "upload-id-marker", "max-uploads", "delimiter"];
const OVERRIDES = [
  "response-content-type",
  "response-content-language",
  "response-expires",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "x-amz-limitrate",
];

/** [GUIDE 4.1] [GUIDE 4.2] [GUIDE 4.3] [OLD 4.2.10] */
export const S3_OPERATIONS: readonly OperationRow[] = [
  { ...read, operation: "ListBuckets", level: "service", answer: { root: "ListAllMyBucketsResult" } },
  { ...read, operation: "GetRegions", level: "service", subresource: "regions", answer: { root: "BucketRegions" } },

  // One call creates a bucket, changes its ACL and changes its data location: repeating it ends in the same state.
  { ...bucket, ...write, operation: "PutBucket" },
  { ...bucket, ...read, operation: "GetBucketLocation", subresource: "location", answer: { root: "BucketConfiguration" } },
  { ...bucket, ...read, operation: "GetBucketAcl", subresource: "acl", answer: { root: "AccessControlPolicy" } },
  { ...bucket, ...read, operation: "ListObjects", parameters: LISTING, answer: { root: "ListBucketResult" } },
  { ...bucket, ...remove, operation: "DeleteBucket" },
  { ...bucket, ...write, operation: "PutBucketPolicy", subresource: "policy" },
  { ...bucket, ...read, operation: "GetBucketPolicy", subresource: "policy", answer: "json", notConfigured: NO_POLICY },
  { ...bucket, ...remove, operation: "DeleteBucketPolicy", subresource: "policy", notConfigured: NO_POLICY },
  { ...bucket, ...write, operation: "PutBucketWebsite", subresource: "website" },
  {
    ...bucket,
    ...read,
    operation: "GetBucketWebsite",
    subresource: "website",
    answer: { root: "WebsiteConfiguration" },
    notConfigured: NO_WEBSITE,
  },
  { ...bucket, ...remove, operation: "DeleteBucketWebsite", subresource: "website", notConfigured: NO_WEBSITE },
  {
    ...bucket,
    ...read,
    operation: "ListMultipartUploads",
    subresource: "uploads",
    parameters: UPLOADS,
    answer: { root: "ListMultipartUploadsResult" },
  },
  { ...bucket, ...write, operation: "PutBucketLogging", subresource: "logging" },
  { ...bucket, ...read, operation: "GetBucketLogging", subresource: "logging", answer: { root: "BucketLoggingStatus" } },
  { level: "bucket", notFound: NO_BODY, operation: "HeadBucket", method: "HEAD", effect: "read", answer: "empty" },
  { ...bucket, ...write, operation: "PutBucketLifecycle", subresource: "lifecycle" },
  {
    ...bucket,
    ...read,
    operation: "GetBucketLifecycle",
    subresource: "lifecycle",
    answer: { root: "LifecycleConfiguration" },
    notConfigured: NO_LIFECYCLE,
  },
  { ...bucket, ...remove, operation: "DeleteBucketLifecycle", subresource: "lifecycle", notConfigured: NO_LIFECYCLE },
  { ...bucket, ...write, operation: "PutBucketCors", subresource: "cors" },
  { ...bucket, ...read, operation: "GetBucketCors", subresource: "cors", answer: { root: "CORSConfiguration" }, notConfigured: NO_CORS },
  { ...bucket, ...remove, operation: "DeleteBucketCors", subresource: "cors", notConfigured: NO_CORS },
  { ...bucket, ...write, operation: "PutObjectLockConfiguration", subresource: "object-lock", contentMd5: true },
  {
    ...bucket,
    ...read,
    operation: "GetObjectLockConfiguration",
    subresource: "object-lock",
    answer: { root: "ObjectLockConfiguration" },
    notConfigured: NO_LOCK,
  },
  { ...bucket, ...remove, operation: "DeleteObjectLockConfiguration", subresource: "object-lock", notConfigured: NO_LOCK },
  { ...bucket, ...write, operation: "PutBucketAccelerate", subresource: "accelerate" },
  { ...bucket, ...read, operation: "GetBucketAccelerate", subresource: "accelerate", answer: { root: "AccelerateConfiguration" } },
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
  { ...object, ...read, operation: "GetObject", parameters: OVERRIDES, answer: "bytes" },
  { ...object, ...remove, operation: "DeleteObject" },
  { ...object, ...write, operation: "CopyObject", copySource: true, answer: { root: "CopyObjectResult" } },
  { level: "object", notFound: NO_BODY, operation: "HeadObject", method: "HEAD", effect: "read", answer: "empty" },
  // A repeated initiation leaves a second upload behind.
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
    ...write,
    operation: "UploadPartCopy",
    subresource: "uploadId",
    parameters: ["partNumber"],
    copySource: true,
    answer: { root: "CopyPartResult" },
  },
  // A repeated completion of a completed upload answers NoSuchUpload.
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
];
