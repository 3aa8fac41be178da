/**
 * Takes `100 Continue` out of what a connection reads. Some gateways send it to every request with a body; a client must pass over it, asked for
 * or not (RFC 9110, 15.2), and undici takes it for a broken connection.
 */
import type { Socket } from "node:net";
import type { buildConnector } from "undici";

/** The beginning of a request: undici writes its head as text and its body as bytes. */
const REQUEST = /^[A-Z]+ \S+ HTTP\/1\.1\r\n/;
const INTERIM = /^HTTP\/1\.[01] 100[ \r]/;
const SHORTEST = "HTTP/1.1 100 ".length;
const END = "\r\n\r\n";
/** The headers of an interim answer are not longer than those of a final one may be. */
const MOST_BYTES = 16 * 1024;
const NOTHING = Buffer.alloc(0);

/** The connector, whose sockets do not show interim answers. */
export function passingOverContinue(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    connect(options, (...result) => {
      const [error, socket] = result;
      if (error === null) hideContinue(socket);
      callback(...result);
    });
  };
}

/** undici reads a socket by `read` alone, and has one request under way on it at a time. */
function hideContinue(socket: Pick<Socket, "read" | "write">): void {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  const write = socket.write.bind(socket) as (...args: readonly unknown[]) => boolean;
  let isBeforeAnswer = false;
  let held: Buffer = NOTHING;
  socket.write = (...args: readonly unknown[]): boolean => {
    if (typeof args[0] === "string" && REQUEST.test(args[0])) {
      isBeforeAnswer = true;
      held = NOTHING;
    }
    return write(...args);
  };
  socket.read = (size?: number): Buffer | null => {
    for (;;) {
      const chunk = read(size);
      if (chunk === null || !isBeforeAnswer) return chunk;
      held = withoutContinue(Buffer.concat([held, chunk]));
      if (isUndecided(held)) continue;
      const whole = held;
      isBeforeAnswer = false;
      held = NOTHING;
      return whole;
    }
  };
}

function withoutContinue(bytes: Buffer): Buffer {
  let rest = bytes;
  while (INTERIM.test(head(rest))) {
    const end = rest.indexOf(END);
    if (end < 0) return rest;
    rest = rest.subarray(end + END.length);
  }
  return rest;
}

/** What has come may be, or be the beginning of, an interim answer. */
function isUndecided(bytes: Buffer): boolean {
  if (bytes.length >= MOST_BYTES) return false;
  return INTERIM.test(`${head(bytes)}${"HTTP/1.1 100 ".slice(bytes.length)}`);
}

function head(bytes: Buffer): string {
  return bytes.toString("latin1", 0, SHORTEST);
}
