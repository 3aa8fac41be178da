/** Bucket policies of ZOS: the AWS spelling, read by Ceph [ZOS 1.6]. */
import { arnDialect, parseArn } from "../../rules/arn";
import type { Problem } from "../../rules/problem";
import { checkPolicy } from "../check";
import { asList, isObject, type JsonValue } from "../document";
import { parsePolicy } from "../parse";

/** Every problem of a bucket policy for ZOS: the grammar that it shares with OOS, and where the two differ. */
export function awsPolicyProblems(policy: unknown, isUnknown: (value: unknown) => boolean): Problem[] {
  const shared = checkPolicy(policy, "bucket", { isUnknown }).problems.filter((problem) => !isLooser(problem));
  const { document } = isUnknown(policy) ? { document: undefined } : parsePolicy(policy, []);
  const statements = document?.["Statement"];
  const problems: Problem[] = [];
  const list: readonly JsonValue[] = statements === undefined || isUnknown(statements) ? [] : asList(statements);
  list.forEach((statement, index) => {
    if (!isObject(statement)) return;
    const path = ["Statement", ...(Array.isArray(statements) ? [index] : [])];
    for (const key of ["Principal", "NotPrincipal"] as const) {
      const principal = statement[key];
      if (!isObject(principal)) continue;
      if (principal["CTYUN"] !== undefined)
        problems.push({
          path: [...path, key, "CTYUN"],
          rule: "policy-principal",
          message: 'ZOS has no "CTYUN" principals; write {"AWS": ...}',
        });
      asList(principal["AWS"] ?? []).forEach((text, at) => {
        const bad = typeof text === "string" && !isUnknown(text) ? principalProblem(text) : undefined;
        if (bad !== undefined)
          problems.push({
            path: [...path, key, "AWS", ...(Array.isArray(principal["AWS"]) ? [at] : [])],
            rule: "policy-arn",
            message: bad,
          });
      });
    }
    for (const key of ["Resource", "NotResource"] as const) {
      asList(statement[key] ?? []).forEach((text, at) => {
        if (typeof text !== "string" || isUnknown(text) || arnDialect(text) !== "ctyun") return;
        const message = `"${text}" is an ARN of OOS; ZOS takes arn:aws:s3:::<bucket> and arn:aws:s3:::<bucket>/<key>`;
        problems.push({ path: [...path, key, ...(Array.isArray(statement[key]) ? [at] : [])], rule: "policy-arn", message });
      });
    }
  });
  return [...shared, ...problems];
}

/** Principals have forms of their own here; Ceph takes the version of 2008 too. */
function isLooser({ rule, path }: Problem): boolean {
  const isPrincipal = path.some((step) => step === "Principal" || step === "NotPrincipal");
  return (rule === "policy-arn" && isPrincipal) || rule === "policy-version";
}

/** `*`, `arn:aws:s3:::user/<id>` as the guide writes it, or `arn:aws:iam::<tenant>:user/<id>`, `:root` and a bare `<tenant>` as Ceph does. */
function principalProblem(text: string): string | undefined {
  if (text === "*" || /^\w+$/.test(text)) return undefined;
  const arn = parseArn(text);
  const expected = 'expected "*", arn:aws:s3:::user/<user id>, arn:aws:iam::<tenant>:user/<user id> or <tenant>';
  if (arn?.partition !== "aws" || arn.region !== "") return `"${text}" is not a principal of ZOS; ${expected}`;
  const isUser = /^user\/.+$/.test(arn.resource);
  if (arn.service === "s3" ? arn.account === "" && isUser : arn.service === "iam" && (isUser || arn.resource === "root")) return undefined;
  return `"${text}" is not a principal of ZOS; ${expected}`;
}
