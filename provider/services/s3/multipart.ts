/** Uploads in parts: begun, filled, listed, completed, aborted [GUIDE 4.2.12, 4.3.5-4.3.10]. */
import { endless, PageTurner } from "../../transport/protocol/paging";
import { flag, integer, listed, name, optional, required, shape, text, withDefault } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import { subjectOf } from "../../transport/send/wire";
import { writeXml } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import { date, decoder, encodingQuery } from "./listing";
import {
  type ByteRange,
  copySource,
  type Description,
  descriptionHeaders,
  type ObjectInput,
  objectRequest,
  rangeText,
  readAnswer,
  type Stored,
} from "./object";
import { withSdk } from "./sdk-client";
import { S3_NAMESPACE } from "./wire";
import { defined } from "../../pure/defined";

export interface MultipartUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly initiated?: Date;
}

export interface UploadMarker {
  readonly keyMarker: string;
  readonly uploadIdMarker?: string;
}

export interface ListUploadsInput extends BucketInput {
  readonly prefix?: string;
}

export interface UploadPage {
  readonly uploads: readonly MultipartUpload[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: UploadMarker;
}

const UPLOADS = "ListMultipartUploads";

const uploadsPage = shape({
  encodingType: optional("EncodingType", name),
  isTruncated: withDefault("IsTruncated", flag, false),
  nextKey: optional("NextKeyMarker", text),
  nextUpload: optional("NextUploadIdMarker", name),
  uploads: listed(
    "Upload",
    shape({ key: required("Key", text), uploadId: required("UploadId", name), initiated: optional("Initiated", date) }),
  ),
});

/** One page of open uploads, at most 1000. @throws ServiceError `not-found`; `foreign` when more follows and nothing says from where on */
export async function listMultipartUploads(
  client: Client,
  { bucket, prefix, maxUploads, after }: ListUploadsInput & { readonly maxUploads?: number; readonly after?: UploadMarker },
): Promise<UploadPage> {
  const { body } = await client.send({
    operation: UPLOADS,
    bucket,
    query: {
      ...defined({ prefix }),
      ...(maxUploads === undefined ? {} : { "max-uploads": String(maxUploads) }),
      ...(after === undefined ? {} : { "key-marker": after.keyMarker }),
      ...(after?.uploadIdMarker === undefined ? {} : { "upload-id-marker": after.uploadIdMarker }),
      ...encodingQuery(client.backend, UPLOADS),
    },
  });
  const read = readAnswer({ bucket }, UPLOADS, body, (value, at) => {
    const { encodingType, uploads, nextKey, ...rest } = uploadsPage(value, at);
    const decode = decoder(encodingType, at);
    return { ...rest, nextKey: nextKey && decode(nextKey), uploads: uploads.map((one) => ({ ...one, key: decode(one.key) })) };
  });
  const { uploads } = read;
  if (!read.isTruncated) return { uploads };
  const last = uploads.at(-1);
  const keyMarker = read.nextKey ?? last?.key;
  if (keyMarker === undefined)
    throw endless(
      { service: "s3", operation: UPLOADS, subject: subjectOf({ bucket }) },
      "says that more follows and gives no NextKeyMarker",
    );
  const uploadIdMarker = read.nextUpload ?? last?.uploadId;
  return { uploads, next: { keyMarker, ...defined({ uploadIdMarker }) } };
}

/** Every open upload, page after page. @throws ServiceError `foreign` when the pages have no end */
export async function* listAllMultipartUploads(client: Client, input: ListUploadsInput): AsyncGenerator<MultipartUpload, void, void> {
  const turner = new PageTurner({ service: "s3", operation: UPLOADS, subject: subjectOf({ bucket: input.bucket }) }, "NextKeyMarker");
  let after: UploadMarker | undefined;
  for (;;) {
    const page = await listMultipartUploads(client, { ...input, ...defined({ after }) });
    yield* page.uploads;
    if (page.next === undefined) return;
    turner.turn(`${page.next.keyMarker} ${page.next.uploadIdMarker ?? ""}`.trimEnd(), page.uploads.length);
    after = page.next;
  }
}

export interface UploadInput extends ObjectInput {
  readonly uploadId: string;
}

export interface PartInput extends UploadInput {
  /** 1 to 10,000. */
  readonly partNumber: number;
}

/** Begins an upload of an object that is described here and nowhere later. */
export async function createMultipartUpload(client: Client, input: ObjectInput & Description): Promise<{ readonly uploadId: string }> {
  const { body } = await client.send({
    ...objectRequest(input, "CreateMultipartUpload"),
    headers: descriptionHeaders(client.backend, input),
  });
  return readAnswer(input, "CreateMultipartUpload", body, shape({ uploadId: required("UploadId", name) }));
}

/** Stores one part, in place of one of the same number; all but the last have 5 MiB at least. @throws ServiceError `not-found` (no such upload) */
export async function uploadPart(
  client: Client,
  { body, ...input }: PartInput & { readonly body: Uint8Array },
): Promise<{ readonly etag: string }> {
  const { headers } = await client.send({ ...partRequest(input, "UploadPart"), body });
  return { etag: headers["etag"] ?? "" };
}

/** As {@link uploadPart}, from an object of the service or a piece of one. */
export async function uploadPartCopy(
  client: Client,
  input: PartInput & { readonly source: ObjectInput; readonly range?: ByteRange },
): Promise<{ readonly etag: string }> {
  const { source, range } = input;
  const { headerPrefix } = client.backend.dialect;
  const headers = {
    [`${headerPrefix}copy-source`]: copySource(source),
    ...(range === undefined ? {} : { [`${headerPrefix}copy-source-range`]: rangeText(range) }),
  };
  const { body } = await client.send({ ...partRequest(input, "UploadPartCopy"), headers });
  return readAnswer(input, "UploadPartCopy", body, shape({ etag: required("ETag", name) }));
}

export interface StoredPart {
  readonly partNumber: number;
  readonly etag: string;
  readonly size?: number;
}

const partsPage = shape({
  parts: listed(
    "Part",
    shape({ partNumber: required("PartNumber", integer), etag: required("ETag", name), size: optional("Size", integer) }),
  ),
  isTruncated: withDefault("IsTruncated", flag, false),
  next: optional("NextPartNumberMarker", integer),
});

/**
 * Every part that an open upload has, by number; a page of 1000 is one call.
 * @throws ServiceError `not-found` (no such upload, no bucket), `foreign` when the pages have no end
 */
export async function listAllParts(client: Client, input: UploadInput): Promise<readonly StoredPart[]> {
  const turner = new PageTurner({ service: "s3", operation: "ListParts", subject: subjectOf(input) }, "NextPartNumberMarker");
  const found: StoredPart[] = [];
  let marker: string | undefined;
  for (;;) {
    const { body } = await client.send({
      ...objectRequest(input, "ListParts"),
      query: { uploadId: input.uploadId, ...(marker === undefined ? {} : { "part-number-marker": marker }) },
    });
    const page = readAnswer(input, "ListParts", body, partsPage);
    found.push(...page.parts);
    if (!page.isTruncated) return found.sort((a, b) => a.partNumber - b.partNumber);
    marker = (page.next ?? page.parts.at(-1)?.partNumber)?.toString();
    turner.turn(marker, page.parts.length);
  }
}

/** Makes the parts an object. Not repeatable: the upload is gone afterwards. @throws ServiceError `not-found` (no such upload), `invalid` (parts) */
export async function completeMultipartUpload(
  client: Client,
  input: UploadInput & { readonly parts: readonly Pick<StoredPart, "partNumber" | "etag">[] },
): Promise<Stored> {
  const parts = input.parts.map(({ partNumber, etag }) => ({ PartNumber: String(partNumber), ETag: etag }));
  const { body } = await client.send({
    ...objectRequest(input, "CompleteMultipartUpload"),
    query: { uploadId: input.uploadId },
    headers: { "content-type": "application/xml" },
    body: writeXml("CompleteMultipartUpload", { Part: parts }, S3_NAMESPACE),
  });
  return readAnswer(input, "CompleteMultipartUpload", body, shape({ etag: required("ETag", name) }));
}

/** Ends an upload and frees its parts. @throws ServiceError `not-found` (no such upload, no bucket) */
export async function abortMultipartUpload(client: Client, { bucket, key, uploadId }: UploadInput): Promise<void> {
  await withSdk(client, "AbortMultipartUpload", { Bucket: bucket, Key: key }, (s3, sdk) =>
    s3.send(new sdk.AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId })),
  );
}

function partRequest(input: PartInput, operation: "UploadPart" | "UploadPartCopy") {
  const { partNumber, uploadId } = input;
  const query = { partNumber: String(partNumber), uploadId };
  return { ...objectRequest(input, operation), query } as const;
}
