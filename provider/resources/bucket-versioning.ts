/** BucketVersioning: whether a bucket keeps the versions of its objects [ZOS 1.30-1.31]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "../parts/bucket-setting";
import { defineResource, field } from "../define";
import { elementOutputs } from "../parts/unknown-elements";
import * as s3 from "../services/s3";

const { bucket, adopt } = settingFields("versioning");
const inputs = z.strictObject({
  bucket,
  status: field(z.enum(["Enabled", "Suspended"]), {
    doc: "`Enabled`: overwriting and deleting keep what was there. `Suspended`: no new versions; those that exist stay.",
    default: "Enabled",
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

export const bucketVersioning = defineResource({
  elsewhere: { versioningConfiguration: "status" },
  doc: `Versions of the objects of a bucket. Versions once begun can be suspended and never turned off, so deleting the resource suspends them; the
versions stay. A bucket with object lock has versions from the start, which cannot be suspended: deleting then fails, and \`retainOnDelete\`
lets the stack forget it.

Beside \`versioning\` of the same Bucket it is refused in preview. Taking over from that field needs \`adopt\`; giving way to it, in one update,
leaves the versions as the field says.

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
