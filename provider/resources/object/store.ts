/** Storing one object as it is wanted: whole or in parts, from content of ours or by a copy within the service [GUIDE 4.3.1, 4.3.4-4.3.10]. */
import { createHash } from "node:crypto";
import { type Content, changedMeanwhile, type Origin, withContent } from "./content";
import { type Context, RefusedError } from "../../define";
import * as s3 from "../../services/s3";
import { isKind } from "../../transport/errors/errors";
import { abandonUpload, type Part, storeInParts } from "./multipart";

export interface Wanted extends s3.ObjectInput, s3.Description {
  /** What is larger goes in parts of this size, at least 5 MiB. */
  readonly partBytes: number;
  /** Tells contents apart; of content of ours it is the SHA-256. */
  readonly contentPrint: string;
}

export interface StoredWhole extends s3.Stored {
  readonly size: number;
}

/** @throws RefusedError when the content is not the one of `contentPrint`; ServiceError */
export async function storeContent(context: Context, wanted: Wanted, origin: Origin): Promise<StoredWhole> {
  const { client } = context;
  const { bucket, key, partBytes, contentPrint } = wanted;
  return withContent(
    origin,
    async (content, print) => {
      const { size } = content;
      const judge = (): void => {
        if (print() !== contentPrint) throw changedMeanwhile(origin.source);
      };
      if (size > partBytes) {
        const storePart = async (part: Part, there: s3.StoredPart | undefined): Promise<string> => {
          const body = await content.read(part.offset, part.length);
          if (there !== undefined && isPart(there, body)) return there.etag;
          const { uploadId, partNumber } = part;
          return (await s3.uploadPart(client, { bucket, key, uploadId, partNumber, body })).etag;
        };
        return { size, ...(await storeInParts(context, { ...wanted, size, storePart, beforeComplete: judge })) };
      }
      // A small content is read whole before anything is sent; a large one is judged before its parts become an object.
      const body = await whole(content);
      judge();
      await abandonUpload(context, wanted);
      return { size, ...(await s3.putObject(client, { ...wanted, body })) };
    },
    client.signal,
  );
}

/** The object to be copied, as it is now. @throws RefusedError when it is not there, or has another ETag than the one asked for */
export async function copySourceOf(
  client: Context["client"],
  { bucket, key, etag }: s3.ObjectInput & { readonly etag?: string | undefined },
): Promise<s3.StoredObject> {
  const subject = `object "${key}" of bucket "${bucket}"`;
  const found = await s3.headObject(client, { bucket, key }).catch((error: unknown) => {
    if (!isKind(error, "not-found")) throw error;
    const next = "make it first, or let this object depend on it";
    throw new RefusedError(`${subject}, which is to be copied, does not exist`, next, { cause: error });
  });
  if (etag !== undefined && found.etag !== undefined && bareEtag(etag) !== bareEtag(found.etag)) {
    throw new RefusedError(
      `${subject}, which is to be copied, has the ETag ${found.etag}, not ${etag}; nothing was copied`,
      "run the update again when nobody writes to it, or correct copyFrom.etag",
    );
  }
  return found;
}

/** @param source with the size that it has now */
export async function storeCopy(
  context: Context,
  wanted: Wanted,
  source: s3.ObjectInput & { readonly size: number },
): Promise<StoredWhole> {
  const { client } = context;
  const { bucket, key, partBytes } = wanted;
  const { size } = source;
  if (size > partBytes) {
    const storePart = async (part: Part, there: s3.StoredPart | undefined): Promise<string> => {
      if (there?.size === part.length) return there.etag;
      const { uploadId, partNumber, offset, length } = part;
      const range = { first: offset, last: offset + length - 1 };
      return (await s3.uploadPartCopy(client, { bucket, key, uploadId, partNumber, source, range })).etag;
    };
    return { size, ...(await storeInParts(context, { ...wanted, size, storePart, beforeComplete: () => undefined })) };
  }
  await abandonUpload(context, wanted);
  return { size, ...(await s3.copyObject(client, { ...wanted, source })) };
}

function whole(content: Content): Promise<Uint8Array> {
  return content.read(0, content.size);
}

/** The same bytes: the ETag of a part is its MD5. */
function isPart(there: s3.StoredPart, body: Uint8Array): boolean {
  const md5 = createHash("md5").update(body).digest("hex");
  return there.size === body.length && bareEtag(there.etag).toLowerCase() === md5;
}

/** An ETag without its quotation marks, which some answers and some people leave out. */
export function bareEtag(etag: string): string {
  return etag.replace(/^"(.*)"$/, "$1");
}
