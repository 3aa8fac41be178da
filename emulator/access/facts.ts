import { queryValue, type WireRequest } from "../wire/request";
import type { RequestFacts } from "./conditions";

/** What conditions of policies may ask about `request`. */
export function requestFacts(request: WireRequest, now: Date): RequestFacts {
  return {
    sourceIp: request.sourceIp,
    referer: request.headers.get("referer"),
    userAgent: request.headers.get("user-agent"),
    now,
    parameter: (name) => (name === "x-amz-acl" ? request.headers.get(name) : queryValue(request, name)),
  };
}
