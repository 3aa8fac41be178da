import { arnDialect, type Dialect } from "../rules/arn";
import { asList, isObject, type JsonObject } from "./document";

/** Prefixes of actions and condition keys that belong to one spelling. */
const PREFIXES: Readonly<Record<string, Dialect>> = { oos: "ctyun", ctyun: "ctyun", s3: "aws", aws: "aws" };
const PRINCIPAL_DIALECTS: Readonly<Record<string, Dialect>> = { CTYUN: "ctyun", AWS: "aws" };

/** The spellings that a statement shows; a bare `*` and words of neither show none. */
export function dialectsOf(statement: JsonObject): ReadonlySet<Dialect> {
  const shown = new Set<Dialect>();
  const add = (dialect: Dialect | undefined): void => {
    if (dialect !== undefined) shown.add(dialect);
  };
  for (const key of ["Principal", "NotPrincipal"] as const) {
    const principal = statement[key];
    if (isObject(principal)) for (const name of Object.keys(principal)) add(own(PRINCIPAL_DIALECTS, name));
  }
  for (const key of ["Action", "NotAction"] as const) {
    for (const action of asList(statement[key])) if (typeof action === "string") add(prefixDialect(action));
  }
  for (const key of ["Resource", "NotResource"] as const) {
    for (const resource of asList(statement[key])) if (typeof resource === "string") add(arnDialect(resource));
  }
  const condition = statement["Condition"];
  for (const keys of isObject(condition) ? Object.values(condition) : []) {
    if (isObject(keys)) for (const name of Object.keys(keys)) add(prefixDialect(name));
  }
  return shown;
}

function prefixDialect(word: string): Dialect | undefined {
  return own(PREFIXES, word.split(":")[0]?.toLowerCase() ?? "");
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
