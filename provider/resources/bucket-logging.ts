/** BucketLogging: access logs of a bucket, written into a bucket [GUIDE 4.2.13-4.2.14]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { defineResource, field, type RuleProblem, type Values } from "../define";
import { namesBucket } from "./shared/references";
import { bucketNameProblems } from "../rules/bucket-name";
import { canonicalGrants, grantProblems } from "../rules/grants";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3/logging";

/** @param permissions that may be granted */
const grantee = (permissions: readonly [string, ...string[]]) =>
  z.strictObject({
    canonicalId: z.string().optional().describe("Canonical id of a user."),
    uri: z.string().optional().describe("URI of a group."),
    emailAddress: z.string().optional().describe("E-mail address of a user."),
    permission: z.enum(permissions).describe("Permission on the log objects."),
  });
const { bucket, adopt } = settingFields("logging configuration");
const inputs = z.strictObject({
  bucket,
  targetBucket: field(namesBucket(z.string()), {
    doc: "Bucket of the same account that receives the log objects; may be the bucket itself.",
    rule: (name: string, { backend }): RuleProblem[] => bucketNameProblems(name, backend.bucketName).map((message) => ({ message })),
  }),
  targetPrefix: field(z.string(), { doc: "Prefix of the keys of the log objects: `access/`.", default: "" }),
  targetGrants: field(
    z
      .array(grantee(["FULL_CONTROL", "READ", "WRITE"]))
      .min(1)
      .optional(),
    {
      doc: "Permissions of others than the owner of the target bucket on the log objects. The order does not matter.",
      typeName: "BucketLoggingTargetGrants",
      canonical: canonicalGrants,
      rule: grantProblems,
    },
  ),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

export const bucketLogging = defineResource({
  uses: ["PutBucketLogging", "GetBucketLogging"],
  doc: `Access logs of a bucket, written into a bucket. The service writes each access into log objects in the target bucket, which must exist;
the keys of the log objects start with \`targetPrefix\`, on OOS \`<targetPrefix>GMTYYYY-mm-DD-HH-MM-SS-<unique>\`.

Deleting the resource turns logging off with an empty configuration, since the service cannot delete one; the log objects stay.

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
    get: async ({ client }, name) => {
      const { value, unknown } = await s3.getBucketLogging(client, { bucket: name });
      return value === undefined ? undefined : { inputs: { ...value } as Partial<Values<typeof inputs>>, unknown };
    },
    put: ({ client }, { bucket: name, targetBucket, targetPrefix, targetGrants }, unknown) =>
      s3.putBucketLogging(client, { bucket: name, logging: { targetBucket, targetPrefix, targetGrants }, unknown }),
    remove: ({ client }, name) => s3.putBucketLogging(client, { bucket: name }),
  }),
});
