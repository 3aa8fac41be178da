/** Small servers that misbehave on purpose, and transports that talk to them. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { oos } from "../../../provider/backends/oos";
import { createTransport, type Transport } from "../../../provider/transport/send/client";
import type { Environment, ServiceRequest, TransportSettings } from "../../../provider/transport/types";

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** Requests received whole, in their order. */
  readonly received: Received[];
  /** Connections ever opened. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** `number` is that of the request, from 1. */
export type Handler = (request: Received, response: ServerResponse, number: number) => void | Promise<void>;

export async function startServer(handler: Handler): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      const request = { method: message.method ?? "", url: message.url ?? "", headers: message.headers, body: Buffer.concat(chunks) };
      received.push(request);
      void handler(request, response, received.length);
    });
  });
  return { received, ...(await listening(server)) };
}

export async function listening(server: Server): Promise<Omit<TestServer, "received">> {
  const sockets = new Set<Socket>();
  let opened = 0;
  server.on("connection", (socket: Socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    connections: () => opened,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** A clock that moves only when something sleeps. */
export interface VirtualTime extends Environment {
  /** Every pause that was taken, in milliseconds. */
  readonly pauses: number[];
  readonly lines: string[];
}

export function virtualTime(random: () => number = () => 0.5): VirtualTime {
  let now = Date.parse("2030-01-02T03:04:05Z");
  const pauses: number[] = [];
  const lines: string[] = [];
  return {
    pauses,
    lines,
    now: () => new Date(now),
    random,
    sleep: (ms, signal) => {
      signal?.throwIfAborted();
      pauses.push(ms);
      now += ms;
      return Promise.resolve();
    },
    log: (level, message) => lines.push(`${level} ${message}`),
  };
}

export const CREDENTIALS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" } as const;

export function transportTo(url: string, environment: Partial<Environment>, changes: Partial<TransportSettings> = {}): Transport {
  return createTransport(
    {
      backend: oos,
      region: "cn",
      endpoints: { s3: url, iam: url, trail: url, statistics: url },
      credentials: () => Promise.resolve(CREDENTIALS),
      signatureVersion: "v4",
      addressing: "path",
      maxRetries: 3,
      requestTimeoutMs: 20_000,
      deadlineMs: 60_000,
      maxConcurrency: 8,
      ...changes,
    },
    environment,
  );
}

export const READ: ServiceRequest = {
  operation: "GetBucketLocation",
  bucket: "b",
};

export const WRITE: ServiceRequest = { operation: "PutBucket", bucket: "b" };

export const CREATE: ServiceRequest = {
  operation: "CreateAccessKey",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: "Action=CreateAccessKey&Version=2010-05-08&UserName=u",
};

export const LOCATION =
  "<BucketConfiguration><MetadataLocationConstraint><Location>QingDao</Location></MetadataLocationConstraint></BucketConfiguration>";

export function errorBody(code: string, message = "words of the service"): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message><RequestId>body-id</RequestId></Error>`;
}

export function answer(response: ServerResponse, status: number, body = "", headers: Record<string, string> = {}): void {
  response.writeHead(status, { "x-amz-request-id": "req-1", ...headers });
  response.end(body);
}
