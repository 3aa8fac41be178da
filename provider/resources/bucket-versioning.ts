/** BucketVersioning: whether a bucket keeps the versions of its objects [ZOS 1.30-1.31]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { defineResource, field } from "../define";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3/versioning";

const { bucket, adopt } = settingFields("versioning");
const inputs = z.strictObject({
  bucket,
  status: field(z.enum(["Enabled", "Suspended"]), {
    doc: "`Enabled`: overwriting or deleting an object keeps its previous version. `Suspended`: no new versions; existing ones stay.",
    default: "Enabled",
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

export const bucketVersioning = defineResource({
  uses: ["PutBucketVersioning", "GetBucketVersioning"],
  elsewhere: { versioningConfiguration: "status" },
  doc: `Versioning of the objects of a bucket. Versioning can be suspended but never turned off, so deleting the resource suspends it; existing
versions stay. Versioning of a bucket with object lock cannot be suspended: there, deleting the resource fails, and \`retainOnDelete\` removes it
from the stack only.

A program that also sets \`versioning\` of the Bucket is refused in preview. To move from that field to this resource, set \`adopt\`. To move to the
field, remove this resource and set the field in one update; the field then decides.

\`\`\`typescript
import * as oos from "pulumi-oos";

const data = new oos.Bucket("data", {});
new oos.BucketVersioning("data", { bucket: data.bucket });
\`\`\``,
  ...bucketSetting({
    noun: "BucketVersioning",
    title: "versioning",
    inputs,
    outputs,
    get: async ({ client }, name) => {
      const { value: status, unknown } = await s3.getBucketVersioning(client, { bucket: name });
      return status === undefined ? undefined : { inputs: { status }, unknown };
    },
    // What a deletion leaves behind is nobody's.
    isLeftover: ({ status }) => status === "Suspended",
    put: ({ client }, { bucket: name, status }, unknown) => s3.putBucketVersioning(client, { bucket: name, status, unknown }),
    readBack: {},
    remove: ({ client }, name) => s3.putBucketVersioning(client, { bucket: name, status: "Suspended" }),
  }),
});
