/** BucketPolicy: who may do what with one bucket [GUIDE 4.2.6-4.2.8]. */
import { z } from "zod";
import { claim } from "../claim";
import { type Context, defineResource, field, type RuleProblem, type Values } from "../define";
import { checkPolicy } from "../rules/policy/check";
import { policiesEqual } from "../rules/policy/canonical";
import * as s3 from "../services/s3";
import { isKind } from "../transport/errors";

const inputs = z.strictObject({
  bucket: field(z.string().min(1), { doc: "Name of the bucket. A change replaces the policy.", replaces: true }),
  policy: field(z.union([z.string(), z.record(z.string(), z.unknown())]), {
    doc: "The policy document: JSON text or an object. Compared by meaning: order of statements and keys, and one value against a list of one, make no difference. AWS (`s3:GetObject`) and CTYUN (`oos:GetObject`) spellings are sent as written.",
    typeName: "BucketPolicyDocument",
    same: (a: unknown, b: unknown) => policiesEqual(a, b),
    partlyKnown: true,
    rule: (policy: unknown, { isUnknown }): RuleProblem[] =>
      checkPolicy(policy, "bucket", { isUnknown }).problems.map(({ message, path }) => ({ message, path })),
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over, and overwrite, a policy that the bucket already has. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({});

type Inputs = Values<typeof inputs>;

function text(policy: Inputs["policy"]): string {
  return typeof policy === "string" ? policy : JSON.stringify(policy);
}

async function look({ client }: Context, bucket: string): Promise<string | undefined> {
  try {
    return await s3.getBucketPolicy(client, { bucket });
  } catch (error) {
    if (isKind(error, "not-configured")) return undefined;
    throw error;
  }
}

export const bucketPolicy = defineResource({
  noun: "BucketPolicy",
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
  idForm: "`<bucket name>`",
  inputs,
  outputs,
  identity: ["bucket"],
  cachedReads: true,
  queue: ({ bucket }) => `bucket/${bucket ?? ""}`,

  async create(context, { bucket, policy, adopt }, made) {
    const { entity, found } = await claim<string>(context, {
      noun: "BucketPolicy",
      name: bucket,
      subject: `a policy of bucket "${bucket}"`,
      importId: bucket,
      adopt: adopt === true,
      look: () => look(context, bucket),
      make: async () => {
        await s3.putBucketPolicy(context.client, { bucket, policy: text(policy) });
        return text(policy);
      },
    });
    made(bucket, {});
    if (!found || policiesEqual(entity, policy)) return { id: bucket, outputs: {} };
    await s3.putBucketPolicy(context.client, { bucket, policy: text(policy) });
    return { id: bucket, outputs: {}, replaced: { policy: entity } };
  },
  async observe(context, id) {
    try {
      const policy = await look(context, id);
      return policy === undefined ? undefined : { inputs: { bucket: id, policy }, outputs: {} };
    } catch (error) {
      if (isKind(error, "not-found")) return undefined;
      throw error;
    }
  },
  async update({ client }, id, { policy }, olds) {
    if (!policiesEqual(olds.policy, policy)) await s3.putBucketPolicy(client, { bucket: id, policy: text(policy) });
    return {};
  },
  async delete({ client }, id) {
    try {
      await s3.deleteBucketPolicy(client, { bucket: id });
    } catch (error) {
      if (!isKind(error, "not-found", "not-configured")) throw error;
    }
  },
});
