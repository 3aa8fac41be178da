/** getObject: one object, its headers and its content or a piece of it [GUIDE 4.3.2, 4.3.13]. */
import { z } from "zod";
import { type Context, defineFunction, field, RefusedError, type Values } from "../define";
import { noBucketProblems } from "../rules/bucket-name";
import * as s3 from "../services/s3";
import { existing } from "./shared/existing";

const MiB = 1024 * 1024;

const inputs = z.strictObject({
  bucket: field(z.string().min(1), {
    doc: "Name of the bucket.",
    rule: noBucketProblems,
  }),
  key: field(z.string().min(1), { doc: "Key of the object.", freeText: true }),
  encoding: field(z.enum(["text", "base64", "none"]), {
    doc: "Form of `content`: `text` for UTF-8, `base64` for any bytes, `none` for the headers alone.",
    default: "text",
  }),
  offset: field(z.number().int().min(0), { doc: "First byte to read.", default: 0 }),
  length: field(z.number().int().min(1).optional(), { doc: "Number of bytes to read. Default: to the end." }),
  maxBytes: field(
    z
      .number()
      .int()
      .min(1)
      .max(16 * MiB),
    {
      doc: "Limit of the content in bytes, at most 16 MiB. Larger content is an error, since it would become part of the program's data.",
      default: MiB,
    },
  ),
});
const outputs = z.strictObject({
  content: field(z.string().optional(), { doc: "The content, in the form of `encoding`. Absent with `none`." }),
  size: field(z.number().int(), { doc: "Size of the whole object in bytes." }),
  etag: field(z.string(), { doc: "ETag, with its quotation marks." }),
  lastModified: field(z.string().optional(), { doc: "Time of the last change, ISO 8601." }),
  contentType: field(z.string().optional(), { doc: "Content-Type." }),
  cacheControl: field(z.string().optional(), { doc: "Cache-Control." }),
  contentDisposition: field(z.string().optional(), { doc: "Content-Disposition." }),
  contentEncoding: field(z.string().optional(), { doc: "Content-Encoding. The content is returned as it is stored." }),
  storageClass: field(z.string(), { doc: "Storage class: `STANDARD`, `STANDARD_IA`." }),
  metadata: field(z.record(z.string(), z.string()), { doc: "Metadata of the object, with keys in lower case." }),
});
type Inputs = Values<typeof inputs>;

type Head = s3.StoredObject & { readonly size: number; readonly etag: string };

async function headOf({ client }: Context, { bucket, key }: Inputs): Promise<Head> {
  const look = () => s3.headObject(client, { bucket, key });
  const next = "check bucket and key, the region and the account";
  const { size = 0, etag = "", ...found } = await existing(`object "${key}" of bucket "${bucket}"`, look, next);
  return { ...found, size, etag };
}

async function contentOf(
  { client }: Context,
  wanted: Inputs,
  { size, etag }: { size: number; etag?: string | undefined },
): Promise<Buffer> {
  const { bucket, key, offset, length, maxBytes } = wanted;
  const subject = `object "${key}" of bucket "${bucket}"`;
  if (offset > size) throw new RefusedError(`${subject} has ${size} bytes, and byte ${offset} is after its end`, "take a smaller offset");
  const bytes = Math.min(length ?? size, size - offset);
  if (bytes > maxBytes) {
    throw new RefusedError(
      `${bytes} bytes of ${subject} are more than maxBytes (${maxBytes}); nothing was read`,
      "read a piece with offset and length, raise maxBytes, or make a link with presignUrl",
    );
  }
  // A range of no bytes cannot be asked for.
  if (bytes === 0) return Buffer.alloc(0);
  const found = await s3.getObject(client, { bucket, key, range: { first: offset, last: offset + bytes - 1 } });
  if ((found.etag ?? "") !== etag || found.body.length !== bytes)
    throw new RefusedError(`${subject} changed while it was being read`, "run it again when nobody writes to it");
  return found.body;
}

function encoded(body: Buffer, encoding: "text" | "base64", { bucket, key }: Inputs): string {
  if (encoding === "base64") return body.toString("base64");
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch (cause) {
    throw new RefusedError(
      `the content read from object "${key}" of bucket "${bucket}" is not UTF-8 text`,
      'use encoding "base64", or offset and length that cut no character',
      { cause },
    );
  }
}

export const getObject = defineFunction({
  name: "getObject",
  uses: ["HeadObject", "GetObject"],
  doc: "Reads one object: its headers, and its content or a piece of it. Use it for small contents that a program needs; the content is not a secret unless the program marks it as one. Fails if the object does not exist.",
  inputs,
  outputs,
  async invoke(context, wanted) {
    const { lastModified, storageClass = "STANDARD", metadata = {}, ...head } = await headOf(context, wanted);
    const { encoding } = wanted;
    return {
      ...head,
      storageClass,
      metadata: { ...metadata },
      ...(lastModified === undefined ? {} : { lastModified: lastModified.toISOString() }),
      ...(encoding === "none" ? {} : { content: encoded(await contentOf(context, wanted, head), encoding, wanted) }),
    };
  },
});
