/** One object with its headers: store, read, copy, look at, delete [GUIDE 4.3.1-4.3.4, 4.3.13]. */
import type { Backend, Dialect } from "../../backends/types";
import { name, required, shape, UnreadableAnswer } from "../../transport/protocol/shape";
import { ServiceError } from "../../transport/errors/errors";
import type { OperationName } from "../../catalog";
import type { Client } from "../../transport/types";
import { encodeKey, encodeSegment, subjectOf } from "../../transport/send/wire";
import { parseXml } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import type { DataLocation } from "./wire";
import { defined } from "../../pure/defined";

export interface ObjectInput extends BucketInput {
  readonly key: string;
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

/** What is said of an object when it is made. */
export interface Description {
  readonly properties?: ObjectProperties;
  /** Where the data is kept; the bucket's own location when absent. */
  readonly dataLocation?: DataLocation | undefined;
}

export interface StoredObject extends ObjectProperties {
  readonly etag?: string | undefined;
  readonly size?: number | undefined;
  readonly lastModified?: Date | undefined;
}

export interface Stored {
  readonly etag?: string;
}

/** Names of headers by property. */
function headerNames({ headerPrefix }: Dialect) {
  return {
    contentType: "content-type",
    cacheControl: "cache-control",
    contentDisposition: "content-disposition",
    contentEncoding: "content-encoding",
    storageClass: `${headerPrefix}storage-class`,
  } as const satisfies Partial<Record<keyof ObjectProperties, string>>;
}

/** Stores the object whole, replacing one of the same key. */
export async function putObject(
  client: Client,
  input: ObjectInput & Description & { readonly body: string | Uint8Array },
): Promise<Stored> {
  const request = { ...objectRequest(input, "PutObject"), headers: descriptionHeaders(client.backend, input) } as const;
  const { headers } = await client.send({ ...request, body: input.body });
  return headers["etag"] === undefined ? {} : { etag: headers["etag"] };
}

/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export function rangeText({ first, last }: ByteRange): string {
  return `bytes=${String(first)}-${String(last)}`;
}

/**
 * Reads an object, or a piece of it; at most 32 MiB. `size` is that of what was read.
 * @throws ServiceError `not-found` (no object, no bucket), `invalid` (the range begins after the end)
 */
export async function getObject(
  client: Client,
  input: ObjectInput & { readonly range?: ByteRange },
): Promise<StoredObject & { readonly body: Buffer }> {
  const headers = input.range === undefined ? {} : { range: rangeText(input.range) };
  const answer = await client.send({ ...objectRequest(input, "GetObject"), headers });
  // unverified: ranges. A service that does not know them answers the whole with 200.
  const isWhole = input.range !== undefined && answer.status === 200;
  const body = isWhole ? answer.body.subarray(input.range.first, input.range.last + 1) : answer.body;
  return { ...shownBy(client.backend, answer.headers), size: body.length, body };
}

/** Headers of the object. @throws ServiceError `not-found` (no object, no bucket) */
export async function headObject(client: Client, input: ObjectInput): Promise<StoredObject> {
  const { headers } = await client.send({ ...objectRequest(input, "HeadObject") });
  return shownBy(client.backend, headers);
}

/**
 * Copies an object within the service, with a description of its own instead of the source's. unverified: that `REPLACE` does so.
 * @throws ServiceError `not-found` (no source, no bucket); also a failure that comes after the status 200 [GUIDE 4.3.4]
 */
export async function copyObject(client: Client, input: ObjectInput & Description & { readonly source: ObjectInput }): Promise<Stored> {
  const { headerPrefix } = client.backend.dialect;
  const headers = {
    ...descriptionHeaders(client.backend, input),
    [`${headerPrefix}copy-source`]: copySource(input.source),
    [`${headerPrefix}metadata-directive`]: "REPLACE",
  };
  const { body } = await client.send({ ...objectRequest(input, "CopyObject"), headers });
  return readAnswer(input, "CopyObject", body, shape({ etag: required("ETag", name) }));
}

/** Deletes the object; one that is not there counts as deleted. @throws ServiceError `not-found` (no bucket) */
export async function deleteObject(client: Client, input: ObjectInput): Promise<void> {
  await client.send({ ...objectRequest(input, "DeleteObject") });
}

export function objectRequest({ bucket, key }: ObjectInput, operation: OperationName) {
  return { operation, bucket, key } as const;
}

/** The value of the header that names a copy's source. */
export function copySource({ bucket, key }: ObjectInput): string {
  return `/${encodeSegment(bucket)}/${encodeKey(key)}`;
}

export function descriptionHeaders(
  { dialect }: Pick<Backend, "dialect">,
  { properties = {}, dataLocation }: Description,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [property, header] of Object.entries(headerNames(dialect))) {
    const value = properties[property as keyof ReturnType<typeof headerNames>];
    if (value !== undefined) headers[header] = value;
  }
  for (const [key, value] of Object.entries(properties.metadata ?? {})) headers[`${dialect.headerPrefix}meta-${key}`] = value;
  if (dataLocation !== undefined) headers["x-ctyun-data-location"] = locationText(dataLocation);
  return headers;
}

/** `type=Specified,location=QingDao,scheduleStrategy=Allowed` [GUIDE 4.3.1]. */
function locationText({ type, locations = [], scheduleStrategy }: DataLocation): string {
  const specified = type === "Specified" ? [`location=${locations.join(",")}`] : [];
  return [`type=${type}`, ...specified, ...(scheduleStrategy === undefined ? [] : [`scheduleStrategy=${scheduleStrategy}`])].join(",");
}

function shownBy({ dialect }: Pick<Backend, "dialect">, headers: Readonly<Record<string, string>>): StoredObject {
  const marked = `${dialect.headerPrefix}meta-`;
  const properties = Object.fromEntries(
    Object.entries(headerNames(dialect)).flatMap(([property, header]) =>
      headers[header] === undefined ? [] : [[property, headers[header]]],
    ),
  );
  const metadata = Object.entries(headers).flatMap(([header, value]) =>
    header.startsWith(marked) ? [[header.slice(marked.length), value]] : [],
  );
  const size = headers["content-length"];
  const lastModified = new Date(headers["last-modified"] ?? "");
  return {
    ...properties,
    metadata: Object.fromEntries(metadata) as Record<string, string>,
    ...(headers["etag"] === undefined ? {} : { etag: headers["etag"] }),
    ...(size === undefined ? {} : { size: Number(size) }),
    ...(Number.isNaN(lastModified.getTime()) ? {} : { lastModified }),
  };
}

/** @throws ServiceError `foreign` when the answer does not have the promised form */
export function readAnswer<T>(
  about: BucketInput | ObjectInput,
  operation: string,
  body: Buffer,
  read: (value: unknown, at: string) => T,
): T {
  try {
    const { root, value } = parseXml(body);
    return read(value, root);
  } catch (error) {
    if (!(error instanceof UnreadableAnswer)) throw error;
    const subject = subjectOf(about);
    throw new ServiceError({
      kind: "foreign",
      service: "s3",
      operation,
      words: error.message,
      cause: error,
      ...defined({ subject }),
    });
  }
}
