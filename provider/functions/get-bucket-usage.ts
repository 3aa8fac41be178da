/** getBucketUsage: how much a bucket holds, counted by listing it [GUIDE 4.2.4]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { noBucketProblems } from "../rules/bucket-name";
import * as s3 from "../services/s3";
import { defined } from "../pure/defined";

const inputs = z.strictObject({
  bucket: field(z.string().min(1), {
    doc: "Name of the bucket.",
    rule: noBucketProblems,
  }),
  prefix: field(z.string().optional(), { doc: "Limit to keys with this prefix." }),
});
const outputs = z.strictObject({
  objects: field(z.number().int(), { doc: "Number of objects." }),
  bytes: field(z.number().int(), { doc: "Total size in bytes." }),
  bytesByStorageClass: field(z.record(z.string(), z.number()), { doc: "Total size in bytes, by storage class." }),
});

export const getBucketUsage = defineFunction({
  name: "getBucketUsage",
  uses: ["ListObjects"],
  doc: "Counts objects and bytes of a bucket. It lists the whole bucket, one call for every 1000 objects; parts of open uploads are not counted.",
  inputs,
  outputs,
  async invoke({ client }, { bucket, prefix }) {
    let objects = 0;
    let bytes = 0;
    const byClass = new Map<string, number>();
    for await (const { size = 0, storageClass = "STANDARD" } of s3.listAllObjects(client, {
      bucket,
      ...defined({ prefix }),
    })) {
      objects += 1;
      bytes += size;
      byClass.set(storageClass, (byClass.get(storageClass) ?? 0) + size);
    }
    return { objects, bytes, bytesByStorageClass: Object.fromEntries(byClass) };
  },
});
