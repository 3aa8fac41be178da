/** Retention of every object of a bucket [GUIDE 4.2.22-24] [DOC 10027311] [ZOS 1.23-1.24]. The transport sends the Content-MD5 that it demands. */
import { hasOperation } from "../../backends/types";
import { ServiceError } from "../../transport/errors/errors";
import { integer, optional, required, shape } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import type { XmlNode } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, getDocument, oneOf, putDocument, type Shown } from "./document";
import type { UnknownElement, UnknownElements } from "./unknown-elements";
import { defined } from "../../pure/defined";

export interface ObjectLock {
  /** `Disabled`: stored, not active. `Enabled` can never be taken back. */
  readonly state: "Enabled" | "Disabled";
  /** Absent, with the length, on a bucket whose objects can be locked and are not by default. */
  readonly retention?: ObjectRetention | undefined;
}

export interface ObjectRetention {
  /** With `GOVERNANCE` a caller with the permission may do what nobody may with `COMPLIANCE`. */
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  /** Either days or years; a year is 365 days. */
  readonly days?: number | undefined;
  readonly years?: number | undefined;
}

const OBJECT_LOCK: DocumentKind = {
  suffix: "ObjectLockConfiguration",
  root: "ObjectLockConfiguration",
  namespace: false,
};

const configuration = shape({
  state: required("ObjectLockEnabled", oneOf("Enabled", "Disabled")),
  rule: optional(
    "Rule",
    shape({
      retention: required(
        "DefaultRetention",
        shape({
          mode: required("Mode", oneOf("COMPLIANCE", "GOVERNANCE")),
          days: optional("Days", integer),
          years: optional("Years", integer),
        }),
      ),
    }),
  ),
});

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function getObjectLockConfiguration(client: Client, { bucket }: BucketInput): Promise<Shown<ObjectLock>> {
  const { value, unknown } = await getDocument(client, OBJECT_LOCK, bucket, configuration);
  const { state, rule } = value;
  // Where a lock can be deleted, one without a rule is no lock that is known, and never none (law 1).
  if (rule === undefined && hasOperation(client.backend, "DeleteObjectLockConfiguration")) {
    const words = "the lock has no rule";
    throw new ServiceError({
      kind: "foreign",
      service: "s3",
      operation: "GetObjectLockConfiguration",
      subject: `bucket "${bucket}"`,
      words,
    });
  }
  if (rule === undefined) return { value: { state }, unknown };
  const { mode, days, years } = rule.retention;
  return { value: { state, retention: { mode, ...said({ days, years }) } }, unknown };
}

/** Some servers show the other unit as 0 (OBS by its documents, moto): a length of nothing is none. */
function said({ days, years }: Pick<ObjectRetention, "days" | "years">): Pick<ObjectRetention, "days" | "years"> {
  if (days === 0 && years !== undefined) return { years };
  if (years === 0 && days !== undefined) return { days };
  return defined({ days, years });
}

/**
 * Without retention the default ends (not on OOS).
 * @throws ServiceError for an enabled lock of OOS that would be disabled or shortened; `dependency` (the bucket was made without lock); `not-found`;
 * CannotKeepError
 */
export function putObjectLockConfiguration(
  client: Client,
  { bucket, state, retention, unknown }: BucketInput & ObjectLock & { readonly unknown?: UnknownElements | undefined },
): Promise<readonly UnknownElement[]> {
  const Rule = retention === undefined ? undefined : { DefaultRetention: fromRetention(retention) };
  return putDocument(client, OBJECT_LOCK, bucket, { ObjectLockEnabled: state, Rule }, unknown);
}

function fromRetention({ mode, days, years }: ObjectRetention): XmlNode {
  return {
    Mode: mode,
    Days: days === undefined ? undefined : String(days),
    Years: years === undefined ? undefined : String(years),
  };
}

/** Removes a lock that is not enabled. @throws ServiceError for an enabled one; `not-found` (no bucket) */
export function deleteObjectLockConfiguration(client: Client, { bucket }: BucketInput): Promise<void> {
  return deleteDocument(client, "ObjectLockConfiguration", bucket);
}
