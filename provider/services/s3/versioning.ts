/** Whether a bucket keeps the versions of its objects [ZOS 1.30-1.31]. */
import { optional, shape } from "../../transport/shape";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { type DocumentKind, getDocument, oneOf, putDocument } from "./document";

export type VersioningStatus = "Enabled" | "Suspended";

const VERSIONING: DocumentKind = { subresource: "versioning", suffix: "BucketVersioning", root: "VersioningConfiguration" };

const configuration = shape({ status: optional("Status", oneOf("Enabled", "Suspended")) });

/** Undefined for a bucket that never had versions. @throws ServiceError `not-found` (no bucket) */
export async function getBucketVersioning(client: Client, { bucket }: BucketInput): Promise<VersioningStatus | undefined> {
  return (await getDocument(client, VERSIONING, bucket, configuration)).status;
}

/** Nothing turns it off again. @throws ServiceError `dependency` (a bucket with a lock cannot be suspended), `not-found` (no bucket) */
export function putBucketVersioning(
  client: Client,
  { bucket, status }: BucketInput & { readonly status: VersioningStatus },
): Promise<void> {
  return putDocument(client, VERSIONING, bucket, { Status: status });
}
