/** Which events of a bucket go to which topic. Not in the guide: as Ceph has it, which merges what is put and takes single entries away. */
import type { BucketCall } from "../../contract";
import { cached, replaceSetting, requiredText, requiredXml } from "../../services/s3/bucket-configuration";
import { arnOf, findTopic } from "../../services/topic/topics";
import type { Account, FilterRule, Notification } from "../../state/model";
import { refuse } from "../../wire/errors";
import { empty, NO_NAMESPACE, xml, type Reply } from "../../wire/reply";
import { queryValue } from "../../wire/request";
import { child, children, malformed, onlyElements, type ParsedXml, type XmlObject } from "../../wire/xml";

const EVENTS: readonly string[] = [
  ...["*", "Put", "Post", "Copy", "CompleteMultipartUpload"].map((name) => `s3:ObjectCreated:${name}`),
  ...["*", "Delete", "DeleteMarkerCreated"].map((name) => `s3:ObjectRemoved:${name}`),
];
const ALL_EVENTS: readonly string[] = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"];
const KEY_RULES: readonly string[] = ["prefix", "suffix", "regex"];
const ROOT = "NotificationConfiguration";

/** Adds entries; one of the same id and topic is replaced. Each keeps a copy of its topic as it is now. */
export async function putBucketNotification(call: BucketCall): Promise<Reply> {
  const body = requiredXml(call, ROOT);
  onlyElements(body, "TopicConfiguration");
  const made = children(body, "TopicConfiguration").map((entry) => toNotification(entry, call.owner.account));
  if (made.length === 0) throw malformed("no TopicConfiguration"); // an empty document is no deletion
  const isNew = ({ id, topic }: Notification): boolean => !made.some((entry) => entry.id === id && entry.topic.name === topic.name);
  const kept = (call.owner.bucket.configuration.notifications ?? []).filter(isNew);
  return replaceSetting(call, "notifications", [...kept, ...made]);
}

function toNotification(entry: ParsedXml, account: Account): Notification {
  onlyElements(entry, "Id", "Topic", "Event", "Filter");
  const id = requiredText(entry, "Id");
  if (id === "") throw malformed("Id is empty");
  const topic = findTopic(account, requiredText(entry, "Topic").trim());
  if (topic === undefined) throw refuse("NoSuchKey", "The topic does not exist.");
  const events = children(entry, "Event").map((event) => (typeof event === "string" ? event.trim() : ""));
  const unknown = events.find((event) => !EVENTS.includes(event));
  if (unknown !== undefined) throw refuse("InvalidArgument", `The event ${unknown} is not known.`);
  const filter = child(entry, "Filter");
  if (filter !== undefined) onlyElements(filter, "S3Key", "S3Metadata", "S3Tags");
  const rules = (name: string): readonly FilterRule[] => rulesOf(filter === undefined ? undefined : child(filter, name));
  const keyRules = rules("S3Key");
  for (const rule of keyRules) checkKeyRule(rule);
  const [metadataRules, tagRules] = [rules("S3Metadata"), rules("S3Tags")];
  return { id, topic, events: events.length === 0 ? ALL_EVENTS : events, keyRules, metadataRules, tagRules };
}

function checkKeyRule({ name, value }: FilterRule): void {
  if (!KEY_RULES.includes(name)) throw malformed(`a rule of S3Key is called ${KEY_RULES.join(", ")}, not ${name}`);
  if (name !== "regex") return;
  try {
    new RegExp(value);
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : undefined);
  }
}

function rulesOf(parent: ParsedXml | undefined): readonly FilterRule[] {
  if (parent === undefined) return [];
  onlyElements(parent, "FilterRule");
  return children(parent, "FilterRule").map((rule) => {
    onlyElements(rule, "Name", "Value");
    return { name: requiredText(rule, "Name"), value: requiredText(rule, "Value") };
  });
}

/** All of them, or the one that the query names; without a namespace. */
export function getBucketNotification(call: BucketCall): Reply {
  const all = cached(call).notifications ?? [];
  const id = queryValue(call.request, "notification") ?? "";
  const shown = id === "" ? all : all.filter((entry) => entry.id === id);
  if (id !== "" && shown.length === 0) throw refuse("NoSuchKey", "The notification does not exist.");
  return xml(ROOT, { TopicConfiguration: shown.map(entryXml) }, NO_NAMESPACE);
}

function entryXml({ id, topic, events, keyRules, metadataRules, tagRules }: Notification): XmlObject {
  const rulesXml = (rules: readonly FilterRule[]): XmlObject | undefined =>
    rules.length === 0 ? undefined : { FilterRule: rules.map(({ name, value }) => ({ Name: name, Value: value })) };
  const filters = { S3Key: rulesXml(keyRules), S3Metadata: rulesXml(metadataRules), S3Tags: rulesXml(tagRules) };
  const isFiltered = Object.values(filters).some((rules) => rules !== undefined);
  return { Id: id, Topic: arnOf(topic), Filter: isFiltered ? filters : undefined, Event: events };
}

/** 200, also when there is none. */
export async function deleteBucketNotification(call: BucketCall): Promise<Reply> {
  const id = queryValue(call.request, "notification") ?? "";
  const rest = id === "" ? [] : (call.owner.bucket.configuration.notifications ?? []).filter((entry) => entry.id !== id);
  await replaceSetting(call, "notifications", rest.length === 0 ? undefined : rest);
  return empty(200);
}
