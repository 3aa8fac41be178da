/** What the configured backend does not have, by its tables: whole resources and functions, fields, and words of a field. */
import { type Backend, hasOperation, type Missing } from "../../backends/types";
import type { FieldMeta, FunctionDefinition, Registry, ResourceDefinition, RuleProblem, Uses } from "../../define";
import type { Availability } from "../../define";
import { isUnknown } from "../values";

type Definition = ResourceDefinition | FunctionDefinition;

/** True when the backend has every operation that the definition needs. */
export function isAvailable(definition: Definition | Pick<Uses, "uses">, backend: Pick<Backend, "services">): boolean {
  return !("uses" in definition) || definition.uses.every((operation) => hasOperation(backend, operation));
}

/** Why the backend has no such resource or function; undefined when it has. */
export function missingProblem(backend: Backend, definition: Definition): string | undefined {
  return isAvailable(definition, backend)
    ? undefined
    : `${nameOf(definition)} is not available on backend ${backend.id}: ${words(missingOf(backend, definition))}`;
}

/** What the backend has and lacks of all that there is. */
export function availabilityOf(backend: Backend, { resources, functions }: Pick<Registry, "resources" | "functions">): Availability {
  const lacking = [...resources.values(), ...functions.values()].filter((definition) => !isAvailable(definition, backend));
  const fields = Object.entries(backend.lacks.fields).flatMap(([noun, places]) =>
    Object.entries(places).map(([place, missing]) => ({ name: `${noun}.${place}`, ...missing })),
  );
  return {
    resources: [...resources.values()].filter((definition) => isAvailable(definition, backend)).map(nameOf),
    missing: [...lacking.map((definition) => ({ name: nameOf(definition), ...missingOf(backend, definition) })), ...fields],
  };
}

function nameOf(definition: Definition): string {
  return "noun" in definition ? definition.noun : definition.name;
}

/** Why, and what to use instead. */
export function missingOf({ lacks, title }: Backend, definition: Definition): Missing {
  const name = nameOf(definition);
  const known = Object.hasOwn(lacks.instead, name) ? lacks.instead[name] : undefined;
  return known ?? { reason: `${title} lacks operations that it needs`, instead: "leave it out" };
}

/** Every given field that the backend lacks, and every word that it does not take there. Unknown values are let through. */
export function availabilityProblems(backend: Backend, noun: string, inputs: Readonly<Record<string, unknown>>): RuleProblem[] {
  const problems: RuleProblem[] = [];
  for (const [place, missing] of Object.entries(backend.lacks.fields[noun] ?? {})) {
    for (const { path } of valuesAt(inputs, place)) problems.push({ path, message: `is not available: ${words(missing)}` });
  }
  for (const [place, allowed] of Object.entries(backend.lacks.words[noun] ?? {})) {
    for (const { path, value } of valuesAt(inputs, place)) {
      if (typeof value === "string" && !allowed.includes(value))
        problems.push({ path, message: `"${value}" is not available; expected ${allowed.join(" or ")}` });
    }
  }
  return problems;
}

/** True when the backend has the field at all. */
export function hasField(backend: Backend, noun: string, place: string): boolean {
  return backend.lacks.fields[noun]?.[place] === undefined;
}

/** What the field is filled in with on this backend; undefined where it stays without a value. */
export function defaultOf(backend: Backend, noun: string, name: string, { default: value, defaultOn }: FieldMeta): FieldMeta["default"] {
  if (value === undefined) return undefined;
  return (defaultOn === undefined || defaultOn(backend.dialect)) && hasField(backend, noun, name) ? value : undefined;
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
