/** The words for a value of the wrong shape, and for an absence. zod's own speak of types of a programming language, not of the person's input. */
import type { z } from "zod";
import { Archive, Asset } from "../../rules/asset";
import { didYouMean } from "../../pure/suggest";
import type { ServiceError } from "../../transport/errors/errors";

const EXPECTED: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  Asset: "an asset",
};

/** The broken expectation of one zod issue about `value`, which is known. */
export function worded(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${EXPECTED[issue.expected] ?? issue.expected}, found ${found(value)}`;
    case "invalid_union":
      return `must be ${alternatives(issue.errors.flat())}, found ${found(value)}`;
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const near = typeof value === "string" ? didYouMean(value, allowed) : undefined;
      return `must be one of ${allowed.join(", ")}${near === undefined ? "" : `; did you mean ${near}?`}`;
    }
    case "too_small":
      if (issue.minimum === 1 && issue.inclusive !== false && issue.origin !== "number" && issue.origin !== "int")
        return "must not be empty";
      return `must ${bound(issue.origin, issue.inclusive === false ? "more than" : "at least", String(issue.minimum))}`;
    case "too_big":
      return `must ${bound(issue.origin, issue.inclusive === false ? "less than" : "at most", String(issue.maximum))}`;
    default:
      return issue.message;
  }
}

function alternatives(branches: readonly z.core.$ZodIssue[]): string {
  const names = branches.map((branch) =>
    branch.code === "invalid_type" ? (EXPECTED[branch.expected] ?? branch.expected) : branch.message,
  );
  return [...new Set(names)].join(" or ");
}

function bound(origin: string, limit: string, amount: string): string {
  if (origin === "string") return `have ${limit} ${amount} characters`;
  if (origin === "array") return `have ${limit} ${amount} items`;
  return `be ${limit} ${amount}`;
}

/** What the value is; a value itself may be a secret. */
function found(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Asset) return "an asset";
  if (value instanceof Archive) return "an archive, which is several files: pack them into one first";
  if (typeof value === "object") return "an object";
  if (typeof value === "number" && !Number.isInteger(value)) return "a fraction";
  return typeof value === "string" ? "text" : typeof value === "boolean" ? String(value) : `a ${typeof value}`;
}

/** What the service says of something that it does not have. @param answer undefined: another answer, a list for one, lacks it */
export function absence(answer: ServiceError | undefined): string {
  if (answer === undefined) return "the answer of the service does not have it";
  const { operation, status, code, requestId } = answer;
  const said = [operation, "answered", status, code].filter((part) => part !== undefined).join(" ");
  return requestId === undefined ? said : `${said} (request id ${requestId})`;
}
