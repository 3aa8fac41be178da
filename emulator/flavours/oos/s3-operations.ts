/** Operations of the object service, in the manual's order. A row without `run` is refused by name and listed in GAPS.md. */
import type { S3Row } from "../../contract";
import * as accelerate from "../../services/s3/accelerate";
import * as bucket from "../../services/s3/bucket";
import * as copy from "../../services/s3/copy";
import * as cors from "../../services/s3/cors";
import { common } from "../../services/s3/forms";
import * as lifecycle from "../../services/s3/lifecycle";
import * as list from "../../services/s3/list";
import * as logging from "../../services/s3/logging";
import * as multipart from "../../services/s3/multipart";
import * as object from "../../services/s3/object";
import * as lock from "../../services/s3/object-lock";
import { s3 } from "../../services/s3/row";
import * as website from "../../services/s3/website";

/**
 * Names of permissions on objects and listings are the manual's [DOC 10027251]; those on the bucket itself are AWS's (unverified).
 * PresignUrl [GUIDE 4.3.12] is no request of its own: every row takes presigned URLs.
 */
export const S3_OPERATIONS: readonly S3Row[] = [
  common("ListBuckets", "GUIDE 4.1.1", { withoutBucket: true, run: bucket.listBuckets }),
  s3("GetRegions", "GUIDE 4.1.2", "GET /?regions", { actions: ["s3:GetRegions"], withoutBucket: true, run: bucket.getRegions }),
  common("PutBucket", "GUIDE 4.2.1", { actions: ["s3:CreateBucket", "s3:PutBucket"], withoutBucket: true, run: bucket.putBucket }),
  common("GetBucketLocation", "GUIDE 4.2.2", { run: bucket.getBucketLocation }),
  common("GetBucketAcl", "GUIDE 4.2.3", { run: bucket.getBucketAcl }),
  common("ListObjects", "GUIDE 4.2.4", { acl: "read", run: list.listObjects }),
  common("DeleteBucket", "GUIDE 4.2.5", { run: bucket.deleteBucket }),
  common("PutBucketPolicy", "GUIDE 4.2.6", { run: bucket.putBucketPolicy }),
  common("GetBucketPolicy", "GUIDE 4.2.7", { run: bucket.getBucketPolicy }),
  common("DeleteBucketPolicy", "GUIDE 4.2.8", { run: bucket.deleteBucketPolicy }),
  common("PutBucketWebsite", "GUIDE 4.2.9", { run: website.putBucketWebsite }),
  common("GetBucketWebsite", "GUIDE 4.2.10", { run: website.getBucketWebsite }),
  common("DeleteBucketWebsite", "GUIDE 4.2.11", { run: website.deleteBucketWebsite }),
  common("ListMultipartUploads", "GUIDE 4.2.12", { acl: "read", run: list.listMultipartUploads }),
  common("PutBucketLogging", "GUIDE 4.2.13", { run: logging.putBucketLogging }),
  common("GetBucketLogging", "GUIDE 4.2.14", { run: logging.getBucketLogging }),
  common("HeadBucket", "GUIDE 4.2.15", { acl: "read", run: bucket.headBucket }),
  common("PutBucketLifecycle", "GUIDE 4.2.16", { run: lifecycle.putBucketLifecycle }),
  common("GetBucketLifecycle", "GUIDE 4.2.17", { run: lifecycle.getBucketLifecycle }),
  common("DeleteBucketLifecycle", "GUIDE 4.2.18", { run: lifecycle.deleteBucketLifecycle }),
  common("PutBucketCors", "GUIDE 4.2.19", { run: cors.putBucketCors }),
  common("GetBucketCors", "GUIDE 4.2.20", { run: cors.getBucketCors }),
  common("DeleteBucketCors", "GUIDE 4.2.21", { run: cors.deleteBucketCors }),
  common("PutObjectLockConfiguration", "GUIDE 4.2.22", { run: lock.putObjectLockConfiguration }),
  common("GetObjectLockConfiguration", "GUIDE 4.2.23", { run: lock.getObjectLockConfiguration }),
  s3("DeleteObjectLockConfiguration", "GUIDE 4.2.24", "DELETE /b?object-lock", {
    actions: ["s3:DeleteBucketObjectLockConfiguration"],
    run: lock.deleteObjectLockConfiguration,
  }),
  common("PutObject", "GUIDE 4.3.1", { acl: "write", run: object.putObject }),
  common("GetObject", "GUIDE 4.3.2", { acl: "read", run: object.getObject }),
  common("DeleteObject", "GUIDE 4.3.3", { acl: "write", run: object.deleteObject }),
  common("CopyObject", "GUIDE 4.3.4", { acl: "write", run: copy.copyObject }),
  common("CreateMultipartUpload", "GUIDE 4.3.5", { acl: "write", run: multipart.createMultipartUpload }),
  common("UploadPart", "GUIDE 4.3.6", { acl: "write", run: multipart.uploadPart }),
  common("CompleteMultipartUpload", "GUIDE 4.3.7", { acl: "write", run: multipart.completeMultipartUpload }),
  common("AbortMultipartUpload", "GUIDE 4.3.8", { acl: "write", run: multipart.abortMultipartUpload }),
  common("ListParts", "GUIDE 4.3.9", { acl: "read", run: multipart.listParts }),
  common("UploadPartCopy", "GUIDE 4.3.10", { acl: "write", run: copy.uploadPartCopy }),
  common("DeleteObjects", "GUIDE 4.3.11", { actions: ["s3:DeleteMultipleObjects"], acl: "write", run: object.deleteObjects }),
  common("HeadObject", "GUIDE 4.3.13", { acl: "read", run: object.headObject }),
  s3("PutBucketAccelerate", "OLD 4.2.10", "PUT /b?accelerate", {
    actions: ["s3:PutBucketAccelerate"],
    run: accelerate.putBucketAccelerate,
  }),
  s3("GetBucketAccelerate", "OLD 4.2.10", "GET /b?accelerate", {
    actions: ["s3:GetBucketAccelerate"],
    run: accelerate.getBucketAccelerate,
  }),
];
