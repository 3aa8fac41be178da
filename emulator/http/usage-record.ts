/** A request as the statistics count it. */
import type { Caller } from "../access/authorize";
import { placeOf, type RequestUsage } from "../background/usage";
import type { Core } from "../contract";
import type { Reply } from "../wire/reply";
import type { WireRequest } from "../wire/request";
import type { Visit } from "./access-record";

export interface Counted {
  readonly request: WireRequest;
  /** Bytes of its body. */
  readonly uploaded: number;
  readonly caller: Caller | undefined;
  readonly visit: Visit | undefined;
  readonly reply: Reply;
  readonly at: Date;
  /** Requests to the bucket that were open with this one. */
  readonly open: number;
}

/** Whose request it is and what it was: of the account that owns the bucket, else of the caller's; nobody's counts nowhere. */
export function usageRecord({ objects }: Core, counted: Counted): { readonly accountId: string; readonly usage: RequestUsage } | undefined {
  const { request, uploaded, caller, visit, reply, at, open } = counted;
  const accountId = visit?.owner.account.id ?? caller?.account.id;
  if (accountId === undefined) return undefined;
  const storageClass =
    visit === undefined
      ? undefined
      : (objects.find(visit.owner.bucket.uid, visit.route.key)?.storageClass ?? request.headers.get("x-amz-storage-class"));
  return {
    accountId,
    usage: {
      what: "request",
      ...placeOf(visit?.owner.bucket.name ?? "", storageClass ?? "STANDARD"),
      atMs: at.getTime(),
      method: request.method,
      status: reply.status,
      uploaded,
      downloaded: request.method === "HEAD" || reply.status === 204 || reply.status === 304 ? 0 : Buffer.byteLength(reply.body),
      open,
    },
  };
}
