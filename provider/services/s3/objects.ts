/** The objects of a bucket: list, and delete many [GUIDE 4.2.4, 4.3.11]. */
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { withSdk } from "./sdk-client";

export interface ObjectSummary {
  readonly key: string;
  readonly size?: number;
  readonly etag?: string;
  readonly lastModified?: Date;
  readonly storageClass?: string;
}

export interface ListObjectsInput extends BucketInput {
  readonly prefix?: string;
  /** Keys after this one. */
  readonly marker?: string;
  /** 1 to 1000; default 1000. */
  readonly maxKeys?: number;
}

export interface ObjectPage {
  readonly objects: readonly ObjectSummary[];
  /** The marker of the next page; absent on the last one. */
  readonly nextMarker?: string;
}

/** One page of objects in the order of their keys (list version 1; OOS has no version 2) [GUIDE 4.2.4]. @throws ServiceError `not-found` */
export async function listObjects(client: Client, { bucket, prefix, marker, maxKeys }: ListObjectsInput): Promise<ObjectPage> {
  const output = await withSdk(client, "ListObjects", { Bucket: bucket }, (s3, sdk) =>
    s3.send(
      new sdk.ListObjectsCommand({
        Bucket: bucket,
        ...(prefix === undefined ? {} : { Prefix: prefix }),
        ...(marker === undefined ? {} : { Marker: marker }),
        ...(maxKeys === undefined ? {} : { MaxKeys: maxKeys }),
      }),
    ),
  );
  const objects = (output.Contents ?? []).flatMap(({ Key: key, Size, ETag, LastModified, StorageClass }) =>
    key === undefined
      ? []
      : [
          {
            key,
            ...(Size === undefined ? {} : { size: Size }),
            ...(ETag === undefined ? {} : { etag: ETag }),
            ...(LastModified === undefined ? {} : { lastModified: LastModified }),
            ...(StorageClass === undefined ? {} : { storageClass: StorageClass }),
          },
        ],
  );
  // Version 1 sends NextMarker with a delimiter only; without one the last key is the next marker.
  const next = output.IsTruncated === true ? (output.NextMarker ?? objects.at(-1)?.key) : undefined;
  return { objects, ...(next === undefined ? {} : { nextMarker: next }) };
}

/** Every object, page after page; a page is asked for when the one before is used up. */
export async function* listAllObjects(client: Client, input: Omit<ListObjectsInput, "marker">): AsyncGenerator<ObjectSummary, void, void> {
  let marker: string | undefined;
  do {
    const page = await listObjects(client, { ...input, ...(marker === undefined ? {} : { marker }) });
    yield* page.objects;
    marker = page.nextMarker;
  } while (marker !== undefined);
}

/** Why one key of a batch was not deleted. */
export interface DeleteFailure {
  readonly key: string;
  readonly code?: string;
  readonly words?: string;
}

export interface DeleteObjectsInput extends BucketInput {
  /** At most 1000. */
  readonly keys: readonly string[];
}

/**
 * Deletes up to 1000 objects in one call [GUIDE 4.3.11]; a key without an object counts as deleted.
 * @returns the keys that were not deleted
 * @throws ServiceError `not-found` (no bucket); RangeError for more than 1000 keys
 */
export async function deleteObjects(client: Client, { bucket, keys }: DeleteObjectsInput): Promise<readonly DeleteFailure[]> {
  const limit = client.backend.limits.deleteObjectsKeys ?? 1000;
  if (keys.length > limit) throw new RangeError(`at most ${String(limit)} keys can be deleted at once, not ${String(keys.length)}`);
  if (keys.length === 0) return [];
  const output = await withSdk(client, "DeleteObjects", { Bucket: bucket }, (s3, sdk) =>
    s3.send(new sdk.DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true } })),
  );
  return (output.Errors ?? []).map(({ Key = "", Code, Message }) => ({
    key: Key,
    ...(Code === undefined ? {} : { code: Code }),
    ...(Message === undefined ? {} : { words: Message }),
  }));
}
