/**
 * Each notification keeps a copy of its topic as it was when it was put, in two places: in its bucket, from where events are pushed, and as a topic
 * with a name of its own. Two buckets whose entries have one id and one topic share the latter, so only the buckets themselves can be gone by.
 */
import type { Context } from "../../define";
import * as s3 from "../../services/s3";
import * as topics from "../../services/topic";
import { isKind } from "../../transport/errors/errors";

/** A bucket whose entries may not be read, or may not be put. */
interface Refused {
  readonly bucket: string;
  readonly mayRead: boolean;
  /** Default: the credentials may not. */
  readonly why?: string;
}

/**
 * Puts every entry of the topic again: the same entry with a fresh copy. A bucket that is gone meanwhile is passed over. One that refuses is named in a
 * warning, since the topic itself is changed and a failure would come back with every update. Whether the credentials still hold is asked last.
 */
export async function renewCopies(context: Context, arn: string): Promise<void> {
  const { client } = context;
  if (!(await topics.listTopics(client)).some((topic) => isCopyOf(topic, arn))) return;
  const refused: Refused[] = [];
  for (const bucket of await bucketNames(client)) {
    const outcome = await renewIn(client, bucket, arn);
    if (outcome !== undefined) refused.push(outcome);
  }
  for (const { bucket, mayRead, why = "refuses these credentials" } of refused) {
    const what = mayRead
      ? "and its notifications still push to the old place"
      : "and whether it has notifications of the topic is not known";
    context.log("warn", `topic ${arn} changed; bucket "${bucket}" ${why}, ${what}: put its BucketNotification again`);
  }
  const left = await staleCopies(client, arn);
  if (left > 0)
    context.log(
      "warn",
      `topic ${arn} changed; ${String(left)} of the copies that notifications keep of it did not: of buckets that refuse these credentials, that they do not list, or that are gone`,
    );
}

async function bucketNames(client: Context["client"]): Promise<readonly string[]> {
  try {
    return (await s3.listBuckets(client)).buckets.map(({ name }) => name);
  } catch (error) {
    // The copies that stay stale are told of.
    if (isKind(error, "auth")) return [];
    throw error;
  }
}

/** @returns undefined when every entry of the topic is fresh, or there is none */
async function renewIn(client: Context["client"], bucket: string, arn: string): Promise<Refused | undefined> {
  let mayRead = false;
  try {
    const { value, unknown } = await s3.getBucketNotifications(client, { bucket });
    const entries = value.filter(({ topicArn }) => topicArn === arn);
    mayRead = true;
    if (entries.length > 0) await s3.putBucketNotifications(client, { bucket, document: s3.notificationDocument(entries, unknown) });
    return undefined;
  } catch (error) {
    if (error instanceof s3.CannotKeepError)
      return { bucket, mayRead, why: `has elements that this version of pulumi-oos does not know: ${error.message}` };
    if (isKind(error, "not-found")) return undefined;
    if (isKind(error, "auth")) return { bucket, mayRead };
    throw error;
  }
}

async function staleCopies(client: Context["client"], arn: string): Promise<number> {
  const all = await topics.listTopics(client);
  const current = textOf(all.find((topic) => topic.arn === arn && !topics.isAutomatic(topic))?.attributes ?? {});
  return all.filter((topic) => isCopyOf(topic, arn) && textOf(topic.attributes) !== current).length;
}

function isCopyOf(topic: topics.Topic, arn: string): boolean {
  return topic.arn === arn && topics.isAutomatic(topic);
}

function textOf(attributes: topics.TopicAttributes): string {
  return JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
}
