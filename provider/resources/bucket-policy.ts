/** BucketPolicy: who may do what with one bucket [GUIDE 4.2.6-4.2.8]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "../bucket-setting";
import { defineResource, field, type RuleProblem } from "../define";
import { checkPolicy } from "../rules/policy/check";
import { canonicalPolicyText, policiesEqual } from "../rules/policy/canonical";
import { zosPolicyProblems } from "../rules/policy/zos";
import * as s3 from "../services/s3";

const { bucket, adopt } = settingFields("policy");

const inputs = z.strictObject({
  bucket,
  policy: field(z.union([z.string(), z.record(z.string(), z.unknown())]), {
    doc: "The policy document: JSON text or an object. Compared by meaning: order of statements and keys, and one value against a list of one, make no difference. AWS (`s3:GetObject`) and CTYUN (`oos:GetObject`) spellings are sent as written.",
    typeName: "BucketPolicyDocument",
    same: (a: unknown, b: unknown) => policiesEqual(a, b),
    canonical: canonicalPolicyText,
    partlyKnown: true,
    rule: (policy: unknown, { isUnknown, backend }): RuleProblem[] =>
      (backend.arnDialect === "aws" ? zosPolicyProblems(policy, isUnknown) : checkPolicy(policy, "bucket", { isUnknown }).problems).map(
        ({ message, path }) => ({ message, path }),
      ),
  }),
  adopt,
});
const outputs = z.strictObject({});

export const bucketPolicy = defineResource({
  doc: `The policy of a bucket. The bucket must exist; it has one policy at most, and this resource is the whole of it.

Deleting the resource removes the policy; the bucket, its ACL and its objects stay. Letting anyone write to a private bucket needs the
vendor's approval first.

\`\`\`typescript
import * as oos from "pulumi-oos";

const site = new oos.Bucket("site", {});
new oos.BucketPolicy("site-read", {
    bucket: site.bucket,
    policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: ["oos:GetObject"], Resource: [site.arn.apply(arn => \`\${arn}/*\`)] }],
    },
});
\`\`\``,
  ...bucketSetting({
    noun: "BucketPolicy",
    title: "policy",
    inputs,
    outputs,
    get: async ({ client }, name) => ({ policy: await s3.getBucketPolicy(client, { bucket: name }) }),
    put: ({ client }, { bucket: name, policy }) =>
      s3.putBucketPolicy(client, { bucket: name, policy: typeof policy === "string" ? policy : JSON.stringify(policy) }),
    remove: ({ client }, name) => s3.deleteBucketPolicy(client, { bucket: name }),
  }),
});
