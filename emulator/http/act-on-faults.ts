/** What a fault does to a request. */
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { FaultRule } from "../faults";
import { ApiError } from "../wire/errors";
import type { Reply } from "../wire/reply";
import { headersOf, type Exchange } from "./exchange";

/** Acts before execution; false: there will be no answer. */
export async function before({ response }: Exchange, fault: FaultRule): Promise<boolean> {
  const delayMs = fault.delayMs ?? (fault.kind === "delay" ? 1000 : 0);
  if (delayMs > 0) await wait(delayMs);
  if (fault.kind === "reset") return reset(response);
  if (fault.kind === "hang-before-execute") return hang(response);
  return true;
}

/** Acts after execution; false: there is no whole answer. */
export async function after(exchange: Exchange, fault: FaultRule, reply: Reply): Promise<boolean> {
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

/** What a Ceph gateway leaves that ends in the middle of a creation: a bucket that no list has. */
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

export function faultError(fault: FaultRule): ApiError {
  const headers = fault.retryAfterSeconds === undefined ? {} : { "retry-after": String(fault.retryAfterSeconds) };
  return new ApiError(fault.code ?? "ServiceUnavailable", fault.message ?? "Injected fault.", fault.status ?? 503, headers);
}

const SIGN_IN =
  "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form>Please sign in to the network<br></form></body></html>\n";

/** An answer of something that stands between the client and the service: nothing of the service is in it. */
export function sendForeign(
  { response, method }: Exchange,
  { status = 200, body = SIGN_IN, contentType = "text/html" }: FaultRule,
): number {
  response.writeHead(status, { "content-type": contentType, "content-length": String(Buffer.byteLength(body)) });
  response.end(method === "HEAD" ? undefined : body);
  return status;
}
