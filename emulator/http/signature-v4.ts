/** AWS Signature Version 4 from the verifier's side: the signature that a request should carry, given the secret. */
import { createHash, createHmac } from "node:crypto";
import { percentDecode, type QueryItem, type WireRequest } from "../wire/request";

/** What an Authorization header or a presigned URL claims. */
export interface V4Claim {
  readonly accessKeyId: string;
  /** `yyyyMMdd`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower-case, in the client's order; honoured as sent. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `yyyyMMddTHHmmssZ`. */
  readonly timestamp: string;
  readonly presigned: boolean;
  /** Lifetime of a presigned URL. */
  readonly expiresInSeconds?: number;
}

export const V4_ALGORITHM = "AWS4-HMAC-SHA256";
export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
const TERMINATOR = "aws4_request";

/** The parts of `AK/date/region/service/aws4_request`, or undefined when it has another shape. */
export function parseCredential(text: string): Pick<V4Claim, "accessKeyId" | "date" | "region" | "service"> | undefined {
  const parts = text.split("/");
  const [accessKeyId, date, region, service, end] = parts;
  if (parts.length !== 5 || end !== TERMINATOR) return undefined;
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, date, region, service };
}

/** The claim of an `AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...` header, or undefined when malformed. */
export function parseAuthorization(value: string, timestamp: string): V4Claim | undefined {
  const fields = new Map<string, string>();
  for (const part of value.slice(V4_ALGORITHM.length).split(",")) {
    const equals = part.indexOf("=");
    if (equals > 0) fields.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
  }
  const credential = parseCredential(fields.get("Credential") ?? "");
  const signedHeaders = fields.get("SignedHeaders");
  const signature = fields.get("Signature");
  if (credential === undefined || signedHeaders === undefined || signature === undefined) return undefined;
  return { ...credential, signedHeaders: splitSignedHeaders(signedHeaders), signature, timestamp, presigned: false };
}

export function splitSignedHeaders(text: string): readonly string[] {
  return text.split(";").map((name) => name.toLowerCase());
}

/** The signature `request` should carry. `payloadHash` is the value of x-amz-content-sha256 or the hash of the body. */
export function signatureV4(request: WireRequest, claim: V4Claim, secret: string, payloadHash: string): string {
  const scope = `${claim.date}/${claim.region}/${claim.service}/${TERMINATOR}`;
  const canonical = canonicalRequest(request, claim, payloadHash);
  const toSign = [V4_ALGORITHM, claim.timestamp, scope, sha256Hex(canonical)].join("\n");
  return hmac(signingKey(secret, claim), toSign).toString("hex");
}

export function canonicalRequest(request: WireRequest, claim: V4Claim, payloadHash: string): string {
  const headers = claim.signedHeaders.map((name) => `${name}:${collapse(request.headers.get(name) ?? "")}\n`).join("");
  return [
    request.method,
    canonicalPath(request.rawPath),
    canonicalQuery(request.query, claim.presigned),
    headers,
    claim.signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}

/** The path percent-encoded once, whatever the client left unescaped. */
export function canonicalPath(rawPath: string): string {
  return rawPath
    .split("/")
    .map((segment) => encode(percentDecode(segment)))
    .join("/");
}

/** Sorted, every name with `=` even when valueless; the signature itself is left out of a presigned query. */
export function canonicalQuery(query: readonly QueryItem[], presigned: boolean): string {
  return query
    .filter((item) => !(presigned && item.name === "X-Amz-Signature"))
    .map((item) => [encode(Buffer.from(item.name)), encode(Buffer.from(item.value))] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

export function sha256Hex(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function signingKey(secret: string, claim: V4Claim): Buffer {
  return [claim.region, claim.service, TERMINATOR].reduce(hmac, hmac(`AWS4${secret}`, claim.date));
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data, "utf8").digest();
}

function collapse(value: string): string {
  return value.trim().replace(/ +/g, " ");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function encode(bytes: Buffer): string {
  let out = "";
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    out += /[A-Za-z0-9\-._~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}
