/** A request to a bucket as its access log tells it. */
import type { Caller } from "../access/authorize";
import type { AccessRecord } from "../background/access-logs";
import type { Flavour } from "../contract";
import type { BucketOwner } from "../state/accounts";
import type { Reply } from "../wire/reply";
import type { WireRequest } from "../wire/request";
import type { Route } from "./router";

/** What is kept of a request while it is served. */
export interface Visit {
  /** As found before the request was carried out, which may have removed the bucket. */
  readonly owner: BucketOwner;
  readonly request: WireRequest;
  readonly route: Extract<Route, { readonly bucketName: string }>;
  readonly at: Date;
  caller?: Caller | undefined;
  reply?: Reply;
}

/** Query names that are, or could stand in for, a secret. */
const SECRETS = /^(signature|x-amz-signature|x-amz-security-token)$/i;

/** `status` undefined: a fault kept the answer back. */
export function accessRecord(
  flavour: Flavour,
  { request, route, at, caller, reply }: Visit,
  requestId: string,
  status: number | undefined,
): AccessRecord {
  const query = request.query.filter(({ name }) => !SECRETS.test(name)).map(({ name, value }) => `${name}=${encodeURIComponent(value)}`);
  const code = status !== undefined && status >= 400 ? /<Code>(\w+)<\/Code>/.exec(reply?.body.toString() ?? "")?.[1] : undefined;
  const referer = request.headers.get("referer");
  const userAgent = request.headers.get("user-agent");
  return {
    operation: logOperation(route, request.method),
    key: route.key,
    at,
    sourceIp: request.sourceIp,
    ...(caller === undefined ? {} : { requester: flavour.requester(caller) }),
    requestId,
    request: `${request.method} ${request.rawPath}${query.length === 0 ? "" : `?${query.join("&")}`} HTTP/1.1`,
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { errorCode: code }),
    ...(reply === undefined ? {} : { bytesSent: request.method === "HEAD" ? 0 : Buffer.byteLength(reply.body) }),
    ...(referer === undefined ? {} : { referer }),
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}

/** `REST.GET.OBJECT`, `REST.PUT.LIFECYCLE`, `WEBSITE.GET.OBJECT` (unverified: AWS's words). */
function logOperation(route: Visit["route"], method: string): string {
  if (route.row === undefined) return route.outside === "Website" ? `WEBSITE.${method}.OBJECT` : `REST.${method}.PREFLIGHT`;
  return `REST.${method}.${(route.row.subresources[0] ?? route.row.target).toUpperCase()}`;
}
