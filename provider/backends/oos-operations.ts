/**
 * Every operation of OOS's S3 side that may be sent: chapter 4 of the Python SDK guide 6.5.3 [GUIDE 4], and the accelerate calls of
 * guide 6.0 [OLD 4.2.10].
 */
import { bucket, BUCKET_ROWS, notConfigured, objectRows, read, setting, UPLOAD_PART_COPY } from "./s3-rows";
import type { OperationRow } from "./types";

/** [OLD 4.2.5] writes NoSuchPolicy; the others are unverified and follow S3. */
const NO_POLICY = notConfigured("NoSuchPolicy", "NoSuchBucketPolicy");
const NO_WEBSITE = notConfigured("NoSuchWebsiteConfiguration"); // unverified
const NO_LIFECYCLE = notConfigured("NoSuchLifecycleConfiguration"); // unverified
const NO_CORS = notConfigured("NoSuchCORSConfiguration"); // unverified
const NO_LOCK = notConfigured("ObjectLockConfigurationNotFoundError", "NoSuchObjectLockConfiguration"); // unverified

export const S3_OPERATIONS: readonly OperationRow[] = [
  // PUT of a bucket makes it, changes its ACL and changes its data location: repeating it ends in the same state.
  ...BUCKET_ROWS,
  { ...read, operation: "GetRegions", level: "service", subresource: "regions", answer: { root: "BucketRegions" } },
  { ...bucket, ...read, operation: "GetBucketLocation", subresource: "location", answer: { root: "BucketConfiguration" } },
  { ...bucket, ...read, operation: "GetBucketAcl", subresource: "acl", answer: { root: "AccessControlPolicy" } },
  ...setting("policy", "BucketPolicy", { missing: NO_POLICY }),
  ...setting("website", "BucketWebsite", { root: "WebsiteConfiguration", missing: NO_WEBSITE }),
  ...setting("logging", "BucketLogging", { root: "BucketLoggingStatus" }),
  ...setting("lifecycle", "BucketLifecycle", { root: "LifecycleConfiguration", missing: NO_LIFECYCLE, long: true }),
  ...setting("cors", "BucketCors", { root: "CORSConfiguration", missing: NO_CORS }),
  ...setting("object-lock", "ObjectLockConfiguration", { root: "ObjectLockConfiguration", missing: NO_LOCK, contentMd5: true }),
  ...setting("accelerate", "BucketAccelerate", { root: "AccelerateConfiguration" }),

  ...objectRows({ reading: ["x-amz-limitrate"], versions: false }),
  UPLOAD_PART_COPY,
];
