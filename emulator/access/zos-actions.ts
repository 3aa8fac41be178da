/** Permissions that a bucket policy of ZOS may name: those of Ceph 16, and of what ZOS has beyond it (unverified). */
import { globMatches } from "./arn";

const ACTIONS: readonly string[] = [
  ...["AbortMultipartUpload", "BypassGovernanceRetention", "CreateBucket", "DeleteBucket", "DeleteBucketPolicy", "DeleteBucketWebsite"],
  ...["DeleteObject", "DeleteObjectTagging", "DeleteObjectVersion", "DeleteObjectVersionTagging", "DeleteReplicationConfiguration"],
  ...["GetAccelerateConfiguration", "GetBucketAcl", "GetBucketCORS", "GetBucketLocation", "GetBucketLogging", "GetBucketNotification"],
  ...["GetBucketObjectLockConfiguration", "GetBucketPolicy", "GetBucketPolicyStatus", "GetBucketPublicAccessBlock"],
  ...["GetBucketRequestPayment", "GetBucketTagging", "GetBucketVersioning", "GetBucketWebsite", "GetEncryptionConfiguration"],
  ...["GetLifecycleConfiguration", "GetObject", "GetObjectAcl", "GetObjectLegalHold", "GetObjectRetention", "GetObjectTagging"],
  ...["GetObjectTorrent", "GetObjectVersion", "GetObjectVersionAcl", "GetObjectVersionTagging", "GetObjectVersionTorrent"],
  ...["GetPublicAccessBlock", "GetReplicationConfiguration", "ListAllMyBuckets", "ListBucket", "ListBucketMultipartUploads"],
  ...["ListBucketVersions", "ListMultipartUploadParts", "PutAccelerateConfiguration", "PutBucketAcl", "PutBucketCORS"],
  ...["PutBucketLogging", "PutBucketNotification", "PutBucketObjectLockConfiguration", "PutBucketPolicy", "PutBucketPublicAccessBlock"],
  ...["PutBucketRequestPayment", "PutBucketTagging", "PutBucketVersioning", "PutBucketWebsite", "PutEncryptionConfiguration"],
  ...["PutLifecycleConfiguration", "PutObject", "PutObjectAcl", "PutObjectLegalHold", "PutObjectRetention", "PutObjectTagging"],
  ...["PutObjectVersionAcl", "PutObjectVersionTagging", "PutPublicAccessBlock", "PutReplicationConfiguration", "RestoreObject"],
].map((name) => `s3:${name.toLowerCase()}`);

/** True for a pattern that covers a permission. */
export function isZosAction(pattern: string): boolean {
  return pattern === "*" || (/^s3:/i.test(pattern) && ACTIONS.some((action) => globMatches(pattern.toLowerCase(), action)));
}
