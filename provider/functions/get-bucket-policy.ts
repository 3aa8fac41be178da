/** getBucketPolicy: the policy of a bucket as it is [GUIDE 4.2.7]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { noBucketProblems } from "../rules/bucket-name";
import * as s3 from "../services/s3";
import { isKind } from "../transport/errors/errors";

const inputs = z.strictObject({
  bucket: field(z.string().min(1), {
    doc: "Name of the bucket.",
    rule: noBucketProblems,
  }),
});
const outputs = z.strictObject({
  policy: field(z.string().optional(), { doc: "The policy as JSON text. Absent if the bucket has none." }),
});

export const getBucketPolicy = defineFunction({
  name: "getBucketPolicy",
  uses: ["GetBucketPolicy"],
  doc: "Returns the policy of a bucket, or nothing if it has none. Fails if the bucket does not exist.",
  inputs,
  outputs,
  async invoke({ client }, { bucket }) {
    try {
      return { policy: await s3.getBucketPolicy(client, { bucket }) };
    } catch (error) {
      if (isKind(error, "not-configured")) return {};
      throw error;
    }
  },
});
