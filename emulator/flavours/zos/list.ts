/** Listings of ZOS beyond those of OOS: the second version of ListObjects, and versions with delete markers. Neither is in the guide; both are Ceph's. */
import type { BucketCall } from "../../contract";
import { ownerXml } from "../../services/s3/bucket";
import { commonPrefix, count, encoder, isAfter, objectXml, rollUp } from "../../services/s3/list";
import { isMarker, versionName } from "../../state/versions";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { queryValue } from "../../wire/request";
import type { XmlObject } from "../../wire/xml";

export function listObjectsV2(call: BucketCall): Reply {
  const { core, owner, request } = call;
  const { uid, name } = owner.bucket;
  const value = (key: string): string => queryValue(request, key) ?? "";
  if (value("list-type") !== "2") throw refuse("InvalidArgument", "list-type must be 2.");
  const [prefix, delimiter, token, startAfter] = [value("prefix"), value("delimiter"), value("continuation-token"), value("start-after")];
  const most = count(request, "max-keys");
  const text = encoder(request);
  const page = rollUp(core.objects.keys(uid), prefix, token === "" ? startAfter : decodeToken(token), delimiter, most);
  return xml("ListBucketResult", {
    Name: name,
    Prefix: text(prefix),
    StartAfter: startAfter === "" ? undefined : text(startAfter),
    ContinuationToken: token === "" ? undefined : token,
    NextContinuationToken: page.truncated && page.last !== undefined ? Buffer.from(page.last).toString("base64url") : undefined,
    KeyCount: page.keys.length + page.prefixes.length,
    MaxKeys: most,
    Delimiter: delimiter === "" ? undefined : text(delimiter),
    EncodingType: queryValue(request, "encoding-type"),
    IsTruncated: page.truncated,
    Contents: page.keys.map((key) => objectXml(call, key, text, value("fetch-owner") === "true")),
    CommonPrefixes: page.prefixes.map((common) => ({ Prefix: text(common) })),
  });
}

function decodeToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString("utf8");
  if (Buffer.from(text).toString("base64url") !== token)
    throw refuse("InvalidArgument", "The continuation token is not one of this service.");
  return text;
}

/** An entry of the list: a version, or what keys share up to the delimiter. */
interface Entry {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly xml: XmlObject;
  readonly kind: "Version" | "DeleteMarker" | "CommonPrefixes";
}

/** By key, and within a key the newest first. */
export function listObjectVersions(call: BucketCall): Reply {
  const { request, owner } = call;
  const value = (key: string): string => queryValue(request, key) ?? "";
  const [prefix, delimiter, keyMarker, idMarker] = [value("prefix"), value("delimiter"), value("key-marker"), value("version-id-marker")];
  const most = count(request, "max-keys");
  const text = encoder(request);
  const all = entriesBehind(call, prefix, delimiter, keyMarker, idMarker, text);
  const page = all.slice(0, most);
  const last = all.length > most ? page.at(-1) : undefined;
  const of = (kind: Entry["kind"]): readonly XmlObject[] => page.filter((entry) => entry.kind === kind).map((entry) => entry.xml);
  return xml("ListVersionsResult", {
    Name: owner.bucket.name,
    Prefix: text(prefix),
    KeyMarker: text(keyMarker),
    VersionIdMarker: idMarker === "" ? undefined : idMarker,
    NextKeyMarker: last === undefined ? undefined : text(last.key),
    NextVersionIdMarker: last?.versionId,
    MaxKeys: most,
    Delimiter: delimiter === "" ? undefined : text(delimiter),
    EncodingType: queryValue(request, "encoding-type"),
    IsTruncated: last !== undefined,
    Version: of("Version"),
    DeleteMarker: of("DeleteMarker"),
    CommonPrefixes: of("CommonPrefixes"),
  });
}

function entriesBehind(
  { core, owner }: BucketCall,
  prefix: string,
  delimiter: string,
  keyMarker: string,
  idMarker: string,
  text: (name: string) => string,
): readonly Entry[] {
  const { uid } = owner.bucket;
  const entries: Entry[] = [];
  for (const key of core.versions.keys(uid)) {
    if (!key.startsWith(prefix)) continue;
    const common = commonPrefix(key, prefix, delimiter);
    if (common !== undefined) {
      if (isAfter(common, keyMarker) && entries.at(-1)?.key !== common)
        entries.push({ key: common, versionId: undefined, xml: { Prefix: text(common) }, kind: "CommonPrefixes" });
      continue;
    }
    const all = core.versions.all(uid, key);
    // Without a version the marker stands for the whole key.
    const from = key === keyMarker ? (idMarker === "" ? all.length : all.findIndex((version) => versionName(version) === idMarker) + 1) : 0;
    if (key !== keyMarker && !isAfter(key, keyMarker)) continue;
    for (const [index, version] of all.entries()) {
      if (index < from) continue;
      const versionId = versionName(version);
      const shared = { Key: text(key), VersionId: versionId, IsLatest: index === 0, LastModified: version.lastModified };
      if (isMarker(version)) entries.push({ key, versionId, xml: { ...shared, Owner: ownerXml(owner.account) }, kind: "DeleteMarker" });
      else {
        const { etag, size, storageClass } = version;
        const described = { ETag: `"${etag}"`, Size: size, StorageClass: storageClass, Owner: ownerXml(owner.account) };
        entries.push({ key, versionId, xml: { ...shared, ...described }, kind: "Version" });
      }
    }
  }
  return entries;
}
