/** One call of the trail service: inputs renamed by the table. */
import type { Effect } from "../../transport/types";
import { TRAIL_HINTS } from "./errors";
import { PARAMETERS, TARGET_PREFIX } from "./wire";

/** @param trail what the call is about, for errors */
export function callOf(action: string, effect: Effect, input: object, trail?: string) {
  const subject = trail === undefined ? {} : { subject: `trail "${trail}"` };
  return { service: "trail", action, effect, targetPrefix: TARGET_PREFIX, body: renamed(input), hints: TRAIL_HINTS, ...subject } as const;
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
