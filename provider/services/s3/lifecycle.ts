/** When objects expire or move to another storage class [GUIDE 4.2.16-18] [DOC 10027305]. */
import { flag, integer, listed, name, optional, type ReadBy, required, shape, text, withDefault } from "../../transport/shape";
import type { Client } from "../../transport/types";
import type { XmlNode } from "../../transport/xml";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, getDocument, oneOf, putDocument } from "./document";

/** After so many days, or at a date (midnight UTC, ISO 8601). */
export interface LifecycleTime {
  readonly days?: number | undefined;
  readonly date?: string | undefined;
}

export interface LifecycleTransition extends LifecycleTime {
  readonly storageClass: string;
}

export interface LifecycleRule {
  readonly id?: string | undefined;
  /** Keys that start with it; the empty text is every key. */
  readonly prefix: string;
  /** Objects that have all of them; not on OOS. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly enabled: boolean;
  readonly expiration?: (LifecycleTime & { readonly expiredObjectDeleteMarker?: boolean | undefined }) | undefined;
  readonly transition?: LifecycleTransition | undefined;
  /** More than one; not on OOS. */
  readonly transitions?: readonly LifecycleTransition[] | undefined;
  readonly noncurrentVersionExpiration?: { readonly noncurrentDays: number } | undefined;
  readonly noncurrentVersionTransitions?: readonly { readonly noncurrentDays: number; readonly storageClass: string }[] | undefined;
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation: number } | undefined;
}

const LIFECYCLE: DocumentKind = { subresource: "lifecycle", suffix: "BucketLifecycle", root: "LifecycleConfiguration" };

const time = { days: optional("Days", integer), date: optional("Date", name) };

/** A filter is written only for tags; a prefix alone is read from it too. Ceph puts the prefix of `And` beside it. */
const tag = shape({ key: required("Key", text), value: withDefault("Value", text, "") });
const chosen = { prefix: optional("Prefix", text), tags: listed("Tag", tag) };
const filter = shape({ ...chosen, and: optional("And", shape(chosen)) });

const configuration = shape({
  rules: listed(
    "Rule",
    shape({
      id: optional("ID", text),
      prefix: optional("Prefix", text),
      filter: optional("Filter", filter),
      status: required("Status", oneOf("Enabled", "Disabled")),
      expiration: optional("Expiration", shape({ ...time, expiredObjectDeleteMarker: optional("ExpiredObjectDeleteMarker", flag) })),
      transitions: listed("Transition", shape({ ...time, storageClass: required("StorageClass", name) })),
      noncurrentVersionExpiration: optional("NoncurrentVersionExpiration", shape({ noncurrentDays: required("NoncurrentDays", integer) })),
      noncurrentVersionTransitions: listed(
        "NoncurrentVersionTransition",
        shape({ noncurrentDays: required("NoncurrentDays", integer), storageClass: required("StorageClass", name) }),
      ),
      abortIncompleteMultipartUpload: optional(
        "AbortIncompleteMultipartUpload",
        shape({ daysAfterInitiation: required("DaysAfterInitiation", integer) }),
      ),
    }),
  ),
});

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function getBucketLifecycle(client: Client, { bucket }: BucketInput): Promise<readonly LifecycleRule[]> {
  const { rules } = await getDocument(client, LIFECYCLE, bucket, configuration);
  return rules.map(toRule);
}

function toRule(shown: ReadBy<typeof configuration>["rules"][number]): LifecycleRule {
  const { filter: inFilter, prefix, status, transitions, noncurrentVersionTransitions: moves, ...rest } = shown;
  const [only, ...more] = transitions;
  const tags = [...(inFilter?.tags ?? []), ...(inFilter?.and?.tags ?? [])].map(({ key, value }) => [key, value] as const);
  return {
    ...rest,
    prefix: prefix ?? inFilter?.prefix ?? inFilter?.and?.prefix ?? "",
    ...(tags.length === 0 ? {} : { tags: Object.fromEntries(tags) }),
    enabled: status === "Enabled",
    ...(only === undefined ? {} : more.length === 0 ? { transition: only } : { transitions }),
    ...(moves.length === 0 ? {} : { noncurrentVersionTransitions: moves }),
  };
}

/** Replaces every rule. @throws ServiceError `invalid` (overlapping prefixes, more than 1000 rules), `not-found` (no bucket) */
export function putBucketLifecycle(
  client: Client,
  { bucket, rules }: BucketInput & { readonly rules: readonly LifecycleRule[] },
): Promise<void> {
  return putDocument(client, LIFECYCLE, bucket, { Rule: rules.map(fromRule) });
}

function fromRule({ id, prefix, tags, enabled, expiration, transition, transitions = [], ...rule }: LifecycleRule): XmlNode {
  const { noncurrentVersionExpiration: expired, abortIncompleteMultipartUpload: aborted } = rule;
  return {
    ID: id,
    ...(tags === undefined || Object.keys(tags).length === 0 ? { Prefix: prefix } : { Filter: fromTags(prefix, tags) }),
    Status: enabled ? "Enabled" : "Disabled",
    Expiration:
      expiration === undefined
        ? undefined
        : { ...fromTime(expiration), ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker === true ? "true" : undefined },
    Transition: [...(transition === undefined ? [] : [transition]), ...transitions].map(({ storageClass, ...when }) => ({
      ...fromTime(when),
      StorageClass: storageClass,
    })),
    NoncurrentVersionExpiration: expired === undefined ? undefined : { NoncurrentDays: String(expired.noncurrentDays) },
    NoncurrentVersionTransition: (rule.noncurrentVersionTransitions ?? []).map(({ noncurrentDays, storageClass }) => ({
      NoncurrentDays: String(noncurrentDays),
      StorageClass: storageClass,
    })),
    AbortIncompleteMultipartUpload: aborted === undefined ? undefined : { DaysAfterInitiation: String(aborted.daysAfterInitiation) },
  };
}

function fromTags(prefix: string, tags: Readonly<Record<string, string>>): XmlNode {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return prefix === "" && list.length === 1 ? { Tag: list } : { And: { Prefix: prefix === "" ? undefined : prefix, Tag: list } };
}

function fromTime({ days, date }: LifecycleTime): XmlNode {
  return { Days: days === undefined ? undefined : String(days), Date: date };
}

/** Removes every rule: no object expires any more. @throws ServiceError `not-found` (no bucket) */
export function deleteBucketLifecycle(client: Client, { bucket }: BucketInput): Promise<void> {
  return deleteDocument(client, LIFECYCLE, bucket);
}
