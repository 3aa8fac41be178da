/** One request from arrival to answer: read - route - count - faults - signature - permission - execute - answer - log. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller } from "../access/authorize";
import type { Core, Flavour, ServiceName } from "../contract";
import type { BucketOwner } from "../state/accounts";
import { ApiError, refuse, type ErrorCode } from "../wire/errors";
import type { Reply } from "../wire/reply";
import { isForm, splitTarget, type WireRequest } from "../wire/request";
import { accessRecord } from "./access-record";
import { after, before, faultError, sendForeign } from "./act-on-faults";
import { authenticate, checkPayload, claimedKeyId, claimedVersion, signsBodyItself } from "./authenticate";
import { corsHeaders } from "./cors";
import { eventRecord, type EventFacts } from "./event-record";
import { send, type Exchange, type Serving } from "./exchange";
import { Incoming } from "./incoming";
import { perform } from "./perform";
import { renderError } from "./render";
import { route, type Route } from "./router";
import { usageRecord, type Counted } from "./usage-record";

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
  let incoming: Incoming;
  let request: WireRequest;
  try {
    incoming = new Incoming(message);
    // What the other services are asked stands in the body, and an old form of signature needs it: a small one.
    request =
      service === "s3" && !signsBodyItself(incoming.head) && !isForm(incoming.head) ? incoming.head : await incoming.read(SMALL_BODY_BYTES);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    message.resume();
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
  const whole = (): Promise<WireRequest> => incoming.read(mostBytes(serving.core, found));
  const fault = serving.faults.take({ service, operation: exchange.operation, bucket });
  // Whatever a fault does comes after the request.
  if (fault !== undefined) await whole().catch(() => undefined);
  if (fault !== undefined && !(await before(exchange, fault))) return undefined;
  if (fault?.kind === "error") return send(exchange, refusal(exchange, faultError(fault)));
  if (fault?.kind === "foreign") return sendForeign(exchange, fault);
  await kept(exchange, "what has become due", () => catchUp(serving.core));
  const owner = serving.core.accounts.findBucket(bucket);
  const at = serving.core.clock.now();
  const open = enter(exchange, owner);
  if (owner !== undefined && "bucketName" in found) exchange.visit = { owner, request, route: found, at };
  const performed = await execute(exchange, request, found, whole);
  await incoming.drain();
  if (incoming.isCutOff) throw new Error("the client went away");
  const reply = owner === undefined ? performed.reply : withCors(performed.reply, request, owner);
  if (exchange.visit !== undefined) Object.assign(exchange.visit, { reply, caller: performed.caller });
  await Promise.all([
    kept(exchange, "the event", () => recordEvents(exchange, { request, route: found, at }, performed, owner)),
    service === "s3"
      ? kept(exchange, "the statistics", () =>
          recordUsage(exchange, { request, uploaded: incoming.size, caller: performed.caller, visit: exchange.visit, reply, at, open }),
        )
      : undefined,
  ]);
  if (fault !== undefined && !(await after(exchange, fault, reply))) return undefined;
  return send(exchange, reply);
}

/** What is kept beside the answer does not decide on it: with a full disk it is lost, and reads go on. */
async function kept({ serving, requestId }: Exchange, what: string, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    serving.log(`${requestId} ${what} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A call of IAM or of the trail. */
const SMALL_BODY_BYTES = 1024 * 1024;
/** A setting, a list of keys or of parts. */
const DOCUMENT_BYTES = 8 * 1024 * 1024;

function mostBytes({ limits }: Core, { row }: Route): number {
  const isContent = row?.service === "s3" && row.method === "PUT" && row.target === "object";
  return isContent ? limits.requestBytes : Math.min(limits.requestBytes, DOCUMENT_BYTES);
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

async function execute(exchange: Exchange, request: WireRequest, found: Route, whole: () => Promise<WireRequest>): Promise<Performed> {
  const { core } = exchange.serving;
  let caller: Caller | undefined;
  try {
    const outside = found.row === undefined && found.outside !== undefined;
    caller = outside ? undefined : authenticate(request, exchange.service, core, subresourcesOf(found));
    const checked = async (): Promise<WireRequest> => {
      const complete = await whole();
      if (caller !== undefined) checkPayload(complete);
      return complete;
    };
    if (exchange.service !== "s3") await checked();
    return {
      caller,
      reply: await perform(found, { core, request, whole: checked, caller, requestId: exchange.requestId, now: core.clock.now() }),
    };
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
