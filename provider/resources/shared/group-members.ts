/** The members of a group, as both kinds of membership work with them: names without case, added and removed one by one. */
import { z } from "zod";
import { type Context, field, type RuleProblem } from "../../define";
import { namesGroup } from "./references";
import { iamNameKey, iamNameListProblems, iamNameProblems, iamNameSet } from "../../rules/iam-name";
import * as iam from "../../services/iam";
import { unlessGone } from "./absence";

/** The field that names the group. */
export function groupField(doc: string) {
  return field(namesGroup(z.string().min(1)), {
    doc,
    replaces: true,
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "group").map((message) => ({ message })),
  });
}

/** What holds for a list of users, whatever it means. */
export const membersMeta = {
  canonical: iamNameSet,
  merge: (before: readonly string[], after: readonly string[]): readonly string[] => [...before, ...missingFrom(before, after)],
  rule: (users: readonly string[]): RuleProblem[] => iamNameListProblems(users, "user").map(({ message, path }) => ({ message, path })),
};

/** The names of `wanted` that `users` does not have. */
export function missingFrom(users: readonly string[], wanted: readonly string[]): readonly string[] {
  const keys = new Set(users.map(iamNameKey));
  return wanted.filter((name) => !keys.has(iamNameKey(name)));
}

/** Every member. @throws ServiceError `not-found` when there is no such group */
export async function membersOf({ client }: Context, groupName: string): Promise<readonly string[]> {
  return (await iam.listAllGroupMembers(client, { groupName })).map(({ userName }) => userName);
}

/** Takes users out of a group; also fine when one of them, or the group, is gone already. */
export async function leave({ client }: Context, groupName: string, users: readonly string[]): Promise<void> {
  for (const userName of users) await unlessGone(iam.removeUserFromGroup(client, { groupName, userName }));
}
