/** BucketAcl: who may do what with a bucket, grant by grant [ZOS 1.9-1.10]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { defineResource, field, type RuleProblem } from "../define";
import { canonicalGrants, type Grant, grantProblems } from "../rules/grants";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3/acl";

const { bucket, adopt } = settingFields("access list");
const grant = z.strictObject({
  canonicalId: z.string().optional().describe("Canonical id of a user: `ownerId` of `getBuckets` for the account's own."),
  uri: z
    .string()
    .optional()
    .describe("A group: `http://acs.amazonaws.com/groups/global/AllUsers` or `http://acs.amazonaws.com/groups/global/AuthenticatedUsers`."),
  emailAddress: z.string().optional().describe("E-mail address of a user. The service returns the id instead, so prefer `canonicalId`."),
  permission: z.enum(s3.PERMISSIONS).describe("Permission on the bucket."),
});
const inputs = z.strictObject({
  bucket,
  grants: field(z.array(grant), {
    doc: "All grants except the owner's own full control. Each names one grantee; the order does not matter.",
    typeName: "BucketAclGrants",
    canonical: canonicalGrants,
    rule: grantProblems,
  }),
  ownerFullControl: field(z.boolean(), {
    doc: "Whether the list gives the owner full control. Without it, the owner can still change the list. Default true.",
    default: true,
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);

/** The list of a private bucket is no list of ours: nothing would tell it from none. */
function emptyProblems({ grants, ownerFullControl }: Partial<z.infer<typeof inputs>>): RuleProblem[] {
  if (grants?.length !== 0 || ownerFullControl === false) return [];
  return [{ path: ["grants"], message: "must contain at least one grant; remove the resource for a private bucket" }];
}

function isOwners({ canonicalId, permission }: Grant, ownerId: string): boolean {
  return canonicalId === ownerId && permission === "FULL_CONTROL";
}

export const bucketAcl = defineResource({
  uses: ["PutBucketAcl", "GetBucketAcl"],
  elsewhere: { acl: "acl of the resource Bucket", accessControlPolicy: "grants" },
  doc: `The access list of a bucket, grant by grant, for cases that no canned ACL (\`acl\` of Bucket) covers. This resource manages the whole list:
other grants are revoked. A program that also sets \`acl\` of the Bucket is refused in preview. A BucketPolicy can express more and is easier
to read.

A new bucket is private: only its owner has a grant. Deleting the resource makes it private again, unless \`acl\` of the Bucket takes over in the
same update.

\`\`\`typescript
import * as oos from "pulumi-oos";

const drop = new oos.Bucket("drop", {});
new oos.BucketAcl("drop", {
    bucket: drop.bucket,
    grants: [{ canonicalId: "partner", permission: "WRITE" }],
});
\`\`\``,
  rules: [{ on: ["grants", "ownerFullControl"], check: emptyProblems }],
  ...bucketSetting({
    noun: "BucketAcl",
    title: "access list",
    inputs,
    outputs,
    // A private bucket has the list of every new one.
    get: async ({ client }, name) => {
      const { ownerId, grants, canned, unknown } = await s3.getBucketAccess(client, { bucket: name });
      const ownerFullControl = grants.some((each) => isOwners(each, ownerId));
      if (canned === "private" && ownerFullControl) return undefined;
      const others = grants.filter((each) => !isOwners(each, ownerId)) as z.infer<typeof grant>[];
      return { inputs: { grants: others, ownerFullControl }, unknown };
    },
    // It looks itself, for the owner's id.
    needsNoLook: true,
    put: async ({ client }, { bucket: name, grants, ownerFullControl }) => {
      const { ownerId, unknown } = await s3.getBucketAccess(client, { bucket: name });
      const own = ownerFullControl ? [{ canonicalId: ownerId, permission: "FULL_CONTROL" }] : [];
      return s3.putBucketGrants(client, { bucket: name, ownerId, grants: [...own, ...grants], unknown });
    },
    readBack: {},
    remove: ({ client }, name) => s3.putCannedAcl(client, { bucket: name, acl: "private" }),
  }),
});
