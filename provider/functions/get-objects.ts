/** getObjects: the objects of a bucket, page after page [GUIDE 4.2.4]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { noBucketProblems } from "../rules/bucket-name";
import * as s3 from "../services/s3";
import { defined } from "../pure/defined";

const summary = z.strictObject({
  key: z.string().describe("Key of the object."),
  size: z.number().int().optional().describe("Size in bytes."),
  etag: z.string().optional().describe("ETag, with its quotation marks."),
  lastModified: z.string().optional().describe("Time of the last change, ISO 8601."),
  storageClass: z.string().optional().describe("`STANDARD`, `STANDARD_IA`."),
});
const inputs = z.strictObject({
  bucket: field(z.string().min(1), {
    doc: "Name of the bucket.",
    rule: noBucketProblems,
  }),
  prefix: field(z.string().optional(), { doc: "Limit to keys with this prefix.", freeText: true }),
  startAfter: field(z.string().optional(), { freeText: true, doc: "Limit to keys after this one, in the order of the service." }),
  limit: field(z.number().int().min(1), { doc: "Maximum number of objects to return.", default: 10_000 }),
});
const outputs = z.strictObject({
  objects: field(z.array(summary), { doc: "The objects, in the order of their keys." }),
  keys: field(z.array(z.string()), { doc: "Their keys." }),
  isTruncated: field(z.boolean(), { doc: "True if there are more than `limit`; continue with the last key as `startAfter`." }),
});

export const getObjects = defineFunction({
  name: "getObjects",
  uses: ["ListObjects"],
  doc: "Lists objects of a bucket, on all pages up to the limit. A page of 1000 objects is one call.",
  inputs,
  outputs,
  async invoke({ client }, { bucket, prefix, startAfter, limit }) {
    const objects: z.infer<typeof summary>[] = [];
    const list = s3.listAllObjects(client, {
      bucket,
      // One more than asked for tells whether there are more.
      most: limit + 1,
      ...defined({ prefix, marker: startAfter }),
    });
    for await (const { lastModified, ...rest } of list)
      objects.push({ ...rest, ...(lastModified === undefined ? {} : { lastModified: lastModified.toISOString() }) });
    const shown = objects.slice(0, limit);
    return { objects: shown, keys: shown.map(({ key }) => key), isTruncated: objects.length > limit };
  },
});
