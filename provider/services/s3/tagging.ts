/** Tags of a bucket [ZOS 1.17-1.19]. */
import { listed, optional, required, shape, text, withDefault } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, getDocument, putDocument, type Shown } from "./document";
import type { UnknownElement, UnknownElements } from "./unknown-elements";

const TAGGING: DocumentKind = { suffix: "BucketTagging", root: "Tagging", keys: { Tag: "Key" } };

const tag = shape({ key: required("Key", text), value: withDefault("Value", text, "") });
const configuration = shape({ set: optional("TagSet", shape({ tags: listed("Tag", tag) })) });

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function getBucketTagging(client: Client, { bucket }: BucketInput): Promise<Shown<Readonly<Record<string, string>>>> {
  const { value: shown, unknown } = await getDocument(client, TAGGING, bucket, configuration);
  return { value: Object.fromEntries((shown.set?.tags ?? []).map(({ key, value }) => [key, value])), unknown };
}

/** Replaces every tag. @throws ServiceError `invalid`, `not-found` (no bucket); CannotKeepError */
export function putBucketTagging(
  client: Client,
  {
    bucket,
    tags,
    unknown,
  }: BucketInput & { readonly tags: Readonly<Record<string, string>>; readonly unknown?: UnknownElements | undefined },
): Promise<readonly UnknownElement[]> {
  const Tag = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return putDocument(client, TAGGING, bucket, { TagSet: { Tag } }, unknown);
}

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export function deleteBucketTagging(client: Client, { bucket }: BucketInput): Promise<void> {
  return deleteDocument(client, "BucketTagging", bucket);
}
