/** One call of the trail service: inputs renamed by the table. */
import type { OperationName } from "../../catalog";
import { PARAMETERS, TARGET_PREFIX } from "./wire";

/** @param trail what the call is about, for errors */
export function callOf(action: OperationName, input: object, trail?: string) {
  const subject = trail === undefined ? {} : { subject: `trail "${trail}"` };
  return { action, targetPrefix: TARGET_PREFIX, body: renamed(input), ...subject } as const;
}

/** Wire names all the way down; undefined is not sent. */
function renamed(input: object): Record<string, unknown> {
  const names: Readonly<Record<string, string>> = PARAMETERS;
  return Object.fromEntries(Object.entries(input).map(([key, value]: [string, unknown]) => [names[key] ?? key, renamedValue(value)]));
}

function renamedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamedValue);
  return typeof value === "object" && value !== null ? renamed(value) : value;
}
