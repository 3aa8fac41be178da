import { queryValue, type WireRequest } from "../http/request";
import type { RequestFacts } from "./conditions";

/** What conditions of policies may ask about `request`. */
export function requestFacts(request: WireRequest, now: Date): RequestFacts {
  const asked = Object.fromEntries(["prefix", "delimiter", "max-keys"].map((name) => [name, queryValue(request, name)]));
  return {
    sourceIp: request.sourceIp,
    referer: request.headers.get("referer"),
    userAgent: request.headers.get("user-agent"),
    now,
    asked: { ...asked, "x-amz-acl": request.headers.get("x-amz-acl") },
  };
}
