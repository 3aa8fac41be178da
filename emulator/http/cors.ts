/** What the CORS rules of a bucket allow: the first rule that matches decides [DOC 10027308]. Answers have the form of AWS's (unverified). */
import type { CorsRule } from "../state/model";
import { refuse } from "../wire/errors";
import type { WireRequest } from "../wire/request";

interface CorsQuestion {
  readonly origin: string;
  readonly method: string;
  /** Headers that a preflight asks for; none on the request itself. */
  readonly headers: readonly string[];
}

const VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

/** The headers that a request with an Origin gets on its answer; none when no rule allows it. */
export function corsHeaders(request: WireRequest, rules: readonly CorsRule[] | undefined): Record<string, string> {
  const origin = request.headers.get("origin");
  if (origin === undefined || rules === undefined) return {};
  return allow({ origin, method: request.method, headers: [] }, rules) ?? {};
}

/** The headers of the answer to a preflight. Throws BadRequest and AccessForbidden. */
export function preflightHeaders(request: WireRequest, rules: readonly CorsRule[] | undefined): Record<string, string> {
  const origin = request.headers.get("origin");
  const method = request.headers.get("access-control-request-method");
  if (origin === undefined) throw refuse("BadRequest", "Insufficient information. Origin request header needed.");
  if (method === undefined) throw refuse("BadRequest", "Invalid Access-Control-Request-Method: null");
  if (rules === undefined) throw refuse("AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.");
  const headers = (request.headers.get("access-control-request-headers") ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
  const allowed = allow({ origin, method, headers }, rules);
  if (allowed === undefined) {
    throw refuse("AccessForbidden", "CORSResponse: This CORS request is not allowed. No rule fits the origin, the method and the headers.");
  }
  return headers.length === 0 ? allowed : { ...allowed, "access-control-allow-headers": headers.join(", ") };
}

function allow({ origin, method, headers }: CorsQuestion, rules: readonly CorsRule[]): Record<string, string> | undefined {
  const rule = rules.find(
    (candidate) =>
      candidate.methods.includes(method) &&
      candidate.origins.some((pattern) => fits(pattern, origin)) &&
      headers.every((name) => candidate.headers.some((pattern) => fits(pattern.toLowerCase(), name))),
  );
  if (rule === undefined) return undefined;
  const anybody = rule.origins.find((pattern) => fits(pattern, origin)) === "*";
  return {
    "access-control-allow-origin": anybody ? "*" : origin,
    "access-control-allow-methods": rule.methods.join(", "),
    ...(anybody ? {} : { "access-control-allow-credentials": "true" }),
    ...(rule.exposed.length === 0 ? {} : { "access-control-expose-headers": rule.exposed.join(", ") }),
    ...(rule.maxAgeSeconds === undefined ? {} : { "access-control-max-age": String(rule.maxAgeSeconds) }),
    vary: VARY,
  };
}

/** A pattern with at most one `*`. */
function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}
