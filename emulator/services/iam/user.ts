/** IAM users and their tags [GUIDE 7.1.1-7.1.8]. */
import { callerArn } from "../../access/authorize";
import type { IamCall } from "../../contract";
import type { Account, Tag, User } from "../../state/model";
import { refuse } from "../../wire/errors";
import { paginate, type Params } from "../../wire/params";
import type { XmlObject } from "../../wire/xml";
import { wholeSeconds } from "../shared/dates";
import { checkQuota, exists, findUser, findUserOrCaller, groupsOf, groupXml, LONGEST, newId, tagXml, userXml } from "./entities";

export async function createUser(call: IamCall): Promise<XmlObject> {
  const { account, core, params } = call;
  const name = params.name("UserName", LONGEST.user);
  const tags = tagParameters(params);
  checkTagCount(tags, core.limits.tagsPerUser);
  if (account.users.has(name.toLowerCase())) throw exists("User", name);
  checkQuota(account.users.size, core.limits.usersPerAccount, "UsersPerAccount");
  const user: User = { name, id: newId(), createDate: wholeSeconds(call.now), tags, keys: [], policies: [] };
  account.users.set(name.toLowerCase(), user);
  await core.accounts.save(account);
  return { User: userXml(account, user) };
}

/** Without a name: the caller; the root user has the ARN `...:root`. */
export function getUser(call: IamCall): XmlObject {
  const { account, caller } = call;
  const user = findUserOrCaller(call);
  if (user !== undefined) return { User: userXml(account, user) };
  // unverified: what else comes with the root user.
  return { User: { UserName: "root", UserId: account.id, Arn: callerArn(caller) } };
}

export function listUsers({ account, params }: IamCall): XmlObject {
  const [name, key] = [params.optional("UserName")?.toLowerCase(), params.optional("AccessKeyId")];
  const users = [...account.users.values()].filter(
    (user) =>
      (name === undefined || user.name.toLowerCase().includes(name)) &&
      (key === undefined || user.keys.some((own) => own.id.includes(key))),
  );
  const { page, next } = paginate(params, users, (user) => user.name);
  return { Users: { member: page.map((user) => userXml(account, user)) }, ...next };
}

/** What has to be removed before a user can be. */
const DELETE_CONFLICTS: readonly { readonly words: string; present(account: Account, user: User): boolean }[] = [
  { words: "must delete access keys first", present: (_account, user) => user.keys.length > 0 },
  { words: "must remove users from group first", present: (account, user) => groupsOf(account, user).length > 0 },
  { words: "must detach all policies first", present: (_account, user) => user.policies.length > 0 },
  { words: "must delete login profile first", present: (_account, user) => user.loginProfile !== undefined },
  {
    words: "must deactivate MFA device first",
    present: (account, user) => [...account.mfaDevices.values()].some((device) => device.user === user.name.toLowerCase()),
  },
];

export async function deleteUser(call: IamCall): Promise<undefined> {
  const { account, core } = call;
  const user = findUser(call);
  const conflict = DELETE_CONFLICTS.find((row) => row.present(account, user));
  if (conflict !== undefined) throw refuse("DeleteConflict", `Cannot delete entity, ${conflict.words}.`);
  account.users.delete(user.name.toLowerCase());
  core.accounts.removeSessions(account, (session) => session.user === user.name.toLowerCase());
  await core.accounts.save(account);
  return undefined;
}

export async function tagUser(call: IamCall): Promise<undefined> {
  const { account, core, params } = call;
  const user = findUser(call);
  const given = tagParameters(params);
  if (given.length === 0)
    throw refuse(
      "ValidationError",
      "1 validation errors detected: Value null at 'tags' failed to satisfy constraint: Member must not be null",
    );
  const merged = [
    ...user.tags.map((tag) => given.find((other) => other.key === tag.key) ?? tag),
    ...given.filter((tag) => !user.tags.some((old) => old.key === tag.key)),
  ];
  checkTagCount(merged, core.limits.tagsPerUser);
  user.tags = merged;
  await core.accounts.save(account);
  return undefined;
}

export async function untagUser(call: IamCall): Promise<undefined> {
  const { account, core, params } = call;
  const user = findUser(call);
  const keys = params.members("TagKeys").map((index) => params.raw(`TagKeys.member.${index}`));
  user.tags = user.tags.filter((tag) => !keys.includes(tag.key));
  await core.accounts.save(account);
  return undefined;
}

export function listUserTags(call: IamCall): XmlObject {
  const { page, next } = paginate(call.params, findUser(call).tags, (tag) => tag.key);
  return { Tags: { member: page.map(tagXml) }, ...next };
}

export function listGroupsForUser(call: IamCall): XmlObject {
  const { page, next } = paginate(call.params, groupsOf(call.account, findUser(call)), (group) => group.name);
  return { Groups: { member: page.map((group) => groupXml(call.account, group)) }, ...next };
}

function tagParameters(params: Params): Tag[] {
  const tags = params
    .members("Tags")
    .map((index) => ({ key: params.required(`Tags.member.${index}.Key`), value: params.raw(`Tags.member.${index}.Value`) ?? "" }));
  if (new Set(tags.map((tag) => tag.key)).size !== tags.length)
    throw refuse("ValidationError", "1 validation errors detected: Duplicate tag keys found.");
  return tags;
}

function checkTagCount(tags: readonly Tag[], most: number): void {
  if (tags.length > most) throw refuse("LimitExceeded", `Cannot exceed quota for TagsPerUser: ${most}.`);
}
