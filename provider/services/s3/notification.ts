/** What of a bucket's events goes to which topic. Ceph merges what is put, by id, and takes one away by its id. */
import { ServiceError } from "../../transport/errors";
import { listed, name, optional, required, shape, text, UnreadableAnswer } from "../../transport/shape";
import type { Client } from "../../transport/types";
import { parseXml, type XmlNode, writeXml } from "../../transport/xml";
import type { BucketInput } from "./bucket";

export interface FilterRule {
  readonly name: string;
  readonly value: string;
}

export interface BucketNotification {
  readonly id: string;
  readonly topicArn: string;
  readonly events: readonly string[];
  /** `prefix`, `suffix`, `regex`. */
  readonly keyRules: readonly FilterRule[];
  readonly metadataRules: readonly FilterRule[];
  readonly tagRules: readonly FilterRule[];
}

const rules = shape({ rules: listed("FilterRule", shape({ name: required("Name", name), value: required("Value", text) })) });
const configuration = shape({
  entries: listed(
    "TopicConfiguration",
    shape({
      id: required("Id", name),
      topicArn: required("Topic", name),
      events: listed("Event", name),
      filter: optional(
        "Filter",
        shape({ key: optional("S3Key", rules), metadata: optional("S3Metadata", rules), tags: optional("S3Tags", rules) }),
      ),
    }),
  ),
});

const NOTIFICATION = { service: "s3", subresource: "notification" } as const;

/** Every entry, or the one with `id`. @throws ServiceError `not-found` (no bucket), `not-configured` (no entry of that id) */
export async function getBucketNotifications(
  client: Client,
  { bucket, id }: BucketInput & { readonly id?: string },
): Promise<readonly BucketNotification[]> {
  const operation = "GetBucketNotification";
  const { body } = await client.send({
    ...NOTIFICATION,
    operation,
    method: "GET",
    bucket,
    effect: "read",
    ...(id === undefined ? {} : { query: { notification: id } }),
  });
  try {
    const { entries } = configuration(parseXml(body).value, "NotificationConfiguration");
    return entries.map(({ filter, ...entry }) => ({
      ...entry,
      keyRules: filter?.key?.rules ?? [],
      metadataRules: filter?.metadata?.rules ?? [],
      tagRules: filter?.tags?.rules ?? [],
    }));
  } catch (error) {
    if (!(error instanceof UnreadableAnswer)) throw error;
    throw new ServiceError({
      kind: "foreign",
      service: "s3",
      operation,
      subject: `bucket "${bucket}"`,
      words: error.message,
      cause: error,
    });
  }
}

/** Adds the entries, or replaces those of the same id and topic; others stay. @throws ServiceError `not-found` (no bucket, no topic), `invalid` */
export async function putBucketNotifications(
  client: Client,
  { bucket, entries }: BucketInput & { readonly entries: readonly BucketNotification[] },
): Promise<void> {
  await client.send({
    ...NOTIFICATION,
    operation: "PutBucketNotification",
    method: "PUT",
    bucket,
    effect: "idempotent",
    headers: { "content-type": "application/xml" },
    body: writeXml("NotificationConfiguration", { TopicConfiguration: entries.map(fromEntry) }),
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
  const shown = await getBucketNotifications(client, { bucket, id });
  if (shown.some((entry) => entry.id !== id)) {
    const words = `asked for notification "${id}", the service shows others too, so it may delete them too; nothing was deleted`;
    throw new ServiceError({ kind: "foreign", service: "s3", operation, subject: `bucket "${bucket}"`, words });
  }
  await client.send({ ...NOTIFICATION, operation, method: "DELETE", bucket, effect: "idempotent", query: { notification: id } });
}
