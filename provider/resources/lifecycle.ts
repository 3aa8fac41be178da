/** Lifecycle: when objects of a bucket expire or move to the infrequent-access class [GUIDE 4.2.16-4.2.18]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { defineResource, field, type RuleProblem } from "../define";
import { canonicalLifecycle, completeRules, LIFECYCLE_PRESETS, type LifecycleRule, normalRule } from "../rules/lifecycle";
import { lostRules, widened, widerRules } from "../rules/lifecycle-kept";
import { lifecycleProblems } from "../rules/lifecycle-problems";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3/lifecycle";

const time = {
  days: z.number().int().optional().describe("Days after the last change of the object, from 1."),
  date: z.string().optional().describe("Day, midnight UTC: `2030-01-31`."),
};
const STORAGE_CLASSES = ["STANDARD", "STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"] as const;
const transition = z.strictObject({
  ...time,
  days: z.number().int().optional().describe("Days after the last change of the object: on OOS from 1, on ZOS from 0."),
  storageClass: z.enum(STORAGE_CLASSES).optional().describe("Target storage class. Default `STANDARD_IA`."),
});
const newerNoncurrentVersions = z
  .number()
  .int()
  .optional()
  .describe(
    "Number of replaced versions of each object that stay, however old they are; from 1. Ceph keeps this field from release 20 on.",
  );
const presets = Object.keys(LIFECYCLE_PRESETS) as (keyof typeof LIFECYCLE_PRESETS)[];
const rule = z.strictObject({
  id: z
    .string()
    .optional()
    .describe(
      "Name of the rule, unique in the bucket. Default: derived from prefix and actions, and kept if rules are reordered or inserted.",
    ),
  preset: z
    .enum(presets)
    .optional()
    .describe(
      "Shorthand for prefix and action: `tmp-30d` expires `tmp/` after 30 days, `logs-to-cold-180d` moves `logs/` to STANDARD_IA after 180 days. With `prefix`, that prefix is used instead.",
    ),
  prefix: z.string().optional().describe('Prefix of the keys; `""` is every object. Required without a preset, tags or a size.'),
  tags: z.record(z.string(), z.string()).optional().describe("Limit to objects that have all of these tags."),
  objectSizeGreaterThan: z
    .number()
    .int()
    .optional()
    .describe("Limit to objects with more bytes than this, from 0. Ceph keeps this field from release 20 on."),
  objectSizeLessThan: z
    .number()
    .int()
    .optional()
    .describe("Limit to objects with fewer bytes than this, from 1. Ceph keeps this field from release 20 on."),
  enabled: z.boolean().optional().describe("Whether the rule is applied. Default true."),
  expiration: z
    .strictObject({
      ...time,
      expiredObjectDeleteMarker: z
        .boolean()
        .optional()
        .describe("Whether to remove delete markers of objects that have no versions left; excludes `days` and `date`."),
    })
    .optional()
    .describe("Expiration of objects: they are deleted or, with versioning, hidden by a delete marker."),
  transition: transition.optional().describe("Transition of objects to another storage class."),
  transitions: z.array(transition).min(2).optional().describe("Several transitions, one for each storage class."),
  noncurrentVersionExpiration: z
    .strictObject({
      noncurrentDays: z.number().int().describe("Days since the version was replaced, from 1."),
      newerNoncurrentVersions,
    })
    .optional()
    .describe("Deletion of replaced versions."),
  noncurrentVersionTransitions: z
    .array(
      z.strictObject({
        noncurrentDays: z.number().int().describe("Days since the version was replaced: on OOS from 1, on ZOS from 0."),
        storageClass: z.enum(STORAGE_CLASSES).describe("Target storage class."),
        newerNoncurrentVersions,
      }),
    )
    .min(1)
    .optional()
    .describe("Transitions of replaced versions to other storage classes."),
  abortIncompleteMultipartUpload: z
    .strictObject({ daysAfterInitiation: z.number().int().describe("Days since the upload was started, from 1.") })
    .optional()
    .describe("Removal of open uploads and their parts."),
});
const { bucket, adopt } = settingFields("lifecycle configuration");
const inputs = z.strictObject({
  bucket,
  rules: field(z.array(rule), {
    doc: "The rules, 1 to 1000. Their order does not matter. On OOS, prefixes of rules with the same action must not overlap.",
    typeName: "LifecycleRules",
    complete: completeRules,
    canonical: canonicalLifecycle,
    rule: (rules: readonly LifecycleRule[], { backend }): readonly RuleProblem[] =>
      lifecycleProblems(rules, {
        rules: backend.limits.lifecycleRules,
        overlap: backend.dialect.lifecycleOverlap,
        transitionDays: backend.limits.lifecycleTransitionDays,
      }),
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

export const lifecycle = defineResource({
  uses: ["PutBucketLifecycle", "GetBucketLifecycle", "DeleteBucketLifecycle"],
  elsewhere: { "rules.status": "enabled, true or false", "rules.filter": "prefix, in the rule itself" },
  doc: `The lifecycle rules of a bucket: objects expire, or move to the infrequent-access storage class. This resource manages the complete set of rules.

The service applies rules once a day, to existing objects as well. A rule deletes objects permanently. Deleting the resource removes the rules;
no object is touched.

\`\`\`typescript
import * as oos from "pulumi-oos";

const data = new oos.Bucket("data", {});
new oos.Lifecycle("data", {
    bucket: data.bucket,
    rules: [
        { preset: "tmp-30d" },
        { prefix: "reports/", transition: { days: 30 }, expiration: { days: 365 } },
    ],
});
\`\`\``,
  ...bucketSetting({
    noun: "Lifecycle",
    title: "lifecycle configuration",
    inputs,
    outputs,
    get: async ({ client }, name) => {
      const { value, unknown } = await s3.getBucketLifecycle(client, { bucket: name });
      return { inputs: { rules: value.map(toInput) }, unknown };
    },
    put: ({ client }, { bucket: name, rules }, unknown) =>
      s3.putBucketLifecycle(client, { bucket: name, rules: rules.map(normalRule), unknown }),
    alarms: ({ rules = [] }, { rules: shown = [] }) => widened(rules, shown),
    readBack: {
      wider: ({ rules }, { rules: kept = [] }) => widerRules(rules, kept, ["rules"]),
      lost: ({ rules }, { rules: kept = [] }) => lostRules(rules, kept, ["rules"]),
    },
    remove: ({ client }, name) => s3.deleteBucketLifecycle(client, { bucket: name }),
  }),
});

/** Another storage class than the known one is shown as it is, so that it is seen as a difference. */
function toInput(shown: s3.LifecycleRule): z.infer<typeof rule> {
  return { ...shown } as z.infer<typeof rule>;
}
