/** A program as data: resources in the order in which they are registered, and what each takes from others. */
import type { Properties } from "../../support/plugin/results";
import { unknown } from "../../support/plugin/client";
import type { StateResource } from "./state";

export interface Resource {
  /** Stays the same when the resource gets another name or parent; references use it. */
  readonly key: string;
  readonly name: string;
  /** `Component` has nothing on the service. */
  readonly noun: string;
  /** Key of the resource that it lies under. */
  readonly parent?: string;
  /** `{ $ref: "key.output" }` is an output of another resource, `{ $join: [...] }` a text made of several. */
  readonly args: Properties;
  /** Which provider instance has it; default: the stack's own. */
  readonly instance?: string;
  /** URNs that it had before. */
  readonly aliases?: readonly string[];
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

export type Program = readonly Resource[];

export const component = "Component";

/** Keys of the resources whose outputs these arguments use. */
export function referencesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(referencesOf))];
  if (typeof value !== "object" || value === null) return [];
  const { $ref } = value as { readonly $ref?: unknown };
  if (typeof $ref === "string") return [$ref.split(".")[0] ?? ""];
  return [...new Set(Object.values(value).flatMap(referencesOf))];
}

/** The arguments with the outputs in them; an output that is not known makes what is built of it unknown. */
export function resolve(value: unknown, outputs: ReadonlyMap<string, Properties>): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, outputs));
  if (typeof value !== "object" || value === null) return value;
  const { $ref, $join } = value as { readonly $ref?: unknown; readonly $join?: readonly unknown[] };
  if (typeof $ref === "string") {
    const [key = "", output = ""] = $ref.split(".");
    const found = outputs.get(key);
    if (found === undefined) throw new Error(`the program refers to ${$ref} before it is registered`);
    return found[output];
  }
  if ($join !== undefined) {
    const parts = $join.map((part) => resolve(part, outputs));
    return parts.includes(unknown) ? unknown : parts.join("");
  }
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]) => [name, resolve(item, outputs)] as const)
      .filter(([, item]) => item !== undefined),
  );
}

export function hasUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasUnknown);
}

/** Inputs with the old values of what is to be ignored. Only whole inputs are named. */
export function withIgnored(inputs: Properties, old: StateResource | undefined, ignored: readonly string[]): Properties {
  if (old === undefined) return inputs;
  const kept: Properties = { ...inputs };
  for (const name of ignored) {
    if (name in old.inputs) kept[name] = old.inputs[name];
    else delete kept[name];
  }
  return kept;
}
