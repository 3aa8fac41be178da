/** Who signed a request: V4 and V2, in headers and in presigned URLs. A header wins over the URL [DOC 10027130]. */
import { timingSafeEqual } from "node:crypto";
import type { Caller } from "../access/authorize";
import type { Core, ServiceName } from "../contract";
import { refuse } from "../wire/errors";
import { queryValue, type WireRequest } from "../wire/request";
import { bucketOfHost } from "./addressing";
import { parseAuthorizationV2, signaturesV2, type V2Claim } from "./signature-v2";
import {
  parseAuthorization,
  parseCredential,
  sha256Hex,
  signatureV4,
  splitSignedHeaders,
  UNSIGNED_PAYLOAD,
  V4_ALGORITHM,
  type V4Claim,
} from "./signature-v4";

/** The service name in the scope of a V4 signature [GUIDE 3.1]. */
const SCOPE_SERVICE: Readonly<Record<ServiceName, string>> = { s3: "s3", iam: "sts", trail: "cloudtrail", statistics: "s3" };
/** Services that take V2 and presigned URLs. unverified for IAM and trail, whose samples are all V4 headers. */
const FULL_SIGNING: readonly ServiceName[] = ["s3", "statistics"];
const PRESIGNED_V4 = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature"];
const PRESIGNED_V2 = ["AWSAccessKeyId", "Expires", "Signature"];
const LONGEST_EXPIRY_SECONDS = 7 * 24 * 3600;
/** `x-amz-` headers that need not be among the signed ones: the first is a label, which some SDKs never sign; the others are part of the signed text by themselves. */
const SIGNED_OTHERWISE: ReadonlySet<string> = new Set(["x-amz-user-agent", "x-amz-date", "x-amz-content-sha256"]);

/**
 * The caller, or undefined when nothing is signed; the body is not looked at, see {@link checkPayload}. Throws a refusal when a signature does not hold, or does not cover what the request asks for.
 * `subresources`: query names that say which operation it is.
 */
export function authenticate(
  request: WireRequest,
  service: ServiceName,
  core: Core,
  subresources: readonly string[] = [],
): Caller | undefined {
  const header = request.headers.get("authorization");
  const has = (name: string): boolean => queryValue(request, name) !== undefined;
  if (header !== undefined) {
    if (header.startsWith(V4_ALGORITHM)) return verifyV4(request, service, core, claimOfHeader(request, header));
    if (header.startsWith("AWS ")) return verifyV2(request, service, core, headerClaimV2(request, header, core));
    throw refuse("InvalidRequest", "The authorization mechanism you have provided is not supported.");
  }
  if (PRESIGNED_V4.some(has)) return verifyV4(request, service, core, claimOfUrl(request, core));
  if (PRESIGNED_V2.some(has)) return verifyV2(request, service, core, urlClaimV2(request, core, subresources));
  return undefined;
}

/** The access key id that a request claims to be signed with, unchecked. */
export function claimedKeyId(request: WireRequest): string | undefined {
  const header = request.headers.get("authorization") ?? "";
  const credential = header.startsWith(V4_ALGORITHM)
    ? /Credential=([^/,\s]+)/.exec(header)?.[1]
    : parseAuthorizationV2(header)?.accessKeyId;
  return credential ?? queryValue(request, "X-Amz-Credential")?.split("/")[0] ?? queryValue(request, "AWSAccessKeyId");
}

/** The signature version that a request claims, unchecked. */
export function claimedVersion(request: WireRequest): "v4" | "v2" | "none" {
  const header = request.headers.get("authorization");
  if (header !== undefined) return header.startsWith(V4_ALGORITHM) ? "v4" : header.startsWith("AWS ") ? "v2" : "none";
  if (PRESIGNED_V4.some((name) => queryValue(request, name) !== undefined)) return "v4";
  return PRESIGNED_V2.some((name) => queryValue(request, name) !== undefined) ? "v2" : "none";
}

/** True when a signature cannot be verified without the body, since no header says its hash. */
export function signsBodyItself(request: WireRequest): boolean {
  return request.headers.get("authorization")?.startsWith(V4_ALGORITHM) === true && !request.headers.has("x-amz-content-sha256");
}

/** Throws XAmzContentSHA256Mismatch when the body is not the one that a V4 signature is about. */
export function checkPayload(request: WireRequest): void {
  const declared = request.headers.get("x-amz-content-sha256") ?? "";
  if (claimedVersion(request) !== "v4" || !/^[0-9a-f]{64}$/.test(declared) || declared === sha256Hex(request.body)) return;
  throw refuse("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
}

function claimOfHeader(request: WireRequest, header: string): V4Claim {
  const timestamp = request.headers.get("x-amz-date") ?? basicDate(request.headers.get("date"));
  const claim = timestamp === undefined ? undefined : parseAuthorization(header, timestamp);
  if (claim === undefined) throw refuse("AuthorizationHeaderMalformed", "The authorization header or its date is malformed.");
  return claim;
}

function claimOfUrl(request: WireRequest, core: Core): V4Claim {
  const [algorithm, credentialText = "", timestamp = "", expires = "", signedHeaders = "", signature] = PRESIGNED_V4.map((name) =>
    queryValue(request, name),
  );
  const credential = parseCredential(credentialText);
  const signedAt = parseTimestamp(timestamp);
  const seconds = /^\d{1,7}$/.test(expires) ? Number(expires) : 0;
  if (algorithm !== V4_ALGORITHM || credential === undefined || signedAt === undefined || signedHeaders === "" || signature === undefined) {
    throw refuse("AuthorizationQueryParametersError", `A presigned URL needs well-formed ${PRESIGNED_V4.join(", ")}.`);
  }
  if (seconds < 1 || seconds > LONGEST_EXPIRY_SECONDS)
    throw refuse("AuthorizationQueryParametersError", "X-Amz-Expires must be 1 to 604800 seconds.");
  const now = core.clock.now().getTime();
  if (now < signedAt - core.limits.clockSkewMs) throw refuse("AccessDenied", "Request is not valid yet");
  if (now > signedAt + seconds * 1000) throw refuse("AccessDenied", "Request has expired");
  return {
    ...credential,
    timestamp,
    signature,
    signedHeaders: splitSignedHeaders(signedHeaders),
    presigned: true,
    expiresInSeconds: seconds,
  };
}

function verifyV4(request: WireRequest, service: ServiceName, core: Core, claim: V4Claim): Caller {
  const signedAt = parseTimestamp(claim.timestamp);
  if (signedAt === undefined) throw refuse("AuthorizationHeaderMalformed", "The request's date is malformed.");
  if (!claim.presigned) checkSkew(signedAt, core);
  else if (!FULL_SIGNING.includes(service)) throw refuse("InvalidRequest", "This service does not take presigned URLs.");
  const [region, name] = [core.region, SCOPE_SERVICE[service]];
  if (core.flavour.checksScope && claim.region !== region)
    throw refuse("AuthorizationHeaderMalformed", `The credential scope names the region '${claim.region}'; expecting '${region}'.`);
  if (core.flavour.checksScope && claim.service !== name)
    throw refuse("AuthorizationHeaderMalformed", `The credential scope names the service '${claim.service}'; expecting '${name}'.`);
  if (!claim.timestamp.startsWith(claim.date))
    throw refuse("AuthorizationHeaderMalformed", "The credential scope's date is not the request's.");
  if (!claim.signedHeaders.includes("host")) throw refuse("AuthorizationHeaderMalformed", "The host header must be signed.");
  const signer = signerOf(claim.accessKeyId, service, core);
  const payload = payloadHash(request, claim);
  if (!sameText(signatureV4(request, claim, signer.secret, payload), claim.signature)) throw mismatch();
  checkSigned(request, claim);
  return finish(request, signer, service, core);
}

/** Whoever passes a request on could add a header that nobody signed. unverified: the words are AWS's, which signs by the same rules. */
function checkSigned(request: WireRequest, { signedHeaders }: V4Claim): void {
  const free = [...request.headers.keys()].filter(
    (name) => name.startsWith("x-amz-") && !SIGNED_OTHERWISE.has(name) && !signedHeaders.includes(name),
  );
  if (free.length > 0) throw refuse("AccessDenied", `There were headers present in the request which were not signed: ${free.join(", ")}`);
}

/** What stands for the body in the canonical request. */
function payloadHash(request: WireRequest, claim: V4Claim): string {
  const header = request.headers.get("x-amz-content-sha256");
  if (header === undefined) return claim.presigned ? UNSIGNED_PAYLOAD : sha256Hex(request.body);
  if (header.startsWith("STREAMING-"))
    throw refuse("NotImplemented", "Chunked payload signing (aws-chunked) is not supported; send the body in one piece.");
  if (header !== UNSIGNED_PAYLOAD && !/^[0-9a-f]{64}$/.test(header)) {
    throw refuse("InvalidRequest", "x-amz-content-sha256 must be UNSIGNED-PAYLOAD or a SHA-256 in hex.");
  }
  return header;
}

function headerClaimV2(request: WireRequest, header: string, core: Core): V2Claim {
  const claim = parseAuthorizationV2(header);
  if (claim === undefined) throw refuse("AuthorizationHeaderMalformed", "The authorization header is malformed.");
  const text = request.headers.get("x-amz-date") ?? request.headers.get("date") ?? "";
  const signedAt = parseTimestamp(text) ?? Date.parse(text);
  if (Number.isNaN(signedAt)) throw refuse("AccessDenied", "A signed request needs a valid Date or x-amz-date header.");
  checkSkew(signedAt, core);
  return claim;
}

function urlClaimV2(request: WireRequest, core: Core, subresources: readonly string[]): V2Claim {
  const [accessKeyId, expires, signature] = PRESIGNED_V2.map((name) => queryValue(request, name));
  if (accessKeyId === undefined || signature === undefined || expires === undefined || !/^\d{1,12}$/.test(expires)) {
    throw refuse("AccessDenied", `A presigned URL needs well-formed ${PRESIGNED_V2.join(", ")}.`);
  }
  if (core.clock.now().getTime() > Number(expires) * 1000) throw refuse("AccessDenied", "Request has expired");
  // Whoever holds a link could add what its signature does not cover. unverified: that the service refuses it as well.
  const free = subresources.find((name) => !core.flavour.signedSubresources.has(name));
  if (free !== undefined) throw refuse("AccessDenied", `Signature Version 2 does not sign ?${free}: make the link with version 4.`);
  return { accessKeyId, signature, expires };
}

function verifyV2(request: WireRequest, service: ServiceName, core: Core, claim: V2Claim): Caller {
  if (!FULL_SIGNING.includes(service)) throw refuse("InvalidRequest", "This service takes Signature Version 4 only.");
  const signer = signerOf(claim.accessKeyId, service, core);
  const accepted = signaturesV2(request, claim, signer.secret, bucketOfHost(request.host), core.flavour.signedSubresources);
  if (!accepted.some((signature) => sameText(signature, claim.signature))) throw mismatch();
  return finish(request, signer, service, core);
}

/** Who has the secret that a request must be signed with. */
interface Signer {
  readonly secret: string;
  readonly caller: Caller;
  /** Notes the use of a key. */
  readonly used: (date: string, service: string) => void;
}

function signerOf(accessKeyId: string, service: ServiceName, core: Core): Signer {
  const temporary = core.accounts.findSession(accessKeyId);
  if (temporary !== undefined) {
    const { account, user, session } = temporary;
    return { secret: session.secret, caller: { account, user, accessKeyId, session }, used: () => undefined };
  }
  const owner = core.accounts.findKey(accessKeyId);
  if (owner === undefined) throw refuse("InvalidAccessKeyId", "The access key Id you provided does not exist in our records.");
  const { account, user, key } = owner;
  if (key.status !== "Active") throw refuse("InvalidAccessKeyId", `The access key is inactive and cannot be used for ${service}.`);
  return { secret: key.secret, caller: { account, user, accessKeyId }, used: (date, name) => (key.lastUsed = { date, service: name }) };
}

function finish(request: WireRequest, { caller, used }: Signer, service: ServiceName, core: Core): Caller {
  checkToken(request, caller, core);
  used(
    core.clock
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z"),
    SCOPE_SERVICE[service],
  );
  return caller;
}

/** Temporary credentials come with their token, in a header or in a presigned URL [DOC 10027434]; others come without one. */
function checkToken(request: WireRequest, { session }: Caller, core: Core): void {
  const token =
    request.headers.get("x-amz-security-token") ??
    queryValue(request, "X-Amz-Security-Token") ??
    queryValue(request, "x-amz-security-token");
  if (session === undefined && token === undefined) return;
  // unverified: what temporary credentials without their token are answered with.
  if (token === undefined) throw refuse("InvalidAccessKeyId", "Temporary credentials need their security token.");
  if (session === undefined || !sameText(session.token, token))
    throw refuse("InvalidToken", "The provided token is malformed or otherwise invalid.");
  if (core.clock.now().getTime() >= Date.parse(session.expires)) throw refuse("ExpiredToken", "The provided token has expired.");
}

function checkSkew(signedAt: number, core: Core): void {
  if (Math.abs(core.clock.now().getTime() - signedAt) <= core.limits.clockSkewMs) return;
  throw refuse("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.");
}

/** Milliseconds of `yyyyMMddTHHmmssZ`, or undefined. */
function parseTimestamp(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** A Date header as the basic ISO form that V4 signs. */
function basicDate(header: string | undefined): string | undefined {
  if (header === undefined || parseTimestamp(header) !== undefined) return header;
  const time = Date.parse(header);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}

function mismatch(): Error {
  return refuse(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  );
}

function sameText(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
