/** Versions and delete markers of a bucket: list, and delete many. */
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import type { DeleteFailure } from "./objects";
import { withSdk } from "./sdk-client";

export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
}

/** The first versions and delete markers of a bucket, as many as one page holds; none: it is empty. @throws ServiceError `not-found` */
export async function firstVersions(
  client: Client,
  { bucket, maxKeys }: BucketInput & { readonly maxKeys: number },
): Promise<readonly ObjectVersion[]> {
  const { Versions = [], DeleteMarkers = [] } = await withSdk(client, "ListObjectVersions", { Bucket: bucket }, (s3, sdk) =>
    s3.send(new sdk.ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: maxKeys })),
  );
  return [...Versions, ...DeleteMarkers].flatMap(({ Key: key, VersionId: versionId }) =>
    key === undefined || versionId === undefined ? [] : [{ key, versionId }],
  );
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
