/** Who may use the admin URL: programs on this machine. A web page, which anybody can write, may not, however its browser came here. */
import type { IncomingHttpHeaders } from "node:http";
import { InputError } from "./input-error";

/** What a refusal is answered with. */
export interface Refusal {
  readonly status: 403 | 415;
  readonly error: string;
}

/** Undefined: let in. `hasBody`: the request brings one. */
export function refusalAtDoor(headers: IncomingHttpHeaders, hasBody: boolean): Refusal | undefined {
  // A name of somebody's own may resolve to this machine; its pages would then count as of the same origin.
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(headers.host ?? "")) {
    return { status: 403, error: "the admin URL is for this machine only: name it 127.0.0.1, localhost or [::1]" };
  }
  // Browsers set these two themselves; `none`: a person typed the address.
  const site = headers["sec-fetch-site"];
  if (headers.origin !== undefined || (site !== undefined && site !== "none")) {
    return { status: 403, error: "the admin URL is not for web pages: send the request from a program, without Origin and Sec-Fetch-Site" };
  }
  if (hasBody && !isJson(headers["content-type"])) return { status: 415, error: "send JSON, with `content-type: application/json`" };
  return undefined;
}

/** The types that a web form can send are none of it, with or without Origin. `fetch` of Node.js names a text by itself, with a charset, which no form does. */
function isJson(type: string | undefined): boolean {
  return type === undefined || /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type) || /^text\/plain;\s*charset=utf-8$/i.test(type);
}

/** What came with a request: the members of an object, or a list. */
export interface AdminBody {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly list?: readonly unknown[];
}

/** An absent body is an object without members. @throws InputError */
export function parseBody(body: Buffer): AdminBody {
  if (body.length === 0) return { fields: {} };
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch (error) {
    throw new InputError(`the body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (Array.isArray(value)) return { fields: {}, list: value };
  if (typeof value !== "object" || value === null) throw new InputError("the body must be a JSON object or a list");
  return { fields: value as Readonly<Record<string, unknown>> };
}
