/**
 * Removes everything that is in a bucket (law 10): objects, or versions and delete markers, in batches, then open uploads. What was removed stays removed, so that a run which is
 * cut off is continued by the next one [GUIDE 4.2.4, 4.2.12, 4.3.8, 4.3.11].
 */
import { hasOperation } from "../../backends/types";
import { type Context, RefusedError } from "../../define";
import { progress } from "../shared/progress";
import * as s3 from "../../services/s3";
import { isKind } from "../../transport/errors/errors";
import { unlessGone } from "../shared/absence";

const mostRepeats = 5;

export interface Removed {
  readonly objects: number;
  readonly uploads: number;
}

/** @throws RefusedError when something cannot be deleted, or comes back; ServiceError */
export async function emptyBucket(context: Context, bucket: string): Promise<Removed> {
  context.log("info", `bucket ${bucket}: removing its objects and open uploads`);
  const say = progress(context);
  const objects = await removeObjects(context, bucket, (count) => {
    say(() => `bucket ${bucket}: ${several(count, "object")} removed so far`);
  });
  const uploads = await removeUploads(context, bucket, (count) => {
    say(() => `bucket ${bucket}: ${several(objects, "object")} and ${several(count, "open upload")} removed so far`);
  });
  context.log("info", `bucket ${bucket}: ${several(objects, "object")} and ${several(uploads, "open upload")} removed`);
  return { objects, uploads };
}

/** The first page of what is left. Where there are versions, an object is gone when each of them and each delete marker is. */
async function nextPage({ client, backend }: Context, bucket: string): Promise<readonly s3.ObjectVersion[]> {
  const maxKeys = Math.min(backend.limits.deleteObjectsKeys, backend.limits.listObjectsKeys);
  if (hasOperation(backend, "ListObjectVersions")) return s3.firstVersions(client, { bucket, maxKeys });
  const found: s3.ObjectVersion[] = [];
  for await (const { key } of s3.listAllObjects(client, { bucket, maxKeys, most: maxKeys })) found.push({ key });
  return found;
}

function inWords({ key, versionId }: s3.ObjectVersion): string {
  return versionId === undefined ? key : `${key} (version ${versionId})`;
}

async function removeObjects(context: Context, bucket: string, say: (count: number) => void): Promise<number> {
  let removed = 0;
  const timesFirst = new Map<string, number>();
  for (;;) {
    const page = await nextPage(context, bucket);
    const [first] = page;
    if (first === undefined) return removed;
    // A listing may lag behind a deletion, or a writer may put the same key again; neither may keep this going for ever.
    const name = inWords(first);
    const times = (timesFirst.get(name) ?? 0) + 1;
    timesFirst.set(name, times);
    if (times > mostRepeats) {
      throw new RefusedError(
        `bucket "${bucket}" still lists "${name}" after it was deleted ${mostRepeats} times`,
        "stop what writes to it, wait a moment and destroy again",
      );
    }
    const errors = await s3.deleteMany(context.client, { bucket, objects: page });
    const [failure] = errors;
    if (failure !== undefined) {
      throw new RefusedError(
        `bucket "${bucket}": ${errors.length} of ${several(page.length, "object")} could not be deleted; first: "${failure.key}" ${failure.code ?? ""} ${failure.words ?? ""}`,
        "remove what protects these objects (a retention period cannot be shortened) and destroy again; the objects deleted so far stay deleted",
      );
    }
    removed += page.length;
    say(removed);
  }
}

async function removeUploads({ client }: Context, bucket: string, say: (count: number) => void): Promise<number> {
  let removed = 0;
  for await (const { key, uploadId } of s3.listAllMultipartUploads(client, { bucket })) {
    // It may be completed or aborted by somebody else meanwhile.
    await unlessGone(s3.abortMultipartUpload(client, { bucket, key, uploadId }));
    removed += 1;
    say(removed);
  }
  return removed;
}

/** Counting ends here: what matters is whether it is a few or many. */
const mostCounted = 10_000;

/** What a bucket holds: `12 objects and 1 open upload`; undefined when it is empty. */
export async function contentsOf(context: Context, bucket: string): Promise<string | undefined> {
  const { client, backend } = context;
  const objects = await counted(s3.listAllObjects(client, { bucket }));
  const uploads = await counted(s3.listAllMultipartUploads(client, { bucket }));
  // Without an object there may be versions and delete markers of objects that were deleted.
  const versions =
    objects === 0 && hasOperation(backend, "ListObjectVersions") ? (await s3.firstVersions(client, { bucket, maxKeys: 1000 })).length : 0;
  const parts = [
    ...(objects === 0 ? [] : [amount(objects, "object")]),
    ...(versions === 0 ? [] : [amount(versions, "old version")]),
    ...(uploads === 0 ? [] : [amount(uploads, "open upload")]),
  ];
  return parts.length === 0 ? undefined : parts.join(" and ");
}

async function counted(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _item of items) if ((count += 1) > mostCounted) break;
  return count;
}

function amount(count: number, noun: string): string {
  return count > mostCounted ? `more than ${several(mostCounted, noun)}` : several(count, noun);
}

function several(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Deletes a bucket without objects and open uploads; one that is gone already is fine. */
export async function deleteEmpty({ client }: Context, bucket: string): Promise<"deleted" | "not-empty"> {
  try {
    await unlessGone(s3.deleteBucket(client, { bucket }));
    return "deleted";
  } catch (error) {
    if (isKind(error, "dependency")) return "not-empty";
    throw error;
  }
}
