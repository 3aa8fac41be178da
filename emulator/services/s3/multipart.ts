/** Multipart uploads [GUIDE 4.3.5-4.3.9]. */
import { createHash, randomBytes } from "node:crypto";
import type { BucketCall } from "../../contract";
import type { ObjectExtras, ObjectHeaders, StoredObject, StoredPart, Upload } from "../../state/model";
import { refuse } from "../../wire/errors";
import { empty, xml, type Reply } from "../../wire/reply";
import { queryValue } from "../../wire/request";
import { childText, children, onlyElements, parseXml } from "../../wire/xml";
import { ownerXml } from "./bucket";
import { count } from "./list";
import { checkKey, md5Hex, objectHeaders, store } from "./object";

const MOST_PARTS = 10000;

/** `extras`: what the service keeps beyond OOS. */
export async function createMultipartUpload(call: BucketCall, extras: ObjectExtras & Partial<ObjectHeaders> = {}): Promise<Reply> {
  const { core, owner, key } = call;
  checkKey(key);
  const upload: Upload = {
    ...objectHeaders(call),
    ...extras,
    id: randomBytes(16).toString("hex"),
    key,
    initiated: call.now.toISOString(),
    parts: new Map(),
  };
  await core.objects.addUpload(owner.bucket.uid, upload);
  return xml("InitiateMultipartUploadResult", { Bucket: owner.bucket.name, Key: key, UploadId: upload.id });
}

export async function uploadPart(call: BucketCall): Promise<Reply> {
  const upload = openUpload(call);
  const part = await addPart(call, upload, requestedPart(call), call.request.body);
  return empty(200, { etag: `"${part.etag}"` });
}

/** Stores bytes as a part, in place of one of the same number. Throws NoSuchUpload when the upload ended meanwhile. */
export async function addPart({ core, owner, now }: BucketCall, upload: Upload, number: number, data: Buffer): Promise<StoredPart> {
  const bytes = await core.objects.writeBytes(data);
  if (core.objects.findUpload(owner.bucket.uid, upload.id) !== upload) {
    await core.objects.discardBytes(bytes);
    throw noSuchUpload();
  }
  const part = { number, size: data.length, etag: md5Hex(data), lastModified: now.toISOString(), bytes };
  await core.objects.putPart(owner.bucket.uid, upload, part);
  return part;
}

/** The number of the part that the request names, 1 to 10,000. */
export function requestedPart({ request }: BucketCall): number {
  return partNumber(queryValue(request, "partNumber") ?? "");
}

/** `keep`: how the object is stored; headers of the answer. */
export async function completeMultipartUpload(call: BucketCall, keep: typeof storeOnly = storeOnly): Promise<Reply> {
  const { core, owner, key } = call;
  const upload = openUpload(call);
  const parts = requestedParts(call, upload);
  const small = parts.slice(0, -1).find((part) => part.size < core.limits.partBytes);
  if (small !== undefined) throw refuse("EntityTooSmall", `Part ${small.number} is smaller than ${core.limits.partBytes} bytes.`);
  const data = Buffer.concat(await Promise.all(parts.map((part) => core.objects.readBytes(part.bytes))));
  const digest = createHash("md5");
  for (const part of parts) digest.update(part.etag, "hex");
  const etag = `${digest.digest("hex")}-${parts.length}`;
  const { id: _id, initiated: _initiated, parts: _parts, ...described } = upload;
  const more = await keep(call, { ...described, key, size: data.length, etag, lastModified: call.now.toISOString() }, data);
  await core.objects.removeUpload(owner.bucket.uid, upload);
  const reply = xml("CompleteMultipartUploadResult", {
    Location: `/${owner.bucket.name}/${key}`,
    Bucket: owner.bucket.name,
    Key: key,
    ETag: `"${etag}"`,
  });
  return { ...reply, headers: { ...reply.headers, ...more } };
}

async function storeOnly(call: BucketCall, object: Omit<StoredObject, "bytes">, data: Buffer): Promise<Readonly<Record<string, string>>> {
  await store(call, object, data);
  return {};
}

function requestedParts({ request }: BucketCall, upload: Upload): readonly StoredPart[] {
  const body = parseXml(request.body, "CompleteMultipartUpload");
  onlyElements(body, "Part");
  const asked = children(body, "Part").map((part) => {
    onlyElements(part, "PartNumber", "ETag");
    return {
      number: partNumber(childText(part, "PartNumber")?.trim() ?? ""),
      etag: (childText(part, "ETag") ?? "").trim().replaceAll('"', ""),
    };
  });
  if (asked.length === 0) throw refuse("MalformedXML", "The list of parts is empty.");
  if (asked.some((part, index) => index > 0 && part.number <= (asked[index - 1]?.number ?? 0))) {
    throw refuse("InvalidPartOrder", "The list of parts was not in ascending order.");
  }
  return asked.map(({ number, etag }) => {
    const part = upload.parts.get(number);
    if (part === undefined || part.etag !== etag)
      throw refuse("InvalidPart", `Part ${number} could not be found, or its ETag does not match.`);
    return part;
  });
}

export async function abortMultipartUpload(call: BucketCall): Promise<Reply> {
  await call.core.objects.removeUpload(call.owner.bucket.uid, openUpload(call));
  return empty(204);
}

export function listParts(call: BucketCall): Reply {
  const { owner, request, key } = call;
  const upload = openUpload(call);
  const most = count(request, "max-parts");
  const marker = Number(queryValue(request, "part-number-marker") ?? "0");
  if (!Number.isInteger(marker) || marker < 0) throw refuse("InvalidArgument", "part-number-marker must be a number of 0 or more.");
  const all = [...upload.parts.values()].sort((a, b) => a.number - b.number).filter((part) => part.number > marker);
  const page = all.slice(0, most);
  const truncated = most > 0 && all.length > most;
  return xml("ListPartsResult", {
    Bucket: owner.bucket.name,
    Key: key,
    UploadId: upload.id,
    Initiator: ownerXml(owner.account),
    Owner: ownerXml(owner.account),
    StorageClass: upload.storageClass,
    PartNumberMarker: marker,
    NextPartNumberMarker: truncated ? page.at(-1)?.number : undefined,
    MaxParts: most,
    IsTruncated: truncated,
    Part: page.map((part) => ({ PartNumber: part.number, LastModified: part.lastModified, ETag: `"${part.etag}"`, Size: part.size })),
  });
}

export function openUpload({ core, owner, request, key }: BucketCall): Upload {
  const upload = core.objects.findUpload(owner.bucket.uid, queryValue(request, "uploadId") ?? "");
  if (upload === undefined || upload.key !== key) throw noSuchUpload();
  return upload;
}

function partNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > MOST_PARTS)
    throw refuse("InvalidArgument", `Part number must be between 1 and ${MOST_PARTS}.`);
  return number;
}

function noSuchUpload(): Error {
  return refuse("NoSuchUpload", "The specified upload does not exist.");
}
