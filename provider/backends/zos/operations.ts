/**
 * Every operation of ZOS that may be sent: chapters 1, 2, 3 and 5 of the Python SDK guide [ZOS 1-5], and what a Ceph object gateway, which ZOS
 * is built on, takes beyond them. A gateway ignores a sub-resource that it does not know: `DELETE /b?unknown` deletes the bucket.
 */
import { type Choice, choose } from "../types";

/** The guide shows no code but that of encryption [ZOS 1.21]; the others were measured on Ceph 16.2.15, so for ZOS they are unverified. */
const ABSENT = {
  policy: ["NoSuchBucketPolicy"],
  lifecycle: ["NoSuchLifecycleConfiguration"],
  website: ["NoSuchWebsiteConfiguration"],
  tagging: ["NoSuchTagSet", "NoSuchTagSetError"],
  cors: ["NoSuchCORSConfiguration"],
  "object-lock": ["ObjectLockConfigurationNotFoundError"],
  encryption: ["NoSuchEncryptionSetError", "ServerSideEncryptionConfigurationNotFoundError"],
  notification: ["NoSuchKey"], // asked for one entry by its id
};

/** Names of a list percent-encoded: boto3, on which the guide is built, always asks for it [ZOS 1.5]. unverified: for versions and uploads. */
const ENCODED = ["encoding-type"];

/** Objects are not listed by chapter: their chapters speak of the methods of boto3. */
const OBJECTS = "ZOS 2";
const UPLOADS = "ZOS 3";

const VERSION = ["versionId"];

/** unverified: that ZOS takes these, and that they merge and delete one by id as on Ceph 16.2.15. */
const NOTIFICATION: Choice = {
  beyondManual: "Ceph's bucket notifications; the guide has topics and no operation that uses them",
};

export const S3_OPERATIONS = choose(
  {
    PutBucket: { manual: "ZOS 1.1", nameInManual: "CreateBucket" },
    DeleteBucket: "ZOS 1.2",
    HeadBucket: "ZOS 1.3",
    ListBuckets: "ZOS 1.4",
    ListObjects: { manual: "ZOS 1.5", parameters: ENCODED },
    PutBucketPolicy: "ZOS 1.6",
    GetBucketPolicy: "ZOS 1.7",
    DeleteBucketPolicy: "ZOS 1.8",
    PutBucketAcl: "ZOS 1.9",
    GetBucketAcl: "ZOS 1.10",
    PutBucketLifecycle: { manual: "ZOS 1.11", nameInManual: "PutBucketLifecycleConfiguration" },
    GetBucketLifecycle: { manual: "ZOS 1.12", nameInManual: "GetBucketLifecycleConfiguration" },
    DeleteBucketLifecycle: "ZOS 1.13",
    PutBucketWebsite: "ZOS 1.14",
    GetBucketWebsite: "ZOS 1.15",
    DeleteBucketWebsite: "ZOS 1.16",
    PutBucketTagging: "ZOS 1.17",
    GetBucketTagging: "ZOS 1.18",
    DeleteBucketTagging: "ZOS 1.19",
    PutBucketEncryption: { manual: "ZOS 1.20", sinceCeph: 18 },
    GetBucketEncryption: { manual: "ZOS 1.21", sinceCeph: 18 },
    DeleteBucketEncryption: { manual: "ZOS 1.22", sinceCeph: 18 },
    PutObjectLockConfiguration: "ZOS 1.23",
    GetObjectLockConfiguration: "ZOS 1.24",
    PutBucketLogging: { manual: "ZOS 1.25", sinceCeph: 20 },
    GetBucketLogging: { manual: "ZOS 1.26", sinceCeph: 20 },
    PutBucketCors: "ZOS 1.27",
    GetBucketCors: "ZOS 1.28",
    DeleteBucketCors: "ZOS 1.29",
    PutBucketVersioning: "ZOS 1.30",
    GetBucketVersioning: "ZOS 1.31",

    PutObject: OBJECTS,
    GetObject: { manual: OBJECTS, parameters: VERSION },
    HeadObject: { manual: OBJECTS, parameters: VERSION },
    DeleteObject: { manual: OBJECTS, parameters: VERSION },
    DeleteObjects: OBJECTS,
    CopyObject: OBJECTS,
    CreateMultipartUpload: UPLOADS,
    UploadPart: UPLOADS,
    CompleteMultipartUpload: UPLOADS,
    AbortMultipartUpload: UPLOADS,
    ListParts: UPLOADS,
    ListMultipartUploads: { manual: UPLOADS, parameters: ENCODED },

    // unverified: the guide speaks of versions and lists none; every S3 service with versioning has the call.
    ListObjectVersions: {
      parameters: ENCODED,
      beyondManual: "S3's list of versions, without which a bucket with versions cannot be emptied",
    },
    PutBucketNotification: NOTIFICATION,
    GetBucketNotification: NOTIFICATION,
    DeleteBucketNotification: NOTIFICATION,
  },
  ABSENT,
);

export const TOPIC_OPERATIONS = choose({
  CreateTopic: "ZOS 5.1",
  GetTopic: "ZOS 5.2",
  DeleteTopic: "ZOS 5.3",
  ListTopics: "ZOS 5.4",
});
