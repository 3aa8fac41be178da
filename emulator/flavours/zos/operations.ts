/** Operations of ZOS, in the guide's order, and what clients and the provider ask of a Ceph object gateway beyond it. A row without `run` is refused by name. */
import type { OperationTable, RowGrant, S3Row, S3RowDetails } from "../../contract";
import * as bucket from "../../services/s3/bucket";
import { common } from "../../services/s3/forms";
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
  common("PutBucket", "ZOS 1.1", {
    headers: [...ACL_HEADERS, zosBucket.LOCK_HEADER, zosBucket.CLASS_HEADER],
    withoutBucket: true,
    run: zosBucket.putBucket,
    lacks: "AZ policy.",
  }),
  common("DeleteBucket", "ZOS 1.2", { run: zosBucket.deleteBucket }),
  common("HeadBucket", "ZOS 1.3", { grants: MAY_LIST, run: zosBucket.headBucket }),
  common("ListBuckets", "ZOS 1.4", { withoutBucket: true, run: bucket.listBuckets }),
  common("ListObjects", "ZOS 1.5", { grants: MAY_LIST, run: list.listObjects }),
  common("PutBucketPolicy", "ZOS 1.6", { run: settings.putBucketPolicy }),
  common("GetBucketPolicy", "ZOS 1.7", { run: settings.getBucketPolicy }),
  common("DeleteBucketPolicy", "ZOS 1.8", { run: settings.deleteBucketPolicy }),
  setting("PutBucketAcl", "ZOS 1.9", "PUT /b?acl", "PutBucketAcl", zosBucket.putBucketAcl, {
    headers: ACL_HEADERS,
    grants: [["bucket", "WRITE_ACP"]],
  }),
  common("GetBucketAcl", "ZOS 1.10", { run: zosBucket.getBucketAcl, grants: [["bucket", "READ_ACP"]] }),
  common("PutBucketLifecycle", "ZOS 1.11", { actions: ["s3:PutLifecycleConfiguration"], run: lifecycle.putBucketLifecycle }),
  common("GetBucketLifecycle", "ZOS 1.12", { actions: ["s3:GetLifecycleConfiguration"], run: lifecycle.getBucketLifecycle }),
  common("DeleteBucketLifecycle", "ZOS 1.13", { actions: ["s3:PutLifecycleConfiguration"], run: settings.deleteBucketLifecycle }),
  common("PutBucketWebsite", "ZOS 1.14", { run: settings.putBucketWebsite, lacks: "the web site itself: the guide names no host for it." }),
  common("GetBucketWebsite", "ZOS 1.15", { run: website.getBucketWebsite }),
  common("DeleteBucketWebsite", "ZOS 1.16", { run: settings.deleteBucketWebsite }),
  setting("PutBucketTagging", "ZOS 1.17", "PUT /b?tagging", "PutBucketTagging", settings.putBucketTagging),
  setting("GetBucketTagging", "ZOS 1.18", "GET /b?tagging", "GetBucketTagging", settings.getBucketTagging),
  setting("DeleteBucketTagging", "ZOS 1.19", "DELETE /b?tagging", "PutBucketTagging", settings.deleteBucketTagging),
  setting("PutBucketEncryption", "ZOS 1.20", "PUT /b?encryption", "PutEncryptionConfiguration", encryption.putBucketEncryption),
  setting("GetBucketEncryption", "ZOS 1.21", "GET /b?encryption", "GetEncryptionConfiguration", encryption.getBucketEncryption),
  setting("DeleteBucketEncryption", "ZOS 1.22", "DELETE /b?encryption", "PutEncryptionConfiguration", encryption.deleteBucketEncryption),
  common("PutObjectLockConfiguration", "ZOS 1.23", { run: lock.putObjectLockConfiguration }),
  common("GetObjectLockConfiguration", "ZOS 1.24", { run: lock.getObjectLockConfiguration }),
  common("PutBucketLogging", "ZOS 1.25", { run: logging.putBucketLogging }),
  common("GetBucketLogging", "ZOS 1.26", { run: logging.getBucketLogging }),
  common("PutBucketCors", "ZOS 1.27", { actions: ["s3:PutBucketCORS"], run: settings.putBucketCors }),
  common("GetBucketCors", "ZOS 1.28", { actions: ["s3:GetBucketCORS"], run: settings.getBucketCors }),
  common("DeleteBucketCors", "ZOS 1.29", { actions: ["s3:PutBucketCORS"], run: settings.deleteBucketCors }),
  setting("PutBucketVersioning", "ZOS 1.30", "PUT /b?versioning", "PutBucketVersioning", zosBucket.putBucketVersioning),
  setting("GetBucketVersioning", "ZOS 1.31", "GET /b?versioning", "GetBucketVersioning", zosBucket.getBucketVersioning),
  common("GetObject", "ZOS 2.1", {
    versionActions: ["s3:GetObjectVersion"],
    query: [...RESPONSE_HEADERS, ...VERSION],
    grants: MAY_READ,
    run: object.getObject,
  }),
  common("HeadObject", "ZOS 2.2", {
    versionActions: ["s3:GetObjectVersion"],
    query: [...RESPONSE_HEADERS, ...VERSION],
    grants: MAY_READ,
    run: object.headObject,
  }),
  common("PutObject", "ZOS 2.3", {
    headers: object.UPLOAD_HEADERS,
    grants: MAY_CHANGE,
    run: object.putObject,
    lacks: "appending and keys of the caller's own (SSE-C); the object belongs to the owner of the bucket, whoever put it.",
  }),
  common("DeleteObject", "ZOS 2.4", {
    versionActions: ["s3:DeleteObjectVersion"],
    query: VERSION,
    headers: [lock.BYPASS_HEADER],
    grants: MAY_CHANGE,
    run: object.deleteObject,
  }),
  common("DeleteObjects", "ZOS 2.5", { headers: [lock.BYPASS_HEADER], grants: MAY_WRITE, run: object.deleteObjects }),
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
  common("CopyObject", "ZOS 2.17", {
    headers: [...object.UPLOAD_HEADERS, ...object.COPY_HEADERS],
    grants: MAY_CHANGE,
    run: object.copyObject,
    lacks: "conditions on the source.",
  }),
  s3("RestoreObject", "ZOS 2.19", "POST /b/k?restore", { actions: ["s3:RestoreObject"] }),
  common("CreateMultipartUpload", "ZOS 3.1", { headers: object.UPLOAD_HEADERS, grants: MAY_CHANGE, run: object.createMultipartUpload }),
  common("UploadPart", "ZOS 3.2", { grants: MAY_CHANGE, run: multipart.uploadPart }),
  common("CompleteMultipartUpload", "ZOS 3.3", { grants: MAY_CHANGE, run: object.completeMultipartUpload }),
  common("ListParts", "ZOS 3.4", { grants: MAY_LIST, run: multipart.listParts }),
  common("AbortMultipartUpload", "ZOS 3.5", { grants: MAY_CHANGE, run: multipart.abortMultipartUpload }),
  common("ListMultipartUploads", "ZOS 3.6", {
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
  common("GetBucketLocation", "beyond the guide", { run: zosBucket.getBucketLocation }),
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
  common("UploadPartCopy", "beyond the guide", {
    headers: ["x-amz-copy-source", "x-amz-copy-source-range"],
    grants: MAY_CHANGE,
    run: object.uploadPartCopy,
  }),
];

export const ZOS_TABLE: OperationTable = { s3: OPERATIONS, statistics: [], trail: [], iam: [] };

function topicCall(name: string, chapter: string, run: (typeof topics)["createTopic"] | (typeof topics)["listTopics"]): S3Row {
  return s3(name, chapter, `POST / Action=${name}`, { actions: [`sns:${name}`], withoutBucket: true, run });
}
