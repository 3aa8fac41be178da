import type { PropertyPath } from "../rules/problem";
import { suggestion } from "../pure/suggest";
import { KNOWN_ACTIONS, knownActionsOf, splitAction } from "./actions";
import type { JsonObject } from "./document";
import { globMatches } from "./match";
import type { Report } from "./report";

/** `service:Action`, wildcards anywhere in the second part. What the lists do not hold warns, since they are not complete. */
export function checkActions(statement: JsonObject, path: PropertyPath, report: Report): void {
  for (const key of ["Action", "NotAction"] as const) {
    const value = statement[key];
    if (value === undefined) continue;
    for (const { text, path: at } of report.texts(value, [...path, key], "an action")) checkAction(text, at, report);
  }
}

function checkAction(action: string, path: PropertyPath, report: Report): void {
  if (action === "*") return;
  const parts = splitAction(action);
  if (parts === undefined) {
    const everything = Object.entries(KNOWN_ACTIONS).flatMap(([service, actions]) => actions.map((known) => `${service}:${known}`));
    const bare = everything.find((known) => known.split(":")[1]?.toLowerCase() === action.toLowerCase());
    const meant = bare === undefined ? suggestion(action, everything) : ` (did you mean "${bare}"?)`;
    report.problem(path, "policy-action", `"${action}" is not of the form "<service>:<Action>"${meant}`);
    return;
  }
  const { service: prefix, name } = parts;
  const known = knownActionsOf(prefix);
  if (known === undefined) {
    const services = Object.keys(KNOWN_ACTIONS);
    report.warning(path, "policy-unknown-action", `the service "${prefix}" of "${action}" is not known${suggestion(prefix, services)}`);
  } else if (!known.some((candidate) => globMatches(name, candidate))) {
    report.warning(path, "policy-unknown-action", `the action "${action}" is not known${suggestion(name, known)}`);
  }
}
