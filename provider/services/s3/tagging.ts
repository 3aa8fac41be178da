/** Tags of a bucket [ZOS 1.17-1.19]. */
import { listed, optional, required, shape, text, withDefault } from "../../transport/shape";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, getDocument, putDocument } from "./document";

const TAGGING: DocumentKind = { subresource: "tagging", suffix: "BucketTagging", root: "Tagging" };

const tag = shape({ key: required("Key", text), value: withDefault("Value", text, "") });
const configuration = shape({ set: optional("TagSet", shape({ tags: listed("Tag", tag) })) });

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function getBucketTagging(client: Client, { bucket }: BucketInput): Promise<Readonly<Record<string, string>>> {
  const { set } = await getDocument(client, TAGGING, bucket, configuration);
  return Object.fromEntries((set?.tags ?? []).map(({ key, value }) => [key, value]));
}

/** Replaces every tag. @throws ServiceError `invalid`, `not-found` (no bucket) */
export function putBucketTagging(
  client: Client,
  { bucket, tags }: BucketInput & { readonly tags: Readonly<Record<string, string>> },
): Promise<void> {
  return putDocument(client, TAGGING, bucket, { TagSet: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) } });
}

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export function deleteBucketTagging(client: Client, { bucket }: BucketInput): Promise<void> {
  return deleteDocument(client, TAGGING, bucket);
}
