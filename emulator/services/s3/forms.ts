/** The wire forms that every object service has: a flavour's row says what differs, and what runs. */
import type { S3Row, S3RowDetails } from "../../contract";
import { RESPONSE_HEADERS, s3 } from "./row";

interface Form {
  readonly wire: string;
  /** The permission; absent: `s3:` and the name of the operation. */
  readonly action?: string;
  readonly query?: readonly string[];
}

const LISTING = ["prefix", "delimiter", "encoding-type"];

const FORMS = {
  ListBuckets: { wire: "GET /", action: "s3:ListAllMyBuckets" },
  PutBucket: { wire: "PUT /b", action: "s3:CreateBucket" },
  DeleteBucket: { wire: "DELETE /b" },
  HeadBucket: { wire: "HEAD /b", action: "s3:ListBucket" },
  ListObjects: { wire: "GET /b", action: "s3:ListBucket", query: [...LISTING, "marker", "max-keys"] },
  ListMultipartUploads: {
    wire: "GET /b?uploads",
    action: "s3:ListBucketMultipartUploads",
    query: [...LISTING, "key-marker", "upload-id-marker", "max-uploads"],
  },
  GetBucketLocation: { wire: "GET /b?location" },
  GetBucketAcl: { wire: "GET /b?acl" },
  PutBucketPolicy: { wire: "PUT /b?policy" },
  GetBucketPolicy: { wire: "GET /b?policy" },
  DeleteBucketPolicy: { wire: "DELETE /b?policy" },
  PutBucketWebsite: { wire: "PUT /b?website" },
  GetBucketWebsite: { wire: "GET /b?website" },
  DeleteBucketWebsite: { wire: "DELETE /b?website" },
  PutBucketLogging: { wire: "PUT /b?logging" },
  GetBucketLogging: { wire: "GET /b?logging" },
  PutBucketLifecycle: { wire: "PUT /b?lifecycle" },
  GetBucketLifecycle: { wire: "GET /b?lifecycle" },
  DeleteBucketLifecycle: { wire: "DELETE /b?lifecycle" },
  PutBucketCors: { wire: "PUT /b?cors" },
  GetBucketCors: { wire: "GET /b?cors" },
  DeleteBucketCors: { wire: "DELETE /b?cors" },
  PutObjectLockConfiguration: { wire: "PUT /b?object-lock", action: "s3:PutBucketObjectLockConfiguration" },
  GetObjectLockConfiguration: { wire: "GET /b?object-lock", action: "s3:GetBucketObjectLockConfiguration" },
  PutObject: { wire: "PUT /b/k" },
  GetObject: { wire: "GET /b/k", query: RESPONSE_HEADERS },
  HeadObject: { wire: "HEAD /b/k", action: "s3:GetObject", query: RESPONSE_HEADERS },
  DeleteObject: { wire: "DELETE /b/k" },
  DeleteObjects: { wire: "POST /b?delete", action: "s3:DeleteObject" },
  CopyObject: { wire: "PUT /b/k x-amz-copy-source", action: "s3:PutObject" },
  CreateMultipartUpload: { wire: "POST /b/k?uploads", action: "s3:PutObject" },
  UploadPart: { wire: "PUT /b/k?partNumber&uploadId", action: "s3:PutObject" },
  UploadPartCopy: { wire: "PUT /b/k?partNumber&uploadId x-amz-copy-source", action: "s3:PutObject" },
  CompleteMultipartUpload: { wire: "POST /b/k?uploadId", action: "s3:PutObject" },
  AbortMultipartUpload: { wire: "DELETE /b/k?uploadId" },
  ListParts: { wire: "GET /b/k?uploadId", action: "s3:ListMultipartUploadParts", query: ["max-parts", "part-number-marker"] },
} satisfies Readonly<Record<string, Form>>;

type Without<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;
type Differences = Partial<Pick<S3RowDetails, "actions">> & Without<S3RowDetails, "actions">;

/** The row of an operation in its common form. `differences`: what runs, and what this flavour has otherwise. */
export function common(name: keyof typeof FORMS, manual: string, differences: Differences): S3Row {
  const { wire, action = `s3:${name}`, query = [] }: Form = FORMS[name];
  return s3(name, manual, wire, { actions: [action], query, ...differences });
}
