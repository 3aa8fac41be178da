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
    lacks: "object lock, storage class and AZ policy, which a gateway has or no reader of the service shows.",
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
  ...refused("Policy", "policy", "Put ZOS 1.6", "Get ZOS 1.7", "Delete ZOS 1.8"),
  ...refused("Acl", "acl", "Put ZOS 1.9"),
  s3("GetBucketAcl", "ZOS 1.10", "GET /b?acl", {
    actions: ["s3:GetBucketAcl"],
    grants: [["bucket", "READ_ACP"]],
    run: zosBucket.getBucketAcl,
  }),
  ...refused("Lifecycle", "lifecycle", "Put ZOS 1.11", "Get ZOS 1.12", "Delete ZOS 1.13"),
  ...refused("Website", "website", "Put ZOS 1.14", "Get ZOS 1.15", "Delete ZOS 1.16"),
  ...refused("Tagging", "tagging", "Put ZOS 1.17", "Get ZOS 1.18", "Delete ZOS 1.19"),
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
  ...refused("ObjectLockConfiguration", "object-lock", "Put ZOS 1.23", "Get ZOS 1.24"),
  s3("PutBucketLogging", "ZOS 1.25", "PUT /b?logging", { actions: ["s3:PutBucketLogging"], run: logging.putBucketLogging }),
  s3("GetBucketLogging", "ZOS 1.26", "GET /b?logging", { actions: ["s3:GetBucketLogging"], run: logging.getBucketLogging }),
  ...refused("Cors", "cors", "Put ZOS 1.27", "Get ZOS 1.28", "Delete ZOS 1.29"),
  ...refused("Versioning", "versioning", "Put ZOS 1.30", "Get ZOS 1.31"),
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
    lacks: "tags, appending and keys of the caller's own (SSE-C); the object belongs to the owner of the bucket, whoever put it.",
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
  s3("DeleteObjects", "ZOS 2.5", "POST /b?delete", { actions: ["s3:DeleteObject"] }),
  s3("PutObjectAcl", "ZOS 2.6", "PUT /b/k?acl", { actions: ["s3:PutObjectAcl"] }),
  s3("GetObjectAcl", "ZOS 2.7", "GET /b/k?acl", {
    actions: ["s3:GetObjectAcl"],
    grants: [["object", "READ_ACP"]],
    run: zosObject.getObjectAcl,
    lacks: "versions.",
  }),
];

/** Settings of a bucket that a gateway serves: `Put ZOS 1.6` and so on. */
function refused(noun: string, subresource: string, ...calls: readonly string[]): readonly S3Row[] {
  const methods: Readonly<Record<string, string>> = { Put: "PUT", Get: "GET", Delete: "DELETE" };
  return calls.map((call) => {
    const [verb = "", ...manual] = call.split(" ");
    const name = noun.endsWith("Configuration") ? `${verb}${noun}` : `${verb}Bucket${noun}`;
    return s3(name, manual.join(" "), `${methods[verb] ?? ""} /b?${subresource}`, { actions: [`s3:${name}`] });
  });
}
