/** Cors: which web pages of other origins may call a bucket [GUIDE 4.2.19-4.2.21]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { defineResource, field, type RuleProblem } from "../define";
import { canonicalCors, CORS_METHODS, corsProblems, type CorsRule, sameCors } from "../rules/cors";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3/cors";

const rule = z.strictObject({
  id: z.string().optional().describe("A label; it has no effect."),
  allowedOrigins: z.array(z.string()).describe("Origins such as `https://www.example.com`; at most one `*` in each."),
  allowedMethods: z.array(z.enum(CORS_METHODS)).describe("Methods of the requests."),
  allowedHeaders: z.array(z.string()).optional().describe("Headers that a preflight may ask for; at most one `*` in each."),
  exposeHeaders: z.array(z.string()).optional().describe("Response headers that the page may read. OOS accepts no `*` in them."),
  maxAgeSeconds: z
    .number()
    .int()
    .optional()
    .describe("Seconds for which a browser may keep the answer to a preflight, 0 to 2147483647. Default: the browser decides."),
});
const { bucket, adopt } = settingFields("CORS configuration");
const inputs = z.strictObject({
  bucket,
  rules: field(z.array(rule), {
    doc: "The rules, 1 to 100, 64 KiB in all. The first rule that matches a request decides, so their order matters; the order within a rule does not.",
    typeName: "CorsRules",
    same: (a: readonly CorsRule[], b: readonly CorsRule[]) => sameCors(a, b),
    canonical: canonicalCors,
    rule: (rules: readonly CorsRule[], { backend: { limits, dialect } }): readonly RuleProblem[] =>
      corsProblems(
        rules,
        { rules: limits.corsRules, bytes: limits.corsBytes, exposesWildcard: dialect.corsExposesWildcard },
        s3.corsBytes(rules),
      ),
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

export const cors = defineResource({
  uses: ["PutBucketCors", "GetBucketCors", "DeleteBucketCors"],
  elsewhere: { corsRules: "rules" },
  doc: `The CORS rules of a bucket: access from web pages of other origins in a browser. This resource manages the complete set of rules.

The rules give no permission: the bucket's ACL and policy still decide. Deleting the resource removes the rules.

\`\`\`typescript
import * as oos from "pulumi-oos";

const assets = new oos.Bucket("assets", {});
new oos.Cors("assets", {
    bucket: assets.bucket,
    rules: [{ allowedOrigins: ["https://*.example.com"], allowedMethods: ["GET", "HEAD"], maxAgeSeconds: 600 }],
});
\`\`\``,
  ...bucketSetting({
    noun: "Cors",
    title: "CORS configuration",
    inputs,
    outputs,
    get: async ({ client }, name) => {
      const { value, unknown } = await s3.getBucketCors(client, { bucket: name });
      return { inputs: { rules: value.map(toInput) }, unknown };
    },
    put: ({ client }, { bucket: name, rules }, unknown) => s3.putBucketCors(client, { bucket: name, rules, unknown }),
    remove: ({ client }, name) => s3.deleteBucketCors(client, { bucket: name }),
  }),
});

/** A method beyond the known ones is shown as it is, so that it is seen as a difference. */
function toInput(shown: s3.CorsRule): z.infer<typeof rule> {
  return { ...shown } as z.infer<typeof rule>;
}
