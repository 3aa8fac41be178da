/** GroupMembers: all users of one group, and nobody else [GUIDE 7.2.2-7.2.4]. */
import { z } from "zod";
import { claim } from "./shared/claim";
import { type Context, defineResource, field } from "../define";
import { groupField, leave, membersMeta, membersOf, missingFrom } from "./shared/group-members";
import { namesUser } from "./shared/references";
import { iamNameKey, iamNameSet } from "../rules/iam-name";
import * as iam from "../services/iam";
import { ifThere } from "./shared/absence";

const noun = "GroupMembers";

const inputs = z.strictObject({
  group: groupField("Name of the group. A change replaces the resource."),
  users: field(z.array(namesUser(z.string())), {
    doc: "Names of all members; order and case do not matter. An empty list: no members. Changed in place; members that are not in the list are removed.",
    ...membersMeta,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over a group that already has members; those that are not in `users` are removed. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({});

async function add({ client }: Context, groupName: string, users: readonly string[]): Promise<void> {
  for (const userName of users) await iam.addUserToGroup(client, { groupName, userName });
}

/** Adds who is missing, then takes out who is too many. */
async function syncMembers(context: Context, group: string, members: readonly string[], wanted: readonly string[]): Promise<void> {
  await add(context, group, missingFrom(members, wanted));
  await leave(context, group, missingFrom(wanted, members));
}

export const groupMembers = defineResource({
  noun,
  uses: ["GetGroup", "AddUserToGroup", "RemoveUserFromGroup"],
  doc: `All members of a group. Exclusive: a member that is not in the list is removed by the next update after a refresh.
Use \`GroupMembership\` to add some users beside others; a program with both for one group is refused in preview.

A group that already has members is not touched unless \`adopt\` is set. Deleting the resource removes the users that it names from the group, and
succeeds if a user or the group no longer exists.

\`\`\`typescript
import * as oos from "pulumi-oos";

const admins = new oos.Group("admins", {});
const eve = new oos.IamUser("eve", {});
new oos.GroupMembers("admins", { group: admins.groupName, users: [eve.userName] });
\`\`\``,
  idForm: "`<group name>`, of a group that has members",
  inputs,
  outputs,
  identity: ["group"],
  queue: ({ group }) => `group/${iamNameKey(group ?? "")}`,

  async create(context, { group, users, adopt }, made) {
    const { entity } = await claim<readonly string[]>(context, {
      noun,
      name: iamNameKey(group),
      subject: `a list of members of group "${group}"`,
      importId: group,
      adopt: adopt === true,
      // A group without members has no list that could be overwritten.
      look: async () => {
        const members = await membersOf(context, group);
        return members.length === 0 ? undefined : members;
      },
      describe: (members) => members.join(", "),
      parts: { made: () => iamNameSet(users), shown: (members) => iamNameSet(members) },
      make: async () => {
        const first = users.slice(0, 1);
        await add(context, group, first);
        return first;
      },
    });
    made(group, {});
    await syncMembers(context, group, entity, users);
    return { id: group, outputs: {} };
  },
  async observe(context, id, known) {
    const members = await ifThere(membersOf(context, id), context);
    if (members === undefined) return undefined;
    // An empty group has no list, but for a program that wants it empty.
    if (members.length === 0 && known?.users?.length !== 0) return undefined;
    return { inputs: { group: id, users: [...members] }, outputs: {} };
  },
  async update(context, id, { users }, { users: before = [] }) {
    await syncMembers(context, id, before, users);
    return {};
  },
  async delete(context, id, { users = [] }) {
    await leave(context, id, users);
  },
});
