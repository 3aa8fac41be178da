/** The request as it came over the wire, before anybody decides what it means. */
import type { IncomingMessage } from "node:http";
import { refuse } from "./errors";

export interface QueryItem {
  readonly name: string;
  readonly value: string;
}

export interface WireRequest {
  readonly method: string;
  /** The path exactly as sent, without the query. */
  readonly rawPath: string;
  readonly query: readonly QueryItem[];
  /** Lower-case names; repeated headers are joined by `,` as the signing rules say. */
  readonly headers: ReadonlyMap<string, string>;
  readonly host: string;
  /** Empty before it is read: see {@link Incoming}. */
  readonly body: Buffer;
  readonly sourceIp: string;
}

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

/** Splits a request target; the absolute form that forward proxies send is accepted. */
export function splitTarget(url: string): { readonly path: string; readonly query: string } {
  const origin = /^https?:\/\/[^/?]*/i.exec(url);
  const target = origin === null ? url : url.slice(origin[0].length);
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: path === "" ? "/" : path, query: mark < 0 ? "" : target.slice(mark + 1) };
}

export function parseQuery(text: string): readonly QueryItem[] {
  return text
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      const name = equals < 0 ? part : part.slice(0, equals);
      const value = equals < 0 ? "" : part.slice(equals + 1);
      return { name: decodeQuery(name), value: decodeQuery(value) };
    });
}

/** The first value of `name`, compared letter for letter. */
export function queryValue(request: Pick<WireRequest, "query">, name: string): string | undefined {
  return request.query.find((item) => item.name === name)?.value;
}

/** True for calls that are told by a form in their body: those about topics. */
export function isForm({ method, rawPath }: Pick<WireRequest, "method" | "rawPath">): boolean {
  return method === "POST" && rawPath === "/";
}

/** Percent-decoded bytes of a path or query part. Throws InvalidRequest on a broken escape. */
export function percentDecode(text: string): Buffer {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) throw refuse("InvalidRequest", "The URL holds a broken percent escape.");
  const bytes: number[] = [];
  const source = Buffer.from(text, "utf8");
  for (let i = 0; i < source.length; i++) {
    const byte = source[i] ?? 0;
    if (byte !== 0x25) bytes.push(byte);
    else {
      bytes.push(Number.parseInt(source.toString("latin1", i + 1, i + 3), 16));
      i += 2;
    }
  }
  return Buffer.from(bytes);
}

function decodeQuery(text: string): string {
  return percentDecode(text.replaceAll("+", " ")).toString("utf8");
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
