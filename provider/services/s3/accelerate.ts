/** Addresses of the CDN that may fetch from a bucket [OLD 4.2.10]; newer guides do not show it. */
import { listed, name, optional, shape } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { type DocumentKind, getDocument, oneOf, putDocument, type Shown } from "./document";
import type { UnknownElement, UnknownElements } from "./unknown-elements";

export interface BucketAccelerate {
  readonly status: "Enabled" | "Suspended";
  /** IP addresses and CIDR blocks, 5 at most. */
  readonly ipWhiteList: readonly string[];
}

const ACCELERATE: DocumentKind = { suffix: "BucketAccelerate", root: "AccelerateConfiguration" };

const configuration = shape({
  status: optional("Status", oneOf("Enabled", "Suspended")),
  list: optional("IPWhiteLists", shape({ addresses: listed("IP", name) })),
});

/** Undefined for a bucket that was never configured: the answer has no status. @throws ServiceError `not-found` (no bucket) */
export async function getBucketAccelerate(client: Client, { bucket }: BucketInput): Promise<Shown<BucketAccelerate | undefined>> {
  const { value, unknown } = await getDocument(client, ACCELERATE, bucket, configuration);
  const { status, list } = value;
  return { value: status === undefined ? undefined : { status, ipWhiteList: list?.addresses ?? [] }, unknown };
}

/** Replaces status and list. unverified: without addresses, `Suspended` is taken. @throws ServiceError `invalid`, `not-found` (no bucket); CannotKeepError */
export function putBucketAccelerate(
  client: Client,
  { bucket, status, ipWhiteList, unknown }: BucketInput & BucketAccelerate & { readonly unknown?: UnknownElements | undefined },
): Promise<readonly UnknownElement[]> {
  const IPWhiteLists = ipWhiteList.length === 0 ? undefined : { IP: ipWhiteList };
  return putDocument(client, ACCELERATE, bucket, { Status: status, IPWhiteLists }, unknown);
}
