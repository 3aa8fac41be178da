/** Operations of the object service, in the manual's order. A row without `run` is refused by name and listed in GAPS.md. */
import type { S3Row } from "../../contract";
import * as accelerate from "../../services/s3/accelerate";
import * as bucket from "../../services/s3/bucket";
import * as copy from "../../services/s3/copy";
import * as cors from "../../services/s3/cors";
import * as lifecycle from "../../services/s3/lifecycle";
import * as list from "../../services/s3/list";
import * as logging from "../../services/s3/logging";
import * as multipart from "../../services/s3/multipart";
import * as object from "../../services/s3/object";
import * as lock from "../../services/s3/object-lock";
import { RESPONSE_HEADERS, s3 } from "../../services/s3/row";
import * as website from "../../services/s3/website";

/**
 * Names of permissions on objects and listings are the manual's [DOC 10027251]; those on the bucket itself are AWS's (unverified).
 * PresignUrl [GUIDE 4.3.12] is no request of its own: every row takes presigned URLs.
 */
export const S3_OPERATIONS: readonly S3Row[] = [
  s3("ListBuckets", "GUIDE 4.1.1", "GET /", { actions: ["s3:ListAllMyBuckets"], withoutBucket: true, run: bucket.listBuckets }),
  s3("GetRegions", "GUIDE 4.1.2", "GET /?regions", { actions: ["s3:GetRegions"], withoutBucket: true, run: bucket.getRegions }),
  s3("PutBucket", "GUIDE 4.2.1", "PUT /b", { actions: ["s3:CreateBucket", "s3:PutBucket"], withoutBucket: true, run: bucket.putBucket }),
  s3("GetBucketLocation", "GUIDE 4.2.2", "GET /b?location", { actions: ["s3:GetBucketLocation"], run: bucket.getBucketLocation }),
  s3("GetBucketAcl", "GUIDE 4.2.3", "GET /b?acl", { actions: ["s3:GetBucketAcl"], run: bucket.getBucketAcl }),
  s3("ListObjects", "GUIDE 4.2.4", "GET /b", {
    actions: ["s3:ListBucket"],
    query: ["prefix", "marker", "max-keys", "delimiter", "encoding-type"],
    acl: "read",
    run: list.listObjects,
  }),
  s3("DeleteBucket", "GUIDE 4.2.5", "DELETE /b", { actions: ["s3:DeleteBucket"], run: bucket.deleteBucket }),
  s3("PutBucketPolicy", "GUIDE 4.2.6", "PUT /b?policy", { actions: ["s3:PutBucketPolicy"], run: bucket.putBucketPolicy }),
  s3("GetBucketPolicy", "GUIDE 4.2.7", "GET /b?policy", { actions: ["s3:GetBucketPolicy"], run: bucket.getBucketPolicy }),
  s3("DeleteBucketPolicy", "GUIDE 4.2.8", "DELETE /b?policy", { actions: ["s3:DeleteBucketPolicy"], run: bucket.deleteBucketPolicy }),
  s3("PutBucketWebsite", "GUIDE 4.2.9", "PUT /b?website", { actions: ["s3:PutBucketWebsite"], run: website.putBucketWebsite }),
  s3("GetBucketWebsite", "GUIDE 4.2.10", "GET /b?website", { actions: ["s3:GetBucketWebsite"], run: website.getBucketWebsite }),
  s3("DeleteBucketWebsite", "GUIDE 4.2.11", "DELETE /b?website", { actions: ["s3:DeleteBucketWebsite"], run: website.deleteBucketWebsite }),
  s3("ListMultipartUploads", "GUIDE 4.2.12", "GET /b?uploads", {
    actions: ["s3:ListBucketMultipartUploads"],
    query: ["prefix", "key-marker", "upload-id-marker", "max-uploads", "delimiter", "encoding-type"],
    acl: "read",
    run: list.listMultipartUploads,
  }),
  s3("PutBucketLogging", "GUIDE 4.2.13", "PUT /b?logging", { actions: ["s3:PutBucketLogging"], run: logging.putBucketLogging }),
  s3("GetBucketLogging", "GUIDE 4.2.14", "GET /b?logging", { actions: ["s3:GetBucketLogging"], run: logging.getBucketLogging }),
  s3("HeadBucket", "GUIDE 4.2.15", "HEAD /b", { actions: ["s3:ListBucket"], acl: "read", run: bucket.headBucket }),
  s3("PutBucketLifecycle", "GUIDE 4.2.16", "PUT /b?lifecycle", { actions: ["s3:PutBucketLifecycle"], run: lifecycle.putBucketLifecycle }),
  s3("GetBucketLifecycle", "GUIDE 4.2.17", "GET /b?lifecycle", { actions: ["s3:GetBucketLifecycle"], run: lifecycle.getBucketLifecycle }),
  s3("DeleteBucketLifecycle", "GUIDE 4.2.18", "DELETE /b?lifecycle", {
    actions: ["s3:DeleteBucketLifecycle"],
    run: lifecycle.deleteBucketLifecycle,
  }),
  s3("PutBucketCors", "GUIDE 4.2.19", "PUT /b?cors", { actions: ["s3:PutBucketCors"], run: cors.putBucketCors }),
  s3("GetBucketCors", "GUIDE 4.2.20", "GET /b?cors", { actions: ["s3:GetBucketCors"], run: cors.getBucketCors }),
  s3("DeleteBucketCors", "GUIDE 4.2.21", "DELETE /b?cors", { actions: ["s3:DeleteBucketCors"], run: cors.deleteBucketCors }),
  s3("PutObjectLockConfiguration", "GUIDE 4.2.22", "PUT /b?object-lock", {
    actions: ["s3:PutBucketObjectLockConfiguration"],
    run: lock.putObjectLockConfiguration,
  }),
  s3("GetObjectLockConfiguration", "GUIDE 4.2.23", "GET /b?object-lock", {
    actions: ["s3:GetBucketObjectLockConfiguration"],
    run: lock.getObjectLockConfiguration,
  }),
  s3("DeleteObjectLockConfiguration", "GUIDE 4.2.24", "DELETE /b?object-lock", {
    actions: ["s3:DeleteBucketObjectLockConfiguration"],
    run: lock.deleteObjectLockConfiguration,
  }),
  s3("PutObject", "GUIDE 4.3.1", "PUT /b/k", { actions: ["s3:PutObject"], acl: "write", run: object.putObject }),
  s3("GetObject", "GUIDE 4.3.2", "GET /b/k", { actions: ["s3:GetObject"], query: RESPONSE_HEADERS, acl: "read", run: object.getObject }),
  s3("DeleteObject", "GUIDE 4.3.3", "DELETE /b/k", { actions: ["s3:DeleteObject"], acl: "write", run: object.deleteObject }),
  s3("CopyObject", "GUIDE 4.3.4", "PUT /b/k x-amz-copy-source", { actions: ["s3:PutObject"], acl: "write", run: copy.copyObject }),
  s3("CreateMultipartUpload", "GUIDE 4.3.5", "POST /b/k?uploads", {
    actions: ["s3:PutObject"],
    acl: "write",
    run: multipart.createMultipartUpload,
  }),
  s3("UploadPart", "GUIDE 4.3.6", "PUT /b/k?partNumber&uploadId", { actions: ["s3:PutObject"], acl: "write", run: multipart.uploadPart }),
  s3("CompleteMultipartUpload", "GUIDE 4.3.7", "POST /b/k?uploadId", {
    actions: ["s3:PutObject"],
    acl: "write",
    run: multipart.completeMultipartUpload,
  }),
  s3("AbortMultipartUpload", "GUIDE 4.3.8", "DELETE /b/k?uploadId", {
    actions: ["s3:AbortMultipartUpload"],
    acl: "write",
    run: multipart.abortMultipartUpload,
  }),
  s3("ListParts", "GUIDE 4.3.9", "GET /b/k?uploadId", {
    actions: ["s3:ListMultipartUploadParts"],
    query: ["max-parts", "part-number-marker"],
    acl: "read",
    run: multipart.listParts,
  }),
  s3("UploadPartCopy", "GUIDE 4.3.10", "PUT /b/k?partNumber&uploadId x-amz-copy-source", {
    actions: ["s3:PutObject"],
    acl: "write",
    run: copy.uploadPartCopy,
  }),
  s3("DeleteObjects", "GUIDE 4.3.11", "POST /b?delete", {
    actions: ["s3:DeleteMultipleObjects"],
    acl: "write",
    run: object.deleteObjects,
  }),
  s3("HeadObject", "GUIDE 4.3.13", "HEAD /b/k", {
    actions: ["s3:GetObject"],
    query: RESPONSE_HEADERS,
    acl: "read",
    run: object.headObject,
  }),
  s3("PutBucketAccelerate", "OLD 4.2.10", "PUT /b?accelerate", {
    actions: ["s3:PutBucketAccelerate"],
    run: accelerate.putBucketAccelerate,
  }),
  s3("GetBucketAccelerate", "OLD 4.2.10", "GET /b?accelerate", {
    actions: ["s3:GetBucketAccelerate"],
    run: accelerate.getBucketAccelerate,
  }),
];
