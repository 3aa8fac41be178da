/** What the configured backend does not have, by its tables: whole resources and functions, fields, and words of a field. */
import type { Backend, Missing } from "../backends/types";
import type { FieldMeta, RuleProblem } from "../define";
import { isUnknown } from "./values";

/** Why the backend has no such resource or function; undefined when it has. @param known nouns are listed, functions only when they are missing */
export function missingProblem(backend: Backend, name: string, kind: "resource" | "function"): string | undefined {
  const missing = Object.hasOwn(backend.missingResources, name) ? backend.missingResources[name] : undefined;
  if (missing === undefined && (kind === "function" || backend.resources.has(name))) return undefined;
  return `${name} is not available on backend ${backend.id}${missing === undefined ? "" : `: ${words(missing)}`}`;
}

/** Every given field that the backend lacks, and every word that it does not take there. Unknown values are let through. */
export function availabilityProblems(backend: Backend, noun: string, inputs: Readonly<Record<string, unknown>>): RuleProblem[] {
  const problems: RuleProblem[] = [];
  for (const [place, missing] of Object.entries(backend.missingFields[noun] ?? {})) {
    for (const { path } of valuesAt(inputs, place)) problems.push({ path, message: `is not available: ${words(missing)}` });
  }
  for (const [place, allowed] of Object.entries(backend.fieldWords[noun] ?? {})) {
    for (const { path, value } of valuesAt(inputs, place)) {
      if (typeof value === "string" && !allowed.includes(value))
        problems.push({ path, message: `"${value}" is not available; expected ${allowed.join(" or ")}` });
    }
  }
  return problems;
}

/** True when the backend has the field at all. */
export function hasField(backend: Backend, noun: string, place: string): boolean {
  return backend.missingFields[noun]?.[place] === undefined;
}

/** What the field is filled in with on this backend; undefined where it stays without a value. */
export function defaultOf(backend: Backend, noun: string, name: string, { default: value, defaultOn }: FieldMeta): FieldMeta["default"] {
  if (value === undefined) return undefined;
  return (defaultOn === undefined || defaultOn.includes(backend.id)) && hasField(backend, noun, name) ? value : undefined;
}

function words({ reason, instead }: Missing): string {
  return `${reason}; ${instead}`;
}

interface Found {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** The known values at a place such as `rules[].tags`, each with its own path. */
function valuesAt(inputs: unknown, place: string): readonly Found[] {
  let found: readonly Found[] = [{ path: [], value: inputs }];
  for (const step of place.split(/\.|(?=\[\])/)) {
    found = found.flatMap(({ path, value }) => {
      if (typeof value !== "object" || value === null) return [];
      if (step === "[]")
        return Array.isArray(value) ? value.map((entry: unknown, index) => ({ path: [...path, index], value: entry })) : [];
      return [{ path: [...path, step], value: (value as Readonly<Record<string, unknown>>)[step] }];
    });
  }
  return found.filter(({ value }) => value !== undefined && !isUnknown(value));
}
