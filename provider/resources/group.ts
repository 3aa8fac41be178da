/** Group: users of the account that share policies [GUIDE 7.2]. */
import { z } from "zod";
import { claim } from "./shared/claim";
import { type Context, defineResource, field, type RuleProblem, type Values } from "../define";
import { deleteHeld, type Holder } from "./shared/in-use";
import { groupArn } from "../rules/arn";
import { iamNameKey, iamNameProblems } from "../rules/iam-name";
import * as iam from "../services/iam";
import { ifThere } from "./shared/absence";
import { defined } from "../pure/defined";

const noun = "Group";

const inputs = z.strictObject({
  groupName: field(z.string(), {
    doc: "Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the group (the service has no rename).",
    replaces: true,
    autoname: { maxLength: 128 },
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "group").map((message) => ({ message })),
  }),
  forceDestroy: field(z.boolean(), {
    doc: "Whether a deletion first removes every user from the group and detaches its policies, including those of other stacks; users and policies stay. Must be in the state before the deletion. Default false.",
    local: true,
    default: false,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over an existing group, with its members and policies, instead of failing. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  arn: field(z.string(), { doc: "`arn:ctyun:iam::<account>:group/<name>`." }),
  groupId: field(z.string().optional(), { doc: "Id given by the service." }),
  createDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601." }),
});

type Outputs = Values<typeof outputs>;

async function toOutputs(context: Context, { groupName, arn, groupId, createDate }: iam.Group): Promise<Outputs> {
  return {
    arn: arn ?? groupArn(await context.accountId(), groupName),
    ...defined({ groupId, createDate }),
  };
}

async function look(context: Context, groupName: string): Promise<iam.Group | undefined> {
  // One member at most: whether there are any is not asked here.
  return (await ifThere(iam.getGroup(context.client, { groupName, maxItems: 1 }), context))?.group;
}

async function holders({ client }: Context, groupName: string): Promise<readonly Holder[]> {
  const members = await iam.listAllGroupMembers(client, { groupName });
  const policies = await iam.listAllAttachedGroupPolicies(client, { groupName });
  return [
    ...members.map(({ userName }) => ({
      name: `user "${userName}"`,
      release: () => iam.removeUserFromGroup(client, { groupName, userName }),
    })),
    ...policies.map(({ policyArn }) => ({
      name: `policy ${policyArn}`,
      release: () => iam.detachGroupPolicy(client, { groupName, policyArn }),
    })),
  ];
}

export const group = defineResource({
  noun,
  uses: ["CreateGroup", "GetGroup", "DeleteGroup"],
  mayUse: ["RemoveUserFromGroup", "ListAttachedGroupPolicies", "DetachGroupPolicy"],
  elsewhere: { name: "groupName" },
  doc: `A group of users: its policies apply to every member. An account has at most 30 groups. Add members with \`GroupMembership\` (some users, beside
others) or \`GroupMembers\` (all of them), and policies with \`GroupPolicyAttachment\`.

Deleting a group that still has members or policies fails unless \`forceDestroy\` is set; the provider waits for members and attachments that are
being deleted in the same run.

\`\`\`typescript
import * as oos from "pulumi-oos";

const operators = new oos.Group("operators", {});
\`\`\``,
  idForm: "`<group name>`",
  inputs,
  outputs,
  identity: ["groupName"],
  arn: "arn",
  stable: ["arn", "groupId", "createDate"],
  queue: ({ groupName }) => `group/${iamNameKey(groupName ?? "")}`,

  async create(context, { groupName, adopt }, made) {
    const { entity } = await claim<iam.Group>(context, {
      noun,
      name: iamNameKey(groupName),
      subject: `group "${groupName}"`,
      importId: groupName,
      adopt: adopt === true,
      look: () => look(context, groupName),
      madeAt: ({ createDate }) => (createDate === undefined ? undefined : new Date(createDate)),
      make: () => iam.createGroup(context.client, { groupName }),
    });
    made(groupName, {});
    return { id: groupName, outputs: await toOutputs(context, entity) };
  },
  async observe(context, id) {
    const found = await look(context, id);
    return found === undefined ? undefined : { inputs: { groupName: found.groupName }, outputs: await toOutputs(context, found) };
  },
  // The service has no change of a group; what can change steers only us.
  update: () => Promise.resolve({}),
  delete: (context, id, { forceDestroy }) =>
    deleteHeld(context, {
      subject: `group "${id}"`,
      relation: "still has",
      force: forceDestroy === true,
      remove: () => iam.deleteGroup(context.client, { groupName: id }),
      holders: () => holders(context, id),
    }),
});
