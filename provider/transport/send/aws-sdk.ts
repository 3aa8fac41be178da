/**
 * The AWS SDK's S3 client as a serialiser and parser only: our allow-list before anything is sent, and our exchange (retry, pace,
 * signature, checks) in place of its HTTP handler. Loaded on first use.
 */
import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import type { HttpRequest } from "@smithy/protocol-http";
import type { Addressing, Backend, OperationRow } from "../../backends/types";
import { allowedOperation } from "./allow-list";
import { ServiceError } from "../errors/errors";
import type { Exchange } from "./exchange";
import type { Credentials, ServiceResponse } from "../types";
import { addressingFor, addressOf, lowerCased, methodOf, subjectOf, type WireRequest } from "./wire";

export interface SdkClientParts {
  readonly backend: Backend;
  readonly endpoint: URL;
  readonly region: string;
  readonly addressing: Addressing;
  readonly exchange: Exchange;
  /** Cancels every request of this client; `abortSignal` of a single `send` works as well. */
  readonly signal: AbortSignal | undefined;
  credentials(): Promise<Credentials>;
}

/** The SDK's own headers that OOS does not know, and those that are set again for every attempt. */
const OWN_HEADERS: readonly RegExp[] = [
  /^(?:host|content-length|expect|user-agent|authorization|date|content-md5)$/,
  /^x-amz-(?:user-agent|date|content-sha256|security-token|sdk-checksum-algorithm|trailer|decoded-content-length)$/,
  /^x-amz-checksum-/,
  /^amz-sdk-/,
  /^x-amzn-trace-id$/,
];

export async function createS3Client(parts: SdkClientParts): Promise<S3Client> {
  const [{ S3Client }, { HttpResponse }] = await Promise.all([import("@aws-sdk/client-s3"), import("@smithy/protocol-http")]);
  const client = new S3Client({
    endpoint: parts.endpoint.href,
    region: parts.region,
    forcePathStyle: addressingFor(parts.addressing, parts.endpoint) === "path",
    credentials: () => parts.credentials(),
    // Every attempt is signed in the exchange, with a fresh date; the SDK signs nothing.
    signer: { sign: (request) => Promise.resolve(request) },
    requestHandler: {
      handle: async (request: HttpRequest, options?: { readonly abortSignal?: unknown }) => {
        const { status, headers, body } = await handle(parts, request, options?.abortSignal as AbortSignal | undefined);
        return { response: new HttpResponse({ statusCode: status, headers: { ...headers }, body: Readable.from(body) }) };
      },
    },
    maxAttempts: 1,
    retryMode: "standard",
    defaultsMode: "standard",
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    useArnRegion: false,
    followRegionRedirects: false,
    useAccelerateEndpoint: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    disableMultiregionAccessPoints: true,
    disableS3ExpressSessionAuth: true,
    expectContinueHeader: false,
  });
  client.middlewareStack.add(
    (next, context) => (args) => {
      const wire = toWireRequest(parts.endpoint, args.request as HttpRequest);
      const label = context.commandName?.replace(/Command$/, "");
      assertMeant(parts.endpoint, wire, args.input as Meant, label);
      allowedRow(parts, wire, label);
      return next(args);
    },
    { step: "build", name: "allowListMiddleware" },
  );
  return client;
}

/** What a command says it is about. */
interface Meant {
  readonly Bucket?: string;
  readonly Key?: string;
}

/** The SDK lets a URL resolve the dots of a bucket's name: an object of `..` would be a bucket. */
function assertMeant(endpoint: URL, wire: WireRequest, { Bucket, Key }: Meant, label: string | undefined): void {
  const { bucket, key } = addressOf(endpoint, wire);
  if (bucket === Bucket && key === Key) return;
  throw new ServiceError({
    kind: "invalid",
    service: "s3",
    operation: label ?? wire.method,
    words: `the request would be about ${subjectOf({ bucket, key }) ?? "the service"}, not about ${subjectOf({ bucket: Bucket, key: Key }) ?? "it"}; it was not sent`,
  });
}

interface Allowed {
  readonly row: OperationRow;
  readonly bucket: string | undefined;
  readonly subject: string | undefined;
}

/** @throws ServiceError of kind `unsupported` (law 3) */
function allowedRow({ backend, endpoint }: SdkClientParts, wire: WireRequest, label?: string): Allowed {
  const { bucket, key } = addressOf(endpoint, wire);
  const row = allowedOperation(backend, {
    service: "s3",
    method: wire.method,
    bucket,
    key,
    queryKeys: Object.keys(wire.query),
    copySource: wire.headers["x-amz-copy-source"] !== undefined,
    label,
  });
  return { row, bucket, subject: subjectOf({ bucket, key }) };
}

function handle(parts: SdkClientParts, request: HttpRequest, abortSignal: AbortSignal | undefined): Promise<ServiceResponse> {
  const wire = toWireRequest(parts.endpoint, request);
  const allowed = allowedRow(parts, wire);
  const signals = [parts.signal, abortSignal].filter((signal) => signal !== undefined);
  const signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0];
  return parts.exchange({ service: "s3", endpoint: parts.endpoint, wire, ...allowed }, signal);
}

function toWireRequest(endpoint: URL, request: HttpRequest): WireRequest {
  // The SDK ends the path of a bucket with a slash; everything else here does not.
  const path = addressOf(endpoint, request).key === undefined && request.path !== "/" ? request.path.replace(/\/$/, "") : request.path;
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query)) {
    // `x-id` names the operation for AWS; OOS does not know it.
    if (name !== "x-id") query[name] = Array.isArray(value) ? value.join(",") : (value ?? "");
  }
  const headers = Object.entries(lowerCased(request.headers)).filter(([name]) => !OWN_HEADERS.some((own) => own.test(name)));
  const body = toBytes(request.body);
  return {
    method: methodOf(request),
    protocol: request.protocol,
    hostname: request.hostname,
    ...(request.port === undefined ? {} : { port: request.port }),
    path,
    query,
    headers: Object.fromEntries(headers),
    ...(body === undefined ? {} : { body }),
  };
}

/** Streams are refused: an attempt could not be repeated with them. */
function toBytes(body: unknown): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === "string") return Buffer.from(body, "utf8");
  if (body instanceof Uint8Array) return body;
  throw new TypeError("the body of a request must be text or bytes, not a stream");
}
