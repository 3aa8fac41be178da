/** The grammar of bucket policies [GUIDE 4.2.6] [DOC 10027251] and IAM policies [GUIDE 7.3.1]: every problem at once, each with its path. */
import type { Problem, PropertyPath } from "../rules/problem";
import { didYouMean, suggestion } from "../pure/suggest";
import { checkActions } from "./check-actions";
import { checkCondition } from "./check-condition";
import { checkPrincipal } from "./check-principal";
import { checkResources } from "./check-resources";
import {
  DOCUMENT_KEYS,
  isList,
  isObject,
  POLICY_VERSION,
  STATEMENT_KEYS,
  type JsonObject,
  type JsonValue,
  type PolicyKind,
} from "./document";
import { parsePolicy } from "./parse";
import { Report } from "./report";

export interface PolicyCheckOptions {
  /** Put before every path. */
  readonly path?: PropertyPath;
  /** The bucket that the policy is for: a resource outside it warns. */
  readonly bucket?: string;
  /** A larger text warns; the service's own limit is not documented. */
  readonly maxBytes?: number;
  /** Says which values are not known yet (preview); no rule fails on one. */
  readonly isUnknown?: (value: unknown) => boolean;
}

export interface PolicyCheck {
  /** What the service is known to refuse, or what cannot mean what it says. */
  readonly problems: readonly Problem[];
  /** What is odd and perhaps wrong: unknown actions, mixed spellings, statements that grant everything. */
  readonly warnings: readonly Problem[];
}

/** Checks a policy given as JSON text or as an object. Never throws. */
export function checkPolicy(policy: unknown, kind: PolicyKind, options: PolicyCheckOptions = {}): PolicyCheck {
  const isUnknown = options.isUnknown ?? (() => false);
  if (isUnknown(policy)) return { problems: [], warnings: [] };
  const path = options.path ?? [];
  const parsed = parsePolicy(policy, path);
  const report = new Report(isUnknown);
  report.problems.push(...parsed.problems);
  if (parsed.document !== undefined) checkDocument(parsed.document, kind, path, report, options.bucket);
  checkSize(policy, path, report, options.maxBytes);
  return { problems: report.problems, warnings: report.warnings };
}

function checkSize(policy: unknown, path: PropertyPath, report: Report, maxBytes = Number.POSITIVE_INFINITY): void {
  if (typeof policy !== "string" || Buffer.byteLength(policy) <= maxBytes) return;
  report.warning(path, "policy-size", `has ${String(Buffer.byteLength(policy))} bytes; more than ${String(maxBytes)} may be refused`);
}

function checkDocument(document: JsonObject, kind: PolicyKind, path: PropertyPath, report: Report, bucket: string | undefined): void {
  checkKeys(document, DOCUMENT_KEYS, "policy", path, report);
  const version = document["Version"];
  if (version !== undefined && version !== POLICY_VERSION && report.known(version)) {
    report.problem([...path, "Version"], "policy-version", `the only version is "${POLICY_VERSION}", found ${shown(version)}`);
  }
  checkOptionalText(document["Id"], [...path, "Id"], report);
  const statement = keyed(document, "Statement", DOCUMENT_KEYS);
  if (statement === undefined) {
    report.problem(path, "policy-statement", 'the policy has no "Statement"');
    return;
  }
  if (statement === MISSPELLED || !report.known(statement)) return;
  const at = [...path, "Statement"];
  if (isList(statement)) {
    if (statement.length === 0) report.problem(at, "policy-statement", "must contain at least one statement");
    statement.forEach((item, index) => {
      checkStatement(item, kind, [...at, index], report, bucket);
    });
    checkSids(statement, at, report);
  } else checkStatement(statement, kind, at, report, bucket);
}

function checkStatement(statement: JsonValue, kind: PolicyKind, path: PropertyPath, report: Report, bucket: string | undefined): void {
  if (!report.known(statement)) return;
  if (!isObject(statement)) {
    report.problem(path, "policy-statement", `expected an object with "Effect", found ${shown(statement)}`);
    return;
  }
  checkKeys(statement, STATEMENT_KEYS, "statement", path, report);
  checkOptionalText(statement["Sid"], [...path, "Sid"], report);
  checkEffect(statement, path, report);
  checkPrincipal(statement, kind, path, report, present(statement, "Principal") || present(statement, "NotPrincipal"));
  if (oneOf(statement, "Action", "NotAction", path, report)) checkActions(statement, path, report);
  if (oneOf(statement, "Resource", "NotResource", path, report)) checkResources(statement, kind, path, report, bucket);
  checkCondition(statement["Condition"], [...path, "Condition"], report);
}

function checkEffect(statement: JsonObject, path: PropertyPath, report: Report): void {
  const effect = statement["Effect"];
  if (effect === undefined) {
    if (!present(statement, "Effect")) report.problem(path, "policy-effect", 'has no "Effect"; expected "Allow" or "Deny"');
  } else if (effect !== "Allow" && effect !== "Deny" && report.known(effect)) {
    const meant = typeof effect === "string" ? suggestion(effect, ["Allow", "Deny"]) : "";
    report.problem([...path, "Effect"], "policy-effect", `expected "Allow" or "Deny", found ${shown(effect)}${meant}`);
  }
}

/** Exactly one of a key and its negation. True when there is something to check. */
function oneOf(statement: JsonObject, key: string, not: string, path: PropertyPath, report: Report): boolean {
  if (statement[key] !== undefined && statement[not] !== undefined) {
    report.problem([...path, not], "policy-exclusive", `"${key}" and "${not}" exclude each other`);
  } else if (!present(statement, key) && !present(statement, not)) {
    report.problem(path, "policy-missing", `has no "${key}"`);
  }
  return statement[key] !== undefined || statement[not] !== undefined;
}

function checkKeys(object: JsonObject, known: readonly string[], what: string, path: PropertyPath, report: Report): void {
  for (const key of Object.keys(object)) {
    if (known.includes(key) || object[key] === undefined) continue;
    report.problem([...path, key], "policy-unknown-key", `a ${what} has no key "${key}"${suggestion(key, known)}`);
  }
}

const MISSPELLED = Symbol("misspelled");

/** The value of `key`, or a sign that a misspelled key stands in for it: then its absence is not a second problem. */
function keyed(object: JsonObject, key: string, known: readonly string[]): JsonValue | typeof MISSPELLED | undefined {
  if (object[key] !== undefined) return object[key];
  return Object.keys(object).some((other) => !known.includes(other) && didYouMean(other, known) === key) ? MISSPELLED : undefined;
}

function present(statement: JsonObject, key: string): boolean {
  return keyed(statement, key, STATEMENT_KEYS) !== undefined;
}

function checkOptionalText(value: JsonValue | undefined, path: PropertyPath, report: Report): void {
  if (value === undefined || typeof value === "string" || !report.known(value)) return;
  report.problem(path, "policy-text", `expected text, found ${shown(value)}`);
}

function checkSids(statements: readonly JsonValue[], path: PropertyPath, report: Report): void {
  const seen = new Map<string, number>();
  statements.forEach((statement, index) => {
    const sid = isObject(statement) ? statement["Sid"] : undefined;
    if (typeof sid !== "string" || sid === "" || !report.known(sid)) return;
    const first = seen.get(sid);
    if (first === undefined) seen.set(sid, index);
    else report.problem([...path, index, "Sid"], "policy-sid", `"${sid}" is already the Sid of statement ${String(first)}`);
  });
}

function shown(value: JsonValue): string {
  return JSON.stringify(value);
}
