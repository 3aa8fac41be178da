/** BucketAccelerate: from which addresses a CDN may fetch the objects of a bucket [OLD 4.2.10]. */
import { most } from "../backends/types";
import { z } from "zod";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { defineResource, field, type RuleProblem } from "../define";
import { isAddressBlock } from "../rules/address";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3/accelerate";

const { bucket, adopt } = settingFields("accelerate configuration");
const inputs = z.strictObject({
  bucket,
  status: field(z.enum(["Enabled", "Suspended"]), { doc: "`Suspended`: the list is kept, but not used.", default: "Enabled" }),
  ipWhiteList: field(z.array(z.string()), {
    doc: "IP addresses and CIDR blocks of the CDN, 1 to 5. Their order does not matter.",
    canonical: (list: readonly string[]) => [...new Set(list)].sort(),
    rule: (list: readonly string[], { backend }): RuleProblem[] => {
      const limit = most(backend.limits.accelerateAddresses);
      const count =
        list.length >= 1 && list.length <= limit
          ? []
          : [{ message: `must have 1 to ${String(limit)} entries, has ${String(list.length)}` }];
      const forms = list.flatMap((text, index) =>
        isAddressBlock(text)
          ? []
          : [{ path: [index], message: `"${text}" is neither an IP address nor a CIDR block such as 192.0.2.0/24` }],
      );
      return [...count, ...forms];
    },
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

export const bucketAccelerate = defineResource({
  uses: ["PutBucketAccelerate", "GetBucketAccelerate"],
  doc: `The addresses from which a CDN may fetch the objects of a bucket.

Guide 6.0 describes acceleration and newer guides do not: check that your account has it. The service cannot delete the configuration:
deleting the resource suspends acceleration with an empty list, which counts as none.

\`\`\`typescript
import * as oos from "pulumi-oos";

const assets = new oos.Bucket("assets", {});
new oos.BucketAccelerate("assets", { bucket: assets.bucket, ipWhiteList: ["192.0.2.0/24", "198.51.100.7"] });
\`\`\``,
  ...bucketSetting({
    noun: "BucketAccelerate",
    title: "accelerate configuration",
    inputs,
    outputs,
    get: async ({ client }, name) => {
      const { value: shown, unknown } = await s3.getBucketAccelerate(client, { bucket: name });
      // What a deletion leaves.
      if (shown === undefined || (shown.status === "Suspended" && shown.ipWhiteList.length === 0)) return undefined;
      return { inputs: { status: shown.status, ipWhiteList: [...shown.ipWhiteList] }, unknown };
    },
    put: ({ client }, { bucket: name, status, ipWhiteList }, unknown) =>
      s3.putBucketAccelerate(client, { bucket: name, status, ipWhiteList, unknown }),
    remove: ({ client }, name) => s3.putBucketAccelerate(client, { bucket: name, status: "Suspended", ipWhiteList: [] }),
  }),
});
