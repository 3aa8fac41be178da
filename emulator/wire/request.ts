/** The request as it came over the wire, before anybody decides what it means. */
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
  /** Empty before it is read: see http/incoming.ts. */
  readonly body: Buffer;
  readonly sourceIp: string;
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
