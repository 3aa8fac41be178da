/** getGroup: one group with its members and policies [GUIDE 7.2.2, 7.3.10]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { existing } from "./shared/existing";
import { attachedPolicyShape, byName, memberDocs, nameField, toAttachedPolicy, toGroup, toUser, userShape } from "./shared/iam";
import * as iam from "../services/iam";

const inputs = z.strictObject({ groupName: nameField("group", "Name of the group; case does not matter.") });
const outputs = z.strictObject({
  groupName: field(z.string(), { doc: "Name of the group, as the service writes it." }),
  groupId: field(z.string().optional(), { doc: "Id of the group." }),
  arn: field(z.string().optional(), { doc: memberDocs.arn }),
  createDate: field(z.string().optional(), { doc: memberDocs.createDate }),
  members: field(z.array(userShape), { doc: "The users in the group, sorted by name.", typeName: "UserInfos" }),
  memberNames: field(z.array(z.string()), { doc: "Their names, in the same order." }),
  policies: field(z.array(attachedPolicyShape), { doc: "Policies attached to the group.", typeName: "AttachedPolicyInfos" }),
});

export const getGroup = defineFunction({
  name: "getGroup",
  uses: ["GetGroup", "ListAttachedGroupPolicies"],
  doc: "Looks up a group with its members and attached policies. Fails if it does not exist.",
  inputs,
  outputs,
  invoke: ({ client }, { groupName }) =>
    existing(`group "${groupName}"`, async () => {
      const { group, members } = await iam.getWholeGroup(client, { groupName });
      const policies = await iam.listAllAttachedGroupPolicies(client, { groupName });
      const users = byName(members.map(toUser), ({ userName }) => userName);
      return {
        ...toGroup(group),
        members: users,
        memberNames: users.map(({ userName }) => userName),
        policies: byName(policies.map(toAttachedPolicy), ({ policyArn }) => policyArn),
      };
    }),
});
