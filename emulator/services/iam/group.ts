/** IAM groups and their members [GUIDE 7.2]. */
import type { IamCall } from "../../contract";
import type { Group } from "../../state/model";
import { refuse } from "../../wire/errors";
import { paginate } from "../../wire/params";
import type { XmlObject } from "../../wire/xml";
import { wholeSeconds } from "../shared/dates";
import { checkQuota, exists, findGroup, findUser, groupsOf, groupXml, LONGEST, newId, userXml } from "./entities";

export async function createGroup({ account, core, now, params }: IamCall): Promise<XmlObject> {
  const name = params.name("GroupName", LONGEST.group);
  if (account.groups.has(name.toLowerCase())) throw exists("Group", name);
  checkQuota(account.groups.size, core.limits.groupsPerAccount, "GroupsPerAccount");
  const group: Group = { name, id: newId(), createDate: wholeSeconds(now), members: [], policies: [] };
  account.groups.set(name.toLowerCase(), group);
  await core.accounts.save(account);
  return { Group: groupXml(account, group) };
}

export function getGroup(call: IamCall): XmlObject {
  const { account } = call;
  const group = findGroup(call);
  const members = group.members.flatMap((name) => account.users.get(name) ?? []);
  const { page, next } = paginate(call.params, members, (user) => user.name);
  return { Group: groupXml(account, group), Users: { member: page.map((user) => userXml(account, user)) }, ...next };
}

export function listGroups({ account, params }: IamCall): XmlObject {
  const name = params.optional("GroupName")?.toLowerCase();
  const groups = [...account.groups.values()].filter((group) => name === undefined || group.name.toLowerCase().includes(name));
  const { page, next } = paginate(params, groups, (group) => group.name);
  return { Groups: { member: page.map((group) => groupXml(account, group)) }, ...next };
}

export async function deleteGroup(call: IamCall): Promise<undefined> {
  const { account, core } = call;
  const group = findGroup(call);
  if (group.members.length > 0) throw refuse("DeleteConflict", "Cannot delete entity, must remove users from group first.");
  if (group.policies.length > 0) throw refuse("DeleteConflict", "Cannot delete entity, must detach all policies first.");
  account.groups.delete(group.name.toLowerCase());
  await core.accounts.save(account);
  return undefined;
}

/** A repeat is not an error [GUIDE 7.2.3]. */
export async function addUserToGroup(call: IamCall): Promise<undefined> {
  const [group, user] = [findGroup(call), findUser(call)];
  const name = user.name.toLowerCase();
  if (!group.members.includes(name)) {
    checkQuota(groupsOf(call.account, user).length, call.core.limits.groupsPerUser, "GroupsPerUser");
    group.members.push(name);
  }
  await call.core.accounts.save(call.account);
  return undefined;
}

/** Removing a user who is not a member is fine; a user who does not exist is not [GUIDE 7.2.4]. */
export async function removeUserFromGroup(call: IamCall): Promise<undefined> {
  const [group, user] = [findGroup(call), findUser(call)];
  group.members = group.members.filter((name) => name !== user.name.toLowerCase());
  await call.core.accounts.save(call.account);
  return undefined;
}
