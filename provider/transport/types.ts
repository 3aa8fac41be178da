/**
 * The contract between the transport and the typed service clients: what a request is, what an answer is.
 * Types only; the behaviour is in `client.ts` (sign - pace - send - retry - decode - classify).
 */
import type { S3Client } from "@aws-sdk/client-s3";
import type { Addressing, Backend, SignatureVersion } from "../backends/types";
import type { OperationName } from "../catalog";
import type { HttpMethod, Service } from "../catalog/types";

export type { HttpMethod } from "../catalog/types";

/** One operation and its inputs, before signing. Method, sub-resource, effect and form of the answer are those of the backend's row (law 3). */
export interface ServiceRequest {
  readonly operation: OperationName;
  /** What the operation is about, for error messages: `user "u"`. Default: the bucket or object of the request. */
  readonly subject?: string;
  readonly bucket?: string;
  readonly key?: string;
  /** Query keys beside the sub-resource, or its value. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A request to be signed into a URL. */
export interface PresignRequest {
  readonly method: HttpMethod;
  readonly bucket: string;
  readonly key?: string;
  readonly subresource?: string;
  /** Further query parameters, signed with the rest: `response-content-type`, `x-amz-limitrate`. */
  readonly query?: Readonly<Record<string, string>>;
  /** Headers that the user of the URL must send exactly so: `content-type`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Life in whole seconds; V4 allows 604,800. */
  readonly expiresInSeconds: number;
  /** Default: the configured version. */
  readonly signatureVersion?: SignatureVersion;
}

/** A successful (2xx) answer, read to its end. */
export interface ServiceResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly requestId: string | undefined;
}

/**
 * What typed service clients call. Every failure is a {@link import("./errors/errors").ServiceError}.
 * A client carries the AbortSignal of the engine's call that it serves.
 */
export interface Client {
  readonly backend: Backend;
  readonly signal: AbortSignal | undefined;
  send(request: ServiceRequest): Promise<ServiceResponse>;
  /** The AWS SDK's S3 client over this transport (our signer, allow-list, sender and retries). Loaded on first use. */
  s3(): Promise<S3Client>;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Resolved and validated settings of one provider instance. */
export interface TransportSettings {
  readonly backend: Backend;
  /** Region of the configuration (`cn`, `hazz`, `cn-hk-hqnet`); gives hosts and signing scope where the endpoint's host does not. */
  readonly region: string;
  /** Absolute URLs that override the backend's hosts. */
  readonly endpoints: Readonly<Partial<Record<Service, string>>>;
  readonly credentials: () => Promise<Credentials>;
  readonly signatureVersion: SignatureVersion;
  readonly addressing: Addressing;
  /** Retries after the first attempt; default 8. */
  readonly maxRetries: number;
  /** Limit of one attempt, connection to last byte; default 60,000. */
  readonly requestTimeoutMs: number;
  /** Limit of all attempts of one operation together; default 300,000. */
  readonly deadlineMs: number;
  /** Requests in flight at once over all services; default 16. */
  readonly maxConcurrency: number;
  /** Requests started per second over all services; absent: unlimited. */
  readonly requestsPerSecond?: number;
  /** `http://[user:password@]host:port` of a forward proxy. */
  readonly proxy?: string;
  /** PEM text added to the system's certificate authorities. */
  readonly caBundle?: string;
}

/** Sources of non-determinism, passed in so that tests can hold them. */
export interface Environment {
  now(): Date;
  random(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  log(level: "debug" | "info" | "warn" | "error", message: string): void;
}
