/** Copies within the service: a whole object, or a part of an upload from an object or a piece of one [GUIDE 4.3.4, 4.3.10]. */
import { authorizeS3 } from "../../access/authorize";
import { requestFacts } from "../../access/facts";
import { isGranted } from "../../access/grants";
import type { BucketCall } from "../../contract";
import type { BucketOwner } from "../../state/accounts";
import type { StoredObject } from "../../state/model";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { parseQuery, percentDecode, splitTarget } from "../../wire/request";
import { addPart, openUpload, requestedPart } from "./multipart";
import { checkKey, objectHeaders, store } from "./object";

export async function copyObject(call: BucketCall): Promise<Reply> {
  const { request, key } = call;
  checkKey(key);
  const source = copySource(call);
  const directive = request.headers.get("x-amz-metadata-directive") ?? "COPY";
  if (directive !== "COPY" && directive !== "REPLACE") throw refuse("InvalidArgument", "x-amz-metadata-directive must be COPY or REPLACE.");
  const given = objectHeaders(call);
  const described = directive === "REPLACE" ? given : { ...source, storageClass: given.storageClass };
  const { size, etag } = source;
  const lastModified = call.now.toISOString();
  const data = await call.core.objects.readBytes(source.bytes);
  const { contentType, storageClass, headers, metadata } = described;
  await store(call, { contentType, storageClass, headers, metadata, key, size, etag, lastModified }, data);
  return xml("CopyObjectResult", { LastModified: lastModified, ETag: `"${etag}"` });
}

/** The object that `x-amz-copy-source` names, once the caller is seen to be allowed to read it. `find`: of a version that is named, where there are versions. */
export function copySource(
  call: BucketCall,
  find?: (owner: BucketOwner, key: string, versionId: string) => StoredObject | undefined,
): StoredObject {
  const { path, query } = splitTarget(call.request.headers.get("x-amz-copy-source") ?? "");
  const versionId = find === undefined ? undefined : parseQuery(query).find(({ name }) => name === "versionId")?.value;
  if (query !== "" && versionId === undefined) throw refuse("NotImplemented", "Object versions are not supported.");
  const decoded = percentDecode(path).toString("utf8").replace(/^\//, "");
  const slash = decoded.indexOf("/");
  const [bucket, key] = slash < 0 ? [decoded, ""] : [decoded.slice(0, slash), decoded.slice(slash + 1)];
  if (key === "") throw refuse("InvalidArgument", "x-amz-copy-source must be /bucket/key.");
  const owner = call.core.accounts.findBucket(bucket);
  if (owner === undefined) throw refuse("NoSuchBucket", "The specified bucket does not exist.");
  authorizeS3(call.caller, {
    owner,
    path: `${bucket}/${key}`,
    actions: ["s3:GetObject"],
    acl: "read",
    isGranted: isGranted(call.core.objects.find(owner.bucket.uid, key)?.grants ?? [], call.caller, "READ"),
    facts: requestFacts(call.request, call.now),
    policyKind: call.core.flavour.policyKind,
    policyCall: false,
  });
  const object = versionId === undefined ? call.core.objects.find(owner.bucket.uid, key) : find?.(owner, key, versionId);
  if (object === undefined) throw refuse("NoSuchKey", "The specified key does not exist.");
  return object;
}

export async function uploadPartCopy(call: BucketCall, sourceOf: typeof copySource = copySource): Promise<Reply> {
  const upload = openUpload(call);
  const number = requestedPart(call);
  const source = sourceOf(call);
  const range = sourceRange(call.request.headers.get("x-amz-copy-source-range"), source.size);
  const whole = await call.core.objects.readBytes(source.bytes);
  const part = await addPart(call, upload, number, range === undefined ? whole : whole.subarray(range[0], range[1] + 1));
  return xml("CopyPartResult", { LastModified: part.lastModified, ETag: `"${part.etag}"` });
}

/** First and last byte of `bytes=a-b`, both of which must be inside the source (unverified: AWS's rule). Throws InvalidArgument. */
function sourceRange(header: string | undefined, size: number): readonly [number, number] | undefined {
  if (header === undefined) return undefined;
  const match = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header.trim());
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || from > to) throw refuse("InvalidArgument", "x-amz-copy-source-range must be bytes=first-last.");
  if (to >= size) throw refuse("InvalidArgument", `Range specified is not valid for source object of size: ${size}`);
  return [from, to];
}
