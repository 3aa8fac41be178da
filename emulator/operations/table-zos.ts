/**
 * Operations of ZOS, in the guide's order. Those without `run` are refused by name and listed in GAPS.md: a Ceph object gateway, which ZOS is built
 * on, serves them. What is served is what the gateway lacks (encryption, logging) and what a bucket with it needs.
 */
import { RESPONSE_HEADERS, s3 } from "./s3-row";
import * as bucket from "./s3-bucket";
import * as list from "./s3-list";
import * as object from "./s3-object";
import type { S3Row } from "./types";
import * as zosBucket from "./zos-bucket";
import * as encryption from "./zos-encryption";
import * as logging from "./zos-logging";
import * as zosObject from "./zos-object";

/** unverified: names of permissions are AWS's. */
export const ZOS_OPERATIONS: readonly S3Row[] = [
  s3("PutBucket", "ZOS 1.1", "PUT /b", {
    actions: ["s3:CreateBucket"],
    headers: ["x-amz-acl"],
    withoutBucket: true,
    run: zosBucket.putBucket,
    lacks: "object lock, storage class, AZ policy and grants by header.",
  }),
  s3("DeleteBucket", "ZOS 1.2", "DELETE /b", { actions: ["s3:DeleteBucket"], run: bucket.deleteBucket }),
  s3("HeadBucket", "ZOS 1.3", "HEAD /b", { actions: ["s3:ListBucket"], grants: [["bucket", "READ"]], run: zosBucket.headBucket }),
  s3("ListBuckets", "ZOS 1.4", "GET /", { actions: ["s3:ListAllMyBuckets"], withoutBucket: true, run: bucket.listBuckets }),
  s3("ListObjects", "ZOS 1.5", "GET /b", {
    actions: ["s3:ListBucket"],
    query: ["prefix", "marker", "max-keys", "delimiter", "encoding-type"],
    grants: [["bucket", "READ"]],
    run: list.listObjects,
  }),
  ...unserved(
    "PutBucketPolicy ZOS 1.6 PUT /b?policy",
    "GetBucketPolicy ZOS 1.7 GET /b?policy",
    "DeleteBucketPolicy ZOS 1.8 DELETE /b?policy",
  ),
  ...unserved("PutBucketAcl ZOS 1.9 PUT /b?acl"),
  s3("GetBucketAcl", "ZOS 1.10", "GET /b?acl", {
    actions: ["s3:GetBucketAcl"],
    grants: [["bucket", "READ_ACP"]],
    run: zosBucket.getBucketAcl,
  }),
  ...unserved(
    "PutBucketLifecycle ZOS 1.11 PUT /b?lifecycle",
    "GetBucketLifecycle ZOS 1.12 GET /b?lifecycle",
    "DeleteBucketLifecycle ZOS 1.13 DELETE /b?lifecycle",
  ),
  ...unserved(
    "PutBucketWebsite ZOS 1.14 PUT /b?website",
    "GetBucketWebsite ZOS 1.15 GET /b?website",
    "DeleteBucketWebsite ZOS 1.16 DELETE /b?website",
  ),
  ...unserved(
    "PutBucketTagging ZOS 1.17 PUT /b?tagging",
    "GetBucketTagging ZOS 1.18 GET /b?tagging",
    "DeleteBucketTagging ZOS 1.19 DELETE /b?tagging",
  ),
  s3("PutBucketEncryption", "ZOS 1.20", "PUT /b?encryption", {
    actions: ["s3:PutEncryptionConfiguration"],
    run: encryption.putBucketEncryption,
  }),
  s3("GetBucketEncryption", "ZOS 1.21", "GET /b?encryption", {
    actions: ["s3:GetEncryptionConfiguration"],
    run: encryption.getBucketEncryption,
  }),
  s3("DeleteBucketEncryption", "ZOS 1.22", "DELETE /b?encryption", {
    actions: ["s3:PutEncryptionConfiguration"],
    run: encryption.deleteBucketEncryption,
  }),
  ...unserved("PutObjectLockConfiguration ZOS 1.23 PUT /b?object-lock", "GetObjectLockConfiguration ZOS 1.24 GET /b?object-lock"),
  s3("PutBucketLogging", "ZOS 1.25", "PUT /b?logging", { actions: ["s3:PutBucketLogging"], run: logging.putBucketLogging }),
  s3("GetBucketLogging", "ZOS 1.26", "GET /b?logging", { actions: ["s3:GetBucketLogging"], run: logging.getBucketLogging }),
  ...unserved("PutBucketCors ZOS 1.27 PUT /b?cors", "GetBucketCors ZOS 1.28 GET /b?cors", "DeleteBucketCors ZOS 1.29 DELETE /b?cors"),
  ...unserved("PutBucketVersioning ZOS 1.30 PUT /b?versioning", "GetBucketVersioning ZOS 1.31 GET /b?versioning"),
  s3("GetObject", "ZOS 2.1", "GET /b/k", {
    actions: ["s3:GetObject"],
    query: RESPONSE_HEADERS,
    grants: [["object", "READ"]],
    run: zosObject.getObject,
  }),
  s3("HeadObject", "ZOS 2.2", "HEAD /b/k", {
    actions: ["s3:GetObject"],
    query: RESPONSE_HEADERS,
    grants: [["object", "READ"]],
    run: zosObject.headObject,
  }),
  s3("PutObject", "ZOS 2.3", "PUT /b/k", {
    actions: ["s3:PutObject"],
    headers: ["x-amz-acl", encryption.ENCRYPTION_HEADER, encryption.KEY_HEADER],
    grants: [
      ["bucket", "WRITE"],
      ["object", "WRITE"],
    ],
    run: zosObject.putObject,
    lacks:
      "storage classes, tags, appending, grants by header and keys of the caller's own (SSE-C); the object belongs to the owner of the bucket, whoever put it.",
  }),
  s3("DeleteObject", "ZOS 2.4", "DELETE /b/k", {
    actions: ["s3:DeleteObject"],
    grants: [
      ["bucket", "WRITE"],
      ["object", "WRITE"],
    ],
    run: object.deleteObject,
    lacks: "versions.",
  }),
  s3("DeleteObjects", "ZOS 2.5", "POST /b?delete", {
    actions: ["s3:DeleteObject"],
    grants: [["bucket", "WRITE"]],
    run: zosObject.deleteObjects,
    lacks: "versions.",
  }),
  ...unserved("PutObjectAcl ZOS 2.6 PUT /b/k?acl"),
  s3("GetObjectAcl", "ZOS 2.7", "GET /b/k?acl", {
    actions: ["s3:GetObjectAcl"],
    grants: [["object", "READ_ACP"]],
    run: zosObject.getObjectAcl,
    lacks: "versions.",
  }),
  ...unserved(
    "PutObjectTagging ZOS 2.8 PUT /b/k?tagging",
    "GetObjectTagging ZOS 2.9 GET /b/k?tagging",
    "DeleteObjectTagging ZOS 2.10 DELETE /b/k?tagging",
    "PutObjectLegalHold ZOS 2.11 PUT /b/k?legal-hold",
    "GetObjectLegalHold ZOS 2.12 GET /b/k?legal-hold",
    "PutObjectRetention ZOS 2.13 PUT /b/k?retention",
    "GetObjectRetention ZOS 2.14 GET /b/k?retention",
    "CopyObject ZOS 2.17 PUT /b/k x-amz-copy-source",
    "RestoreObject ZOS 2.19 POST /b/k?restore",
    "CreateMultipartUpload ZOS 3.1 POST /b/k?uploads",
    "UploadPart ZOS 3.2 PUT /b/k?partNumber&uploadId",
    "CompleteMultipartUpload ZOS 3.3 POST /b/k?uploadId",
    "ListParts ZOS 3.4 GET /b/k?uploadId",
    "AbortMultipartUpload ZOS 3.5 DELETE /b/k?uploadId",
  ),
  s3("ListMultipartUploads", "ZOS 3.6", "GET /b?uploads", {
    actions: ["s3:ListBucketMultipartUploads"],
    query: ["prefix", "key-marker", "upload-id-marker", "max-uploads", "delimiter", "encoding-type"],
    grants: [["bucket", "READ"]],
    run: list.listMultipartUploads,
    lacks: "uploads: none can be begun, so the list is empty.",
  }),
  // unverified: the guide has no such call; clients empty buckets by it, on Ceph and on AWS.
  s3("ListObjectVersions", "beyond the guide", "GET /b?versions", {
    actions: ["s3:ListBucketVersions"],
    query: ["prefix", "key-marker", "version-id-marker", "max-keys", "encoding-type"],
    grants: [["bucket", "READ"]],
    run: zosObject.listObjectVersions,
    lacks: "versions and delimiters: each object is its only version.",
  }),
];

/** What a gateway serves: name, place in the guide, wire form. */
function unserved(...calls: readonly string[]): readonly S3Row[] {
  return calls.map((call) => {
    const [name = "", guide = "", chapter = "", ...wire] = call.split(" ");
    return s3(name, `${guide} ${chapter}`, wire.join(" "), { actions: [`s3:${name}`] });
  });
}
