/** Addresses of the CDN that may fetch from a bucket [OLD 4.2.10]; newer guides do not show it. */
import { listed, name, optional, shape } from "../../transport/shape";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { type DocumentKind, getDocument, oneOf, putDocument } from "./document";

export interface BucketAccelerate {
  readonly status: "Enabled" | "Suspended";
  /** IP addresses and CIDR blocks, 5 at most. */
  readonly ipWhiteList: readonly string[];
}

const ACCELERATE: DocumentKind = { subresource: "accelerate", suffix: "BucketAccelerate", root: "AccelerateConfiguration" };

const configuration = shape({
  status: optional("Status", oneOf("Enabled", "Suspended")),
  list: optional("IPWhiteLists", shape({ addresses: listed("IP", name) })),
});

/** Undefined for a bucket that was never configured: the answer has no status. @throws ServiceError `not-found` (no bucket) */
export async function getBucketAccelerate(client: Client, { bucket }: BucketInput): Promise<BucketAccelerate | undefined> {
  const { status, list } = await getDocument(client, ACCELERATE, bucket, configuration);
  return status === undefined ? undefined : { status, ipWhiteList: list?.addresses ?? [] };
}

/** Replaces status and list. unverified: without addresses, `Suspended` is taken. @throws ServiceError `invalid`, `not-found` (no bucket) */
export function putBucketAccelerate(client: Client, { bucket, status, ipWhiteList }: BucketInput & BucketAccelerate): Promise<void> {
  return putDocument(client, ACCELERATE, bucket, {
    Status: status,
    IPWhiteLists: ipWhiteList.length === 0 ? undefined : { IP: ipWhiteList },
  });
}
