/** URLs that carry their own signature, of both versions. */
import { signatureV2, stringToSignV2, type V2Context } from "./sign-v2";
import { createV4Signer, type V4Scope } from "./sign-v4";
import type { Credentials } from "../types";
import { hostHeader, requestTarget, type WireRequest } from "../send/wire";

export interface PresignLife {
  /** Life in whole seconds, 1 to `maxSeconds`. */
  readonly expiresInSeconds: number;
  readonly maxSeconds: number;
  readonly now: Date;
}

function assertLife({ expiresInSeconds, maxSeconds }: PresignLife): void {
  if (Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1 && expiresInSeconds <= maxSeconds) return;
  throw new RangeError(`expiresInSeconds must be a whole number from 1 to ${String(maxSeconds)}, not ${String(expiresInSeconds)}`);
}

/**
 * A V4 URL [DOC 10027130]: payload unsigned; every query parameter is signed; only Host is signed of the headers, so further headers of
 * `request` must not be needed by the operation.
 * @throws RangeError when the life is out of range (V4 allows 604,800 seconds).
 */
export async function presignV4(request: WireRequest, credentials: Credentials, scope: V4Scope, life: PresignLife): Promise<string> {
  assertLife(life);
  // The marker must reach the canonical request without becoming a header or parameter of the URL.
  const headers = { ...request.headers, host: hostHeader(request), "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const signer = await createV4Signer(credentials, scope, false);
  const signed = await signer.presign(
    { ...request, headers },
    {
      expiresIn: life.expiresInSeconds,
      signingDate: life.now,
      unsignableHeaders: new Set(["x-amz-content-sha256"]),
      unhoistableHeaders: new Set(["x-amz-content-sha256"]),
    },
  );
  return urlOf({ ...request, query: signed.query as Record<string, string> });
}

/**
 * A V2 URL: `AWSAccessKeyId`, `Expires` (seconds since 1970) and `Signature`.
 * @throws RangeError when the life is out of range.
 */
export function presignV2(request: WireRequest, credentials: Credentials, context: V2Context, life: PresignLife): string {
  assertLife(life);
  const expires = String(Math.floor(life.now.getTime() / 1000) + life.expiresInSeconds);
  const token: Record<string, string> = credentials.sessionToken === undefined ? {} : { "x-amz-security-token": credentials.sessionToken };
  // The token of a URL is signed as if it were a header and sent as a parameter.
  const text = stringToSignV2({ ...request, headers: { ...request.headers, ...token } }, context, expires);
  const query = {
    ...request.query,
    ...token,
    AWSAccessKeyId: credentials.accessKeyId,
    Expires: expires,
    Signature: signatureV2(credentials.secretAccessKey, text),
  };
  return urlOf({ ...request, query });
}

function urlOf(request: WireRequest): string {
  return `${request.protocol}//${hostHeader(request)}${requestTarget(request)}`;
}
