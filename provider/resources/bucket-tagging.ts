/** BucketTagging: the tags of a bucket [ZOS 1.17-1.19]. */
import { most } from "../backends/types";
import { z } from "zod";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { defineResource, field, type RuleProblem } from "../define";
import { tagProblems } from "../rules/tags";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3/tagging";

const { bucket, adopt } = settingFields("set of tags");
const inputs = z.strictObject({
  bucket,
  tags: field(z.record(z.string(), z.string()), {
    doc: "The tags, 1 to 50. Key: 1 to 128 characters. Value: 0 to 256.",
    rule: (tags: Readonly<Record<string, string>>, { backend: { limits } }): readonly RuleProblem[] =>
      Object.keys(tags).length === 0
        ? [{ message: "must contain at least one tag; remove the resource to have none" }]
        : tagProblems(tags, {
            maxTags: most(limits.tagsPerBucket),
            maxKeyLength: most(limits.tagKeyLength),
            maxValueLength: most(limits.tagValueLength),
          }),
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

export const bucketTagging = defineResource({
  uses: ["PutBucketTagging", "GetBucketTagging", "DeleteBucketTagging"],
  doc: `The tags of a bucket. This resource manages the complete set: other tags are removed.

Deleting the resource removes the tags; the bucket and its objects stay.

\`\`\`typescript
import * as oos from "pulumi-oos";

const data = new oos.Bucket("data", {});
new oos.BucketTagging("data", { bucket: data.bucket, tags: { team: "build" } });
\`\`\``,
  ...bucketSetting({
    noun: "BucketTagging",
    title: "set of tags",
    inputs,
    outputs,
    get: async ({ client }, name) => {
      const { value: tags, unknown } = await s3.getBucketTagging(client, { bucket: name });
      return Object.keys(tags).length === 0 ? undefined : { inputs: { tags: { ...tags } }, unknown };
    },
    put: ({ client }, { bucket: name, tags }, unknown) => s3.putBucketTagging(client, { bucket: name, tags, unknown }),
    remove: ({ client }, name) => s3.deleteBucketTagging(client, { bucket: name }),
  }),
});
