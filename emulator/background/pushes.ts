/**
 * Events of ZOS buckets, pushed to where their topics say, as a Ceph gateway does it (unverified for ZOS): while the writer waits, and lost where
 * nobody takes them. Those of a persistent topic are kept in memory until somebody does, and tried again when the next event comes.
 */
import { createHash, randomUUID } from "node:crypto";
import type { Core } from "../core";
import type { WireRequest } from "../http/request";
import type { BucketOwner } from "../state/accounts";
import type { FilterRule, Notification, ObjectHeaders, Tag, Topic } from "../state/model";

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

/** How long a receiver may take. */
const PATIENCE_MS = 2000;
const MOST_WAITING = 1000;

interface Push {
  readonly url: string;
  readonly body: string;
}

/** The events of persistent topics that nobody has taken. */
export class Pushes {
  private waiting: Push[] = [];

  /** Pushes what is given; what is persistent goes to the end of what waits, and is not waited for. */
  async send(pushes: readonly (Push & { readonly persistent: boolean })[]): Promise<void> {
    this.waiting.push(...pushes.filter(({ persistent }) => persistent));
    this.waiting = this.waiting.slice(-MOST_WAITING);
    void this.retry();
    await Promise.all(pushes.filter(({ persistent }) => !persistent).map(post));
  }

  private async retry(): Promise<void> {
    const [all, taken] = [this.waiting, new Set<Push>()];
    this.waiting = [];
    for (const push of all) if (await post(push)) taken.add(push);
    this.waiting.unshift(...all.filter((push) => !taken.has(push)));
  }
}

/** Whether it was taken. */
async function post({ url, body }: Push): Promise<boolean> {
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE_MS), redirect: "manual" });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // Nobody is there, or does not answer: no matter of the writer's.
    return false;
  }
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
