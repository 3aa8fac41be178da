/** Rules of a CORS configuration [GUIDE 4.2.19] [DOC 10027308]. */
import type { Problem, PropertyPath } from "./problem";
import { deepEqual } from "../pure/semantic";

export const CORS_METHODS = ["GET", "PUT", "HEAD", "POST", "DELETE"] as const;
const MAX_ID_LENGTH = 255;
/** Of S3's integer. unverified for OOS; Ceph takes a little more, and drops what is above that without a word. */
const MAX_AGE_SECONDS = 2_147_483_647;

export interface CorsRule {
  readonly id?: string | undefined;
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders?: readonly string[] | undefined;
  readonly exposeHeaders?: readonly string[] | undefined;
  readonly maxAgeSeconds?: number | undefined;
}

/** What of the rules follows from the backend. */
export interface CorsLimits {
  readonly rules: number;
  readonly bytes: number;
  /** Whether `*` may stand in exposed headers. */
  readonly exposesWildcard: boolean;
}

/** Every broken rule. @param bytes size of the document that would be sent */
export function corsProblems(rules: readonly CorsRule[], limits: CorsLimits, bytes: number): Problem[] {
  const problems: Problem[] = [];
  const add = (path: PropertyPath, rule: string, message: string): void => void problems.push({ path, rule, message });
  if (rules.length === 0) add([], "cors-count", "must have at least one rule; remove the resource to have none");
  if (rules.length > limits.rules) add([], "cors-count", `must have at most ${String(limits.rules)} rules, has ${String(rules.length)}`);
  if (bytes > limits.bytes) add([], "cors-size", `make a document of ${String(bytes)} bytes, more than ${String(limits.bytes)}`);
  rules.forEach((rule, index) => {
    const { id, maxAgeSeconds } = rule;
    if (id !== undefined && Array.from(id).length > MAX_ID_LENGTH)
      add([index, "id"], "cors-id", `must have at most ${String(MAX_ID_LENGTH)} characters, has ${String(Array.from(id).length)}`);
    for (const list of ["allowedOrigins", "allowedMethods"] as const)
      if (rule[list].length === 0) add([index, list], "cors-empty", "must name at least one");
    for (const list of ["allowedOrigins", "allowedHeaders", "exposeHeaders"] as const) {
      (rule[list] ?? []).forEach((text, at) => {
        if (text === "") add([index, list, at], "cors-empty", "must not be empty");
        else if (/\s/.test(text)) add([index, list, at], "cors-space", `must not contain white space, found "${text}"`);
        const stars = text.split("*").length - 1;
        if (list !== "exposeHeaders" && stars > 1) add([index, list, at], "cors-wildcard", `may contain one "*", found "${text}"`);
        if (list === "exposeHeaders" && stars > 0 && !limits.exposesWildcard)
          add([index, list, at], "cors-wildcard", `must name a header, without "*"; found "${text}"`);
      });
    }
    if (maxAgeSeconds !== undefined && !(Number.isSafeInteger(maxAgeSeconds) && maxAgeSeconds >= 0 && maxAgeSeconds <= MAX_AGE_SECONDS))
      add(
        [index, "maxAgeSeconds"],
        "cors-age",
        `must be a whole number from 0 to ${String(MAX_AGE_SECONDS)}, found ${String(maxAgeSeconds)}`,
      );
  });
  return problems;
}

/**
 * Same meaning: the first rule that matches decides, so the order of rules counts and the order inside a rule does not. An id is a label, compared
 * where both have one.
 */
export function sameCors(a: readonly CorsRule[], b: readonly CorsRule[]): boolean {
  const [left, right] = [canonicalCors(a), canonicalCors(b)];
  return (
    left.length === right.length &&
    left.every((rule, index) => {
      const other = right[index];
      const isLabelled = rule.id !== undefined && other?.id !== undefined;
      return deepEqual(isLabelled ? rule : { ...rule, id: undefined }, isLabelled ? other : { ...other, id: undefined });
    })
  );
}

/** The rules in one form for all orders inside a rule. */
export function canonicalCors(rules: readonly CorsRule[]): CorsRule[] {
  return rules.map(({ allowedOrigins, allowedMethods, allowedHeaders, exposeHeaders, ...rest }) => ({
    ...rest,
    allowedOrigins: [...new Set(allowedOrigins)].sort(),
    allowedMethods: [...new Set(allowedMethods)].sort(),
    allowedHeaders: [...new Set(folded(allowedHeaders))].sort(),
    exposeHeaders: [...new Set(folded(exposeHeaders))].sort(),
  }));
}

/** Names of headers have no case. */
function folded(headers: readonly string[] = []): string[] {
  return headers.map((header) => header.toLowerCase());
}
