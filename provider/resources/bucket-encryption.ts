/** BucketEncryption: how objects that come without encryption of their own are encrypted [ZOS 1.20-1.22]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { defineResource, field } from "../define";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3/encryption";

const { bucket, adopt } = settingFields("encryption configuration");
const inputs = z.strictObject({
  bucket,
  algorithm: field(z.enum(["AES256", "aws:kms"]), {
    doc: "`AES256`: with a key of the service or with `kmsMasterKeyId`. `aws:kms`: with a key of the key management service.",
    default: "AES256",
  }),
  kmsMasterKeyId: field(z.string().min(1).optional(), {
    doc: "With `aws:kms`, required: the key, `<key id>:<key spec>:<user id>`, newer `<key id>:::<region id>:<user id>`. With `AES256`: a key of 32 characters. If the service does not return it, a change made elsewhere is not noticed.",
    secret: true, // the 32 characters are the key itself
    mayBeHidden: true, // the guide's answer to GET has the algorithm alone [ZOS 1.21]
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

export const bucketEncryption = defineResource({
  uses: ["PutBucketEncryption", "GetBucketEncryption", "DeleteBucketEncryption"],
  elsewhere: { rules: "algorithm and kmsMasterKeyId" },
  doc: `The default encryption of a bucket, for objects that are stored without an encryption of their own. Some pools do not support it: the service
then keeps no configuration, and a warning says so.

Deleting the resource ends the encryption of new objects; existing objects stay encrypted.

\`\`\`typescript
import * as oos from "pulumi-oos";

const data = new oos.Bucket("data", {});
new oos.BucketEncryption("data", { bucket: data.bucket });
\`\`\``,
  rules: [
    {
      on: ["algorithm", "kmsMasterKeyId"],
      check: ({ algorithm, kmsMasterKeyId: key }) => {
        if (algorithm === "aws:kms" && key === undefined) return [{ path: ["kmsMasterKeyId"], message: "is required with aws:kms" }];
        if (algorithm === "AES256" && key !== undefined && key.length !== 32)
          return [{ path: ["kmsMasterKeyId"], message: `must have 32 characters with AES256, has ${String(key.length)}` }];
        return [];
      },
    },
  ],
  ...bucketSetting({
    noun: "BucketEncryption",
    title: "encryption configuration",
    inputs,
    outputs,
    get: async ({ client }, name) => {
      const { value, unknown } = await s3.getBucketEncryption(client, { bucket: name });
      return { inputs: value, unknown };
    },
    put: ({ client }, { bucket: name, algorithm, kmsMasterKeyId }, unknown) =>
      s3.putBucketEncryption(client, { bucket: name, algorithm, kmsMasterKeyId, unknown }),
    readBack: {},
    remove: ({ client }, name) => s3.deleteBucketEncryption(client, { bucket: name }),
  }),
});
