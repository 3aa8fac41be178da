import { isAddressBlock } from "../rules/address";
import type { PropertyPath } from "../rules/problem";
import { didYouMean, suggestion } from "../pure/suggest";
import { asList, isList, isObject, type JsonValue } from "./document";
import { DOCUMENTED_OPERATORS, KNOWN_CONDITION_KEYS, KNOWN_OPERATORS } from "./known";
import type { Report } from "./report";

/** What operators compare with. */
const KINDS: readonly { readonly operators: RegExp; readonly expected: string; readonly holds: (text: string) => boolean }[] = [
  { operators: /^(?:Bool|Null)$/, expected: "true or false", holds: (text) => /^(?:true|false)$/i.test(text) },
  { operators: /^Numeric/, expected: "a number", holds: (text) => text.trim() !== "" && !Number.isNaN(Number(text)) },
  {
    operators: /^Date/,
    expected: "a date such as 2030-01-31T00:00:00Z, or seconds since 1970",
    holds: (text) => /^\d+$/.test(text) || !Number.isNaN(Date.parse(text)),
  },
];

/** `{"<Operator>": {"<key>": value or [values]}}`. */
export function checkCondition(condition: JsonValue | undefined, path: PropertyPath, report: Report): void {
  if (condition === undefined || !report.known(condition)) return;
  if (!isObject(condition)) {
    report.problem(path, "policy-condition", `expected {"<Operator>": {"<key>": "<value>"}}, found ${JSON.stringify(condition)}`);
    return;
  }
  for (const [operator, keys] of Object.entries(condition)) {
    const at = [...path, operator];
    const base = checkOperator(operator, at, report);
    if (!report.known(keys)) continue;
    if (!isObject(keys) || Object.keys(keys).length === 0) {
      report.problem(at, "policy-condition", `expected {"<key>": "<value>"}, found ${JSON.stringify(keys)}`);
      continue;
    }
    for (const [key, value] of Object.entries(keys)) {
      checkKey(key, [...at, key], report);
      checkValues(value, base, [...at, key], report);
    }
  }
}

/** The operator without `ForAnyValue:` and `IfExists`. */
function checkOperator(operator: string, path: PropertyPath, report: Report): string {
  const base = operator.replace(/^For(AnyValue|AllValues):/, "").replace(/IfExists$/, "");
  const known: readonly string[] = KNOWN_OPERATORS;
  const documented: readonly string[] = DOCUMENTED_OPERATORS;
  if (!known.includes(base)) {
    report.problem(path, "policy-operator", `the condition operator "${operator}" does not exist${suggestion(base, known)}`);
  } else if (!documented.includes(operator)) {
    report.warning(path, "policy-operator", `the manual shows only ${documented.join(", ")}; "${operator}" may be refused or ignored`);
  }
  return base;
}

function checkKey(key: string, path: PropertyPath, report: Report): void {
  const known: readonly string[] = KNOWN_CONDITION_KEYS;
  if (known.includes(key)) return;
  const meant = didYouMean(key, known);
  if (meant !== undefined)
    report.warning(path, "policy-condition-key", `the condition key "${key}" is not known (did you mean "${meant}"?)`);
}

function checkValues(value: JsonValue, operator: string, path: PropertyPath, report: Report): void {
  if (isList(value) && value.length === 0) report.problem(path, "policy-empty-list", "must name at least one value");
  asList(value).forEach((member, index) => {
    if (!report.known(member)) return;
    const at = isList(value) ? [...path, index] : path;
    if (member === null || typeof member === "object") {
      report.problem(at, "policy-condition", `expected text, a number or a boolean, found ${JSON.stringify(member)}`);
    } else if ((operator === "IpAddress" || operator === "NotIpAddress") && !isAddressBlock(String(member))) {
      report.problem(at, "policy-address", `"${String(member)}" is neither an IP address nor a CIDR block such as 192.0.2.0/24`);
    } else {
      const expected = KINDS.find(({ operators, holds }) => operators.test(operator) && !holds(String(member)))?.expected;
      if (expected !== undefined) report.problem(at, "policy-condition", `${operator} expects ${expected}, found "${String(member)}"`);
    }
  });
}
