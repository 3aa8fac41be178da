/** BucketLogging: access logs of a bucket, written into a bucket [GUIDE 4.2.13-4.2.14]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "../bucket-setting";
import { defineResource, field, type RuleProblem } from "../define";
import { bucketNameProblems } from "../rules/bucket-name";
import * as s3 from "../services/s3";

const { bucket, adopt } = settingFields("logging configuration");
const inputs = z.strictObject({
  bucket,
  targetBucket: field(z.string(), {
    doc: "Bucket of the same account that receives the log objects; may be the bucket itself.",
    rule: (name: string, { backend }): RuleProblem[] => bucketNameProblems(name, backend.bucketName).map((message) => ({ message })),
  }),
  targetPrefix: field(z.string(), { doc: "Start of the keys of the log objects: `access/`.", default: "" }),
  adopt,
});
const outputs = z.strictObject({});

export const bucketLogging = defineResource({
  doc: `Access logs of a bucket, written into a bucket. The service writes who called what as objects
\`<targetPrefix>GMTYYYY-mm-DD-HH-MM-SS-<unique>\` into the target bucket, which must exist.

Deleting the resource turns logging off (the service has no deletion, it takes an empty configuration); the log objects stay.

\`\`\`typescript
import * as oos from "pulumi-oos";

const data = new oos.Bucket("data", {});
const logs = new oos.Bucket("logs", {});
new oos.BucketLogging("data", { bucket: data.bucket, targetBucket: logs.bucket, targetPrefix: "data/" });
\`\`\``,
  ...bucketSetting({
    noun: "BucketLogging",
    title: "logging configuration",
    inputs,
    outputs,
    get: ({ client }, name) => s3.getBucketLogging(client, { bucket: name }),
    put: ({ client }, { bucket: name, targetBucket, targetPrefix }) =>
      s3.putBucketLogging(client, { bucket: name, logging: { targetBucket, targetPrefix } }),
    remove: ({ client }, name) => s3.putBucketLogging(client, { bucket: name }),
  }),
});
