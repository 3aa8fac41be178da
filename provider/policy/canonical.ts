/**
 * Policies compared by meaning. Order of statements, of list members and of keys does not count; nor does scalar or list of one, an absent or
 * the only version, `"*"` or `{"AWS": "*"}` in a statement of that spelling, an account id or its root ARN, a number or boolean or its text in a condition.
 * The CTYUN and AWS spellings are never turned into each other: `oos:GetObject` and `s3:GetObject` stay different.
 */
import { deepEqual } from "../pure/semantic";
import { asList, isList, isObject, POLICY_VERSION, type JsonObject, type JsonValue } from "./document";
import { dialectsOf } from "./dialect";
import { parsePolicy } from "./parse";

/** The canonical form of a policy given as text or object; undefined when it is not a JSON object. Applying it again changes nothing. */
export function canonicalPolicy(policy: unknown): JsonObject | undefined {
  const { document } = parsePolicy(policy);
  if (document === undefined) return undefined;
  const { Version: version, Id: id, Statement: statement, ...rest } = document;
  const statements = sortedUnique(asList(statement).map((item) => (isObject(item) ? canonicalStatement(item) : sortKeys(item))));
  const result: Record<string, JsonValue> = { Version: version ?? POLICY_VERSION, ...rest, Statement: statements };
  if (id !== undefined && id !== "") result["Id"] = id;
  return sortKeys(result) as JsonObject;
}

/** The canonical form as text: equal texts mean equal policies. Text that is no policy is given back as it is. */
export function canonicalPolicyText(policy: unknown): string {
  const canonical = canonicalPolicy(policy);
  if (canonical !== undefined) return JSON.stringify(canonical);
  return typeof policy === "string" ? policy : JSON.stringify(policy);
}

/** True when both mean the same. What is no policy equals only itself. */
export function policiesEqual(a: unknown, b: unknown): boolean {
  const [left, right] = [canonicalPolicy(a), canonicalPolicy(b)];
  if (left === undefined || right === undefined) return left === right && deepEqual(a, b);
  return deepEqual(left, right);
}

const SET_KEYS: readonly string[] = ["Action", "NotAction", "Resource", "NotResource"];

function canonicalStatement(statement: JsonObject): JsonObject {
  const entries = Object.entries(statement).flatMap(([key, value]): [string, JsonValue][] => {
    // Objects of a program may hold undefined where JSON has nothing.
    if ((value as JsonValue | undefined) === undefined || (key === "Sid" && value === "")) return [];
    if (SET_KEYS.includes(key)) return [[key, sortedUnique(asList(value).map(sortKeys))]];
    if (key === "Principal" || key === "NotPrincipal") return [[key, canonicalPrincipal(value, statement)]];
    if (key !== "Condition") return [[key, value]];
    const condition = canonicalCondition(value);
    return isObject(condition) && Object.keys(condition).length === 0 ? [] : [[key, condition]];
  });
  return sortKeys(Object.fromEntries(entries)) as JsonObject;
}

const PRINCIPAL_KEY = { aws: "AWS", ctyun: "CTYUN" } as const;

/** A bare `"*"` takes the spelling that the rest of its statement shows; with none or both it stays bare. */
function canonicalPrincipal(principal: JsonValue, statement: JsonObject): JsonValue {
  if (principal === "*") {
    const [dialect, ...others] = dialectsOf(statement);
    return dialect === undefined || others.length > 0 ? "*" : { [PRINCIPAL_KEY[dialect]]: ["*"] };
  }
  if (!isObject(principal)) return sortKeys(principal);
  const entries = Object.entries(principal).map(([key, value]): [string, JsonValue] => {
    const members = asList(value).map((member) => rootOfAccount(key, member));
    return [key, sortedUnique(members)];
  });
  return Object.fromEntries(entries);
}

/** An account id is short for the account's root, in the spelling of its key. */
function rootOfAccount(key: string, member: JsonValue): JsonValue {
  if (typeof member !== "string" || !/^([0-9]{12}|[0-9a-z]{13})$/.test(member)) return sortKeys(member);
  return key === "AWS" || key === "CTYUN" ? `arn:${key.toLowerCase()}:iam::${member}:root` : member;
}

function canonicalCondition(condition: JsonValue): JsonValue {
  if (!isObject(condition)) return sortKeys(condition);
  const operators = Object.entries(condition).map(([operator, keys]): [string, JsonValue] => {
    if (!isObject(keys)) return [operator, sortKeys(keys)];
    const values = Object.entries(keys).map(([key, value]): [string, JsonValue] => [key, sortedUnique(asList(value).map(scalarText))]);
    return [operator, Object.fromEntries(values)];
  });
  return Object.fromEntries(operators);
}

function scalarText(value: JsonValue): JsonValue {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : sortKeys(value);
}

/** Members once each, in the order of their texts: the values are canonical already, so equal members have equal texts. */
function sortedUnique(values: readonly JsonValue[]): JsonValue[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** The same value with the keys of every object in order and undefined left out. */
function sortKeys(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => (item as JsonValue | undefined) !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, item]) => [key, sortKeys(item)]));
}
