/** Typed statements, in the manner of programs, to the document that the service takes. Spellings stay as they are written. */
import type { Problem, PropertyPath } from "../rules/problem";
import {
  asList,
  isList,
  isObject,
  type JsonObject,
  type JsonValue,
  POLICY_VERSION,
  type PolicyKind,
  PRINCIPAL_KEYS,
  STATEMENT_KEYS,
} from "./document";
import { checkPolicy } from "./check";
import { parsePolicy } from "./parse";

export interface TypedPrincipal {
  /** Key inside `Principal`; `*` writes `"Principal": "*"`. */
  readonly type: "CTYUN" | "AWS" | "*";
  readonly identifiers: readonly string[];
}

export interface TypedCondition {
  /** Operator: `IpAddress`. */
  readonly test: string;
  /** Key: `ctyun:SourceIp`. */
  readonly variable: string;
  readonly values: readonly string[];
}

export interface TypedStatement {
  readonly sid?: string | undefined;
  /** Default `Allow`. */
  readonly effect?: "Allow" | "Deny" | undefined;
  readonly actions?: readonly string[] | undefined;
  readonly notActions?: readonly string[] | undefined;
  readonly resources?: readonly string[] | undefined;
  readonly notResources?: readonly string[] | undefined;
  readonly principals?: readonly TypedPrincipal[] | undefined;
  readonly notPrincipals?: readonly TypedPrincipal[] | undefined;
  readonly conditions?: readonly TypedCondition[] | undefined;
}

export interface TypedPolicy {
  /** Default: `bucket` when a statement names principals, else `iam`. */
  readonly kind?: PolicyKind | undefined;
  readonly policyId?: string | undefined;
  readonly statements?: readonly TypedStatement[] | undefined;
  /** Documents whose statements come first. */
  readonly sourcePolicyDocuments?: readonly string[] | undefined;
  /** Documents whose statements replace those of the same Sid. */
  readonly overridePolicyDocuments?: readonly string[] | undefined;
}

/** Every problem, with its path in the typed policy. */
export function typedPolicyProblems(policy: TypedPolicy): Problem[] {
  const { statements = [] } = policy;
  const kind = kindOfTyped(policy);
  const texts = (["sourcePolicyDocuments", "overridePolicyDocuments"] as const).flatMap((name) =>
    (policy[name] ?? []).flatMap((text, index) => checkPolicy(text, kind, { path: [name, index] }).problems),
  );
  const own = statements.flatMap((statement, index) => ownProblems(statement, ["statements", index]));
  const checked = statements.length === 0 ? [] : checkPolicy({ Statement: statements.map(toStatement) }, kind).problems;
  const located = checked.map((problem) => ({ ...problem, path: pathInTyped(problem.path, statements) }));
  if (texts.length + own.length + located.length > 0) return [...texts, ...own, ...located];
  const merged = mergedStatements(policy);
  if (merged.length === 0) return [{ path: ["statements"], rule: "policy-statement", message: "must contain at least one statement" }];
  // What is left can only be a Sid that two documents have.
  return checkPolicy({ Statement: merged }, kind).problems.map(({ rule, message }) => ({ path: [], rule, message }));
}

/** The document as JSON text: the keys in the order of the manual, the members of lists sorted, the statements as they come. */
export function policyText(policy: TypedPolicy): string {
  const { policyId } = policy;
  const document = {
    Version: POLICY_VERSION,
    ...(policyId === undefined || policyId === "" ? {} : { Id: policyId }),
    Statement: mergedStatements(policy).map((statement) => (isObject(statement) ? ordered(statement) : statement)),
  };
  return JSON.stringify(document);
}

function kindOfTyped({ kind, statements = [], sourcePolicyDocuments = [], overridePolicyDocuments = [] }: TypedPolicy): PolicyKind {
  if (kind !== undefined) return kind;
  const texts = [...sourcePolicyDocuments, ...overridePolicyDocuments].flatMap((text) => asList(parsePolicy(text).document?.["Statement"]));
  const isNaming = [...statements.map(toStatement), ...texts].some(
    (statement) => isObject(statement) && (statement["Principal"] !== undefined || statement["NotPrincipal"] !== undefined),
  );
  return isNaming ? "bucket" : "iam";
}

function mergedStatements({
  statements = [],
  sourcePolicyDocuments = [],
  overridePolicyDocuments = [],
}: TypedPolicy): readonly JsonValue[] {
  const read = (texts: readonly string[]): readonly JsonValue[] =>
    texts.flatMap((text) => asList(parsePolicy(text).document?.["Statement"]));
  const sidOf = (statement: JsonValue): JsonValue | undefined =>
    isObject(statement) && statement["Sid"] !== "" ? statement["Sid"] : undefined;
  let merged: readonly JsonValue[] = [...read(sourcePolicyDocuments), ...statements.map(toStatement)];
  for (const statement of read(overridePolicyDocuments)) {
    const sid = sidOf(statement);
    const at = sid === undefined ? -1 : merged.findIndex((other) => sidOf(other) === sid);
    merged = at < 0 ? [...merged, statement] : merged.map((other, index) => (index === at ? statement : other));
  }
  return merged;
}

function toStatement(typed: TypedStatement): JsonObject {
  const { sid, effect = "Allow", principals, notPrincipals, conditions } = typed;
  const entries: readonly (readonly [string, JsonValue | undefined])[] = [
    ["Sid", sid],
    ["Effect", effect],
    ["Principal", toPrincipal(principals)],
    ["NotPrincipal", toPrincipal(notPrincipals)],
    ...LISTS.map(([key, name]) => [key, typed[name]] as const),
    ["Condition", toCondition(conditions)],
  ];
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined));
}

const LISTS = [
  ["Action", "actions"],
  ["NotAction", "notActions"],
  ["Resource", "resources"],
  ["NotResource", "notResources"],
] as const;

function toPrincipal(principals: readonly TypedPrincipal[] | undefined): JsonValue | undefined {
  if (principals === undefined || principals.length === 0) return undefined;
  if (principals.some(({ type }) => type === "*")) return "*";
  return Object.fromEntries(
    PRINCIPAL_KEYS.flatMap((key): [string, JsonValue][] => {
      const members = principals.filter(({ type }) => type === key).flatMap(({ identifiers }) => identifiers);
      return principals.some(({ type }) => type === key) ? [[key, members]] : [];
    }),
  );
}

function toCondition(conditions: readonly TypedCondition[] | undefined): JsonObject | undefined {
  if (conditions === undefined || conditions.length === 0) return undefined;
  const tests = [...new Set(conditions.map(({ test }) => test))];
  return Object.fromEntries(
    tests.map((test) => [
      test,
      Object.fromEntries(conditions.filter((condition) => condition.test === test).map(({ variable, values }) => [variable, values])),
    ]),
  );
}

/** What the document could not say. */
function ownProblems({ principals = [], notPrincipals = [], conditions = [] }: TypedStatement, path: PropertyPath): Problem[] {
  const mixed = Object.entries({ principals, notPrincipals }).flatMap(([name, list]) =>
    list.flatMap(({ type, identifiers }, index): Problem[] => {
      if (type !== "*") return [];
      const isAlone = list.length === 1 && identifiers.every((identifier) => identifier === "*");
      const message = 'of type "*" is everyone, anonymous callers too: it stands alone, with "*" as its identifier';
      return isAlone ? [] : [{ path: [...path, name, index], rule: "policy-principal", message }];
    }),
  );
  const keys = conditions.map(({ test, variable }) => `${test} ${variable}`);
  const twice = keys.flatMap((key, index): Problem[] => {
    const first = keys.indexOf(key);
    const message = `has the test and variable of conditions[${String(first)}]; several values of one condition mean any of them: write them there`;
    return first === index ? [] : [{ path: [...path, "conditions", index], rule: "policy-condition", message }];
  });
  return [...mixed, ...twice];
}

const NAMES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LISTS),
  ...{ Sid: "sid", Effect: "effect", Principal: "principals", NotPrincipal: "notPrincipals", Condition: "conditions" },
};

/** The place in the typed policy of a place in its document. */
function pathInTyped(path: PropertyPath, statements: readonly TypedStatement[]): PropertyPath {
  const [, index, key, ...rest] = path;
  if (typeof index !== "number") return ["statements"];
  const base: PropertyPath = ["statements", index];
  const name = typeof key === "string" ? NAMES[key] : undefined;
  const typed = statements[index];
  if (name === undefined || typed === undefined) return base;
  if (name === "conditions") return [...base, name, ...conditionPlace(typed.conditions ?? [], rest)];
  if (name === "principals" || name === "notPrincipals") return [...base, name, ...principalPlace(typed[name] ?? [], rest)];
  return [...base, name, ...rest];
}

function conditionPlace(conditions: readonly TypedCondition[], [test, variable, ...rest]: PropertyPath): PropertyPath {
  const at = conditions.findIndex((condition) => condition.test === test && (variable === undefined || condition.variable === variable));
  if (at < 0) return [];
  if (variable === undefined) return [at, "test"];
  return [at, ...(rest.length > 0 || conditions[at]?.values.length === 0 ? ["values", ...rest] : ["variable"])];
}

function principalPlace(principals: readonly TypedPrincipal[], [key, member]: PropertyPath): PropertyPath {
  let before = 0;
  for (const [at, { type, identifiers }] of principals.entries()) {
    if (type !== key) continue;
    if (typeof member !== "number") return [at, "identifiers"];
    if (member < before + identifiers.length) return [at, "identifiers", member - before];
    before += identifiers.length;
  }
  return [];
}

/** Keys in the manual's order, members once each and sorted: the same statements always give the same text. */
function ordered(statement: JsonObject): JsonObject {
  const keys: readonly string[] = STATEMENT_KEYS;
  const entries = Object.entries(statement).sort(([a], [b]) => keys.indexOf(a) - keys.indexOf(b));
  return Object.fromEntries(entries.map(([key, value]) => [key, key === "Sid" || key === "Effect" ? value : sorted(value)]));
}

function sorted(value: JsonValue): JsonValue {
  if (isList(value)) {
    const byText = new Map(value.map((member) => [typeof member === "string" ? member : JSON.stringify(member), member]));
    return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
