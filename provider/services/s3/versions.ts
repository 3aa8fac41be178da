/** Versions and delete markers of a bucket: listed. */
import { PageTurner } from "../../transport/protocol/paging";
import { flag, listed, name, optional, required, shape, text, withDefault } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import { subjectOf } from "../../transport/send/wire";
import type { BucketInput } from "./bucket";
import type { ObjectVersion } from "./delete-many";
import { decoder, encodingQuery } from "./listing";
import { readAnswer } from "./object";

const OPERATION = "ListObjectVersions";

const version = shape({ key: required("Key", text), versionId: required("VersionId", name) });
const page = shape({
  encodingType: optional("EncodingType", name),
  isTruncated: withDefault("IsTruncated", flag, false),
  nextKey: optional("NextKeyMarker", text),
  nextVersion: optional("NextVersionIdMarker", name),
  versions: listed("Version", version),
  deleteMarkers: listed("DeleteMarker", version),
});

/**
 * The first versions and delete markers of a bucket, as many as one page holds; none: it is empty. A page may be short, or empty, before the end.
 * @throws ServiceError `not-found`; `foreign` when the pages lead nowhere
 */
export async function firstVersions(
  client: Client,
  { bucket, maxKeys }: BucketInput & { readonly maxKeys: number },
): Promise<readonly ObjectVersion[]> {
  const turner = new PageTurner({ service: "s3", operation: OPERATION, subject: subjectOf({ bucket }) }, "NextKeyMarker");
  let marker: Readonly<Record<string, string>> = {};
  for (;;) {
    const { body } = await client.send({
      operation: OPERATION,
      bucket,
      query: { "max-keys": String(maxKeys), ...marker, ...encodingQuery(client.backend, OPERATION) },
    });
    const { found, isTruncated, nextKey, nextVersion } = readAnswer({ bucket }, OPERATION, body, (value, at) => {
      const { encodingType, versions, deleteMarkers, ...rest } = page(value, at);
      const decode = decoder(encodingType, at);
      const all = [...versions, ...deleteMarkers].map((one) => ({ ...one, key: decode(one.key) }));
      return { ...rest, nextKey: rest.nextKey && decode(rest.nextKey), found: all };
    });
    if (found.length > 0 || !isTruncated) return found;
    turner.turn(nextKey === undefined ? undefined : JSON.stringify([nextKey, nextVersion]), 0);
    marker = {
      ...(nextKey === undefined ? {} : { "key-marker": nextKey }),
      ...(nextVersion === undefined ? {} : { "version-id-marker": nextVersion }),
    };
  }
}
