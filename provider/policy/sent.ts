/** A policy as it is sent: as it was written, but for numbers and booleans in conditions, which the service takes as texts only. */
import { asList, isList, isObject, type JsonObject, type JsonValue } from "./document";
import { parsePolicy } from "./parse";

/** The text for the service. A text in which nothing has to change stays what it is, letter by letter. */
export function sentPolicy(policy: unknown): string {
  const { document } = parsePolicy(policy);
  const texts = document === undefined ? undefined : withTexts(document);
  if (typeof policy === "string") return texts === undefined || texts === document ? policy : JSON.stringify(texts);
  return JSON.stringify(texts ?? policy);
}

/** The document itself where every condition has texts already. */
function withTexts(document: JsonObject): JsonObject {
  const statement = document["Statement"];
  if (statement === undefined) return document;
  return changed(
    document,
    "Statement",
    each(statement, (item) => (isObject(item) ? ofStatement(item) : item)),
  );
}

function ofStatement(statement: JsonObject): JsonObject {
  const condition = statement["Condition"];
  if (!isObject(condition)) return statement;
  return Object.entries(condition).reduce<JsonObject>((result, [operator, keys]) => {
    const inner = result["Condition"];
    if (!isObject(keys) || !isObject(inner)) return result;
    const texts = Object.entries(keys).reduce((all, [key, values]) => changed(all, key, each(values, textOf)), keys);
    return changed(result, "Condition", changed(inner, operator, texts));
  }, statement);
}

function textOf(value: JsonValue): JsonValue {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

/** Each member of a list, or the one that stands alone; the same list where nothing changes. */
function each(value: JsonValue, change: (member: JsonValue) => JsonValue): JsonValue {
  if (!isList(value)) return change(value);
  const members = asList(value).map(change);
  return members.every((member, index) => member === value[index]) ? value : members;
}

function changed(object: JsonObject, key: string, value: JsonValue): JsonObject {
  return object[key] === value ? object : { ...object, [key]: value };
}
