/** Versions and delete markers of a bucket: list, and delete many. */
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import type { DeleteFailure } from "./objects";
import { withSdk } from "./sdk-client";

export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
}

/**
 * The first versions and delete markers of a bucket, as many as one page holds; none: it is empty. A page may be short, or empty, before the end.
 * @throws ServiceError `not-found`
 */
export async function firstVersions(
  client: Client,
  { bucket, maxKeys }: BucketInput & { readonly maxKeys: number },
): Promise<readonly ObjectVersion[]> {
  let marker: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } = {};
  for (;;) {
    const page = await withSdk(client, "ListObjectVersions", { Bucket: bucket }, (s3, sdk) =>
      s3.send(new sdk.ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: maxKeys, ...marker })),
    );
    const { Versions = [], DeleteMarkers = [], IsTruncated, NextKeyMarker: key, NextVersionIdMarker: version } = page;
    const found = [...Versions, ...DeleteMarkers].flatMap(({ Key, VersionId }) =>
      Key === undefined || VersionId === undefined ? [] : [{ key: Key, versionId: VersionId }],
    );
    if (found.length > 0 || IsTruncated !== true || key === undefined || key === marker.KeyMarker) return found;
    marker = { KeyMarker: key, ...(version === undefined ? {} : { VersionIdMarker: version }) };
  }
}

/** Deletes up to 1000 versions for good. @returns the keys of those that were not deleted @throws ServiceError `not-found` (no bucket) */
export async function deleteVersions(
  client: Client,
  { bucket, versions }: BucketInput & { readonly versions: readonly ObjectVersion[] },
): Promise<readonly DeleteFailure[]> {
  const Objects = versions.map(({ key: Key, versionId: VersionId }) => ({ Key, VersionId }));
  const { Errors = [] } = await withSdk(client, "DeleteObjects", { Bucket: bucket }, (s3, sdk) =>
    s3.send(new sdk.DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } })),
  );
  return Errors.map(({ Key = "", Code, Message }) => ({
    key: Key,
    ...(Code === undefined ? {} : { code: Code }),
    ...(Message === undefined ? {} : { words: Message }),
  }));
}
