/** Operations of ZOS, in the guide's order, and what clients and the provider ask of a Ceph object gateway beyond it. A row without `run` is refused by name. */
import type { OperationTable, RowGrant, S3Row, S3RowDetails } from "../../contract";
import * as bucket from "../../services/s3/bucket";
import * as list from "../../services/s3/list";
import * as multipart from "../../services/s3/multipart";
import { RESPONSE_HEADERS, s3 } from "../../services/s3/row";
import * as website from "../../services/s3/website";
import * as topics from "../../services/topic/topics";
import * as zosBucket from "./bucket";
import * as encryption from "./encryption";
import { ACL_HEADERS } from "./grants";
import * as lifecycle from "./lifecycle";
import * as zosList from "./list";
import * as lock from "./lock";
import * as logging from "./logging";
import * as notification from "./notification";
import * as object from "./object";
import * as settings from "./settings";

/** A call of the bucket's owner on one of its settings. */
function setting(name: string, chapter: string, wire: string, action: string, run: NonNullable<S3RowDetails["run"]>, more = {}): S3Row {
  return s3(name, chapter, wire, { actions: [`s3:${action}`], run, ...more });
}

const LISTING = ["prefix", "delimiter", "max-keys", "encoding-type"];
const VERSION = ["versionId"];
const MAY_READ: readonly RowGrant[] = [["object", "READ"]];
const MAY_WRITE: readonly RowGrant[] = [["bucket", "WRITE"]];
const MAY_LIST: readonly RowGrant[] = [["bucket", "READ"]];
/** Replacing and deleting. */
const MAY_CHANGE: readonly RowGrant[] = [...MAY_WRITE, ["object", "WRITE"]];

/** unverified: names of permissions are those of AWS and Ceph. */
const OPERATIONS: readonly S3Row[] = [
  s3("PutBucket", "ZOS 1.1", "PUT /b", {
    actions: ["s3:CreateBucket"],
    headers: [...ACL_HEADERS, zosBucket.LOCK_HEADER, zosBucket.CLASS_HEADER],
    withoutBucket: true,
    run: zosBucket.putBucket,
    lacks: "AZ policy.",
  }),
  s3("DeleteBucket", "ZOS 1.2", "DELETE /b", { actions: ["s3:DeleteBucket"], run: zosBucket.deleteBucket }),
  s3("HeadBucket", "ZOS 1.3", "HEAD /b", { actions: ["s3:ListBucket"], grants: MAY_LIST, run: zosBucket.headBucket }),
  s3("ListBuckets", "ZOS 1.4", "GET /", { actions: ["s3:ListAllMyBuckets"], withoutBucket: true, run: bucket.listBuckets }),
  s3("ListObjects", "ZOS 1.5", "GET /b", {
    actions: ["s3:ListBucket"],
    query: [...LISTING, "marker"],
    grants: MAY_LIST,
    run: list.listObjects,
  }),
  setting("PutBucketPolicy", "ZOS 1.6", "PUT /b?policy", "PutBucketPolicy", settings.putBucketPolicy),
  setting("GetBucketPolicy", "ZOS 1.7", "GET /b?policy", "GetBucketPolicy", settings.getBucketPolicy),
  setting("DeleteBucketPolicy", "ZOS 1.8", "DELETE /b?policy", "DeleteBucketPolicy", settings.deleteBucketPolicy),
  setting("PutBucketAcl", "ZOS 1.9", "PUT /b?acl", "PutBucketAcl", zosBucket.putBucketAcl, {
    headers: ACL_HEADERS,
    grants: [["bucket", "WRITE_ACP"]],
  }),
  setting("GetBucketAcl", "ZOS 1.10", "GET /b?acl", "GetBucketAcl", zosBucket.getBucketAcl, { grants: [["bucket", "READ_ACP"]] }),
  setting("PutBucketLifecycle", "ZOS 1.11", "PUT /b?lifecycle", "PutLifecycleConfiguration", lifecycle.putBucketLifecycle),
  setting("GetBucketLifecycle", "ZOS 1.12", "GET /b?lifecycle", "GetLifecycleConfiguration", lifecycle.getBucketLifecycle),
  setting("DeleteBucketLifecycle", "ZOS 1.13", "DELETE /b?lifecycle", "PutLifecycleConfiguration", settings.deleteBucketLifecycle),
  setting("PutBucketWebsite", "ZOS 1.14", "PUT /b?website", "PutBucketWebsite", settings.putBucketWebsite, {
    lacks: "the web site itself: the guide names no host for it.",
  }),
  setting("GetBucketWebsite", "ZOS 1.15", "GET /b?website", "GetBucketWebsite", website.getBucketWebsite),
  setting("DeleteBucketWebsite", "ZOS 1.16", "DELETE /b?website", "DeleteBucketWebsite", settings.deleteBucketWebsite),
  setting("PutBucketTagging", "ZOS 1.17", "PUT /b?tagging", "PutBucketTagging", settings.putBucketTagging),
  setting("GetBucketTagging", "ZOS 1.18", "GET /b?tagging", "GetBucketTagging", settings.getBucketTagging),
  setting("DeleteBucketTagging", "ZOS 1.19", "DELETE /b?tagging", "PutBucketTagging", settings.deleteBucketTagging),
  setting("PutBucketEncryption", "ZOS 1.20", "PUT /b?encryption", "PutEncryptionConfiguration", encryption.putBucketEncryption),
  setting("GetBucketEncryption", "ZOS 1.21", "GET /b?encryption", "GetEncryptionConfiguration", encryption.getBucketEncryption),
  setting("DeleteBucketEncryption", "ZOS 1.22", "DELETE /b?encryption", "PutEncryptionConfiguration", encryption.deleteBucketEncryption),
  setting(
    "PutObjectLockConfiguration",
    "ZOS 1.23",
    "PUT /b?object-lock",
    "PutBucketObjectLockConfiguration",
    lock.putObjectLockConfiguration,
  ),
  setting(
    "GetObjectLockConfiguration",
    "ZOS 1.24",
    "GET /b?object-lock",
    "GetBucketObjectLockConfiguration",
    lock.getObjectLockConfiguration,
  ),
  setting("PutBucketLogging", "ZOS 1.25", "PUT /b?logging", "PutBucketLogging", logging.putBucketLogging),
  setting("GetBucketLogging", "ZOS 1.26", "GET /b?logging", "GetBucketLogging", logging.getBucketLogging),
  setting("PutBucketCors", "ZOS 1.27", "PUT /b?cors", "PutBucketCORS", settings.putBucketCors),
  setting("GetBucketCors", "ZOS 1.28", "GET /b?cors", "GetBucketCORS", settings.getBucketCors),
  setting("DeleteBucketCors", "ZOS 1.29", "DELETE /b?cors", "PutBucketCORS", settings.deleteBucketCors),
  setting("PutBucketVersioning", "ZOS 1.30", "PUT /b?versioning", "PutBucketVersioning", zosBucket.putBucketVersioning),
  setting("GetBucketVersioning", "ZOS 1.31", "GET /b?versioning", "GetBucketVersioning", zosBucket.getBucketVersioning),
  s3("GetObject", "ZOS 2.1", "GET /b/k", {
    actions: ["s3:GetObject"],
    versionActions: ["s3:GetObjectVersion"],
    query: [...RESPONSE_HEADERS, ...VERSION],
    grants: MAY_READ,
    run: object.getObject,
  }),
  s3("HeadObject", "ZOS 2.2", "HEAD /b/k", {
    actions: ["s3:GetObject"],
    versionActions: ["s3:GetObjectVersion"],
    query: [...RESPONSE_HEADERS, ...VERSION],
    grants: MAY_READ,
    run: object.headObject,
  }),
  s3("PutObject", "ZOS 2.3", "PUT /b/k", {
    actions: ["s3:PutObject"],
    headers: object.UPLOAD_HEADERS,
    grants: MAY_CHANGE,
    run: object.putObject,
    lacks: "appending and keys of the caller's own (SSE-C); the object belongs to the owner of the bucket, whoever put it.",
  }),
  s3("DeleteObject", "ZOS 2.4", "DELETE /b/k", {
    actions: ["s3:DeleteObject"],
    versionActions: ["s3:DeleteObjectVersion"],
    query: VERSION,
    headers: [lock.BYPASS_HEADER],
    grants: MAY_CHANGE,
    run: object.deleteObject,
  }),
  s3("DeleteObjects", "ZOS 2.5", "POST /b?delete", {
    actions: ["s3:DeleteObject"],
    headers: [lock.BYPASS_HEADER],
    grants: MAY_WRITE,
    run: object.deleteObjects,
  }),
  setting("PutObjectAcl", "ZOS 2.6", "PUT /b/k?acl", "PutObjectAcl", object.putObjectAcl, {
    versionActions: ["s3:PutObjectVersionAcl"],
    query: VERSION,
    headers: ACL_HEADERS,
    grants: [["object", "WRITE_ACP"]],
  }),
  setting("GetObjectAcl", "ZOS 2.7", "GET /b/k?acl", "GetObjectAcl", object.getObjectAcl, {
    versionActions: ["s3:GetObjectVersionAcl"],
    query: VERSION,
    grants: [["object", "READ_ACP"]],
  }),
  setting("PutObjectTagging", "ZOS 2.8", "PUT /b/k?tagging", "PutObjectTagging", object.putObjectTagging, {
    versionActions: ["s3:PutObjectVersionTagging"],
    query: VERSION,
  }),
  setting("GetObjectTagging", "ZOS 2.9", "GET /b/k?tagging", "GetObjectTagging", object.getObjectTagging, {
    versionActions: ["s3:GetObjectVersionTagging"],
    query: VERSION,
  }),
  setting("DeleteObjectTagging", "ZOS 2.10", "DELETE /b/k?tagging", "DeleteObjectTagging", object.deleteObjectTagging, {
    versionActions: ["s3:DeleteObjectVersionTagging"],
    query: VERSION,
  }),
  setting("PutObjectLegalHold", "ZOS 2.11", "PUT /b/k?legal-hold", "PutObjectLegalHold", lock.putObjectLegalHold, { query: VERSION }),
  setting("GetObjectLegalHold", "ZOS 2.12", "GET /b/k?legal-hold", "GetObjectLegalHold", lock.getObjectLegalHold, { query: VERSION }),
  setting("PutObjectRetention", "ZOS 2.13", "PUT /b/k?retention", "PutObjectRetention", lock.putObjectRetention, {
    query: VERSION,
    headers: [lock.BYPASS_HEADER],
  }),
  setting("GetObjectRetention", "ZOS 2.14", "GET /b/k?retention", "GetObjectRetention", lock.getObjectRetention, { query: VERSION }),
  s3("CopyObject", "ZOS 2.17", "PUT /b/k x-amz-copy-source", {
    actions: ["s3:PutObject"],
    headers: [...object.UPLOAD_HEADERS, ...object.COPY_HEADERS],
    grants: MAY_CHANGE,
    run: object.copyObject,
    lacks: "conditions on the source.",
  }),
  s3("RestoreObject", "ZOS 2.19", "POST /b/k?restore", { actions: ["s3:RestoreObject"] }),
  s3("CreateMultipartUpload", "ZOS 3.1", "POST /b/k?uploads", {
    actions: ["s3:PutObject"],
    headers: object.UPLOAD_HEADERS,
    grants: MAY_CHANGE,
    run: object.createMultipartUpload,
  }),
  s3("UploadPart", "ZOS 3.2", "PUT /b/k?partNumber&uploadId", { actions: ["s3:PutObject"], grants: MAY_CHANGE, run: multipart.uploadPart }),
  s3("CompleteMultipartUpload", "ZOS 3.3", "POST /b/k?uploadId", {
    actions: ["s3:PutObject"],
    grants: MAY_CHANGE,
    run: object.completeMultipartUpload,
  }),
  s3("ListParts", "ZOS 3.4", "GET /b/k?uploadId", {
    actions: ["s3:ListMultipartUploadParts"],
    query: ["max-parts", "part-number-marker"],
    grants: MAY_LIST,
    run: multipart.listParts,
  }),
  s3("AbortMultipartUpload", "ZOS 3.5", "DELETE /b/k?uploadId", {
    actions: ["s3:AbortMultipartUpload"],
    grants: MAY_CHANGE,
    run: multipart.abortMultipartUpload,
  }),
  s3("ListMultipartUploads", "ZOS 3.6", "GET /b?uploads", {
    actions: ["s3:ListBucketMultipartUploads"],
    query: [...LISTING, "key-marker", "upload-id-marker", "max-uploads"],
    grants: MAY_LIST,
    run: list.listMultipartUploads,
  }),
  topicCall("CreateTopic", "ZOS 5.1", topics.createTopic),
  topicCall("GetTopic", "ZOS 5.2", topics.getTopic),
  topicCall("DeleteTopic", "ZOS 5.3", topics.deleteTopic),
  topicCall("ListTopics", "ZOS 5.4", topics.listTopics),
  // unverified: the guide has none of the following; clients ask it of a Ceph gateway.
  s3("ListObjectVersions", "beyond the guide", "GET /b?versions", {
    actions: ["s3:ListBucketVersions"],
    query: [...LISTING, "key-marker", "version-id-marker"],
    grants: MAY_LIST,
    run: zosList.listObjectVersions,
  }),
  s3("ListObjectsV2", "beyond the guide", "GET /b?list-type", {
    actions: ["s3:ListBucket"],
    query: [...LISTING, "continuation-token", "start-after", "fetch-owner"],
    grants: MAY_LIST,
    run: zosList.listObjectsV2,
  }),
  setting("GetBucketLocation", "beyond the guide", "GET /b?location", "GetBucketLocation", zosBucket.getBucketLocation),
  setting("GetBucketPolicyStatus", "beyond the guide", "GET /b?policyStatus", "GetBucketPolicyStatus", zosBucket.getBucketPolicyStatus),
  setting("PutBucketNotification", "beyond the guide", "PUT /b?notification", "PutBucketNotification", notification.putBucketNotification),
  setting("GetBucketNotification", "beyond the guide", "GET /b?notification", "GetBucketNotification", notification.getBucketNotification),
  setting(
    "DeleteBucketNotification",
    "beyond the guide",
    "DELETE /b?notification",
    "PutBucketNotification",
    notification.deleteBucketNotification,
  ),
  s3("UploadPartCopy", "beyond the guide", "PUT /b/k?partNumber&uploadId x-amz-copy-source", {
    actions: ["s3:PutObject"],
    headers: ["x-amz-copy-source", "x-amz-copy-source-range"],
    grants: MAY_CHANGE,
    run: object.uploadPartCopy,
  }),
];

export const ZOS_TABLE: OperationTable = { s3: OPERATIONS, statistics: [], trail: [], iam: [] };

function topicCall(name: string, chapter: string, run: (typeof topics)["createTopic"] | (typeof topics)["listTopics"]): S3Row {
  return s3(name, chapter, `POST / Action=${name}`, { actions: [`sns:${name}`], withoutBucket: true, run });
}
