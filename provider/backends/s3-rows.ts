/**
 * Rows of operations that the services have in common: the S3 API as its documents have it. A service's own table takes what its manual names and
 * adds what is different there.
 */
import type { ErrorMatch, OperationRow } from "./types";

const NO_BUCKET: readonly ErrorMatch[] = [{ status: 404, code: "NoSuchBucket" }];
const NO_OBJECT: readonly ErrorMatch[] = [...NO_BUCKET, { status: 404, code: "NoSuchKey" }];
const NO_UPLOAD: readonly ErrorMatch[] = [...NO_OBJECT, { status: 404, code: "NoSuchUpload" }];
/** HEAD answers carry no body, so the status alone is the type [OLD 4.2.9]. */
const NO_BODY: readonly ErrorMatch[] = [{ status: 404 }];

/** Codes that say "no such configuration". */
export function notConfigured(...codes: readonly string[]): readonly ErrorMatch[] {
  return codes.map((code) => ({ status: 404, code }));
}

// What a row is about, and what it does.
export const bucket = { level: "bucket", notFound: NO_BUCKET } as const;
const object = { level: "object", notFound: NO_OBJECT } as const;
const upload = { level: "object", notFound: NO_UPLOAD } as const;
export const read = { method: "GET", effect: "read" } as const;
export const write = { method: "PUT", effect: "idempotent", answer: "empty" } as const;
export const remove = { method: "DELETE", effect: "idempotent", answer: "empty" } as const;

const LISTING = ["prefix", "marker", "max-keys", "delimiter"];
const UPLOADS = ["prefix", "key-marker", "upload-id-marker", "max-uploads", "delimiter"];
const OVERRIDES = [
  ...["response-content-type", "response-content-language", "response-expires"],
  ...["response-cache-control", "response-content-disposition", "response-content-encoding"],
];

export interface Setting {
  /** Of the answer to GET; absent: it is JSON. */
  readonly root?: string;
  /** The codes that say that there is none; absent: there always is one, and nothing deletes it. */
  readonly missing?: readonly ErrorMatch[];
  /** Whether DELETE takes it away. Default: where there may be none. */
  readonly removed?: boolean;
  readonly contentMd5?: true;
  /** It may be as long as a page of a list. */
  readonly long?: true;
}

/** Put, get and, where the service has one, delete a sub-resource of a bucket. */
export function setting(
  subresource: string,
  suffix: string,
  { root, missing, removed = missing !== undefined, contentMd5, long }: Setting,
): readonly OperationRow[] {
  const absent = missing === undefined ? {} : { notConfigured: missing };
  const hashed = contentMd5 === undefined ? {} : { contentMd5 };
  return [
    { ...bucket, ...write, operation: `Put${suffix}`, subresource, ...hashed },
    {
      ...bucket,
      ...read,
      operation: `Get${suffix}`,
      subresource,
      answer: root === undefined ? "json" : { root },
      ...absent,
      ...(long === undefined ? {} : { long }),
    },
    ...(removed ? [{ ...bucket, ...remove, operation: `Delete${suffix}`, subresource, ...absent }] : []),
  ];
}

/** Buckets themselves, and lists of what is in them. */
export const BUCKET_ROWS: readonly OperationRow[] = [
  { ...read, operation: "ListBuckets", level: "service", answer: { root: "ListAllMyBucketsResult" }, long: true },
  { ...bucket, ...write, operation: "PutBucket" },
  { ...bucket, ...remove, operation: "DeleteBucket" },
  { level: "bucket", notFound: NO_BODY, operation: "HeadBucket", method: "HEAD", effect: "read", answer: "empty" },
  { ...bucket, ...read, operation: "ListObjects", parameters: LISTING, answer: { root: "ListBucketResult" }, long: true },
  {
    ...bucket,
    ...read,
    operation: "ListMultipartUploads",
    subresource: "uploads",
    parameters: UPLOADS,
    answer: { root: "ListMultipartUploadsResult" },
    long: true,
  },
];

export interface ObjectDialect {
  /** Parameters of GET beside those that override headers of the answer. */
  readonly reading?: readonly string[];
  /** Whether an object is chosen with its version. */
  readonly versions: boolean;
}

/** Objects, and uploads in parts. */
export function objectRows({ reading = [], versions }: ObjectDialect): readonly OperationRow[] {
  const version = versions ? ["versionId"] : [];
  const chosen = versions ? { parameters: version } : {};
  return [
    {
      ...bucket,
      operation: "DeleteObjects",
      method: "POST",
      effect: "idempotent",
      subresource: "delete",
      contentMd5: true,
      answer: { root: "DeleteResult" },
      long: true,
    },
    { ...object, ...write, operation: "PutObject" },
    { ...object, ...read, operation: "GetObject", parameters: [...OVERRIDES, ...reading, ...version], answer: "bytes" },
    { ...object, ...remove, operation: "DeleteObject", ...chosen },
    { ...object, ...write, operation: "CopyObject", copySource: true, answer: { root: "CopyObjectResult" } },
    { level: "object", notFound: NO_BODY, operation: "HeadObject", method: "HEAD", effect: "read", answer: "empty", ...chosen },
    // A repeated initiation leaves a second upload behind.
    {
      ...object,
      operation: "CreateMultipartUpload",
      method: "POST",
      effect: "create",
      subresource: "uploads",
      answer: { root: "InitiateMultipartUploadResult" },
    },
    { ...upload, ...write, operation: "UploadPart", subresource: "uploadId", parameters: ["partNumber"], contentMd5: true },
    // A repeated completion of a completed upload answers NoSuchUpload.
    {
      ...upload,
      operation: "CompleteMultipartUpload",
      method: "POST",
      effect: "create",
      subresource: "uploadId",
      answer: { root: "CompleteMultipartUploadResult" },
    },
    { ...upload, ...remove, operation: "AbortMultipartUpload", subresource: "uploadId" },
    {
      ...upload,
      ...read,
      operation: "ListParts",
      subresource: "uploadId",
      parameters: ["max-parts", "part-number-marker"],
      answer: { root: "ListPartsResult" },
      long: true,
    },
  ];
}

export const UPLOAD_PART_COPY: OperationRow = {
  ...upload,
  ...write,
  operation: "UploadPartCopy",
  subresource: "uploadId",
  parameters: ["partNumber"],
  copySource: true,
  answer: { root: "CopyPartResult" },
};
