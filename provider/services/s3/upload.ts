/** Storing and looking at one object with its headers: whole, or in parts [GUIDE 4.3.1, 4.3.5-4.3.8, 4.3.13]. */
import { name, required, shape, UnreadableAnswer } from "../../transport/shape";
import { ServiceError } from "../../transport/errors";
import type { Client, ServiceRequest } from "../../transport/types";
import { parseXml, writeXml } from "../../transport/xml";
import { abortMultipartUpload } from "./multipart";
import type { ObjectInput } from "./objects";
import { type DataLocation, S3_NAMESPACE } from "./wire";

/** Bytes that are read piece by piece. */
export interface Content {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

export interface ObjectProperties {
  readonly contentType?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly contentDisposition?: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly storageClass?: string | undefined;
  /** Without the prefix `x-amz-meta-`; keys in lower case. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface StoreObjectInput extends ObjectInput {
  readonly content: Content;
  readonly properties: ObjectProperties;
  /** Where the data is kept; the bucket's own location when absent. */
  readonly dataLocation?: DataLocation | undefined;
  /** Content that is larger is sent in parts of this size, at least 5 MiB; a larger one where 10,000 parts would not do. */
  readonly partBytes: number;
  /** Called before an upload in parts is completed; what it throws aborts the upload. */
  readonly beforeComplete?: () => void;
}

export interface StoredObject extends ObjectProperties {
  readonly etag?: string | undefined;
  readonly size?: number | undefined;
}

const HEADERS = {
  contentType: "content-type",
  cacheControl: "cache-control",
  contentDisposition: "content-disposition",
  contentEncoding: "content-encoding",
  storageClass: "x-amz-storage-class",
} as const satisfies Partial<Record<keyof ObjectProperties, string>>;
const METADATA = "x-amz-meta-";
const MOST_PARTS = 10_000;

/** Stores the object, replacing one of the same key. An upload in parts that fails is aborted. @throws ServiceError; what `content` throws */
export async function storeObject(client: Client, input: StoreObjectInput): Promise<{ readonly etag?: string }> {
  const { content, partBytes } = input;
  if (content.size > partBytes) return storeInParts(client, input);
  const body = await content.read(0, content.size);
  const { headers } = await client.send({ ...requestOf(input, "PutObject", "PUT"), effect: "idempotent", headers: headersOf(input), body });
  return headers["etag"] === undefined ? {} : { etag: headers["etag"] };
}

async function storeInParts(client: Client, input: StoreObjectInput): Promise<{ readonly etag?: string }> {
  const { bucket, key, content } = input;
  const initiated = await client.send({
    ...requestOf(input, "CreateMultipartUpload", "POST"),
    subresource: "uploads",
    effect: "create",
    headers: headersOf(input),
  });
  const { uploadId } = readAnswer(input, "CreateMultipartUpload", initiated.body, shape({ uploadId: required("UploadId", name) }));
  try {
    const partBytes = Math.max(input.partBytes, Math.ceil(content.size / MOST_PARTS));
    const parts: { readonly PartNumber: string; readonly ETag: string }[] = [];
    for (let offset = 0; offset < content.size; offset += partBytes) {
      const partNumber = String(parts.length + 1);
      const body = await content.read(offset, Math.min(partBytes, content.size - offset));
      const query = { partNumber, uploadId };
      const request = { ...requestOf(input, "UploadPart", "PUT"), subresource: "uploadId", query, effect: "idempotent", body } as const;
      const { headers } = await client.send(request);
      parts.push({ PartNumber: partNumber, ETag: headers["etag"] ?? "" });
    }
    input.beforeComplete?.();
    const completed = await client.send({
      ...requestOf(input, "CompleteMultipartUpload", "POST"),
      subresource: "uploadId",
      query: { uploadId },
      effect: "create",
      headers: { "content-type": "application/xml" },
      body: writeXml("CompleteMultipartUpload", { Part: parts }, S3_NAMESPACE),
    });
    return readAnswer(input, "CompleteMultipartUpload", completed.body, shape({ etag: required("ETag", name) }));
  } catch (error) {
    // The failure that counts is the first one; parts that cannot be removed now are found by getMultipartUploads.
    await abortMultipartUpload(client, { bucket, key, uploadId }).catch(() => undefined);
    throw error;
  }
}

/** Headers of the object. @throws ServiceError `not-found` (no object, no bucket) */
export async function headObject(client: Client, input: ObjectInput): Promise<StoredObject> {
  const { headers } = await client.send({ ...requestOf(input, "HeadObject", "HEAD"), effect: "read" });
  const properties = Object.fromEntries(
    Object.entries(HEADERS).flatMap(([property, header]) => (headers[header] === undefined ? [] : [[property, headers[header]]])),
  );
  const metadata = Object.entries(headers).flatMap(([header, value]) =>
    header.startsWith(METADATA) ? [[header.slice(METADATA.length), value]] : [],
  );
  const size = headers["content-length"];
  return {
    ...properties,
    metadata: Object.fromEntries(metadata) as Record<string, string>,
    ...(headers["etag"] === undefined ? {} : { etag: headers["etag"] }),
    ...(size === undefined ? {} : { size: Number(size) }),
  };
}

/** Deletes the object; one that is not there counts as deleted. @throws ServiceError `not-found` (no bucket) */
export async function deleteObject(client: Client, input: ObjectInput): Promise<void> {
  await client.send({ ...requestOf(input, "DeleteObject", "DELETE"), effect: "idempotent" });
}

function requestOf({ bucket, key }: ObjectInput, operation: string, method: ServiceRequest["method"]) {
  return { service: "s3", operation, method, bucket, key } as const;
}

function headersOf({ properties, dataLocation }: StoreObjectInput): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [property, header] of Object.entries(HEADERS)) {
    const value = properties[property as keyof typeof HEADERS];
    if (value !== undefined) headers[header] = value;
  }
  for (const [key, value] of Object.entries(properties.metadata ?? {})) headers[METADATA + key] = value;
  if (dataLocation !== undefined) headers["x-ctyun-data-location"] = locationText(dataLocation);
  return headers;
}

/** `type=Specified,location=QingDao,scheduleStrategy=Allowed` [GUIDE 4.3.1]. */
function locationText({ type, locations = [], scheduleStrategy }: DataLocation): string {
  const specified = type === "Specified" ? [`location=${locations.join(",")}`] : [];
  return [`type=${type}`, ...specified, ...(scheduleStrategy === undefined ? [] : [`scheduleStrategy=${scheduleStrategy}`])].join(",");
}

function readAnswer<T>({ bucket, key }: ObjectInput, operation: string, body: Buffer, read: (value: unknown, at: string) => T): T {
  try {
    const { root, value } = parseXml(body);
    return read(value, root);
  } catch (error) {
    if (!(error instanceof UnreadableAnswer)) throw error;
    const subject = `object "${key}" of bucket "${bucket}"`;
    throw new ServiceError({ kind: "foreign", service: "s3", operation, subject, words: error.message, cause: error });
  }
}
