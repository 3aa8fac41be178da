/** Listing objects (version 1 only) and uploads, with prefix, marker and delimiter [GUIDE 4.2.4, 4.2.12]. */
import type { BucketCall } from "../../contract";
import type { Upload } from "../../state/model";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { queryValue, type WireRequest } from "../../wire/request";
import type { XmlObject } from "../../wire/xml";
import { ownerXml } from "./bucket";

const MOST = 1000;

interface Page {
  /** Keys of the page, and what they share up to the delimiter. */
  readonly keys: readonly string[];
  readonly prefixes: readonly string[];
  readonly truncated: boolean;
  /** The last key or prefix of the page. */
  readonly last: string | undefined;
}

/** `keys` in order, those that begin with `prefix` and stand after `marker`, rolled up at `delimiter`, at most `most` of them. */
export function rollUp(keys: readonly string[], prefix: string, marker: string, delimiter: string, most: number): Page {
  const found: string[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue;
    const common = commonPrefix(key, prefix, delimiter);
    const entry = common ?? key;
    if (!isAfter(entry, marker) || entry === prefixes.at(-1)) continue;
    if (found.length + prefixes.length >= most) return { keys: found, prefixes, truncated: most > 0, last };
    if (common === undefined) found.push(key);
    else prefixes.push(entry);
    last = entry;
  }
  return { keys: found, prefixes, truncated: false, last };
}

export function listObjects(call: BucketCall): Reply {
  const { core, owner, request } = call;
  const { uid, name } = owner.bucket;
  const [prefix, marker, delimiter] = ["prefix", "marker", "delimiter"].map((key) => queryValue(request, key) ?? "") as [
    string,
    string,
    string,
  ];
  const most = count(request, "max-keys");
  const text = encoder(request);
  const page = rollUp(core.objects.keys(uid), prefix, marker, delimiter, most);
  return xml("ListBucketResult", {
    Name: name,
    Prefix: text(prefix),
    Marker: text(marker),
    // Given with a delimiter only, as at AWS: without one the last key is the marker.
    NextMarker: page.truncated && delimiter !== "" && page.last !== undefined ? text(page.last) : undefined,
    MaxKeys: most,
    Delimiter: delimiter === "" ? undefined : text(delimiter),
    EncodingType: queryValue(request, "encoding-type"),
    IsTruncated: page.truncated,
    Contents: page.keys.map((key) => objectXml(call, key, text, true)),
    CommonPrefixes: page.prefixes.map((common) => ({ Prefix: text(common) })),
  });
}

/** An object in a list; `text` encodes its name. */
export function objectXml({ core, owner }: BucketCall, key: string, text: (name: string) => string, withOwner: boolean): XmlObject {
  const object = core.objects.find(owner.bucket.uid, key);
  return {
    Key: text(key),
    LastModified: object?.lastModified,
    ETag: `"${object?.etag ?? ""}"`,
    Size: object?.size,
    StorageClass: object?.storageClass,
    Owner: withOwner ? ownerXml(owner.account) : undefined,
  };
}

export function listMultipartUploads({ core, owner, request }: BucketCall): Reply {
  const { uid, name } = owner.bucket;
  const [prefix, keyMarker, idMarker, delimiter] = ["prefix", "key-marker", "upload-id-marker", "delimiter"].map(
    (key) => queryValue(request, key) ?? "",
  ) as [string, string, string, string];
  const most = count(request, "max-uploads");
  const text = encoder(request);
  const page = uploadPage(core.objects.uploads(uid), { prefix, keyMarker, idMarker, delimiter, most });
  return xml("ListMultipartUploadsResult", {
    Bucket: name,
    KeyMarker: text(keyMarker),
    UploadIdMarker: idMarker,
    NextKeyMarker: page.next === undefined ? undefined : text(page.next.key),
    NextUploadIdMarker: page.next?.id,
    Prefix: text(prefix),
    Delimiter: delimiter === "" ? undefined : text(delimiter),
    EncodingType: queryValue(request, "encoding-type"),
    MaxUploads: most,
    IsTruncated: page.next !== undefined,
    Upload: page.uploads.map((upload) => ({
      Key: text(upload.key),
      UploadId: upload.id,
      Initiator: ownerXml(owner.account),
      Owner: ownerXml(owner.account),
      StorageClass: upload.storageClass,
      Initiated: upload.initiated,
    })),
    CommonPrefixes: page.prefixes.map((common) => ({ Prefix: text(common) })),
  });
}

interface UploadQuery {
  readonly prefix: string;
  readonly keyMarker: string;
  readonly idMarker: string;
  readonly delimiter: string;
  readonly most: number;
}

interface UploadPage {
  readonly uploads: readonly Upload[];
  readonly prefixes: readonly string[];
  /** Where the next page goes on, when there is one; a prefix as key has no id. */
  readonly next: { readonly key: string; readonly id: string | undefined } | undefined;
}

/** Uploads by key, then by id, behind the markers; those that share a prefix up to the delimiter count as one entry. */
function uploadPage(all: readonly Upload[], { prefix, keyMarker, idMarker, delimiter, most }: UploadQuery): UploadPage {
  const uploads: Upload[] = [];
  const prefixes: string[] = [];
  let next: UploadPage["next"];
  const sorted = all
    .filter((upload) => upload.key.startsWith(prefix))
    .sort((a, b) => compareBytes(a.key, b.key) || compareBytes(a.id, b.id));
  for (const upload of sorted) {
    const common = commonPrefix(upload.key, prefix, delimiter);
    const entry = common ?? upload.key;
    const behind =
      isAfter(entry, keyMarker) || (common === undefined && entry === keyMarker && idMarker !== "" && isAfter(upload.id, idMarker));
    if (!behind || (common !== undefined && common === prefixes.at(-1))) continue;
    if (uploads.length + prefixes.length >= most) return { uploads, prefixes, next: most > 0 ? next : undefined };
    if (common === undefined) uploads.push(upload);
    else prefixes.push(common);
    next = { key: entry, id: common === undefined ? upload.id : undefined };
  }
  return { uploads, prefixes, next: undefined };
}

/** What `key` has up to the first delimiter after `prefix`; undefined without one. */
export function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
}

/** A page size of 0 to 1000 from the query; more is cut to 1000. */
export function count(request: Pick<WireRequest, "query">, name: string): number {
  const text = queryValue(request, name);
  if (text === undefined) return MOST;
  if (!/^\d{1,9}$/.test(text)) throw refuse("InvalidArgument", `${name} must be a number of 0 or more, not ${text}.`);
  return Math.min(Number(text), MOST);
}

/** Names as they are, or percent-encoded when `encoding-type=url` is asked (boto3 always asks). */
export function encoder(request: Pick<WireRequest, "query">): (text: string) => string {
  const type = queryValue(request, "encoding-type");
  if (type === undefined) return (text) => text;
  if (type !== "url") throw refuse("InvalidArgument", "encoding-type must be url.");
  return (text) => encodeURIComponent(text).replaceAll("%2F", "/");
}

export function isAfter(text: string, marker: string): boolean {
  return marker === "" || compareBytes(text, marker) > 0;
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
