/** One request from arrival to answer: read - route - count - faults - signature - permission - execute - answer - log. */
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Caller } from "../access/authorize";
import type { Core } from "../core";
import type { Counters } from "../counters";
import type { FaultRule, Faults } from "../faults";
import type { Flavour } from "../flavours";
import { perform } from "../operations/perform";
import type { Reply, ServiceName } from "../operations/types";
import type { BucketOwner } from "../state/accounts";
import { accessRecord, type Visit } from "./access-record";
import { authenticate, claimedKeyId, claimedVersion } from "./authenticate";
import { corsHeaders } from "./cors";
import { ApiError, refuse, type ErrorCode } from "./errors";
import { eventRecord, type EventFacts } from "./event-record";
import { renderError } from "./render";
import { readRequest, splitTarget, type WireRequest } from "./request";
import { route, type Route, type Served } from "./router";
import { usageRecord, type Counted } from "./usage-record";

export interface Serving {
  readonly core: Core;
  readonly operations: Served["operations"];
  readonly faults: Faults;
  readonly counters: Counters;
  /** One line a request: method, path, operation, status, request id, access key id. Never a query, a header or a body. */
  readonly log: (line: string) => void;
}

/** What is known about a request while it is served. */
interface Exchange {
  readonly serving: Serving;
  readonly service: ServiceName;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly path: string;
  readonly method: string;
  operation: string;
  bucketName: string;
  accessKeyId: string;
  /** Of the S3 side: what its access log tells. */
  visit?: Visit;
  /** Ends what the request counts as an open one of its bucket. */
  leave?: () => void;
}

/** How a request was carried out. */
interface Performed {
  readonly reply: Reply;
  readonly caller?: Caller | undefined;
  readonly errorCode?: string;
}

export async function serve(serving: Serving, service: ServiceName, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = splitTarget(message.url ?? "/").path;
  const method = message.method ?? "GET";
  const requestId = serving.core.flavour.requestId(serving.core.clock.now());
  const exchange: Exchange = {
    serving,
    service,
    response,
    requestId,
    path,
    method,
    operation: "Unknown",
    bucketName: "",
    accessKeyId: "-",
  };
  let status: number | undefined;
  try {
    status = await answer(exchange, message);
  } catch (error) {
    // The client went away, or the emulator is closing.
    response.destroy(error instanceof Error ? error : undefined);
  }
  exchange.leave?.();
  serving.counters.answered(service, exchange.operation, status);
  if (exchange.visit !== undefined)
    serving.core.logs.record(exchange.visit.owner, accessRecord(serving.core.flavour, exchange.visit, requestId, status));
  serving.log([service, method, path, exchange.operation, status ?? "none", requestId, exchange.accessKeyId].join(" "));
}

/** Answers; the status sent, or undefined when a fault kept the answer back. */
async function answer(exchange: Exchange, message: IncomingMessage): Promise<number | undefined> {
  const { serving, service } = exchange;
  let request: WireRequest;
  try {
    request = await readRequest(message, serving.core.limits.requestBytes);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    serving.counters.arrived(service, exchange.operation);
    return send(exchange, refusal(exchange, error));
  }
  const found = route(service, request, { flavour: serving.core.flavour, operations: serving.operations });
  exchange.operation = found.row?.name ?? ("outside" in found ? found.outside : undefined) ?? "Unknown";
  serving.counters.arrived(service, exchange.operation);
  const keyId = claimedKeyId(request);
  // An id that nobody has may be a mistyped secret: it is not written down.
  if (keyId !== undefined) exchange.accessKeyId = isKnownKey(serving.core, keyId) ? keyId : "unknown";
  serving.counters.signed(service, keyId === undefined ? "nobody" : exchange.accessKeyId, claimedVersion(request));
  const bucket = "bucketName" in found ? found.bucketName : "";
  exchange.bucketName = bucket;
  const fault = serving.faults.take({ service, operation: exchange.operation, bucket });
  if (fault !== undefined && !(await before(exchange, fault))) return undefined;
  if (fault?.kind === "error") return send(exchange, refusal(exchange, faultError(fault)));
  if (fault?.kind === "foreign") return sendForeign(exchange, fault);
  await catchUp(serving.core);
  const owner = serving.core.accounts.findBucket(bucket);
  const at = serving.core.clock.now();
  const open = enter(exchange, owner);
  if (owner !== undefined && "bucketName" in found) exchange.visit = { owner, request, route: found, at };
  const performed = await execute(exchange, request, found);
  const reply = owner === undefined ? performed.reply : withCors(performed.reply, request, owner);
  if (exchange.visit !== undefined) Object.assign(exchange.visit, { reply, caller: performed.caller });
  await Promise.all([
    recordEvents(exchange, { request, route: found, at }, performed, owner),
    service === "s3" ? recordUsage(exchange, { request, caller: performed.caller, visit: exchange.visit, reply, at, open }) : undefined,
  ]);
  if (fault !== undefined && !(await after(exchange, fault, reply))) return undefined;
  return send(exchange, reply);
}

/** How many requests to the bucket are open with this one. */
function enter(exchange: Exchange, owner: BucketOwner | undefined): number {
  const { usage } = exchange.serving.core;
  if (owner === undefined) return 1;
  exchange.leave = () => usage.leave(owner.bucket.uid);
  return usage.enter(owner.bucket.uid);
}

/** Resolves when the request, and what it changed of what is stored, is on disk. */
async function recordUsage({ serving: { core } }: Exchange, counted: Counted): Promise<void> {
  const found = usageRecord(core, counted);
  if (found !== undefined) core.usage.record(found.accountId, found.usage);
  await core.usage.flush();
}

function isKnownKey({ accounts }: Core, id: string): boolean {
  return accounts.findKey(id) !== undefined || accounts.findSession(id) !== undefined;
}

/** What the clock has made due since the last request. */
async function catchUp({ lifecycle, logs, trailLogs }: Core): Promise<void> {
  await lifecycle.catchUp();
  await logs.flushDue();
  await trailLogs.flushDue();
}

/** The caller's account has the event, and so has the one whose bucket it was about. */
async function recordEvents(
  { serving, requestId }: Exchange,
  done: Pick<EventFacts, "request" | "route" | "at">,
  { caller, errorCode }: Performed,
  owner: BucketOwner | undefined,
): Promise<void> {
  const { events, trailLogs, region } = serving.core;
  for (const account of new Set([caller?.account, owner?.account])) {
    if (account === undefined) continue;
    const record = eventRecord({ ...done, requestId, caller, accountId: account.id, region, errorCode });
    if (record === undefined) return;
    await events.record(account.id, record);
    await trailLogs.record(account, record);
  }
}

/** A preflight has its headers already. */
function withCors(reply: Reply, request: WireRequest, { bucket }: BucketOwner): Reply {
  const headers = request.method === "OPTIONS" ? {} : corsHeaders(request, bucket.configuration.cors);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

async function execute(exchange: Exchange, request: WireRequest, found: Route): Promise<Performed> {
  const { core } = exchange.serving;
  let caller: Caller | undefined;
  try {
    const outside = found.row === undefined && found.outside !== undefined;
    caller = outside ? undefined : authenticate(request, exchange.service, core, subresourcesOf(found));
    return { caller, reply: await perform(found, { core, request, caller, requestId: exchange.requestId, now: core.clock.now() }) };
  } catch (error) {
    return { caller, reply: refusal(exchange, error), errorCode: error instanceof ApiError ? error.code : "InternalError" };
  }
}

function subresourcesOf({ row }: Route): readonly string[] {
  return row?.service === "s3" ? row.subresources : [];
}

function refusal(exchange: Exchange, error: unknown): Reply {
  const { service, path, requestId, serving } = exchange;
  const known = error instanceof ApiError ? error : refuse("InternalError", "We encountered an internal error. Please try again.");
  if (known !== error)
    serving.log(`${requestId} internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const { flavour } = serving.core;
  const { bucketName } = exchange;
  const names = flavour.errorNames === "Resource" ? { Resource: path } : { BucketName: bucketName === "" ? undefined : bucketName };
  return renderError(inWordsOf(flavour, known), { service, names, requestId, hostId: "oos-emulator" });
}

/** The refusal with the service's own word for its code. */
function inWordsOf({ codes }: Flavour, error: ApiError): ApiError {
  const code = Object.hasOwn(codes, error.code) ? codes[error.code as ErrorCode] : undefined;
  return code === undefined ? error : refuse(code, error.message);
}

/** Acts before execution; false: there will be no answer. */
async function before({ response }: Exchange, fault: FaultRule): Promise<boolean> {
  const delayMs = fault.delayMs ?? (fault.kind === "delay" ? 1000 : 0);
  if (delayMs > 0) await wait(delayMs);
  if (fault.kind === "reset") return reset(response);
  if (fault.kind === "hang-before-execute") return hang(response);
  return true;
}

/** Acts after execution; false: there is no whole answer. */
async function after(exchange: Exchange, fault: FaultRule, reply: Reply): Promise<boolean> {
  const { response } = exchange;
  if (fault.kind === "hang-after-execute") return hang(response);
  if (fault.kind === "reset-unlisted") await unlist(exchange);
  if (fault.kind === "reset-after-execute" || fault.kind === "reset-unlisted") return reset(response);
  if (fault.kind !== "truncate") return true;
  const body = Buffer.from(reply.body);
  if (body.length === 0) return reset(response);
  response.writeHead(reply.status, headersOf(exchange, reply));
  await new Promise<void>((done) => response.write(body.subarray(0, Math.floor(body.length / 2)), () => done()));
  return reset(response);
}

async function unlist({ serving: { core }, bucketName }: Exchange): Promise<void> {
  const owner = core.accounts.findBucket(bucketName);
  if (owner === undefined) return;
  owner.bucket.unlisted = true;
  await core.accounts.save(owner.account);
}

function reset(response: ServerResponse): false {
  response.socket?.resetAndDestroy();
  return false;
}

/** Waits until the client gives up. */
async function hang(response: ServerResponse): Promise<false> {
  if (!response.destroyed && !response.closed) await once(response, "close");
  return false;
}

function faultError(fault: FaultRule): ApiError {
  const headers = fault.retryAfterSeconds === undefined ? {} : { "retry-after": String(fault.retryAfterSeconds) };
  return new ApiError(fault.code ?? "ServiceUnavailable", fault.message ?? "Injected fault.", fault.status ?? 503, headers);
}

const SIGN_IN =
  "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form>Please sign in to the network<br></form></body></html>\n";

/** An answer of something that stands between the client and the service: nothing of the service is in it. */
function sendForeign({ response, method }: Exchange, { status = 200, body = SIGN_IN, contentType = "text/html" }: FaultRule): number {
  response.writeHead(status, { "content-type": contentType, "content-length": String(Buffer.byteLength(body)) });
  response.end(method === "HEAD" ? undefined : body);
  return status;
}

function send(exchange: Exchange, reply: Reply): number {
  const { response, method } = exchange;
  response.sendDate = false;
  response.writeHead(reply.status, headersOf(exchange, reply));
  response.end(method === "HEAD" || reply.status === 204 || reply.status === 304 ? undefined : reply.body);
  return reply.status;
}

function headersOf({ requestId, serving }: Exchange, reply: Reply): Record<string, string> {
  const bodiless = reply.status === 204 || reply.status === 304;
  return {
    date: serving.core.clock.now().toUTCString(),
    server: serving.core.flavour.server,
    "x-amz-request-id": requestId,
    ...(bodiless ? {} : { "content-length": String(Buffer.byteLength(reply.body)) }),
    ...reply.headers,
  };
}
