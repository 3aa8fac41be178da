/** Groups and who is in them [GUIDE 7.1.8, 7.2]. There is no UpdateGroup: a group cannot be renamed. */
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import { allItems, type Paged, type PageInput } from "./paging";
import type { Group, Page, User } from "./wire";

interface GroupInput {
  readonly groupName: string;
}
interface MemberInput extends GroupInput {
  readonly userName: string;
}

/** Makes a group. @throws ServiceError `already-exists`, `quota` above 30 in an account */
export async function createGroup(client: Client, input: GroupInput): Promise<Group> {
  const { group } = await ask(client, "CreateGroup", { ...input }, subject(input));
  return group ?? { groupName: input.groupName };
}

/** A group and one page of its members. @throws ServiceError `not-found` */
export function getGroup(client: Client, input: Paged<GroupInput>): Promise<Page<User> & { readonly group: Group }> {
  return ask(client, "GetGroup", { ...input }, subject(input));
}

/** A group with every member. @throws ServiceError `not-found` */
export async function getWholeGroup(
  client: Client,
  input: GroupInput,
): Promise<{ readonly group: Group; readonly members: readonly User[] }> {
  let group: Group = { groupName: input.groupName };
  const members = await allItems("GetGroup", async (page) => {
    const found = await getGroup(client, { ...input, ...page });
    group = found.group;
    return found;
  });
  return { group, members };
}

/** Every member of a group. @throws ServiceError `not-found` */
export function listAllGroupMembers(client: Client, input: GroupInput): Promise<User[]> {
  return allItems("GetGroup", (page) => getGroup(client, { ...input, ...page }));
}

/** Removes a group. @throws ServiceError `dependency` while it has members or policies; `not-found` */
export function deleteGroup(client: Client, input: GroupInput): Promise<void> {
  return tell(client, "DeleteGroup", { ...input }, subject(input));
}

/** One page of the account's groups. */
export function listGroups(client: Client, input: PageInput = {}): Promise<Page<Group>> {
  return ask(client, "ListGroups", { ...input });
}

export function listAllGroups(client: Client): Promise<Group[]> {
  return allItems("ListGroups", (page) => listGroups(client, page));
}

/** Puts a user into a group; a member already is no error. */
export function addUserToGroup(client: Client, input: MemberInput): Promise<void> {
  return tell(client, "AddUserToGroup", { ...input }, member(input));
}

/** Takes a user out of a group; no member is no error. @throws ServiceError `not-found` when the user does not exist */
export function removeUserFromGroup(client: Client, input: MemberInput): Promise<void> {
  return tell(client, "RemoveUserFromGroup", { ...input }, member(input));
}

/** One page of the groups that a user is in. */
export function listGroupsForUser(client: Client, input: Paged<{ readonly userName: string }>): Promise<Page<Group>> {
  return ask(client, "ListGroupsForUser", { ...input }, `groups of user "${input.userName}"`);
}

export function listAllGroupsForUser(client: Client, input: { readonly userName: string }): Promise<Group[]> {
  return allItems("ListGroupsForUser", (page) => listGroupsForUser(client, { ...input, ...page }));
}

function subject({ groupName }: GroupInput): string {
  return `group "${groupName}"`;
}

function member({ groupName, userName }: MemberInput): string {
  return `user "${userName}" in group "${groupName}"`;
}
