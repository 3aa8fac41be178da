/** getPolicyDocument: a policy document from typed statements [GUIDE 4.2.6, 7.3.1]. */
import { z } from "zod";
import { defineFunction, field, type RuleProblem } from "../define";
import { policyText, typedPolicyProblems, type TypedPolicy } from "../policy/build";

const texts = z.array(z.string());
const principal = z.strictObject({
  type: z
    .enum({ CTYUN: "CTYUN", AWS: "AWS", Everyone: "*" })
    .describe('Spelling of the principals; `*` is everyone, with `["*"]` as identifiers.'),
  identifiers: texts.describe("ARNs of users or root users, account ids, or `*`."),
});
const condition = z.strictObject({
  test: z.string().describe("Operator. The manual shows `StringLike`, `IpAddress` and `NotIpAddress`."),
  variable: z.string().describe("Key: `ctyun:SourceIp`, `ctyun:Referer`."),
  values: texts.describe("Values; one match is enough."),
});
const statement = z.strictObject({
  sid: z.string().optional().describe("Name of the statement, unique in the document."),
  effect: z.enum(["Allow", "Deny"]).optional().describe("Default `Allow`."),
  actions: texts.optional().describe("`oos:GetObject`, `oos:*`, `iam:GetUser`."),
  notActions: texts.optional().describe("Every action but these. Not in the manual."),
  resources: texts.optional().describe("ARNs; `*` for everything."),
  notResources: texts.optional().describe("Every resource but these. Not in the manual."),
  principals: z.array(principal).optional().describe("Principals of a statement of a bucket policy."),
  notPrincipals: z.array(principal).optional().describe("Everyone but these. Not in the manual."),
  conditions: z.array(condition).optional().describe("All of them must hold."),
});

const inputs = z.strictObject({
  kind: field(z.enum(["bucket", "iam"]).optional(), {
    doc: "The kind of policy. Default: `bucket` if a statement names principals, else `iam`.",
    typeName: "PolicyKind",
  }),
  policyId: field(z.string().optional(), { doc: "`Id` of the document." }),
  statements: field(z.array(statement).optional(), { doc: "The statements, in their order." }),
  sourcePolicyDocuments: field(texts.optional(), { doc: "JSON texts of policies whose statements come first.", freeText: true }),
  overridePolicyDocuments: field(texts.optional(), {
    doc: "JSON texts of policies whose statements replace those of the same Sid, or come last.",
    freeText: true,
  }),
});
const outputs = z.strictObject({
  json: field(z.string(), {
    doc: "The document as JSON text on one line, for `policy` inputs. Keys are in the order of the manual and list members are sorted, so that equal statements give equal text.",
  }),
});

export const getPolicyDocument = defineFunction({
  name: "getPolicyDocument",
  doc: "Builds a policy document from typed statements, for buckets and for IAM. Makes no call. Spellings (AWS or CTYUN) stay as written.",
  inputs,
  outputs,
  rules: [
    {
      on: ["kind", "policyId", "statements", "sourcePolicyDocuments", "overridePolicyDocuments"],
      check: (policy): RuleProblem[] => (isTyped(policy) ? typedPolicyProblems(policy) : []),
    },
  ],
  compute: (policy) => ({ json: policyText(policy) }),
});

/** Arguments of another form are problems of their own. */
function isTyped(policy: unknown): policy is TypedPolicy {
  return inputs.safeParse(policy).success;
}
