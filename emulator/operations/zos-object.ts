/** Objects with encryption and grants, and without versions [ZOS 2.1-2.7]. */
import { refuse } from "../http/errors";
import { queryValue } from "../http/request";
import { childText, onlyElements, type XmlObject } from "../http/xml";
import { empty, xml } from "./reply";
import { ownerXml } from "./s3-bucket";
import { count, encoder, rollUp } from "./s3-list";
import * as object from "./s3-object";
import type { BucketCall, Reply } from "./types";
import { encryptionHeaders, uploadEncryption } from "./zos-encryption";
import { aclReply, cannedGrants } from "./zos-grants";

export async function putObject(call: BucketCall): Promise<Reply> {
  const { request, key, owner, now } = call;
  object.checkKey(key);
  const etag = object.md5Hex(request.body);
  const encryption = uploadEncryption(request, owner.bucket.configuration.encryption);
  await object.store(
    call,
    {
      ...object.objectHeaders(call),
      key,
      size: request.body.length,
      etag,
      lastModified: now.toISOString(),
      ...(encryption === undefined ? {} : { encryption }),
      grants: cannedGrants(request),
    },
    request.body,
  );
  return empty(200, { etag: `"${etag}"`, "accept-ranges": "bytes", ...encryptionHeaders(encryption) });
}

export async function getObject(call: BucketCall): Promise<Reply> {
  return described(call, await object.getObject(call));
}

export function headObject(call: BucketCall): Reply {
  return described(call, object.headObject(call));
}

function described({ core, owner, key }: BucketCall, reply: Reply): Reply {
  const found = core.objects.find(owner.bucket.uid, key);
  return { ...reply, headers: { ...reply.headers, "x-rgw-object-type": "Normal", ...encryptionHeaders(found?.encryption) } };
}

export function getObjectAcl({ core, owner, key }: BucketCall): Reply {
  const found = core.objects.find(owner.bucket.uid, key);
  if (found === undefined) throw refuse("NoSuchKey", "The specified key does not exist.");
  return aclReply(owner.account, found.grants ?? []);
}

/** The version of objects in a bucket that never had versions. */
const ONLY_VERSION = "null";

export function deleteObjects(call: BucketCall): Promise<Reply> {
  return object.deleteMany(call, (item) => {
    onlyElements(item, "Key", "VersionId");
    if ((childText(item, "VersionId") ?? ONLY_VERSION) !== ONLY_VERSION)
      throw refuse("NotImplemented", "Object versions are not supported.");
    return childText(item, "Key") ?? "";
  });
}

/** Each object as its only version; what clients empty a bucket by. */
export function listObjectVersions({ core, owner, request }: BucketCall): Reply {
  const { uid, name } = owner.bucket;
  const prefix = queryValue(request, "prefix") ?? "";
  const marker = queryValue(request, "key-marker") ?? "";
  const most = count(request, "max-keys");
  const text = encoder(request);
  const page = rollUp(core.objects.keys(uid), prefix, marker, "", most);
  return xml("ListVersionsResult", {
    Name: name,
    Prefix: text(prefix),
    KeyMarker: text(marker),
    NextKeyMarker: page.truncated && page.last !== undefined ? text(page.last) : undefined,
    NextVersionIdMarker: page.truncated ? ONLY_VERSION : undefined,
    MaxKeys: most,
    EncodingType: queryValue(request, "encoding-type"),
    IsTruncated: page.truncated,
    Version: page.keys.map((key): XmlObject => {
      const found = core.objects.find(uid, key);
      return {
        Key: text(key),
        VersionId: ONLY_VERSION,
        IsLatest: true,
        LastModified: found?.lastModified,
        ETag: `"${found?.etag ?? ""}"`,
        Size: found?.size,
        StorageClass: found?.storageClass,
        Owner: ownerXml(owner.account),
      };
    }),
  });
}
