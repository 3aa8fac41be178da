/** What of a bucket's events goes to which topic. Ceph merges what is put, by id, and takes one away by its id. */
import { ServiceError } from "../../transport/errors/errors";
import { listed, name, optional, type Reader, required, shape, text } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import { type XmlNode, writeXml } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import { readDocument, type Shown } from "./document";
import { type Grammar, keepUnknown, type UnknownElement, type UnknownElements } from "./unknown-elements";

export interface FilterRule {
  readonly name: string;
  readonly value: string;
}

export interface BucketNotification {
  readonly id: string;
  readonly topicArn: string;
  readonly events: readonly string[];
  /** Of the names in {@link KEY_RULES}. */
  readonly keyRules: readonly FilterRule[];
  readonly metadataRules: readonly FilterRule[];
  readonly tagRules: readonly FilterRule[];
}

export const KEY_RULES = ["prefix", "suffix", "regex"] as const;

const rules = shape({ rules: listed("FilterRule", shape({ name: required("Name", name), value: required("Value", text) })) });
/** A rule of another name is as unknown as another element. */
const keyRules: Reader<{ readonly rules: readonly FilterRule[] }> = (value, at, strange) => {
  const { rules: all } = rules(value, at, strange);
  const isKnown = (rule: FilterRule): boolean => KEY_RULES.some((known) => known === rule.name);
  for (const rule of all.filter((each) => !isKnown(each)))
    strange?.({ at, name: "FilterRule", value: { Name: rule.name, Value: rule.value }, isFamiliar: false });
  return { rules: all.filter(isKnown) };
};

const configuration = shape({
  entries: listed(
    "TopicConfiguration",
    shape({
      id: required("Id", name),
      topicArn: required("Topic", name),
      events: listed("Event", name),
      filter: optional(
        "Filter",
        shape({ key: optional("S3Key", keyRules), metadata: optional("S3Metadata", rules), tags: optional("S3Tags", rules) }),
      ),
    }),
  ),
});

const NOTIFICATION = { service: "s3", subresource: "notification" } as const;
const ROOT = "NotificationConfiguration";
const GRAMMAR: Grammar = { keys: { TopicConfiguration: "Id" } };

/**
 * Every entry, or the one with `id`, and what of the entries is unknown; entries of other kinds are others'.
 * @throws ServiceError `not-found` (no bucket), `not-configured` (no entry of that id)
 */
export async function getBucketNotifications(
  client: Client,
  { bucket, id }: BucketInput & { readonly id?: string },
): Promise<Shown<readonly BucketNotification[]>> {
  const operation = "GetBucketNotification";
  const { body } = await client.send({
    ...NOTIFICATION,
    operation,
    bucket,
    ...(id === undefined ? {} : { query: { notification: id } }),
  });
  const { value, unknown } = readDocument(body, { root: ROOT, ...GRAMMAR }, operation, bucket, configuration);
  const entries = value.entries.map(({ filter, ...entry }) => ({
    ...entry,
    keyRules: filter?.key?.rules ?? [],
    metadataRules: filter?.metadata?.rules ?? [],
    tagRules: filter?.tags?.rules ?? [],
  }));
  return { value: entries, unknown: { tree: unknown.tree, list: unknown.list.filter(({ steps }) => steps.length > 0) } };
}

/** What is unknown of the entries with these ids. */
export function unknownOf({ value, unknown }: Shown<readonly BucketNotification[]>, ids: ReadonlySet<string>): readonly UnknownElement[] {
  return unknown.list.filter(({ steps: [entry] }) => ids.has(value[entry?.index ?? 0]?.id ?? ""));
}

export interface NotificationDocument {
  readonly text: string;
  /** What of the entries that are there is unknown and stays. */
  readonly kept: readonly UnknownElement[];
}

/** @param unknown of the entries as they are, which those of the same id keep. @throws CannotKeepError */
export function notificationDocument(entries: readonly BucketNotification[], unknown?: UnknownElements): NotificationDocument {
  const wanted = { TopicConfiguration: entries.map(fromEntry) };
  const { node, kept } = unknown === undefined ? { node: wanted, kept: [] } : keepUnknown(wanted, unknown, GRAMMAR);
  return { text: writeXml(ROOT, node), kept };
}

/** Adds the entries, or replaces those of the same id and topic; others stay. @throws ServiceError `not-found` (no bucket, no topic), `invalid` */
export async function putBucketNotifications(
  client: Client,
  { bucket, document }: BucketInput & { readonly document: NotificationDocument },
): Promise<void> {
  await client.send({
    ...NOTIFICATION,
    operation: "PutBucketNotification",
    bucket,
    headers: { "content-type": "application/xml" },
    body: document.text,
  });
}

function fromEntry({ id, topicArn, events, keyRules, metadataRules, tagRules }: BucketNotification): XmlNode {
  const filter = { S3Key: fromRules(keyRules), S3Metadata: fromRules(metadataRules), S3Tags: fromRules(tagRules) };
  return { Id: id, Topic: topicArn, Event: events, Filter: Object.values(filter).some((part) => part !== undefined) ? filter : undefined };
}

function fromRules(list: readonly FilterRule[]): XmlNode | undefined {
  return list.length === 0 ? undefined : { FilterRule: list.map(({ name: Name, value: Value }) => ({ Name, Value })) };
}

/**
 * Takes one entry away. A service that does not look at the id would take all of them, so it is asked first whether it does.
 * @throws ServiceError `not-found` (no bucket), `not-configured` (no such entry), `foreign` (the service does not tell entries apart; nothing was deleted)
 */
export async function deleteBucketNotification(client: Client, { bucket, id }: BucketInput & { readonly id: string }): Promise<void> {
  const operation = "DeleteBucketNotification";
  const { value: shown } = await getBucketNotifications(client, { bucket, id });
  if (shown.some((entry) => entry.id !== id)) {
    const words = `asked for notification "${id}", the service shows others too, so it may delete them too; nothing was deleted`;
    throw new ServiceError({ kind: "foreign", service: "s3", operation, subject: `bucket "${bucket}"`, words });
  }
  await client.send({ ...NOTIFICATION, operation, bucket, query: { notification: id } });
}
