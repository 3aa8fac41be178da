/** BucketPolicy: who may do what with one bucket [GUIDE 4.2.6-4.2.8]. */
import { z } from "zod";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { defineResource, field, type GuardContext, type RuleProblem, type Values } from "../define";
import { policyAdvice } from "../policy/advice";
import { canonicalPolicyText, policiesEqual } from "../policy/canonical";
import { dependsOnCaller, type LockoutQuestion, lockouts } from "../policy/lockout";
import { bucketPolicyProblems } from "../policy/dialects";
import { sentPolicy } from "../policy/sent";
import * as s3 from "../services/s3/policy";
import { defined } from "../pure/defined";

const { bucket, adopt } = settingFields("policy");

const inputs = z.strictObject({
  bucket,
  policy: field(z.union([z.string(), z.record(z.string(), z.unknown())]), {
    doc: "The policy document: JSON text or an object. Compared by meaning: the order of statements and keys does not matter, nor does a single value instead of a list of one. AWS (`s3:GetObject`) and CTYUN (`oos:GetObject`) spellings are sent as written.",
    typed: "BucketPolicyDocument",
    freeText: true,
    same: (a: unknown, b: unknown) => policiesEqual(a, b),
    canonical: canonicalPolicyText,
    partlyKnown: true,
    // The service has taken a policy that stays as it is; what we think of it stops nothing.
    rule: (policy: unknown, { isUnknown, backend, isUnchanged }): RuleProblem[] =>
      isUnchanged?.() === true
        ? []
        : bucketPolicyProblems[backend.dialect.bucketPolicies](policy, isUnknown).map(({ message, path }) => ({
            message,
            path,
          })),
  }),
  allowLockout: field(z.boolean().optional(), {
    doc: "Accept a policy that denies the caller (the identity of the provider's credentials) reading, replacing or deleting the policy itself. Default false: such a policy is refused.",
    local: true,
  }),
  adopt,
});
const outputs = z.strictObject({});

type Inputs = Values<typeof inputs>;

/** A policy that its own author could not take back is not set by accident. A policy that stays as it is does no new harm. */
async function lockoutProblems(news: Partial<Inputs>, olds: Partial<Inputs> | undefined, context: GuardContext): Promise<RuleProblem[]> {
  const { bucket: name, policy, allowLockout } = news;
  const { isUnknown } = context;
  if (policy === undefined || isUnknown(policy) || isUnknown(name) || name === undefined) return [];
  if (allowLockout === true || isUnknown(allowLockout)) return [];
  const previous = olds?.bucket === name && !isUnknown(olds.policy) ? olds.policy : undefined;
  if (previous !== undefined && policiesEqual(previous, policy)) return [];
  const question: LockoutQuestion = {
    policy,
    bucket: name,
    ...defined({ previous }),
    isSecure: context.endpoint("s3").protocol === "https:",
    now: context.now(),
    isUnknown,
  };
  const at = (problems: readonly RuleProblem[]): RuleProblem[] =>
    problems.map(({ message, path = [] }) => ({ message, path: ["policy", ...path] }));
  try {
    return at(lockouts(question, dependsOnCaller(question) ? await context.caller() : undefined));
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const message = `it is unknown whether the policy denies the caller access, since the service does not say who the caller is: ${words}; give the caller iam:GetUser, or set allowLockout: true`;
    return at([...lockouts(question, undefined), { message }]);
  }
}

export const bucketPolicy = defineResource({
  uses: ["PutBucketPolicy", "GetBucketPolicy", "DeleteBucketPolicy"],
  doc: `The policy of a bucket. The bucket must exist. A bucket has at most one policy, and this resource manages all of it.

Deleting the resource removes the policy; the bucket, its ACL and its objects stay. Public write access to a private bucket needs the vendor's
approval first.

A policy that would deny the caller (the identity of the provider's credentials) reading, replacing or deleting the policy is refused in
preview, or as soon as document and bucket name are known, unless \`allowLockout\` is set.

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
  guard: lockoutProblems,
  advise: ({ bucket: name, policy }, olds, { backend }) =>
    policy === undefined || (olds?.policy !== undefined && policiesEqual(olds.policy, policy))
      ? []
      : policyAdvice(policy, "bucket", { bucket: name, spelling: backend.dialect.bucketPolicies }),
  ...bucketSetting({
    noun: "BucketPolicy",
    title: "policy",
    inputs,
    outputs,
    needsNoLook: true,
    get: async ({ client }, name) => ({ inputs: { policy: await s3.getBucketPolicy(client, { bucket: name }) } }),
    put: async ({ client }, { bucket: name, policy }) => {
      await s3.putBucketPolicy(client, { bucket: name, policy: sentPolicy(policy) });
      return undefined;
    },
    readBack: {},
    remove: ({ client }, name) => s3.deleteBucketPolicy(client, { bucket: name }),
  }),
});
