/** GroupMembership: some users of one group; its other members are left alone [GUIDE 7.2.3-7.2.4]. */
import { z } from "zod";
import { AlreadyExistsError, type Context, defineResource, field, type Values } from "../define";
import { groupField, leave, membersMeta, membersOf, missingFrom } from "./shared/group-members";
import { namesUser } from "./shared/references";
import { iamNameKey, iamNameSet } from "../rules/iam-name";
import * as iam from "../services/iam";
import { ifThere } from "./shared/absence";

const noun = "GroupMembership";

const inputs = z.strictObject({
  group: groupField("Name of the group. A change replaces the membership."),
  users: field(z.array(namesUser(z.string())).min(1), {
    doc: "Names of the users that this resource adds to the group, at least one; order and case do not matter. Changed in place. A second GroupMembership that adds one of these users to the group is refused in preview.",
    claims: { noun: "GroupMembers", perItem: true },
    ...membersMeta,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over users that are already members, at creation and when they are added to `users` later. Default false.",
    local: true,
    createOnly: true,
  }),
  warnAboutOtherMembers: field(z.boolean().optional(), {
    doc: "Whether reading the group or adding users warns about members that are not in `users`, with their names. Set it to false if these members are managed elsewhere. Default true.",
    local: true,
  }),
});
const outputs = z.strictObject({});

type Inputs = Values<typeof inputs>;
/** What of the inputs says how others in the group are looked at. */
type Look = Pick<Partial<Inputs>, "warnAboutOtherMembers">;

/** Says who else is in the group: nothing that is in `users` keeps them out. */
function warnOfOthers(context: Context, { group, users }: Membership, members: readonly string[], look: Look): void {
  const others = missingFrom(users, members);
  if (look.warnAboutOtherMembers === false || others.length === 0) return;
  const shown = others.slice(0, mostNames).map((name) => `"${name}"`);
  const more = others.length > mostNames ? ` and ${String(others.length - mostNames)} more` : "";
  context.log(
    "warn",
    `group "${group}" has members that this GroupMembership does not name: ${shown.join(", ")}${more}; use GroupMembers to remove all others, or warnAboutOtherMembers: false to accept them`,
  );
}

/** So many names stand in one line. */
const mostNames = 20;

type Membership = Readonly<Pick<Inputs, "group">> & { readonly users: readonly string[] };

/**
 * Adds the users; the ones that are members already must be ours by an unanswered request, or adopted. Nothing is added when one of them is not.
 * @param name of the intent
 * @param all the users that the membership names; `users` are those to add
 * @param onFirst called when the first user has been added
 */
async function join(
  context: Context,
  name: string,
  { group, users, all }: Membership & { readonly all: readonly string[] },
  { adopt, ...look }: Look & Pick<Partial<Inputs>, "adopt">,
  onFirst?: () => void,
): Promise<void> {
  const members = await membersOf(context, group);
  const missing = missingFrom(members, users);
  const there = missingFrom(missing, users);
  const intent = there.length === 0 ? undefined : await context.intents.unanswered(noun, name);
  const strangers = intent === undefined ? there : there.filter((user) => intent.known.includes(iamNameKey(user)));
  if (strangers.length > 0 && adopt !== true) {
    const subject = `the membership of ${strangers.map((user) => `user "${user}"`).join(", ")} in group "${group}"`;
    throw new AlreadyExistsError({ noun, subject, importId: toId({ group, users }) });
  }
  warnOfOthers(context, { group, users: all }, members, look);
  if (missing.length === 0) return context.intents.settle(noun, name);
  await context.intents.around(noun, name, strangers.map(iamNameKey), async () => {
    for (const userName of missing) {
      await iam.addUserToGroup(context.client, { groupName: group, userName });
      onFirst?.();
    }
  });
}

function toId({ group, users }: Membership): string {
  return [group, ...users].join("/");
}

function parseId(id: string): Membership {
  const named = membershipNamed(id);
  if (named === undefined) throw new Error(`the ID of a ${noun} is <group>/<user>/..., found ${id}`);
  return named;
}

function membershipNamed(id: string): Membership | undefined {
  const [group = "", ...users] = id.split("/");
  return group === "" || users.length === 0 || users.includes("") ? undefined : { group, users };
}

export const groupMembership = defineResource({
  noun,
  uses: ["GetGroup", "AddUserToGroup", "RemoveUserFromGroup"],
  doc: `Some members of a group. Additive: the resource adds and removes the users that it names and never touches other members; it warns about them
unless \`warnAboutOtherMembers\` is false. Use \`GroupMembers\` to manage all members; a program with both for one group is refused in preview.

Deleting the resource removes its users from the group, and succeeds if a user or the group no longer exists.

\`\`\`typescript
import * as oos from "pulumi-oos";

const operators = new oos.Group("operators", {});
const bob = new oos.IamUser("bob", {});
new oos.GroupMembership("operators", { group: operators.groupName, users: [bob.userName] });
\`\`\``,
  idInputs: membershipNamed,
  idForm:
    "`<group name>/<user name>/<user name>...`, the users with which it was made; for an import the users to manage, all of them members",
  inputs,
  outputs,
  identity: ["group", "users"],
  queue: ({ group }) => `group/${iamNameKey(group ?? "")}`,

  async create(context, wanted, made) {
    const id = toId(wanted);
    await join(
      context,
      toId({ group: iamNameKey(wanted.group), users: iamNameSet(wanted.users) }),
      { ...wanted, all: wanted.users },
      wanted,
      () => {
        made(id, {});
      },
    );
    return { id, outputs: {} };
  },
  async observe(context, id, known) {
    const named = parseId(id);
    const { group = named.group, users = named.users } = known ?? {};
    const members = await ifThere(membersOf(context, group), context);
    if (members === undefined) return undefined;
    const lacking = missingFrom(members, users);
    if (known !== undefined) warnOfOthers(context, { group, users }, members, known);
    // An import is complete or not at all; later it shows who is left.
    const left = known === undefined && lacking.length > 0 ? [] : missingFrom(lacking, users);
    return left.length === 0 ? undefined : { inputs: { group, users: [...left] }, outputs: {} };
  },
  async update(context, id, { group, users, ...settings }, { users: before = [] }) {
    const added = missingFrom(before, users);
    if (added.length > 0) await join(context, iamNameKey(id), { group, users: added, all: [...before, ...users] }, settings);
    await leave(context, group, missingFrom(users, before));
    return {};
  },
  async delete(context, id, { group, users }) {
    const named = parseId(id);
    await leave(context, group ?? named.group, users ?? named.users);
  },
});
