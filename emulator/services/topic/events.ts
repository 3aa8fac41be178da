/** Events of objects, and which notifications of their bucket want them. The document is Ceph's (unverified for ZOS). */
import { createHash, randomUUID } from "node:crypto";
import type { Core } from "../../contract";
import type { BucketOwner } from "../../state/accounts";
import type { FilterRule, Notification, ObjectHeaders, Tag, Topic } from "../../state/model";
import type { WireRequest } from "../../wire/request";

/** What happened to a version. */
export interface Happened extends Partial<Pick<ObjectHeaders, "metadata">> {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly versionId?: string;
  readonly tags?: readonly Tag[];
}

/** The call that made it happen. */
interface Cause {
  readonly core: Core;
  readonly owner: BucketOwner;
  readonly request: WireRequest;
  readonly requestId: string;
  readonly now: Date;
}

export function attribute({ attributes }: Topic, name: string): string | undefined {
  return attributes.find(([key]) => key === name)?.[1];
}

/** Tells every topic that a notification of the bucket sends such an event to. `name`: `ObjectCreated:Put`. */
export async function notify(cause: Cause, name: string, happened: Happened): Promise<void> {
  const { core, owner } = cause;
  const pushes = (owner.bucket.configuration.notifications ?? [])
    .filter((notification) => wants(notification, name, happened))
    .flatMap((notification) => {
      const { topic } = notification;
      const url = attribute(topic, "push-endpoint") ?? "";
      if (!/^https?:/.test(url)) return [];
      const body = JSON.stringify({ Records: [record(cause, name, happened, notification)] });
      return [{ url, body, persistent: attribute(topic, "persistent") === "true" }];
    });
  if (pushes.length > 0) await core.pushes.send(pushes);
}

function wants(
  { events, keyRules, metadataRules, tagRules }: Notification,
  name: string,
  { key, metadata = {}, tags = [] }: Happened,
): boolean {
  const [kind = ""] = name.split(":");
  const named = events.some((event) => event === `s3:${name}` || event === `s3:${kind}:*`);
  const has = (rules: readonly FilterRule[], value: (name: string) => string | undefined): boolean =>
    rules.every((rule) => value(rule.name) === rule.value);
  return (
    named &&
    keyRules.every((rule) => fits(rule, key)) &&
    has(metadataRules, (header) => metadata[header.toLowerCase().replace(/^x-amz-meta-/, "")]) &&
    has(tagRules, (tag) => tags.find((own) => own.key === tag)?.value)
  );
}

function fits({ name, value }: FilterRule, key: string): boolean {
  if (name === "prefix") return key.startsWith(value);
  if (name === "suffix") return key.endsWith(value);
  return new RegExp(`^(?:${value})$`).test(key);
}

function record({ owner, request, requestId, now }: Cause, eventName: string, happened: Happened, { id, topic }: Notification): object {
  const { account, bucket } = owner;
  const { key, size, etag, versionId = "", metadata = {}, tags = [] } = happened;
  const digest = createHash("md5").update(requestId).digest("hex").slice(0, 16).toUpperCase();
  return {
    eventVersion: "2.2",
    eventSource: "ceph:s3",
    awsRegion: "zg_cn",
    eventTime: now.toISOString(),
    eventName,
    userIdentity: { principalId: account.id },
    requestParameters: { sourceIPAddress: request.sourceIp },
    responseElements: { "x-amz-request-id": requestId, "x-amz-id-2": "oos-emulator" },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId: id,
      bucket: { name: bucket.name, ownerIdentity: { principalId: account.id }, arn: `arn:aws:s3:zg_cn::${bucket.name}`, id: bucket.uid },
      object: {
        ...{ key, size, eTag: etag, versionId, sequencer: digest },
        metadata: Object.entries(metadata).map(([name, val]) => ({ key: `x-amz-meta-${name}`, val })),
        tags: tags.map((tag) => ({ key: tag.key, val: tag.value })),
      },
    },
    eventId: randomUUID(),
    opaqueData: attribute(topic, "OpaqueData") ?? "",
  };
}
