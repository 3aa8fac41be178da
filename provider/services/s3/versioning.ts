/** Whether a bucket keeps the versions of its objects [ZOS 1.30-1.31]. */
import { optional, shape } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { type DocumentKind, getDocument, oneOf, putDocument, type Shown } from "./document";
import type { UnknownElement, UnknownElements } from "./unknown-elements";

export type VersioningStatus = "Enabled" | "Suspended";

const VERSIONING: DocumentKind = { suffix: "BucketVersioning", root: "VersioningConfiguration" };

/** Ceph tells whether a second factor is asked for; setting that takes the factor itself. */
const configuration = shape({ status: optional("Status", oneOf("Enabled", "Suspended")) }, { told: ["MfaDelete"] });

/** Undefined for a bucket that never had versions. @throws ServiceError `not-found` (no bucket) */
export async function getBucketVersioning(client: Client, { bucket }: BucketInput): Promise<Shown<VersioningStatus | undefined>> {
  const { value, unknown } = await getDocument(client, VERSIONING, bucket, configuration);
  return { value: value.status, unknown };
}

/** Nothing turns it off again. @throws ServiceError `dependency` (a bucket with a lock cannot be suspended), `not-found` (no bucket); CannotKeepError */
export function putBucketVersioning(
  client: Client,
  { bucket, status, unknown }: BucketInput & { readonly status: VersioningStatus; readonly unknown?: UnknownElements | undefined },
): Promise<readonly UnknownElement[]> {
  return putDocument(client, VERSIONING, bucket, { Status: status }, unknown);
}
