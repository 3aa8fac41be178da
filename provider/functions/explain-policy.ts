/** explainPolicy: who may do what, and which statement says so. */
import { z } from "zod";
import { defineFunction, field, type RuleContext, type RuleProblem } from "../define";
import { arnProblems } from "../rules/arn";
import { checkPolicy } from "../policy/check";
import { factsOf } from "../policy/conditions";
import type { PolicyKind } from "../policy/document";
import { ANONYMOUS, explain, HOLDER } from "../policy/explain";
import { explanationText, placeOf, reasonOf } from "../policy/explain-text";
import { readStatements } from "../policy/statements";
import { defined } from "../pure/defined";

const document = z.union([z.string(), z.record(z.string(), z.unknown())]);

function problemsOf(policy: unknown, kind: PolicyKind, { isUnknown }: RuleContext, path: readonly (string | number)[] = []): RuleProblem[] {
  return checkPolicy(policy, kind, { isUnknown, path }).problems.map((problem) => ({ message: problem.message, path: problem.path }));
}

const inputs = z.strictObject({
  bucketPolicy: field(document.optional(), {
    doc: "The policy of the bucket: JSON text or an object.",
    typed: "BucketPolicyDocument",
    freeText: true,
    rule: (policy: unknown, context): RuleProblem[] => problemsOf(policy, "bucket", context),
  }),
  identityPolicies: field(z.array(document).optional(), {
    doc: "The IAM policies of the principal: those attached to the user and to the user's groups. JSON texts or objects.",
    typed: "PolicyDocument",
    freeText: true,
    rule: (policies: readonly unknown[], context): RuleProblem[] =>
      policies.flatMap((policy, index) => problemsOf(policy, "iam", context, [index])),
  }),
  bucketOwner: field(z.string().optional(), { doc: "Account id of the bucket's owner. Default: the principal's account." }),
  principal: field(z.string().optional(), {
    doc: `ARN of a user or root user, or \`${ANONYMOUS}\`. Default: every principal that the policies name, and \`${HOLDER}\`: the user to whom the IAM policies are attached.`,
    rule: (principal: string): RuleProblem[] =>
      principal === ANONYMOUS ? [] : arnProblems(principal, "user", "root").map((message) => ({ message })),
  }),
  action: field(z.string().optional(), { doc: "`oos:GetObject`. Default: the actions that the policies name." }),
  resource: field(z.string().optional(), {
    doc: "ARN; a wildcard stands for every name that it covers. Default: the resources that the policies name.",
  }),
  context: field(z.record(z.string(), z.string()).optional(), {
    doc: 'Known facts of the request, by condition key: `{"ctyun:SourceIp": "192.0.2.1"}`. Nothing is assumed about other keys: the result lists the conditions on them.',
  }),
});

const entry = z.strictObject({
  principal: z.string().describe("ARN, `anonymous` or `holder`."),
  action: z.string().describe("As given in the arguments, or as a statement names it."),
  resource: z.string().describe("As given in the arguments, or as a statement names it."),
  verdict: z
    .enum(["allowed", "denied", "implicit"])
    .describe("`denied`: by a Deny statement. `implicit`: denied, since nothing allows it."),
  reason: z.string().describe("Explanation, with conditions and exceptions."),
  decidedBy: z.array(z.string()).describe("The statements that decide; none for a root user in its own account."),
  depends: z.array(z.string()).describe("Statements that change the verdict if their conditions hold."),
  exceptions: z.array(z.string()).describe("Statements that decide otherwise for a part of what the names cover."),
});
const outputs = z.strictObject({
  entries: field(z.array(entry), {
    doc: "The decisions: one entry for each principal, action and resource.",
    typeName: "PolicyExplanations",
  }),
  text: field(z.string(), { doc: "The decisions as readable text." }),
});

export const explainPolicy = defineFunction({
  name: "explainPolicy",
  doc: "Explains the permissions that a bucket policy, IAM policies or both give, and the statement that decides. Makes no call; bucket ACLs are not considered.",
  inputs,
  outputs,
  rules: [
    {
      on: ["bucketPolicy", "identityPolicies"],
      check: ({ bucketPolicy, identityPolicies = [] }): RuleProblem[] =>
        bucketPolicy === undefined && identityPolicies.length === 0
          ? [{ path: ["bucketPolicy"], message: "give at least one policy: bucketPolicy or identityPolicies" }]
          : [],
    },
  ],
  compute({ bucketPolicy, identityPolicies = [], bucketOwner, principal, action, resource, context = {} }) {
    const statements = [
      ...(bucketPolicy === undefined ? [] : readStatements({ policy: bucketPolicy, kind: "bucket" })),
      ...identityPolicies.flatMap((policy, index) =>
        readStatements({ policy, kind: "iam", ...(identityPolicies.length > 1 ? { name: `IAM policy ${String(index + 1)}` } : {}) }),
      ),
    ];
    const entries = explain({
      statements,
      facts: factsOf(context),
      ...defined({ owner: bucketOwner, principal, action, resource }),
    });
    return {
      entries: entries.map((one) => ({
        principal: one.principal,
        action: one.action,
        resource: one.resource,
        verdict: one.verdict,
        reason: reasonOf(one),
        decidedBy: one.decision.by.map(placeOf),
        depends: one.decision.depends.map(placeOf),
        exceptions: one.exceptions.map(placeOf),
      })),
      text: explanationText(entries),
    };
  },
});
