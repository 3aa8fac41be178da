/** Operations on buckets and objects: the S3 protocol, and what OOS (regions, accelerate) and Ceph (notifications by id) have beside it. */
import type { Access, ErrorMatch, Operation, PolicyActions } from "../types";

const NO_BUCKET: readonly ErrorMatch[] = [{ status: 404, code: "NoSuchBucket" }];
const NO_OBJECT: readonly ErrorMatch[] = [...NO_BUCKET, { status: 404, code: "NoSuchKey" }];
const NO_UPLOAD: readonly ErrorMatch[] = [...NO_OBJECT, { status: 404, code: "NoSuchUpload" }];
/** HEAD answers carry no body, so the status alone is the type [OLD 4.2.9]. */
const NO_BODY: readonly ErrorMatch[] = [{ status: 404 }];

// What an operation is about, and what it does.
const bucket = { service: "s3", level: "bucket", notFound: NO_BUCKET } as const;
const object = { service: "s3", level: "object", notFound: NO_OBJECT } as const;
const upload = { service: "s3", level: "object", notFound: NO_UPLOAD } as const;
const read = { method: "GET", effect: "read" } as const;
const write = { method: "PUT", effect: "idempotent", answer: "empty" } as const;
const remove = { method: "DELETE", effect: "idempotent", answer: "empty" } as const;

/** The action in both spellings; `access` is what it lets. */
function allowed(access: Access, action: string, ...more: readonly string[]): { readonly access: Access; readonly actions: PolicyActions } {
  return { access, actions: { ctyun: [action, ...more], aws: [action] } };
}

/** Query keys that override headers of the answer. */
export const OVERRIDES = [
  ...["response-content-type", "response-content-language", "response-expires"],
  ...["response-cache-control", "response-content-disposition", "response-content-encoding"],
] as const;

interface Setting {
  /** Of the answer to GET; absent: it is JSON. */
  readonly root?: string;
  /** It may be as long as a page of a list. */
  readonly long?: true;
  /** Policy actions of PUT, GET and DELETE, where they are not named after the operations. */
  readonly actions?: readonly [put: PolicyActions, get: PolicyActions, remove?: PolicyActions];
}

/** Put and get a sub-resource of a bucket, where there always is one. */
function setting<Suffix extends string>(suffix: Suffix, subresource: string, { root, long, actions }: Setting) {
  const about = { ...bucket, subresource, access: "manage" } as const;
  const [put = named("Put", suffix), get = named("Get", suffix)] = actions ?? [];
  return {
    [`Put${suffix}`]: { ...about, ...write, actions: put },
    [`Get${suffix}`]: {
      ...about,
      ...read,
      answer: root === undefined ? "json" : { root },
      actions: get,
      ...(long === undefined ? {} : { long }),
    },
  } as Readonly<Record<`Put${Suffix}` | `Get${Suffix}`, Operation>>;
}

/** Put, get and delete one. */
function removable<Suffix extends string>(suffix: Suffix, subresource: string, options: Setting) {
  const gone = options.actions?.[2] ?? named("Delete", suffix);
  const row: Operation = { ...bucket, ...remove, subresource, access: "manage", actions: gone };
  return { ...setting(suffix, subresource, options), ...({ [`Delete${suffix}`]: row } as Readonly<Record<`Delete${Suffix}`, Operation>>) };
}

function named(verb: string, suffix: string): PolicyActions {
  return { ctyun: [`${verb}${suffix}`], aws: [`${verb}${suffix}`] };
}

/** On S3 one action changes and deletes many settings. */
function written(put: string, get: string): NonNullable<Setting["actions"]> {
  return [{ aws: [put] }, { aws: [get] }, { aws: [put] }];
}

const LIFECYCLE_ACTIONS: Setting["actions"] = [
  { ctyun: ["PutBucketLifecycle", "PutLifecycleConfiguration"], aws: ["PutLifecycleConfiguration"] },
  { ctyun: ["GetBucketLifecycle", "GetLifecycleConfiguration"], aws: ["GetLifecycleConfiguration"] },
  { ctyun: ["DeleteBucketLifecycle", "DeleteLifecycleConfiguration"], aws: ["PutLifecycleConfiguration"] },
];
const CORS_ACTIONS: Setting["actions"] = [
  { ctyun: ["PutBucketCors", "PutBucketCORS"], aws: ["PutBucketCORS"] },
  { ctyun: ["GetBucketCors", "GetBucketCORS"], aws: ["GetBucketCORS"] },
  { ctyun: ["DeleteBucketCors"], aws: ["PutBucketCORS"] },
];
const LOCK_ACTIONS: Setting["actions"] = [
  { ctyun: ["PutBucketObjectLockConfiguration"], aws: ["PutBucketObjectLockConfiguration"] },
  { ctyun: ["GetBucketObjectLockConfiguration"], aws: ["GetBucketObjectLockConfiguration"] },
  { ctyun: ["DeleteBucketObjectLockConfiguration"] },
];

/** Ceph deletes one entry by its id; its policies know no action of its own for that. */
const NOTIFICATION = { ...bucket, subresource: "notification", access: "manage" } as const;

export const S3 = {
  ListBuckets: {
    ...read,
    service: "s3",
    level: "service",
    answer: { root: "ListAllMyBucketsResult" },
    long: true,
    ...allowed("read", "ListAllMyBuckets"),
  },
  GetRegions: {
    ...read,
    service: "s3",
    level: "service",
    subresource: "regions",
    answer: { root: "BucketRegions" },
    access: "read",
    actions: { ctyun: ["GetRegions"] },
  },

  PutBucket: { ...bucket, ...write, ...allowed("manage", "CreateBucket", "PutBucket") },
  DeleteBucket: { ...bucket, ...remove, ...allowed("manage", "DeleteBucket") },
  HeadBucket: { ...bucket, notFound: NO_BODY, method: "HEAD", effect: "read", answer: "empty", ...allowed("read", "ListBucket") },
  GetBucketLocation: {
    ...bucket,
    ...read,
    subresource: "location",
    answer: { root: "BucketConfiguration" },
    ...allowed("manage", "GetBucketLocation"),
  },
  ListObjects: {
    ...bucket,
    ...read,
    parameters: ["prefix", "marker", "max-keys", "delimiter"],
    answer: { root: "ListBucketResult" },
    long: true,
    ...allowed("read", "ListBucket"),
  },
  ListObjectVersions: {
    ...bucket,
    ...read,
    subresource: "versions",
    parameters: ["prefix", "key-marker", "version-id-marker", "max-keys", "delimiter"],
    answer: { root: "ListVersionsResult" },
    long: true,
    access: "read",
    actions: { aws: ["ListBucketVersions"] },
  },
  ListMultipartUploads: {
    ...bucket,
    ...read,
    subresource: "uploads",
    parameters: ["prefix", "key-marker", "upload-id-marker", "max-uploads", "delimiter"],
    answer: { root: "ListMultipartUploadsResult" },
    long: true,
    ...allowed("read", "ListBucketMultipartUploads"),
  },
  DeleteObjects: {
    ...bucket,
    method: "POST",
    effect: "idempotent",
    subresource: "delete",
    answer: { root: "DeleteResult" },
    long: true,
    access: "write",
    actions: { ctyun: ["DeleteMultipleObjects"], aws: ["DeleteObject"] },
  },

  ...removable("BucketPolicy", "policy", {}),
  ...setting("BucketAcl", "acl", { root: "AccessControlPolicy" }),
  ...removable("BucketWebsite", "website", { root: "WebsiteConfiguration" }),
  ...setting("BucketLogging", "logging", { root: "BucketLoggingStatus" }),
  ...removable("BucketLifecycle", "lifecycle", { root: "LifecycleConfiguration", long: true, actions: LIFECYCLE_ACTIONS }),
  ...removable("BucketCors", "cors", { root: "CORSConfiguration", actions: CORS_ACTIONS }),
  ...removable("ObjectLockConfiguration", "object-lock", { root: "ObjectLockConfiguration", actions: LOCK_ACTIONS }),
  ...setting("BucketAccelerate", "accelerate", { root: "AccelerateConfiguration" }),
  ...removable("BucketTagging", "tagging", { root: "Tagging", actions: written("PutBucketTagging", "GetBucketTagging") }),
  ...setting("BucketVersioning", "versioning", {
    root: "VersioningConfiguration",
    actions: written("PutBucketVersioning", "GetBucketVersioning"),
  }),
  ...removable("BucketEncryption", "encryption", {
    root: "ServerSideEncryptionConfiguration",
    actions: written("PutBucketEncryption", "GetBucketEncryption"),
  }),

  PutBucketNotification: { ...NOTIFICATION, ...write, actions: { aws: ["PutBucketNotification"] } },
  GetBucketNotification: {
    ...NOTIFICATION,
    ...read,
    answer: { root: "NotificationConfiguration" },
    actions: { aws: ["GetBucketNotification"] },
  },
  DeleteBucketNotification: { ...NOTIFICATION, ...remove, actions: { aws: ["PutBucketNotification"] } },

  PutObject: { ...object, ...write, ...allowed("write", "PutObject") },
  GetObject: { ...object, ...read, parameters: OVERRIDES, answer: "bytes", ...allowed("read", "GetObject") },
  HeadObject: { ...object, notFound: NO_BODY, method: "HEAD", effect: "read", answer: "empty", ...allowed("read", "GetObject") },
  DeleteObject: { ...object, ...remove, ...allowed("write", "DeleteObject") },
  CopyObject: { ...object, ...write, copySource: true, answer: { root: "CopyObjectResult" }, ...allowed("write", "PutObject") },

  // A repeated initiation leaves a second upload behind.
  CreateMultipartUpload: {
    ...object,
    method: "POST",
    effect: "create",
    subresource: "uploads",
    answer: { root: "InitiateMultipartUploadResult" },
    ...allowed("write", "PutObject"),
  },
  UploadPart: {
    ...upload,
    ...write,
    subresource: "uploadId",
    parameters: ["partNumber"],
    ...allowed("write", "PutObject"),
  },
  UploadPartCopy: {
    ...upload,
    ...write,
    subresource: "uploadId",
    parameters: ["partNumber"],
    copySource: true,
    answer: { root: "CopyPartResult" },
    ...allowed("write", "PutObject"),
  },
  // A repeated completion of a completed upload answers NoSuchUpload.
  CompleteMultipartUpload: {
    ...upload,
    method: "POST",
    effect: "create",
    subresource: "uploadId",
    answer: { root: "CompleteMultipartUploadResult" },
    ...allowed("write", "PutObject"),
  },
  AbortMultipartUpload: { ...upload, ...remove, subresource: "uploadId", ...allowed("write", "AbortMultipartUpload") },
  ListParts: {
    ...upload,
    ...read,
    subresource: "uploadId",
    parameters: ["max-parts", "part-number-marker"],
    answer: { root: "ListPartsResult" },
    long: true,
    ...allowed("read", "ListMultipartUploadParts"),
  },
} as const satisfies Readonly<Record<string, Operation>>;
