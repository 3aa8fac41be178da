/** Signature Version 4 with the scopes of the backend's tables. */
import { createHash, createHmac } from "node:crypto";
import type { SignatureV4 } from "@smithy/signature-v4";
import type { Checksum, SourceData } from "@smithy/types";
import { type Backend, regionOf } from "../../backends/types";
import type { Service } from "../../catalog/types";
import type { Credentials } from "../types";
import { hostHeader, type WireRequest } from "../send/wire";

export interface V4Scope {
  readonly region: string;
  /** Service name in the scope: `s3`, `sts` for IAM, `cloudtrail`. */
  readonly service: string;
}

type Digest = ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

/** SHA-256 for the signer, keyed (HMAC) or plain, over node:crypto. */
class Sha256 implements Checksum {
  private hash: Digest;

  constructor(private readonly secret?: SourceData) {
    this.hash = this.start();
  }

  private start(): Digest {
    return this.secret === undefined ? createHash("sha256") : createHmac("sha256", bytes(this.secret));
  }

  update(data: Uint8Array | SourceData): void {
    this.hash.update(bytes(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    this.hash = this.start();
  }
}

function bytes(data: Uint8Array | SourceData): Uint8Array {
  if (typeof data === "string") return Buffer.from(data, "utf8");
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
}

/** The signer of one scope. The path is taken as sent, encoded once (S3 style), for every service: all others send `/`. */
export async function createV4Signer(credentials: Credentials, scope: V4Scope, applyChecksum = true): Promise<SignatureV4> {
  // Loaded with the first request, so that a provider that sends nothing starts without it.
  const { SignatureV4 } = await import("@smithy/signature-v4");
  return new SignatureV4({ ...scope, credentials, sha256: Sha256, uriEscapePath: false, applyChecksum });
}

/** Signs headers: adds Host, X-Amz-Date, x-amz-content-sha256 (hash of the body unless given), the session token and Authorization. */
export async function signV4(request: WireRequest, credentials: Credentials, scope: V4Scope, now: Date): Promise<WireRequest> {
  const prepared = { ...request, headers: { ...request.headers, host: hostHeader(request) } };
  const signed = await (await createV4Signer(credentials, scope)).sign(prepared, { signingDate: now });
  return { ...prepared, headers: signed.headers };
}

/**
 * Region of the V4 scope: from the endpoint's host where it follows the backend's pattern, else from the host that the
 * configured region has for this service (so that a pool's IAM calls are scoped `cn`), else the region itself.
 */
export function scopeRegion(backend: Backend, service: Service, endpointHost: string, region: string): string {
  const own = regionOf(backend, region)?.hosts[service];
  const captured = fromHost(backend, endpointHost) ?? (own === undefined ? undefined : fromHost(backend, own)) ?? region;
  return backend.scope.signedAs[captured] ?? captured;
}

function fromHost(backend: Backend, host: string): string | undefined {
  return backend.scope.host.exec(host)?.groups?.region;
}
