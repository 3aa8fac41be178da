/** Deletes many objects, or versions of them: by lists in XML [GUIDE 4.3.11], and one by one where XML cannot hold the key [GUIDE 4.3.3]. */
import { isKind } from "../../transport/errors/errors";
import { listed, optional, shape, text, withDefault } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import { writeXml } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import { objectRequest, readAnswer } from "./object";
import { S3_NAMESPACE } from "./wire";
import { defined } from "../../pure/defined";

export interface ObjectVersion {
  readonly key: string;
  /** Absent: the object, where there are no versions. */
  readonly versionId?: string;
}

/** Why one key of a batch was not deleted. */
export interface DeleteFailure {
  readonly key: string;
  readonly code?: string;
  readonly words?: string;
}

export interface DeleteManyInput extends BucketInput {
  /** At most 1000. */
  readonly objects: readonly ObjectVersion[];
}

const OPERATION = "DeleteObjects";
/** Calls for single keys at once; the transport has its own limit. */
const TOGETHER = 16;

const result = shape({
  failures: listed("Error", shape({ key: withDefault("Key", text, ""), code: optional("Code", text), words: optional("Message", text) })),
});

/**
 * Deletes up to 1000 objects; a key without an object counts as deleted.
 * @returns what was not deleted
 * @throws ServiceError `not-found` (no bucket); RangeError for more than 1000
 */
export async function deleteMany(client: Client, { bucket, objects }: DeleteManyInput): Promise<readonly DeleteFailure[]> {
  const limit = client.backend.limits.deleteObjectsKeys;
  if (objects.length > limit) throw new RangeError(`at most ${String(limit)} keys can be deleted at once, not ${String(objects.length)}`);
  const listable = objects.filter(({ key }) => isSafeInXml(key));
  const failures = listable.length === 0 ? [] : [...(await deleteListed(client, { bucket, objects: listable }))];
  const single = objects.filter(({ key }) => !isSafeInXml(key));
  for (let at = 0; at < single.length; at += TOGETHER) {
    const ended = await Promise.all(single.slice(at, at + TOGETHER).map((object) => deleteSingle(client, bucket, object)));
    failures.push(...ended.filter((failure) => failure !== undefined));
  }
  return failures;
}

/** No XML holds most control characters; readers of XML fold or drop white space that others mean. */
function isSafeInXml(key: string): boolean {
  return key.trim() === key && !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(key);
}

async function deleteListed(client: Client, { bucket, objects }: DeleteManyInput): Promise<readonly DeleteFailure[]> {
  const entries = objects.map(({ key, versionId }) => ({ Key: key, ...defined({ VersionId: versionId }) }));
  const { body } = await client.send({
    operation: OPERATION,
    bucket,
    headers: { "content-type": "application/xml" },
    body: writeXml("Delete", { Quiet: "true", Object: entries }, S3_NAMESPACE),
  });
  return readAnswer({ bucket }, OPERATION, body, result).failures;
}

async function deleteSingle(client: Client, bucket: string, { key, versionId }: ObjectVersion): Promise<DeleteFailure | undefined> {
  const query = versionId === undefined ? {} : { query: { versionId } };
  try {
    await client.send({ ...objectRequest({ bucket, key }, "DeleteObject"), ...query });
  } catch (error) {
    // As in the answer to a list: what keeps one object does not keep the others.
    if (!isKind(error, "auth", "invalid", "conflict", "dependency")) throw error;
    const { code, words } = error;
    return { key, ...defined({ code, words }) };
  }
  return undefined;
}
