/** lintPolicy: what a careful reader finds in a policy. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { lintPolicy as lint } from "../policy/lint";
import { defined } from "../pure/defined";

const finding = z.strictObject({
  rule: z.string().describe("Id of the rule: `policy-reach`."),
  severity: z
    .enum(["error", "warning", "info"])
    .describe("`error`: refused, or never meant. `warning`: probably not meant. `info`: worth knowing."),
  path: z.string().describe("Place in the document: `Statement[0].Action[1]`; empty for the whole."),
  message: z.string().describe("Description of the finding."),
  fix: z.string().describe("Suggested fix."),
});

const inputs = z.strictObject({
  policy: field(z.union([z.string(), z.record(z.string(), z.unknown())]), {
    doc: "The policy: JSON text or an object.",
    typed: "BucketPolicyDocument",
    freeText: true,
  }),
  kind: field(z.enum(["bucket", "iam"]).optional(), {
    doc: "The kind of policy. Default: `bucket` if a statement names principals, else `iam`.",
    typeName: "PolicyKind",
  }),
  bucket: field(z.string().optional(), { doc: "Bucket of a bucket policy; resources outside of it are reported." }),
});
const outputs = z.strictObject({
  errors: field(z.number().int(), { doc: "Number of findings that are errors." }),
  warnings: field(z.number().int(), { doc: "Number of findings that are warnings." }),
  findings: field(z.array(finding), { doc: "Every finding, errors first.", typeName: "PolicyFindings" }),
  text: field(z.string(), { doc: "The findings as readable text, two lines each; empty if there are none." }),
});

export const lintPolicy = defineFunction({
  name: "lintPolicy",
  doc: "Reviews a policy: unknown actions, resources that their actions never reach, public access, statements that never take effect. Makes no call.",
  inputs,
  outputs,
  compute({ policy, kind, bucket }, { backend }) {
    const maxBytes = kind === "iam" ? undefined : backend.limits.bucketPolicyBytes;
    const findings = lint(policy, {
      ...defined({ kind, bucket, maxBytes }),
    });
    const count = (wanted: string): number => findings.filter(({ severity }) => severity === wanted).length;
    const text = findings.map(({ rule, severity, path, message, fix }) => {
      const at = path === "" ? "" : ` ${path}`;
      return `${severity}${at}: ${message} (${rule})\n  next: ${fix}\n`;
    });
    return { errors: count("error"), warnings: count("warning"), findings: [...findings], text: text.join("") };
  },
});
