/** When objects expire or move to another storage class [GUIDE 4.2.16-18] [DOC 10027305]. */
import { integer, listed, name, optional, type ReadBy, required, shape, text } from "../../transport/shape";
import type { Client } from "../../transport/types";
import type { XmlNode } from "../../transport/xml";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, getDocument, oneOf, putDocument } from "./document";

/** After so many days, or at a date (midnight UTC, ISO 8601). */
export interface LifecycleTime {
  readonly days?: number | undefined;
  readonly date?: string | undefined;
}

export interface LifecycleRule {
  readonly id?: string | undefined;
  /** Keys that start with it; the empty text is every key. */
  readonly prefix: string;
  readonly enabled: boolean;
  readonly expiration?: LifecycleTime | undefined;
  readonly transition?: (LifecycleTime & { readonly storageClass: string }) | undefined;
}

const LIFECYCLE: DocumentKind = { subresource: "lifecycle", suffix: "BucketLifecycle", root: "LifecycleConfiguration" };

const time = { days: optional("Days", integer), date: optional("Date", name) };

/** Newer S3 documents put the prefix into a filter; it is read from there too, and never written so. */
const filter = shape({ prefix: optional("Prefix", text) });

const configuration = shape({
  rules: listed(
    "Rule",
    shape({
      id: optional("ID", text),
      prefix: optional("Prefix", text),
      filter: optional("Filter", filter),
      status: required("Status", oneOf("Enabled", "Disabled")),
      expiration: optional("Expiration", shape(time)),
      transition: optional("Transition", shape({ ...time, storageClass: required("StorageClass", name) })),
    }),
  ),
});

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function getBucketLifecycle(client: Client, { bucket }: BucketInput): Promise<readonly LifecycleRule[]> {
  const { rules } = await getDocument(client, LIFECYCLE, bucket, configuration);
  return rules.map(toRule);
}

function toRule({ filter: inFilter, prefix, status, ...rest }: ReadBy<typeof configuration>["rules"][number]): LifecycleRule {
  return { ...rest, prefix: prefix ?? inFilter?.prefix ?? "", enabled: status === "Enabled" };
}

/** Replaces every rule. @throws ServiceError `invalid` (overlapping prefixes, more than 1000 rules), `not-found` (no bucket) */
export function putBucketLifecycle(
  client: Client,
  { bucket, rules }: BucketInput & { readonly rules: readonly LifecycleRule[] },
): Promise<void> {
  return putDocument(client, LIFECYCLE, bucket, { Rule: rules.map(fromRule) });
}

function fromRule({ id, prefix, enabled, expiration, transition }: LifecycleRule): XmlNode {
  return {
    ID: id,
    Prefix: prefix,
    Status: enabled ? "Enabled" : "Disabled",
    Expiration: expiration === undefined ? undefined : fromTime(expiration),
    Transition: transition === undefined ? undefined : { ...fromTime(transition), StorageClass: transition.storageClass },
  };
}

function fromTime({ days, date }: LifecycleTime): XmlNode {
  return { Days: days === undefined ? undefined : String(days), Date: date };
}

/** Removes every rule: no object expires any more. @throws ServiceError `not-found` (no bucket) */
export function deleteBucketLifecycle(client: Client, { bucket }: BucketInput): Promise<void> {
  return deleteDocument(client, LIFECYCLE, bucket);
}
