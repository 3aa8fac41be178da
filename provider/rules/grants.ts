/** Grants of an access list [ZOS 1.9]: each names one grantee, and their order has no meaning. */
import type { Problem } from "./problem";

export interface Grant {
  readonly canonicalId?: string | undefined;
  readonly uri?: string | undefined;
  readonly emailAddress?: string | undefined;
  readonly permission: string;
}

const GROUPS = ["http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"];
const WAYS = ["canonicalId", "uri", "emailAddress"] as const;

export function grantProblems(grants: readonly Grant[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  grants.forEach((grant, index) => {
    const given = WAYS.filter((way) => grant[way] !== undefined);
    if (given.length !== 1) problems.push({ path: [index], rule: "grant-grantee", message: `needs exactly one of ${WAYS.join(", ")}` });
    for (const way of given)
      if (grant[way] === "") problems.push({ path: [index, way], rule: "grant-grantee", message: "must not be empty" });
    if (grant.uri !== undefined && grant.uri !== "" && !GROUPS.includes(grant.uri))
      problems.push({ path: [index, "uri"], rule: "grant-group", message: `must be ${GROUPS.join(" or ")}, found "${grant.uri}"` });
    const print = printOf(grant);
    const first = seen.get(print);
    if (first === undefined) seen.set(print, index);
    else problems.push({ path: [index], rule: "grant-twice", message: `says the same as grant ${String(first)}` });
  });
  return problems;
}

/** The service keeps one grant for each grantee and permission, in an order of its own. */
export function canonicalGrants(grants: readonly Grant[]): string[] {
  return [...new Set(grants.map(printOf))].sort();
}

function printOf({ canonicalId, uri, emailAddress, permission }: Grant): string {
  return JSON.stringify([canonicalId ?? "", uri ?? "", emailAddress ?? "", permission]);
}
