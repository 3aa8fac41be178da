/** Signature Version 2 from the verifier's side (S3 calls only). */
import { createHmac } from "node:crypto";
import type { WireRequest } from "../wire/request";

export interface V2Claim {
  readonly accessKeyId: string;
  readonly signature: string;
  /** Seconds since the epoch; only on presigned URLs. */
  readonly expires?: string;
}

const TOKEN = "x-amz-security-token";
const LIMIT_RATE = "x-amz-limitrate";

/** The claim of an `AWS <id>:<signature>` header, or undefined when malformed. */
export function parseAuthorizationV2(value: string): V2Claim | undefined {
  const match = /^AWS ([^:\s]+):(\S+)$/.exec(value.trim());
  const [, accessKeyId, signature] = match ?? [];
  return accessKeyId === undefined || signature === undefined ? undefined : { accessKeyId, signature };
}

/**
 * The signatures `request` may carry. `hostBucket` is the bucket named by the Host header, if any; `names`: query names that are signed.
 * A path that is a bucket and nothing else is signed as `/bucket` by some clients and as `/bucket/` by botocore, the base of the vendor's SDK.
 */
export function signaturesV2(
  request: WireRequest,
  claim: V2Claim,
  secret: string,
  hostBucket: string | undefined,
  names: ReadonlySet<string>,
): readonly string[] {
  const bucketOnly = hostBucket === undefined && /^\/[^/]+$/.test(request.rawPath);
  const paths = bucketOnly ? [request.rawPath, `${request.rawPath}/`] : [request.rawPath];
  const prefix = hostBucket === undefined ? "" : `/${hostBucket}`;
  // unverified: whether V2 signs the download limit; a signature with it and one without it both hold.
  const limited = request.query.some(({ name }) => name === LIMIT_RATE) ? [new Set([...names, LIMIT_RATE])] : [];
  const resources = paths.flatMap((path) => [names, ...limited].map((signed) => canonicalResource(request, `${prefix}${path}`, signed)));
  return resources.map((resource) => {
    return createHmac("sha1", secret)
      .update(stringToSignV2(request, claim, resource), "utf8")
      .digest("base64");
  });
}

function stringToSignV2(request: WireRequest, claim: V2Claim, resource: string): string {
  const header = (name: string): string => request.headers.get(name) ?? "";
  const date = request.headers.has("x-amz-date") ? "" : header("date");
  // The token of temporary credentials is signed as a header also where it stands in the URL.
  const token = request.query.filter(({ name }) => name === TOKEN).map(({ value }) => [TOKEN, value] as const);
  const amz = [...[...request.headers].filter(([name]) => name.startsWith("x-amz-")), ...token]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value.trim()}\n`)
    .join("");
  const lines = [request.method, header("content-md5"), header("content-type"), claim.expires ?? date];
  return `${lines.join("\n")}\n${amz}${resource}`;
}

function canonicalResource(request: WireRequest, path: string, names: ReadonlySet<string>): string {
  const signed = request.query
    .filter((item) => names.has(item.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((item) => (item.value === "" ? item.name : `${item.name}=${item.value}`));
  return signed.length === 0 ? path : `${path}?${signed.join("&")}`;
}
