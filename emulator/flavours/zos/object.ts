/** Objects of ZOS [ZOS 2.1-2.10, 2.17, 3]: with grants, encryption, tags, versions and locks. */
import type { BucketCall } from "../../contract";
import { requiredXml } from "../../services/s3/bucket-configuration";
import { copySource, uploadPartCopy as copyPart } from "../../services/s3/copy";
import * as multipart from "../../services/s3/multipart";
import * as object from "../../services/s3/object";
import { notify } from "../../services/topic/events";
import type { ObjectExtras, StoredObject, Tag } from "../../state/model";
import { isMarker, versionName } from "../../state/versions";
import { refuse } from "../../wire/errors";
import { empty, xml, type Reply } from "../../wire/reply";
import { parseQuery, queryValue } from "../../wire/request";
import { childText, children, onlyElements, parseXml, type XmlObject } from "../../wire/xml";
import { CLASS_HEADER } from "./bucket";
import { ENCRYPTION_HEADER, encryptionHeaders, KEY_HEADER, uploadEncryption } from "./encryption";
import { ACL_HEADERS, aclOfHeaders, aclReply, requestedAcl } from "./grants";
import { LOCK_HEADERS, lockHeaders, lockOf, whyKept } from "./lock";
import { checkedTags, tagsOf, tagsReply } from "./settings";
import { readVersion, versionHeader } from "./version";

const TAGS_HEADER = "x-amz-tagging";
const MOST_TAGS = 10;
/** Headers that an upload may have. */
export const UPLOAD_HEADERS: readonly string[] = [
  ...ACL_HEADERS,
  ...LOCK_HEADERS,
  CLASS_HEADER,
  ENCRYPTION_HEADER,
  KEY_HEADER,
  TAGS_HEADER,
];
export const COPY_HEADERS: readonly string[] = ["x-amz-copy-source", "x-amz-metadata-directive", "x-amz-tagging-directive"];

/** What an upload says beside its content. */
function extrasOf({ core, owner, request, now }: BucketCall): ObjectExtras {
  const { configuration } = owner.bucket;
  const encryption = uploadEncryption(request, configuration.encryption);
  const tags = tagsOfHeader(request.headers.get(TAGS_HEADER));
  return {
    ...(encryption === undefined ? {} : { encryption }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(aclOfHeaders(core, owner.account, request) ?? { grants: [] }),
    ...lockOf(request, configuration, now),
  };
}

function tagsOfHeader(header: string | undefined): readonly Tag[] {
  const tags = parseQuery(header ?? "").map(({ name, value }) => ({ key: name, value }));
  return checkedTags(tags, MOST_TAGS);
}

/** With the storage class of the bucket, if the upload names none. */
function described(call: BucketCall): ReturnType<typeof object.objectHeaders> {
  const headers = object.objectHeaders(call);
  return { ...headers, storageClass: call.request.headers.get(CLASS_HEADER) ?? call.owner.bucket.configuration.storageClass ?? "STANDARD" };
}

/** Stores a new version, or replaces the object where there are none. */
async function keep(call: BucketCall, object: Omit<StoredObject, "bytes">, data: Buffer, event: string): Promise<StoredObject> {
  const { core, owner } = call;
  const { uid, name, configuration } = owner.bucket;
  const bytes = await core.objects.writeBytes(data);
  const gone = core.accounts.findBucket(name)?.bucket !== owner.bucket;
  if (gone) {
    await core.objects.discardBytes(bytes);
    throw refuse("NoSuchBucket", "The specified bucket does not exist.");
  }
  const made = await core.versions.put(uid, { ...object, bytes }, configuration.versioning);
  await notify(call, event, made);
  return made;
}

export async function putObject(call: BucketCall): Promise<Reply> {
  const { request, key, now } = call;
  object.checkKey(key);
  const etag = object.md5Hex(request.body);
  const extras = extrasOf(call);
  const made = await keep(
    call,
    { ...described(call), ...extras, key, size: request.body.length, etag, lastModified: now.toISOString() },
    request.body,
    "ObjectCreated:Put",
  );
  return empty(200, { etag: `"${etag}"`, "accept-ranges": "bytes", ...versionHeader(call, made), ...encryptionHeaders(extras.encryption) });
}

export async function copyObject(call: BucketCall): Promise<Reply> {
  const { core, request, key, now } = call;
  object.checkKey(key);
  const source = sourceOf(call);
  const [withHeaders, withTags] = ["x-amz-metadata-directive", "x-amz-tagging-directive"].map((name) => {
    const directive = request.headers.get(name) ?? "COPY";
    if (directive !== "COPY" && directive !== "REPLACE") throw refuse("InvalidArgument", `${name} must be COPY or REPLACE.`);
    return directive === "REPLACE";
  });
  const given = described(call);
  const { contentType, headers, metadata } = withHeaders === true ? given : source;
  const { tags: own = [], ...extras } = extrasOf(call);
  const tags = withTags === true ? own : (source.tags ?? []);
  const { size, etag } = source;
  const lastModified = now.toISOString();
  const made = await keep(
    call,
    {
      ...{ contentType, headers, metadata, storageClass: given.storageClass },
      ...extras,
      ...(tags.length === 0 ? {} : { tags }),
      ...{ key, size, etag, lastModified },
    },
    await core.objects.readBytes(source.bytes),
    "ObjectCreated:Copy",
  );
  const reply = xml("CopyObjectResult", { LastModified: lastModified, ETag: `"${etag}"` });
  return { ...reply, headers: { ...reply.headers, ...versionHeader(call, made), ...encryptionHeaders(extras.encryption) } };
}

function sourceOf(call: BucketCall): StoredObject {
  return copySource(call, (owner, key, versionId) => {
    const found = call.core.versions.find(owner.bucket.uid, key, versionId);
    return found === undefined || isMarker(found) ? undefined : found;
  });
}

export function createMultipartUpload(call: BucketCall): Promise<Reply> {
  const { storageClass } = described(call);
  return multipart.createMultipartUpload(call, { ...extrasOf(call), storageClass });
}

export function completeMultipartUpload(call: BucketCall): Promise<Reply> {
  return multipart.completeMultipartUpload(call, async (_call, whole, data) => {
    const made = await keep(call, whole, data, "ObjectCreated:CompleteMultipartUpload");
    return { ...versionHeader(call, made), ...encryptionHeaders(made.encryption) };
  });
}

export function uploadPartCopy(call: BucketCall): Promise<Reply> {
  return copyPart(call, sourceOf);
}

function readable(call: BucketCall): object.Readable {
  const found = readVersion(call);
  return { ...found, pieces: [found.bytes] };
}

export async function getObject(call: BucketCall): Promise<Reply> {
  return shown(call, await object.getObject(call, readable));
}

export function headObject(call: BucketCall): Reply {
  return shown(call, object.headObject(call, readable));
}

function shown(call: BucketCall, reply: Reply): Reply {
  const found = readVersion(call);
  const tags: Readonly<Record<string, string>> = found.tags === undefined ? {} : { "x-amz-tagging-count": String(found.tags.length) };
  const more = { ...versionHeader(call, found), ...tags, ...encryptionHeaders(found.encryption), ...lockHeaders(found) };
  return { ...reply, headers: { ...reply.headers, "x-rgw-object-type": "Normal", ...more } };
}

export function getObjectAcl(call: BucketCall): Reply {
  const { grants = [], ownerGrants } = readVersion(call);
  return aclReply(call.owner.account, { grants, ...(ownerGrants === undefined ? {} : { ownerGrants }) });
}

export async function putObjectAcl(call: BucketCall): Promise<Reply> {
  const { core, owner, request } = call;
  const { grants: _grants, ownerGrants: _ownerGrants, ...rest } = readVersion(call);
  await core.versions.update(owner.bucket.uid, { ...rest, ...requestedAcl(core, owner.account, request) });
  return empty(200);
}

export function getObjectTagging(call: BucketCall): Reply {
  return tagsReply(readVersion(call).tags ?? []);
}

export async function putObjectTagging(call: BucketCall): Promise<Reply> {
  const tags = tagsOf(requiredXml(call, "Tagging"), MOST_TAGS);
  await call.core.versions.update(call.owner.bucket.uid, { ...readVersion(call), tags });
  return empty(200);
}

export async function deleteObjectTagging(call: BucketCall): Promise<Reply> {
  const { tags: _tags, ...rest } = readVersion(call);
  await call.core.versions.update(call.owner.bucket.uid, rest);
  return empty(204);
}

/** What became of a deletion: the version that is gone, or the marker that was made. */
interface Deleted {
  readonly versionId?: string;
  readonly marker?: boolean;
}

/** By name or by version. Throws AccessDenied for a version that is kept. */
async function remove(call: BucketCall, key: string, versionId: string | undefined): Promise<Deleted> {
  const { core, owner, request, now } = call;
  const { uid, configuration } = owner.bucket;
  if (versionId === undefined && configuration.versioning !== undefined) {
    const marker = await core.versions.mark(uid, key, configuration.versioning, now);
    await notify(call, "ObjectRemoved:DeleteMarkerCreated", { ...marker, size: 0, etag: "" });
    return { versionId: versionName(marker), marker: true };
  }
  const found = core.versions.find(uid, key, versionId ?? "null");
  if (found === undefined) return versionId === undefined ? {} : { versionId };
  if (isMarker(found)) {
    await core.versions.remove(uid, key, versionName(found));
    return { versionId: versionName(found), marker: true };
  }
  const why = whyKept(found, request, now);
  if (why !== undefined) throw refuse("AccessDenied", `Access Denied: ${why}.`);
  await core.versions.remove(uid, key, versionName(found));
  await notify(call, "ObjectRemoved:Delete", found);
  return versionId === undefined ? {} : { versionId };
}

export async function deleteObject(call: BucketCall): Promise<Reply> {
  const { versionId, marker } = await remove(call, call.key, queryValue(call.request, "versionId"));
  return empty(204, {
    ...(versionId === undefined ? {} : { "x-amz-version-id": versionId }),
    ...(marker === true ? { "x-amz-delete-marker": "true" } : {}),
  });
}

/** Up to 1,000 keys or versions; absent ones count as deleted. */
export async function deleteObjects(call: BucketCall): Promise<Reply> {
  const body = parseXml(call.request.body, "Delete");
  onlyElements(body, "Object", "Quiet");
  const asked = children(body, "Object").map((item) => {
    onlyElements(item, "Key", "VersionId");
    return { key: childText(item, "Key") ?? "", versionId: childText(item, "VersionId") };
  });
  if (asked.length === 0 || asked.length > object.MOST_DELETIONS || asked.some(({ key }) => key === ""))
    throw refuse("MalformedXML", `A multiple deletion names 1 to ${object.MOST_DELETIONS} keys.`);
  const deleted: XmlObject[] = [];
  const failed: XmlObject[] = [];
  for (const { key, versionId } of asked) {
    try {
      const done = await remove(call, key, versionId);
      const marker = done.marker === true ? done.versionId : undefined;
      deleted.push({ Key: key, VersionId: versionId, DeleteMarker: done.marker, DeleteMarkerVersionId: marker });
    } catch (error) {
      const { code, message } = error as { readonly code?: string; readonly message: string };
      if (code !== "AccessDenied") throw error;
      failed.push({ Key: key, VersionId: versionId, Code: code, Message: message });
    }
  }
  return xml("DeleteResult", { Deleted: childText(body, "Quiet")?.trim() === "true" ? [] : deleted, Error: failed });
}
