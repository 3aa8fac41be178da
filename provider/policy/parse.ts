/** From JSON text, or from an object of the program, to a policy document; every fault with its place. */
import { readJson } from "../rules/json";
import type { Problem, PropertyPath } from "../rules/problem";
import { isObject, type JsonObject, type JsonValue } from "./document";

const byteOrderMark = "\ufeff";

export interface ParsedPolicy {
  /** Absent when the text is not JSON or not an object. */
  readonly document?: JsonObject;
  readonly problems: readonly Problem[];
}

/**
 * Reads a policy given as JSON text or as an object. Text that is not JSON gives line, column and an excerpt; a key that occurs twice in
 * one object is a problem, since the service would keep only one of them. `path` is put before every problem's path.
 */
export function parsePolicy(policy: unknown, path: PropertyPath = []): ParsedPolicy {
  if (typeof policy !== "string") return objectOnly(policy, path);
  if (policy.startsWith(byteOrderMark)) {
    const message = "begins with a byte order mark (U+FEFF), which an editor has put before the text: save the file without it";
    return { problems: [{ path, rule: "policy-json", message }] };
  }
  if (policy.trim() === "") return { problems: [{ path, rule: "policy-json", message: "the policy is empty" }] };
  const reading = readJson(policy);
  if (!reading.ok) {
    const { line, column, message, excerpt } = reading.fault;
    const words = `not valid JSON at line ${String(line)}, column ${String(column)}: ${message}; near: ${excerpt}`;
    return { problems: [{ path, rule: "policy-json", message: words }] };
  }
  const duplicates = reading.duplicateKeys.map((at): Problem => ({
    path: [...path, ...at],
    rule: "policy-duplicate-key",
    message: `the key "${String(at.at(-1))}" occurs more than once in this object`,
  }));
  const { document, problems } = objectOnly(reading.value, path);
  return { ...(document === undefined ? {} : { document }), problems: [...duplicates, ...problems] };
}

function objectOnly(value: unknown, path: PropertyPath): ParsedPolicy {
  if (isJsonObject(value)) return { document: value, problems: [] };
  const found = Array.isArray(value) ? "a list" : value === null ? "null" : `a ${typeof value}`;
  return { problems: [{ path, rule: "policy-json", message: `a policy is a JSON object with "Statement", found ${found}` }] };
}

/** Objects of a program are JSON-like by contract; what is not (a function, a date) is reported by the check of its place. */
function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value as JsonValue | undefined);
}
