import { arnProblems, parseArn } from "../rules/arn";
import type { PropertyPath } from "../rules/problem";
import { type ActionLevel, storageActionsOf } from "./actions";
import { asList, type JsonObject, type PolicyKind } from "./document";
import { dialectsOf } from "./dialect";
import { globMatches } from "./match";
import type { Report } from "./report";

/** Resources of a statement: `*`, bucket and object ARNs; in IAM policies ARNs of IAM entities as well. */
export function checkResources(
  statement: JsonObject,
  kind: PolicyKind,
  path: PropertyPath,
  report: Report,
  bucket: string | undefined,
): void {
  for (const key of ["Resource", "NotResource"] as const) {
    const value = statement[key];
    if (value === undefined) continue;
    for (const { text, path: at } of report.texts(value, [...path, key], "a resource")) {
      if (text === "*") continue;
      if (kind === "iam") checkIamResource(text, at, report);
      else checkBucketResource(text, at, report, bucket);
    }
  }
  checkDialects(statement, path, report);
  checkReach(statement, path, report);
}

function checkBucketResource(text: string, path: PropertyPath, report: Report, bucket: string | undefined): void {
  const problems = arnProblems(text, "bucket", "object");
  for (const message of problems) report.problem(path, "policy-arn", message);
  const named = parseArn(text)?.resource.split("/")[0];
  if (problems.length > 0 || bucket === undefined || named === undefined || globMatches(named, bucket)) return;
  report.warning(path, "policy-other-bucket", `"${text}" is outside of the bucket "${bucket}" that this policy belongs to`);
}

/** Trails and statistics have forms of their own that no page shows: only the frame of the ARN is checked for them. */
function checkIamResource(text: string, path: PropertyPath, report: Report): void {
  const service = parseArn(text)?.service;
  const messages =
    service === "oos" || service === "s3"
      ? arnProblems(text, "bucket", "object")
      : service === "iam"
        ? text.includes("*")
          ? []
          : arnProblems(text, "user", "group", "policy", "mfa", "root")
        : service === undefined
          ? arnProblems(text, "object", "bucket", "user")
          : [];
  for (const message of messages) report.problem(path, "policy-arn", message);
}

/** One spelling a statement: whether the service takes a mix is not known. */
function checkDialects(statement: JsonObject, path: PropertyPath, report: Report): void {
  if (dialectsOf(statement).size < 2) return;
  report.warning(path, "policy-mixed-spelling", "mixes the CTYUN and the AWS spelling (principal, actions, resources, condition keys)");
}

/** Bucket actions need the bucket's ARN, object actions an object ARN: the usual reason why a grant does nothing. */
function checkReach(statement: JsonObject, path: PropertyPath, report: Report): void {
  if (statement["Resource"] === undefined || !report.known(statement["Resource"])) return;
  const resources = asList(statement["Resource"]);
  if (!resources.every((resource) => typeof resource === "string" && report.known(resource) && parseArn(resource) !== undefined)) return;
  // An action stands for several where it has wildcards: it misses its mark when none of them is asked on what is named.
  const levels = asList(statement["Action"]).map((action) =>
    typeof action === "string" ? new Set(storageActionsOf(action).map(({ level }) => level)) : new Set<ActionLevel>(),
  );
  const only = (level: ActionLevel): boolean => levels.some((all) => all.size === 1 && all.has(level));
  if (only("bucket") && resources.every((resource) => !mayBeBucket(resource))) {
    report.warning([...path, "Resource"], "policy-reach", "actions on a bucket, such as listing it, need its own ARN, without a key");
  }
  if (only("object") && resources.every((resource) => !mayBeObject(resource))) {
    report.warning([...path, "Resource"], "policy-reach", "object actions need the ARN of objects, such as the bucket's ARN and /*");
  }
}

/** Could a resource of a policy be a bucket? */
export function mayBeBucket(resource: unknown): boolean {
  return typeof resource === "string" && !resource.includes("/");
}

/** Could a resource of a policy be objects? */
export function mayBeObject(resource: unknown): boolean {
  return typeof resource === "string" && (resource.includes("/") || resource.endsWith("*"));
}
