/** When objects expire or move to another storage class [GUIDE 4.2.16-18] [DOC 10027305] [ZOS 1.11-1.13]. */
import { flag, integer, listed, name, optional, type ReadBy, required, shape, text, withDefault } from "../../transport/protocol/shape";
import type { Dialect } from "../../backends/types";
import type { Client } from "../../transport/types";
import { nodeAt, textAt, type XmlNode } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, getDocument, oneOf, putDocument, type Shown } from "./document";
import type { UnknownElement, UnknownElements } from "./unknown-elements";
import { defined } from "../../pure/defined";

/** After so many days, or at a date (midnight UTC, ISO 8601). */
export interface LifecycleTime {
  readonly days?: number | undefined;
  readonly date?: string | undefined;
}

export interface LifecycleTransition extends LifecycleTime {
  readonly storageClass: string;
}

export interface NoncurrentTime {
  readonly noncurrentDays: number;
  /** So many replaced versions of each object stay; not on OOS. */
  readonly newerNoncurrentVersions?: number | undefined;
}

/** Which objects a rule is about: all of what is said must hold. */
export interface LifecycleScope {
  /** Keys that start with it; the empty text is every key. */
  readonly prefix: string;
  /** Objects that have all of them; not on OOS. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** In bytes; not on OOS. */
  readonly objectSizeGreaterThan?: number | undefined;
  readonly objectSizeLessThan?: number | undefined;
}

export interface LifecycleRule extends LifecycleScope {
  readonly id?: string | undefined;
  readonly enabled: boolean;
  readonly expiration?: (LifecycleTime & { readonly expiredObjectDeleteMarker?: boolean | undefined }) | undefined;
  readonly transition?: LifecycleTransition | undefined;
  /** More than one; not on OOS. */
  readonly transitions?: readonly LifecycleTransition[] | undefined;
  readonly noncurrentVersionExpiration?: NoncurrentTime | undefined;
  readonly noncurrentVersionTransitions?: readonly (NoncurrentTime & { readonly storageClass: string })[] | undefined;
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation: number } | undefined;
}

const time = { days: optional("Days", integer), date: optional("Date", name) };
const noncurrent = {
  noncurrentDays: required("NoncurrentDays", integer),
  newerNoncurrentVersions: optional("NewerNoncurrentVersions", integer),
};

const tag = shape({ key: required("Key", text), value: withDefault("Value", text, "") });
const chosen = {
  prefix: optional("Prefix", text),
  tags: listed("Tag", tag),
  objectSizeGreaterThan: optional("ObjectSizeGreaterThan", integer),
  objectSizeLessThan: optional("ObjectSizeLessThan", integer),
};
/** Ceph 16 puts the prefix of `And` beside it. */
const filter = shape({ ...chosen, and: optional("And", shape(chosen)) });
const scope = { prefix: optional("Prefix", text), filter: optional("Filter", filter) };

const configuration = shape({
  rules: listed(
    "Rule",
    shape({
      id: optional("ID", text),
      ...scope,
      status: required("Status", oneOf("Enabled", "Disabled")),
      expiration: optional("Expiration", shape({ ...time, expiredObjectDeleteMarker: optional("ExpiredObjectDeleteMarker", flag) })),
      transitions: listed("Transition", shape({ ...time, storageClass: required("StorageClass", name) })),
      noncurrentVersionExpiration: optional("NoncurrentVersionExpiration", shape(noncurrent)),
      noncurrentVersionTransitions: listed(
        "NoncurrentVersionTransition",
        shape({ ...noncurrent, storageClass: required("StorageClass", name) }),
      ),
      abortIncompleteMultipartUpload: optional(
        "AbortIncompleteMultipartUpload",
        shape({ daysAfterInitiation: required("DaysAfterInitiation", integer) }),
      ),
    }),
  ),
});

const readScope = shape(scope);

const LIFECYCLE: DocumentKind = {
  suffix: "BucketLifecycle",
  root: "LifecycleConfiguration",
  keys: { Rule: "ID" },
  wholes: {
    Filter: {
      same: (shown, wanted) => scopePrint(shown) === scopePrint(wanted),
      asShown: (shown) => ({ Prefix: textAt(shown, "Prefix"), Filter: withPrefixInAnd(nodeAt(shown, "Filter")) }),
    },
  },
};

function scopePrint(rule: XmlNode): string {
  const { tags = {}, ...rest } = toScope(readScope(rule, "Rule"));
  return JSON.stringify([rest.prefix, rest.objectSizeGreaterThan, rest.objectSizeLessThan, Object.entries(tags).sort()]);
}

/** Ceph 16 shows the prefix beside `And`, and forgets it when it is put so. */
function withPrefixInAnd(shown: XmlNode): XmlNode {
  const { Prefix: prefix, And: and, ...rest } = shown;
  if (prefix === undefined || typeof and !== "object" || Array.isArray(and)) return shown;
  return { ...rest, And: { Prefix: prefix, ...(and as XmlNode) } };
}

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function getBucketLifecycle(client: Client, { bucket }: BucketInput): Promise<Shown<readonly LifecycleRule[]>> {
  const { value, unknown } = await getDocument(client, LIFECYCLE, bucket, configuration);
  return { value: value.rules.map(toRule), unknown };
}

function toRule(shown: ReadBy<typeof configuration>["rules"][number]): LifecycleRule {
  const { filter: inFilter, prefix, status, transitions, noncurrentVersionTransitions: moves, ...rest } = shown;
  const [only, ...more] = transitions;
  return {
    ...rest,
    ...toScope(defined({ prefix, filter: inFilter })),
    enabled: status === "Enabled",
    ...(only === undefined ? {} : more.length === 0 ? { transition: only } : { transitions }),
    ...(moves.length === 0 ? {} : { noncurrentVersionTransitions: moves }),
  };
}

function toScope({ prefix, filter: inFilter }: ReadBy<typeof readScope>): LifecycleScope {
  const { and } = inFilter ?? {};
  const tags = [...(inFilter?.tags ?? []), ...(and?.tags ?? [])].map(({ key, value }) => [key, value] as const);
  const above = inFilter?.objectSizeGreaterThan ?? and?.objectSizeGreaterThan;
  const below = inFilter?.objectSizeLessThan ?? and?.objectSizeLessThan;
  return {
    prefix: prefix ?? inFilter?.prefix ?? and?.prefix ?? "",
    ...(tags.length === 0 ? {} : { tags: Object.fromEntries(tags) }),
    ...defined({ objectSizeGreaterThan: above, objectSizeLessThan: below }),
  };
}

/**
 * Replaces every rule.
 * @throws ServiceError `invalid` (overlapping prefixes, more than 1000 rules), `not-found` (no bucket); CannotKeepError
 */
export function putBucketLifecycle(
  client: Client,
  { bucket, rules, unknown }: BucketInput & { readonly rules: readonly LifecycleRule[]; readonly unknown?: UnknownElements | undefined },
): Promise<readonly UnknownElement[]> {
  const { lifecycleScope } = client.backend.dialect;
  return putDocument(client, LIFECYCLE, bucket, { Rule: rules.map((rule) => fromRule(rule, lifecycleScope)) }, unknown);
}

function fromRule(rule: LifecycleRule, form: Dialect["lifecycleScope"]): XmlNode {
  const { id, enabled, expiration, transition, transitions = [] } = rule;
  const { noncurrentVersionExpiration: expired, abortIncompleteMultipartUpload: aborted } = rule;
  return {
    ID: id,
    ...fromScope(rule, form),
    Status: enabled ? "Enabled" : "Disabled",
    Expiration:
      expiration === undefined
        ? undefined
        : { ...fromTime(expiration), ExpiredObjectDeleteMarker: expiration.expiredObjectDeleteMarker === true ? "true" : undefined },
    Transition: [...(transition === undefined ? [] : [transition]), ...transitions].map(({ storageClass, ...when }) => ({
      ...fromTime(when),
      StorageClass: storageClass,
    })),
    NoncurrentVersionExpiration: expired === undefined ? undefined : fromNoncurrent(expired),
    NoncurrentVersionTransition: (rule.noncurrentVersionTransitions ?? []).map(({ storageClass, ...when }) => ({
      ...fromNoncurrent(when),
      StorageClass: storageClass,
    })),
    AbortIncompleteMultipartUpload: aborted === undefined ? undefined : { DaysAfterInitiation: String(aborted.daysAfterInitiation) },
  };
}

/** What is said together stands in `And`; a filter holds one thing. */
function fromScope({ prefix, tags = {}, ...sizes }: LifecycleScope, form: Dialect["lifecycleScope"]): XmlNode {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const { objectSizeGreaterThan: above, objectSizeLessThan: below } = sizes;
  const parts: readonly (readonly [string, XmlNode[string]])[] = [
    ...(prefix === "" ? [] : [["Prefix", prefix] as const]),
    ...list.map((one) => ["Tag", one] as const),
    ...(above === undefined ? [] : [["ObjectSizeGreaterThan", String(above)] as const]),
    ...(below === undefined ? [] : [["ObjectSizeLessThan", String(below)] as const]),
  ];
  const isByPrefix = parts.every(([part]) => part === "Prefix");
  if (isByPrefix) return form === "prefix" ? { Prefix: prefix } : { Filter: { Prefix: prefix } };
  const said = { ...Object.fromEntries(parts), ...(list.length === 0 ? {} : { Tag: list }) };
  return { Filter: parts.length === 1 ? said : { And: said } };
}

function fromTime({ days, date }: LifecycleTime): XmlNode {
  return { Days: days === undefined ? undefined : String(days), Date: date };
}

function fromNoncurrent({ noncurrentDays: days, newerNoncurrentVersions: newer }: NoncurrentTime): XmlNode {
  return { NoncurrentDays: String(days), NewerNoncurrentVersions: newer === undefined ? undefined : String(newer) };
}

/** Removes every rule: no object expires any more. @throws ServiceError `not-found` (no bucket) */
export function deleteBucketLifecycle(client: Client, { bucket }: BucketInput): Promise<void> {
  return deleteDocument(client, "BucketLifecycle", bucket);
}
