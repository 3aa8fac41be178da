/** Lists of grants: what they let whom do [ZOS 1.9, 2.6]. The owner, who may do everything, is in none of them. */
import type { Grant, Grantee, Permission } from "../state/model";
import type { Caller } from "./authorize";

export const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
export const AUTHENTICATED_USERS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

/** The grants of a canned ACL beside the owner's. */
export const CANNED_GRANTS: ReadonlyMap<string, readonly Grant[]> = new Map<string, readonly Grant[]>([
  ["private", []],
  ["public-read", [{ grantee: { group: ALL_USERS }, permission: "READ" }]],
  [
    "public-read-write",
    [
      { grantee: { group: ALL_USERS }, permission: "READ" },
      { grantee: { group: ALL_USERS }, permission: "WRITE" },
    ],
  ],
  ["authenticated-read", [{ grantee: { group: AUTHENTICATED_USERS }, permission: "READ" }]],
]);

/** True when one of the grants lets the caller (undefined: anonymous) do what `permission` says. */
export function isGranted(grants: readonly Grant[], caller: Caller | undefined, permission: Permission): boolean {
  return grants.some((grant) => isAbout(grant.grantee, caller) && (grant.permission === permission || grant.permission === "FULL_CONTROL"));
}

function isAbout({ account, group }: Grantee, caller: Caller | undefined): boolean {
  if (group === ALL_USERS) return true;
  if (group === AUTHENTICATED_USERS) return caller !== undefined;
  return account !== undefined && account === caller?.account.id;
}
