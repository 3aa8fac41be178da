/** GroupPolicyAttachment: one policy attached to one group; other attachments are left alone [GUIDE 7.3.9-7.3.11]. */
import { z } from "zod";
import { defineResource } from "../define";
import {
  attachmentFields,
  attachmentNamed,
  createAttachment,
  deleteAttachment,
  findAttachment,
  holderField,
  type Holders,
} from "./shared/policy-attachment";
import { iamNameKey } from "../rules/iam-name";
import * as iam from "../services/iam";

const inputs = z.strictObject({ group: holderField("group"), ...attachmentFields });
const outputs = z.strictObject({});

const holders: Holders = {
  noun: "GroupPolicyAttachment",
  kind: "group",
  list: ({ client }, groupName) => iam.listAllAttachedGroupPolicies(client, { groupName }),
  attach: ({ client }, groupName, policyArn) => iam.attachGroupPolicy(client, { groupName, policyArn }),
  detach: ({ client }, groupName, policyArn) => iam.detachGroupPolicy(client, { groupName, policyArn }),
};

export const groupPolicyAttachment = defineResource({
  noun: holders.noun,
  uses: ["AttachGroupPolicy", "ListAttachedGroupPolicies", "DetachGroupPolicy"],
  doc: `The attachment of one policy to one group. Additive: other attachments stay. Deleting the resource detaches this policy only, and succeeds if the
group or the policy no longer exists.

\`\`\`typescript
import * as oos from "pulumi-oos";

const operators = new oos.Group("operators", {});
const reader = new oos.Policy("reader", { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:GetObject", Resource: "*" }] } });
new oos.GroupPolicyAttachment("operators-reader", { group: operators.groupName, policyArn: reader.arn });
\`\`\``,
  idForm: "`<group name>/<policy ARN>`",
  idInputs: (id) => {
    const named = attachmentNamed(id);
    return named === undefined ? undefined : { group: named.name, policyArn: named.policyArn };
  },
  inputs,
  outputs,
  identity: ["group", "policyArn"],
  queue: ({ group }) => `group/${iamNameKey(group ?? "")}`,

  async create(context, { group, policyArn, adopt }) {
    return { id: await createAttachment(context, holders, { name: group, policyArn }, adopt === true), outputs: {} };
  },
  async observe(context, id) {
    const found = await findAttachment(context, holders, id);
    return found === undefined ? undefined : { inputs: { group: found.name, policyArn: found.policyArn }, outputs: {} };
  },
  // Every field replaces: there is nothing to update but `adopt`, which only creation reads.
  update: () => Promise.resolve({}),
  delete: (context, id) => deleteAttachment(context, holders, id),
});
