/** A request while it is served, and how its answer leaves. */
import type { ServerResponse } from "node:http";
import type { Core, ServiceName } from "../contract";
import type { Counters } from "../counters";
import type { Faults } from "../faults";
import type { Reply } from "../wire/reply";
import type { Visit } from "./access-record";
import type { Served } from "./router";

export interface Serving {
  readonly core: Core;
  readonly operations: Served["operations"];
  readonly faults: Faults;
  readonly counters: Counters;
  /** One line a request: method, path, operation, status, request id, access key id. Never a query, a header or a body. */
  readonly log: (line: string) => void;
}

/** What is known about a request while it is served. */
export interface Exchange {
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

/** Sends an answer; its status. */
export function send(exchange: Exchange, reply: Reply): number {
  const { response, method } = exchange;
  response.sendDate = false;
  response.writeHead(reply.status, headersOf(exchange, reply));
  response.end(method === "HEAD" || reply.status === 204 || reply.status === 304 ? undefined : reply.body);
  return reply.status;
}

export function headersOf({ requestId, serving }: Exchange, reply: Reply): Record<string, string> {
  const bodiless = reply.status === 204 || reply.status === 304;
  return {
    date: serving.core.clock.now().toUTCString(),
    server: serving.core.flavour.server,
    "x-amz-request-id": requestId,
    ...(bodiless ? {} : { "content-length": String(Buffer.byteLength(reply.body)) }),
    ...reply.headers,
  };
}
