/** Retention of every object of a bucket [GUIDE 4.2.22-24] [DOC 10027311]. The transport sends the Content-MD5 that it demands. */
import { integer, optional, required, shape } from "../../transport/shape";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, getDocument, oneOf, putDocument } from "./document";

export interface ObjectLock {
  /** `Disabled`: stored, not active. `Enabled` can never be taken back. */
  readonly state: "Enabled" | "Disabled";
  readonly mode: "COMPLIANCE";
  /** Either days or years; a year is 365 days. */
  readonly days?: number | undefined;
  readonly years?: number | undefined;
}

const OBJECT_LOCK: DocumentKind = {
  subresource: "object-lock",
  suffix: "ObjectLockConfiguration",
  root: "ObjectLockConfiguration",
  namespace: false,
};

const configuration = shape({
  state: required("ObjectLockEnabled", oneOf("Enabled", "Disabled")),
  rule: required(
    "Rule",
    shape({
      retention: required(
        "DefaultRetention",
        shape({ mode: required("Mode", oneOf("COMPLIANCE")), days: optional("Days", integer), years: optional("Years", integer) }),
      ),
    }),
  ),
});

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function getObjectLockConfiguration(client: Client, { bucket }: BucketInput): Promise<ObjectLock> {
  const { state, rule } = await getDocument(client, OBJECT_LOCK, bucket, configuration);
  return { state, ...rule.retention };
}

/** @throws ServiceError for an enabled lock that would be disabled or shortened; `not-found` (no bucket) */
export function putObjectLockConfiguration(client: Client, { bucket, state, mode, days, years }: BucketInput & ObjectLock): Promise<void> {
  const retention = {
    Mode: mode,
    Days: days === undefined ? undefined : String(days),
    Years: years === undefined ? undefined : String(years),
  };
  return putDocument(client, OBJECT_LOCK, bucket, { ObjectLockEnabled: state, Rule: { DefaultRetention: retention } });
}

/** Removes a lock that is not enabled. @throws ServiceError for an enabled one; `not-found` (no bucket) */
export function deleteObjectLockConfiguration(client: Client, { bucket }: BucketInput): Promise<void> {
  return deleteDocument(client, OBJECT_LOCK, bucket);
}
