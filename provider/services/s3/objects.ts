/** The objects of a bucket: listed [GUIDE 4.2.4]. */
import { flag, integer, listed, name, optional, required, shape, text, withDefault } from "../../transport/protocol/shape";
import { endless, PageTurner } from "../../transport/protocol/paging";
import type { Client } from "../../transport/types";
import { subjectOf } from "../../transport/send/wire";
import type { BucketInput } from "./bucket";
import { date, decoder, encodingQuery } from "./listing";
import { readAnswer } from "./object";
import { defined } from "../../pure/defined";

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

const OPERATION = "ListObjects";

const page = shape({
  encodingType: optional("EncodingType", name),
  isTruncated: withDefault("IsTruncated", flag, false),
  nextMarker: optional("NextMarker", text),
  objects: listed(
    "Contents",
    shape({
      key: required("Key", text),
      size: optional("Size", integer),
      etag: optional("ETag", text),
      lastModified: optional("LastModified", date),
      storageClass: optional("StorageClass", text),
    }),
  ),
});

/**
 * One page of objects in the order of their keys (list version 1; OOS has no version 2) [GUIDE 4.2.4].
 * @throws ServiceError `not-found`; `foreign` when more follows and nothing says from where on
 */
export async function listObjects(client: Client, { bucket, prefix, marker, maxKeys }: ListObjectsInput): Promise<ObjectPage> {
  const { body } = await client.send({
    operation: OPERATION,
    bucket,
    query: {
      ...defined({ prefix, marker }),
      ...(maxKeys === undefined ? {} : { "max-keys": String(maxKeys) }),
      ...encodingQuery(client.backend, OPERATION),
    },
  });
  const read = readAnswer({ bucket }, OPERATION, body, (value, at) => {
    const { encodingType, objects, nextMarker, isTruncated } = page(value, at);
    const decode = decoder(encodingType, at);
    return { isTruncated, nextMarker: nextMarker && decode(nextMarker), objects: objects.map((one) => ({ ...one, key: decode(one.key) })) };
  });
  if (!read.isTruncated) return { objects: read.objects };
  // Version 1 sends NextMarker with a delimiter only; without one the last key is the next marker.
  const next = read.nextMarker ?? read.objects.at(-1)?.key;
  if (next === undefined)
    throw endless(
      { service: "s3", operation: OPERATION, subject: subjectOf({ bucket }) },
      "says that more follows and gives no NextMarker",
    );
  return { objects: read.objects, nextMarker: next };
}

/** Every object, page after page, or the first `most`; a page is asked for when the one before is used up. @throws ServiceError `foreign` when the pages have no end */
export async function* listAllObjects(
  client: Client,
  { most = Number.POSITIVE_INFINITY, ...input }: ListObjectsInput & { readonly most?: number },
): AsyncGenerator<ObjectSummary, void, void> {
  const list = { service: "s3", operation: OPERATION, subject: subjectOf(input) } as const;
  const turner = new PageTurner(list, "NextMarker", input.marker);
  const { maxKeys = client.backend.limits.listObjectsKeys } = input;
  let { marker } = input;
  let given = 0;
  for (;;) {
    const { objects, nextMarker } = await listObjects(client, {
      ...input,
      maxKeys: Math.min(maxKeys, most - given),
      ...defined({ marker }),
    });
    for (const object of objects.slice(0, most - given)) yield object;
    given += objects.length;
    if (nextMarker === undefined || given >= most) return;
    turner.turn(nextMarker, objects.length);
    marker = nextMarker;
  }
}
