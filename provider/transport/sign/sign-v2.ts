/** Signature Version 2 of S3: HMAC-SHA1 over method, three headers, x-amz headers and the resource. */
import { createHmac } from "node:crypto";
import type { Credentials } from "../types";
import { hostHeader, type WireRequest } from "../send/wire";

export interface V2Context {
  /** The bucket, when it stands in the host name and so not in the path. */
  readonly virtualBucket?: string | undefined;
  /** Query keys that the backend signs. */
  readonly signedSubresources: readonly string[];
}

/** The text that is signed. `date` is the Date header, or the Expires value of a presigned URL. */
export function stringToSignV2(request: WireRequest, context: V2Context, date: string): string {
  const header = (name: string): string => request.headers[name] ?? "";
  return [
    request.method,
    header("content-md5"),
    header("content-type"),
    date,
    ...canonicalAmzHeaders(request.headers),
    canonicalResource(request, context),
  ].join("\n");
}

/** `x-amz-*` headers, lower case, sorted, folded white space. */
export function canonicalAmzHeaders(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith("x-amz-"))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${value.trim().replaceAll(/\s+/g, " ")}`);
}

/** `/bucket/key` as encoded in the request, then the signed sub-resources, sorted, with their decoded values. */
export function canonicalResource(request: Pick<WireRequest, "path" | "query">, context: V2Context): string {
  const path = context.virtualBucket === undefined ? request.path : `/${context.virtualBucket}${request.path}`;
  const signed = Object.entries(request.query)
    .filter(([name]) => context.signedSubresources.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (typeof value === "string" && value !== "" ? `${name}=${value}` : name));
  return signed.length === 0 ? path : `${path}?${signed.join("&")}`;
}

export function signatureV2(secretAccessKey: string, text: string): string {
  return createHmac("sha1", secretAccessKey).update(text, "utf8").digest("base64");
}

/** Signs headers: adds Date, the session token and `Authorization: AWS <id>:<signature>`. */
export function signV2(request: WireRequest, credentials: Credentials, context: V2Context, now: Date): WireRequest {
  const date = now.toUTCString();
  const headers: Record<string, string> = { ...request.headers, host: hostHeader(request), date };
  if (credentials.sessionToken !== undefined) headers["x-amz-security-token"] = credentials.sessionToken;
  const dated = { ...request, headers };
  const signature = signatureV2(credentials.secretAccessKey, stringToSignV2(dated, context, date));
  return { ...dated, headers: { ...headers, authorization: `AWS ${credentials.accessKeyId}:${signature}` } };
}
