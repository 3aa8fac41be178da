/** One attempt of one request over undici: keep-alive, time-outs, proxy, private CA, bounded and complete answers. */
import { getCACertificates } from "node:tls";
import type { buildConnector, Dispatcher, Pool } from "undici";
import { passingOverContinue } from "./continue";
import { requestTarget, type WireRequest } from "./wire";

export interface RawAnswer {
  readonly status: number;
  /** Names in lower case; repeated headers joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type SendFailure = "connect" | "certificate" | "timeout" | "broken" | "too-large" | "aborted";

/** No complete answer came. */
export class SendError extends Error {
  override readonly name = "SendError";

  constructor(
    readonly failure: SendFailure,
    message: string,
    /** True when the service may have received the whole request. */
    readonly maybeDone: boolean,
    /** Code of the underlying error: `ECONNREFUSED`. */
    readonly code: string | undefined,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
  }
}

export interface SenderSettings {
  /** Limit to open a connection; default 10,000. */
  readonly connectTimeoutMs?: number;
  /** Connections to one host at once. */
  readonly connections: number;
  readonly proxy?: string | undefined;
  /** PEM text, added to the certificate authorities of Node.js. */
  readonly caBundle?: string | undefined;
}

export interface AttemptLimits {
  /** Connection to last byte. */
  readonly timeoutMs: number;
  /** A larger answer is refused; that of a failure must not be larger than a setting's. */
  readonly maxBytes: number;
}

export interface Sender {
  /**
   * Sends `request` and reads the answer to its end, whatever its status.
   * @throws SendError
   */
  send(request: WireRequest, limits: AttemptLimits, signal?: AbortSignal): Promise<RawAnswer>;
  /** Closes idle connections and waits for the busy ones. */
  close(): Promise<void>;
}

/** A setting, or an error: the largest that is known, a bucket policy, has 20 KiB. */
export const SHORT_ANSWER_BYTES = 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;

/** A sender with its own connection pool. undici is loaded on the first request, so that a program that sends nothing does not wait for it. */
export function createSender(settings: SenderSettings): Sender {
  let dispatcher: Promise<Dispatcher> | undefined;
  return {
    send: async (request, limits, signal) => {
      dispatcher ??= createDispatcher(settings);
      return attempt(await dispatcher, request, { ...limits, signal });
    },
    close: async () => {
      const open = dispatcher;
      dispatcher = undefined;
      await (await open)?.close();
    },
  };
}

async function createDispatcher(settings: SenderSettings): Promise<Dispatcher> {
  const { Agent, buildConnector: connectorOf, Pool: PoolOf, ProxyAgent } = await import("undici");
  const tls = settings.caBundle === undefined ? {} : { ca: [...getCACertificates("default"), settings.caBundle] };
  const connect = { timeout: settings.connectTimeoutMs ?? CONNECT_TIMEOUT_MS, ...tls };
  // The limit of the whole attempt is set per request; the two phase limits of undici would only say the same later.
  const options = { connections: settings.connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4_000 };
  if (settings.proxy === undefined) return new Agent({ ...options, connect: passingOverContinue(connectorOf(connect)) });
  const proxy = new URL(settings.proxy);
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const token = proxy.username === "" ? {} : { token: `Basic ${Buffer.from(user, "utf8").toString("base64")}` };
  // The agent makes the connector of a tunnel itself.
  const factory = (origin: string | URL, given: object): Dispatcher => {
    const { connect: own, ...rest } = given as Pool.Options & { readonly connect: buildConnector.connector };
    return new PoolOf(origin, { ...rest, connect: passingOverContinue(own) });
  };
  // Plain HTTP is forwarded, HTTPS goes through a tunnel.
  return new ProxyAgent({ ...options, factory, uri: proxy.origin, ...token, proxyTunnel: false, requestTls: connect, proxyTls: connect });
}

interface Limits extends AttemptLimits {
  readonly signal: AbortSignal | undefined;
}

async function attempt(dispatcher: Dispatcher, request: WireRequest, limits: Limits): Promise<RawAnswer> {
  if (limits.signal?.aborted === true) throw new SendError("aborted", "cancelled before the request was sent", false, undefined);
  const controller = new AbortController();
  const expired = new SendError("timeout", `no complete answer within ${String(limits.timeoutMs)} ms`, true, "ETIMEDOUT");
  const aborted = new SendError("aborted", "cancelled while waiting for the answer", true, undefined);
  const timer = setTimeout(() => {
    controller.abort(expired);
  }, limits.timeoutMs);
  const onAbort = (): void => {
    controller.abort(aborted);
  };
  limits.signal?.addEventListener("abort", onAbort, { once: true });
  try {
    const answer = await dispatcher.request({
      origin: `${request.protocol}//${request.hostname}${request.port === undefined ? "" : `:${String(request.port)}`}`,
      path: requestTarget(request),
      method: request.method,
      headers: request.headers,
      body: request.body ?? null,
      signal: controller.signal,
      // undici would close the connection after every HEAD.
      reset: false,
    });
    const maxBytes = answer.statusCode < 300 ? limits.maxBytes : Math.min(limits.maxBytes, SHORT_ANSWER_BYTES);
    return { status: answer.statusCode, headers: joined(answer.headers), body: await readBody(answer.body, maxBytes) };
  } catch (error) {
    throw toSendError(error, controller.signal);
  } finally {
    clearTimeout(timer);
    limits.signal?.removeEventListener("abort", onAbort);
  }
}

async function readBody(body: AsyncIterable<unknown>, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = chunk as Buffer;
    size += bytes.byteLength;
    // Leaving the loop destroys the stream and with it the connection.
    if (size > maxBytes) throw new SendError("too-large", `the answer is larger than ${String(maxBytes)} bytes`, true, undefined);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size);
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

/** Codes of failures before any byte of the request was sent. */
const NOT_SENT: ReadonlySet<string> = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL", "UND_ERR_CONNECT_TIMEOUT"],
]);

function toSendError(error: unknown, signal: AbortSignal): SendError {
  if (signal.aborted && signal.reason instanceof SendError) return signal.reason;
  if (error instanceof SendError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  // A proxy that refuses the tunnel has not passed the request on.
  if (/^Proxy (?:response|Authentication)/.test(message))
    return new SendError("connect", `the proxy refused the connection: ${message}`, false, code, error);
  if (code !== undefined && NOT_SENT.has(code)) return new SendError("connect", `cannot connect: ${message}`, false, code, error);
  if (code !== undefined && isCertificateCode(code)) return new SendError("certificate", `TLS was refused: ${message}`, false, code, error);
  return new SendError("broken", `the connection broke before the answer was complete: ${message}`, true, code, error);
}

/** Also looks at the causes: undici and happy-eyeballs wrap the error of the socket. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const own = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (error instanceof AggregateError && error.errors.length > 0) return own ?? codeOf(error.errors[0]);
  return own ?? codeOf(error.cause);
}

function isCertificateCode(code: string): boolean {
  return /^(?:CERT_|ERR_TLS_|ERR_SSL_|EPROTO$)|CERT|UNABLE_TO_(?:GET|VERIFY|DECODE|DECRYPT)/.test(code);
}
