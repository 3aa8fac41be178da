/** Words that the service may not know, or that say nothing where they stand. */
import { iamIdentity } from "../rules/arn";
import { splitAction, STORAGE_PREFIXES, storageActionsOf } from "./actions";
import { mayBeBucket, mayBeObject } from "./check-resources";
import { asList, isList, isObject, type JsonObject, type JsonValue, type PolicyKind } from "./document";
import { DOCUMENTED_CONDITION_KEYS, KNOWN_CONDITION_KEYS } from "./known";
import type { RawFinding } from "./lint-rules";
import type { PropertyPath } from "../rules/problem";

export function wordFindings(document: JsonObject | undefined, kind: PolicyKind): RawFinding[] {
  const statements = document?.["Statement"];
  return asList(statements).flatMap((statement, index) => {
    if (!isObject(statement)) return [];
    const path: PropertyPath = statements !== undefined && isList(statements) ? ["Statement", index] : ["Statement"];
    return [
      ...elements(statement, path),
      ...services(statement, kind, path),
      ...conditionKeys(statement, path),
      ...principals(statement, path),
      ...idleResources(statement, path),
    ];
  });
}

function elements(statement: JsonObject, path: PropertyPath): RawFinding[] {
  return (["NotPrincipal", "NotAction", "NotResource"] as const)
    .filter((key) => statement[key] !== undefined)
    .map((key) => ({
      rule: "policy-undocumented-element",
      path: [...path, key],
      message: `the manual's grammar has no "${key}"; the service may refuse it`,
    }));
}

function services(statement: JsonObject, kind: PolicyKind, path: PropertyPath): RawFinding[] {
  if (kind !== "bucket") return [];
  const storage: readonly string[] = STORAGE_PREFIXES;
  return members(statement, "Action", path).flatMap(({ text, path: at }): RawFinding[] => {
    const service = splitAction(text)?.service;
    if (service === undefined || storage.includes(service.toLowerCase())) return [];
    return [{ rule: "policy-wrong-service", path: at, message: `"${text}" is not an action on buckets or objects` }];
  });
}

function conditionKeys({ Condition: condition }: JsonObject, path: PropertyPath): RawFinding[] {
  if (!isObject(condition)) return [];
  const [known, documented]: readonly string[][] = [[...KNOWN_CONDITION_KEYS], [...DOCUMENTED_CONDITION_KEYS]];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    (isObject(keys) ? Object.keys(keys) : [])
      .filter((key) => known?.includes(key) === true && documented?.includes(key) !== true)
      .map((key) => ({
        rule: "policy-undocumented-key",
        path: [...path, "Condition", operator, key],
        message: `the manual does not show the condition key "${key}"; if the service does not know it, the condition holds never or always`,
      })),
  );
}

function principals(statement: JsonObject, path: PropertyPath): RawFinding[] {
  return (["Principal", "NotPrincipal"] as const).flatMap((key) => {
    const principal = statement[key];
    if (!isObject(principal)) return [];
    return Object.keys(principal).flatMap((name) =>
      members(principal, name, [...path, key]).flatMap(({ text, path: at }): RawFinding[] =>
        iamIdentity(text) !== undefined && /[*?]/.test(text)
          ? [{ rule: "policy-principal-wildcard", path: at, message: `it is not known whether the service treats "${text}" as a pattern` }]
          : [],
      ),
    );
  });
}

/** A bucket among objects whose actions are never asked on buckets, or the other way round. */
function idleResources(statement: JsonObject, path: PropertyPath): RawFinding[] {
  const actions = members(statement, "Action", path).map(({ text }) => storageActionsOf(text));
  const resources = members(statement, "Resource", path);
  if (actions.length === 0 || resources.length < 2 || actions.some((rows) => rows.length === 0)) return [];
  const levels = new Set(actions.flat().map(({ level }) => level));
  return resources
    .filter(({ text }) => text !== "*" && !(levels.has("bucket") && mayBeBucket(text)) && !(levels.has("object") && mayBeObject(text)))
    .map(({ text, path: at }) => ({
      rule: "policy-idle-resource",
      path: at,
      message: `no action of the statement applies to ${mayBeBucket(text) ? "a bucket" : "objects"}: "${text}" has no effect here`,
    }));
}

/** The texts of a scalar or list, each with its place. */
function members(object: JsonObject, key: string, path: PropertyPath): { readonly text: string; readonly path: PropertyPath }[] {
  const value: JsonValue | undefined = object[key];
  return asList(value).flatMap((text, index) =>
    typeof text === "string" ? [{ text, path: value !== undefined && isList(value) ? [...path, key, index] : [...path, key] }] : [],
  );
}
