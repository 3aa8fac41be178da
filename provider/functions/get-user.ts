/** getUser: one user with its groups and policies [GUIDE 7.1.2, 7.1.8, 7.3.7]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { existing } from "./shared/existing";
import { attachedPolicyShape, byName, memberDocs, nameField, toAttachedPolicy, toUser } from "./shared/iam";
import * as iam from "../services/iam";

const inputs = z.strictObject({ userName: nameField("user", "Name of the user; case does not matter.") });
const outputs = z.strictObject({
  userName: field(z.string(), { doc: "Name of the user, as the service writes it." }),
  userId: field(z.string().optional(), { doc: "Id of the user." }),
  arn: field(z.string().optional(), { doc: memberDocs.arn }),
  createDate: field(z.string().optional(), { doc: memberDocs.createDate }),
  passwordLastUsed: field(z.string().optional(), { doc: "Last login at the console, ISO 8601. Absent: never." }),
  ipLastUsed: field(z.string().optional(), { doc: "Address of the last login." }),
  tags: field(z.record(z.string(), z.string()), { doc: "Tags of the user." }),
  groupNames: field(z.array(z.string()), { doc: "Names of the user's groups." }),
  policies: field(z.array(attachedPolicyShape), {
    doc: "Policies attached to the user directly; the policies of its groups apply as well.",
    typeName: "AttachedPolicyInfos",
  }),
});

export const getUser = defineFunction({
  name: "getUser",
  uses: ["GetUser", "ListGroupsForUser", "ListAttachedUserPolicies"],
  doc: "Looks up a user with the names of its groups and the policies attached to it. Fails if it does not exist. For the caller itself use getCallerIdentity.",
  inputs,
  outputs,
  invoke: ({ client }, { userName }) =>
    existing(`user "${userName}"`, async () => {
      const user = toUser(await iam.getUser(client, { userName }));
      const groups = await iam.listAllGroupsForUser(client, { userName });
      const policies = await iam.listAllAttachedUserPolicies(client, { userName });
      return {
        ...user,
        groupNames: groups.map(({ groupName }) => groupName).sort(),
        policies: byName(policies.map(toAttachedPolicy), ({ policyArn }) => policyArn),
      };
    }),
});
