/** getMultipartUploads: uploads in parts that were begun and neither completed nor aborted [GUIDE 4.2.12]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { noBucketProblems } from "../rules/bucket-name";
import * as s3 from "../services/s3";
import { defined } from "../pure/defined";

const summary = z.strictObject({
  key: z.string().describe("Key of the object."),
  uploadId: z.string().describe("Id of the upload."),
  initiated: z.string().optional().describe("Time at which the upload was started, ISO 8601."),
});
const inputs = z.strictObject({
  bucket: field(z.string().min(1), {
    doc: "Name of the bucket.",
    rule: noBucketProblems,
  }),
  prefix: field(z.string().optional(), { doc: "Limit to keys with this prefix.", freeText: true }),
  olderThanHours: field(z.number().min(0), { doc: "Limit to uploads that were started at least this many hours ago.", default: 0 }),
});
const outputs = z.strictObject({
  uploads: field(z.array(summary), { doc: "The open uploads. Their parts use space until the uploads are aborted." }),
});

const hourMs = 3_600_000;

export const getMultipartUploads = defineFunction({
  name: "getMultipartUploads",
  uses: ["ListMultipartUploads"],
  doc: "Lists the open multipart uploads of a bucket, all pages. An upload without a start time counts as old.",
  inputs,
  outputs,
  async invoke(context, { bucket, prefix, olderThanHours }) {
    const before = context.now().getTime() - olderThanHours * hourMs;
    const uploads: z.infer<typeof summary>[] = [];
    for await (const { initiated, ...upload } of s3.listAllMultipartUploads(context.client, {
      bucket,
      ...defined({ prefix }),
    })) {
      if (initiated !== undefined && initiated.getTime() > before) continue;
      uploads.push({ ...upload, ...(initiated === undefined ? {} : { initiated: initiated.toISOString() }) });
    }
    return { uploads };
  },
});
