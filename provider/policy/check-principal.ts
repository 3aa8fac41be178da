import { arnDialect, arnProblems } from "../rules/arn";
import type { PropertyPath } from "../rules/problem";
import { suggestion } from "../pure/suggest";
import { isObject, PRINCIPAL_KEYS, type JsonObject, type JsonValue, type PolicyKind } from "./document";
import type { Report } from "./report";

/** Kinds of principals that exist elsewhere and not on these services. */
const FOREIGN_KEYS = ["Service", "Federated", "CanonicalUser"];

/** Bucket policies must say whom they are for, IAM policies must not. `stated` is true when a key is there, misspelled or not. */
export function checkPrincipal(statement: JsonObject, kind: PolicyKind, path: PropertyPath, report: Report, stated: boolean): void {
  const { Principal: principal, NotPrincipal: notPrincipal } = statement;
  if (kind === "iam") {
    for (const key of ["Principal", "NotPrincipal"] as const) {
      if (statement[key] === undefined) continue;
      report.problem(
        [...path, key],
        "policy-principal",
        `an IAM policy has no "${key}": it applies to the users and groups to which it is attached`,
      );
    }
    return;
  }
  if (principal !== undefined && notPrincipal !== undefined) {
    report.problem([...path, "NotPrincipal"], "policy-exclusive", '"Principal" and "NotPrincipal" exclude each other');
  }
  if (!stated) {
    report.problem(path, "policy-principal", 'has no "Principal"; "*" is everyone, {"CTYUN": "<ARN>"} a user or an account');
  }
  if (notPrincipal !== undefined && statement["Effect"] === "Allow") {
    report.warning(
      [...path, "NotPrincipal"],
      "policy-not-principal",
      '"NotPrincipal" with "Allow" lets in everyone else, anonymous callers too',
    );
  }
  if (principal !== undefined) checkForm(principal, [...path, "Principal"], report);
  if (notPrincipal !== undefined) checkForm(notPrincipal, [...path, "NotPrincipal"], report);
}

function checkForm(principal: JsonValue, path: PropertyPath, report: Report): void {
  if (!report.known(principal) || principal === "*") return;
  if (!isObject(principal)) {
    const wrap = typeof principal === "string" && arnDialect(principal) !== undefined ? `; write {"CTYUN": "${principal}"}` : "";
    report.problem(path, "policy-principal", `expected "*" or {"CTYUN": ...} or {"AWS": ...}, found ${JSON.stringify(principal)}${wrap}`);
    return;
  }
  if (Object.keys(principal).length === 0) report.problem(path, "policy-principal", 'is empty; expected a key "CTYUN" or "AWS"');
  for (const [key, value] of Object.entries(principal)) {
    const known: readonly string[] = PRINCIPAL_KEYS;
    if (known.includes(key)) checkMembers(value, [...path, key], report);
    else if (FOREIGN_KEYS.includes(key)) {
      report.problem([...path, key], "policy-principal", `principals of the kind "${key}" do not exist here; expected "CTYUN" or "AWS"`);
    } else {
      report.problem(
        [...path, key],
        "policy-unknown-key",
        `a principal has no key "${key}"${suggestion(key, known)}; expected "CTYUN" or "AWS"`,
      );
    }
  }
}

function checkMembers(value: JsonValue, path: PropertyPath, report: Report): void {
  for (const { text, path: at } of report.texts(value, path, 'an ARN or "*"')) {
    // A bare account id is the AWS short form of its root; unverified here, so it is let through.
    if (text === "*" || /^([0-9]{12}|[0-9a-z]{13})$/.test(text)) continue;
    for (const message of arnProblems(text, "root", "user")) report.problem(at, "policy-arn", message);
  }
}
