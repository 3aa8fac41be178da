/** Objects: put, get, head, copy, delete [GUIDE 4.3]. */
import { createHash } from "node:crypto";
import { whenDue, type Due } from "../../background/lifecycle-due";
import type { BucketCall, S3Call } from "../../contract";
import type { ObjectHeaders, StoredObject } from "../../state/model";
import { isRetained } from "../../state/retention";
import { refuse } from "../../wire/errors";
import { empty, xml, type Reply } from "../../wire/reply";
import { queryValue, type WireRequest } from "../../wire/request";
import { childText, children, onlyElements, parseXml, type ParsedXml } from "../../wire/xml";
import { checkDataLocation } from "./data-location";

const MOST_KEY_BYTES = 1024;
export const MOST_DELETIONS = 1000;
/** Request headers that come back with the object. */
const KEPT_HEADERS = ["cache-control", "content-disposition", "content-encoding", "content-language", "expires"];
const OVERRIDES = ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires"];

export async function putObject(call: BucketCall): Promise<Reply> {
  const { request, key } = call;
  checkKey(key);
  const etag = md5Hex(request.body);
  await store(call, { ...objectHeaders(call), key, size: request.body.length, etag, lastModified: call.now.toISOString() }, request.body);
  return empty(200, { etag: `"${etag}"` });
}

/** Bytes first, then the record; the bucket may have gone meanwhile. Throws AccessDenied when a retained object stands there. */
export async function store(call: BucketCall, object: Omit<StoredObject, "bytes">, data: Buffer): Promise<void> {
  const { core, owner } = call;
  const bytes = await core.objects.writeBytes(data);
  const gone = core.accounts.findBucket(owner.bucket.name)?.bucket !== owner.bucket;
  if (gone || retained(call, object.key)) {
    await core.objects.discardBytes(bytes);
    throw gone ? refuse("NoSuchBucket", "The specified bucket does not exist.") : refuse("AccessDenied", RETAINED);
  }
  await core.objects.put(owner.bucket.uid, { ...object, bytes });
}

/** unverified: the words, and that AWS's code and status are given. */
const RETAINED = "Access Denied because object protected by object lock.";

/** True when `key` names an object that nobody may overwrite or delete now [GUIDE 4.2.22]. */
function retained({ core, owner, now }: BucketCall, key: string): boolean {
  const object = core.objects.find(owner.bucket.uid, key);
  return object !== undefined && isRetained(owner.bucket, object, now);
}

export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > MOST_KEY_BYTES) throw refuse("KeyTooLongError", "Your key is too long.");
}

/** What a PUT or an initiated upload says about the object to be. */
export function objectHeaders({ core, request }: S3Call): ObjectHeaders {
  const storageClass = request.headers.get("x-amz-storage-class") ?? "STANDARD";
  if (!core.flavour.storageClasses.some((pattern) => pattern.test(storageClass)))
    throw refuse("InvalidArgument", `The storage class ${storageClass} is not known.`);
  checkDataLocation(request.headers.get("x-ctyun-data-location"), core.locations.data);
  const metadata: Record<string, string> = {};
  for (const [name, value] of request.headers) {
    if (name.startsWith("x-amz-meta-")) metadata[name.slice("x-amz-meta-".length)] = value;
  }
  return { contentType: request.headers.get("content-type") ?? "binary/octet-stream", storageClass, headers: kept(request), metadata };
}

function kept(request: WireRequest): Record<string, string> {
  return Object.fromEntries(KEPT_HEADERS.flatMap((name) => (request.headers.has(name) ? [[name, request.headers.get(name) ?? ""]] : [])));
}

/** `find`: what is read. */
export async function getObject(call: BucketCall, find: (call: BucketCall) => Readable = readable): Promise<Reply> {
  const object = find(call);
  const notModified = precondition(call.request, object);
  if (notModified !== undefined) return notModified;
  const data = await readAll(call, object, find);
  const range = parseRange(call.request.headers.get("range"), data.length);
  const headers = responseHeaders(call, object);
  if (range === undefined) return { status: 200, headers, body: data };
  const [from, to] = range;
  return { status: 206, headers: { ...headers, "content-range": `bytes ${from}-${to}/${data.length}` }, body: data.subarray(from, to + 1) };
}

export function headObject(call: BucketCall, find: (call: BucketCall) => Readable = readable): Reply {
  const object = find(call);
  return precondition(call.request, object) ?? empty(200, { ...responseHeaders(call, object), "content-length": String(object.size) });
}

export type Readable = Omit<StoredObject, "bytes"> & { readonly pieces: readonly string[] };

/** The object, or what has been uploaded of it so far: OOS lets the parts of the newest open upload be read [GUIDE 4.3.7]. */
function readable({ core, owner, key }: BucketCall): Readable {
  const { uid } = owner.bucket;
  const object = core.objects.find(uid, key);
  if (object !== undefined) return { ...object, pieces: [object.bytes] };
  const upload = core.objects
    .uploads(uid)
    .filter((candidate) => candidate.key === key && candidate.parts.size > 0)
    .reduce<ReturnType<typeof core.objects.findUpload>>(
      (newest, other) => (newest === undefined || other.initiated >= newest.initiated ? other : newest),
      undefined,
    );
  if (upload === undefined) throw refuse("NoSuchKey", "The specified key does not exist.");
  const parts = [...upload.parts.values()].sort((a, b) => a.number - b.number);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  return { ...upload, size, etag: upload.id, lastModified: upload.initiated, pieces: parts.map((part) => part.bytes) };
}

/** Reads the bytes; when they were replaced in between, reads the new ones. */
async function readAll(call: BucketCall, object: Readable, find: (call: BucketCall) => Readable): Promise<Buffer> {
  try {
    return Buffer.concat(await Promise.all(object.pieces.map((name) => call.core.objects.readBytes(name))));
  } catch (error) {
    const current = find(call);
    if (current.pieces.join() === object.pieces.join()) throw error;
    return readAll(call, current, find);
  }
}

function responseHeaders({ request, owner }: BucketCall, object: Readable): Record<string, string> {
  const expiry = whenDue(owner.bucket, "expiration", object);
  const overrides = OVERRIDES.flatMap((name) => {
    const value = queryValue(request, `response-${name}`);
    if (value === undefined) return [];
    if (!/^[\t\x20-\x7e]*$/.test(value)) throw refuse("InvalidArgument", `response-${name} must be printable ASCII.`);
    return [[name, value]];
  });
  return {
    "content-type": object.contentType,
    etag: `"${object.etag}"`,
    "last-modified": new Date(object.lastModified).toUTCString(),
    "accept-ranges": "bytes",
    ...(expiry === undefined ? {} : { "x-amz-expiration": expirationHeader(expiry) }),
    ...(object.storageClass === "STANDARD" ? {} : { "x-amz-storage-class": object.storageClass }),
    ...object.headers,
    ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    ...(Object.fromEntries(overrides) as Record<string, string>),
  };
}

/** GET and HEAD tell when an object expires [OLD 4.2.7]. unverified: the form, which is AWS's. */
function expirationHeader({ rule, atMs }: Due): string {
  return `expiry-date="${new Date(atMs).toUTCString()}", rule-id="${encodeURIComponent(rule.id)}"`;
}

function precondition(request: WireRequest, object: Readable): Reply | undefined {
  const tag = `"${object.etag}"`;
  const seconds = Math.floor(Date.parse(object.lastModified) / 1000) * 1000;
  const header = (name: string): string | undefined => request.headers.get(name);
  const lists = (value: string): boolean =>
    value === "*" || value.split(",").some((item) => item.trim() === tag || item.trim() === object.etag);
  const match = header("if-match");
  const noneMatch = header("if-none-match");
  const since = header("if-modified-since");
  const unmodified = header("if-unmodified-since");
  if ((match !== undefined && !lists(match)) || (match === undefined && unmodified !== undefined && seconds > Date.parse(unmodified))) {
    throw refuse("PreconditionFailed", "At least one of the pre-conditions you specified did not hold.");
  }
  const unchanged = noneMatch === undefined ? since !== undefined && seconds <= Date.parse(since) : lists(noneMatch);
  return unchanged ? empty(304, { etag: tag }) : undefined;
}

/** First and last byte of a `bytes=a-b` header; undefined when there is none or it asks for several ranges. Throws InvalidRange. */
export function parseRange(header: string | undefined, size: number): readonly [number, number] | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (match === null || (first === "" && last === "")) return undefined;
  const from = first === "" ? Math.max(size - Number(last), 0) : Number(first);
  const to = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (from >= size || from > to) throw refuse("InvalidRange", "The requested range is not satisfiable.");
  return [from, to];
}

/** 204, also when there was nothing. */
export async function deleteObject(call: BucketCall): Promise<Reply> {
  const { core, owner, key } = call;
  if (retained(call, key)) throw refuse("AccessDenied", RETAINED);
  await core.objects.delete(owner.bucket.uid, key);
  return empty(204);
}

/** Up to 1,000 keys; absent ones count as deleted [GUIDE 4.3.11]. */
export function deleteObjects(call: BucketCall): Promise<Reply> {
  return deleteMany(call, (object) => {
    onlyElements(object, "Key");
    return childText(object, "Key") ?? "";
  });
}

/** `keyOf`: the key that an Object element names. */
export async function deleteMany(call: BucketCall, keyOf: (object: ParsedXml) => string): Promise<Reply> {
  const { core, owner, request } = call;
  const body = parseXml(request.body, "Delete");
  onlyElements(body, "Object", "Quiet");
  const keys = children(body, "Object").map(keyOf);
  if (keys.length === 0 || keys.length > MOST_DELETIONS || keys.includes("")) {
    throw refuse("MalformedXML", `A multiple deletion names 1 to ${MOST_DELETIONS} keys.`);
  }
  const kept = keys.filter((key) => retained(call, key));
  const deleted = keys.filter((key) => !kept.includes(key));
  await Promise.all(deleted.map((key) => core.objects.delete(owner.bucket.uid, key)));
  const quiet = childText(body, "Quiet")?.trim() === "true";
  return xml("DeleteResult", {
    Deleted: quiet ? [] : deleted.map((Key) => ({ Key })),
    Error: kept.map((Key) => ({ Key, Code: "AccessDenied", Message: RETAINED })),
  });
}

export function md5Hex(data: Buffer): string {
  return createHash("md5").update(data).digest("hex");
}
