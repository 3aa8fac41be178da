/** A request as node hands it over, and its body, which comes when it is asked for. */
import type { IncomingMessage } from "node:http";
import { refuse } from "../wire/errors";
import { parseQuery, splitTarget, type WireRequest } from "../wire/request";

/** A request whose body is read when somebody has a right to send it. */
export class Incoming {
  /** Everything but the body. */
  readonly head: WireRequest;
  /** Bytes of the body that have come. */
  size = 0;
  private whole: Promise<WireRequest> | undefined;

  /** Throws InvalidRequest for a query with a broken escape. */
  constructor(private readonly message: IncomingMessage) {
    const target = splitTarget(message.url ?? "/");
    const headers = collectHeaders(message.rawHeaders);
    this.head = {
      method: message.method ?? "GET",
      rawPath: target.path,
      query: parseQuery(target.query),
      headers,
      host: headers.get("host") ?? "",
      body: Buffer.alloc(0),
      sourceIp: message.socket.remoteAddress ?? "",
    };
  }

  /** True when the client went away before its request was complete. */
  get isCutOff(): boolean {
    return this.message.destroyed && !this.message.complete;
  }

  /** The request with its body, which is read once. Rejects with EntityTooLarge beyond `limitBytes`. */
  read(limitBytes: number): Promise<WireRequest> {
    this.whole ??= this.take(limitBytes).then((body) => ({ ...this.head, body }));
    return this.whole;
  }

  /** Resolves when the body has come to its end; what was not read before is thrown away. The client gets its answer then, and not a broken connection. */
  async drain(): Promise<void> {
    this.whole ??= this.read(0);
    await this.whole.catch(() => undefined);
  }

  private async take(limitBytes: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.message) {
      const bytes = chunk as Buffer;
      this.size += bytes.length;
      if (this.size <= limitBytes) chunks.push(bytes);
      else chunks.length = 0;
    }
    if (this.size > limitBytes) throw refuse("EntityTooLarge", `The emulator takes bodies of at most ${limitBytes} bytes here.`);
    return Buffer.concat(chunks);
  }
}

/** Reads `message` to its end. Throws EntityTooLarge beyond `limitBytes`. */
export function readRequest(message: IncomingMessage, limitBytes: number): Promise<WireRequest> {
  return new Incoming(message).read(limitBytes);
}

function collectHeaders(raw: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? "").toLowerCase();
    const value = raw[i + 1] ?? "";
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}
