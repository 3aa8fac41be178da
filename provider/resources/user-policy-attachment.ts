/** UserPolicyAttachment: one policy attached to one user; other attachments are left alone [GUIDE 7.3.6-7.3.8]. */
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

const inputs = z.strictObject({ user: holderField("user"), ...attachmentFields });
const outputs = z.strictObject({});

const holders: Holders = {
  noun: "UserPolicyAttachment",
  kind: "user",
  list: ({ client }, userName) => iam.listAllAttachedUserPolicies(client, { userName }),
  attach: ({ client }, userName, policyArn) => iam.attachUserPolicy(client, { userName, policyArn }),
  detach: ({ client }, userName, policyArn) => iam.detachUserPolicy(client, { userName, policyArn }),
};

export const userPolicyAttachment = defineResource({
  noun: holders.noun,
  uses: ["AttachUserPolicy", "ListAttachedUserPolicies", "DetachUserPolicy"],
  doc: `The attachment of one policy to one user. Additive: other attachments stay. Deleting the resource detaches this policy only, and succeeds if the
user or the policy no longer exists.

\`\`\`typescript
import * as oos from "pulumi-oos";

const ci = new oos.IamUser("ci", {});
const writer = new oos.Policy("writer", { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:PutObject", Resource: "*" }] } });
new oos.UserPolicyAttachment("ci-writer", { user: ci.userName, policyArn: writer.arn });
\`\`\``,
  idForm: "`<user name>/<policy ARN>`",
  idInputs: (id) => {
    const named = attachmentNamed(id);
    return named === undefined ? undefined : { user: named.name, policyArn: named.policyArn };
  },
  inputs,
  outputs,
  identity: ["user", "policyArn"],
  queue: ({ user }) => `user/${iamNameKey(user ?? "")}`,

  async create(context, { user, policyArn, adopt }) {
    return { id: await createAttachment(context, holders, { name: user, policyArn }, adopt === true), outputs: {} };
  },
  async observe(context, id) {
    const found = await findAttachment(context, holders, id);
    return found === undefined ? undefined : { inputs: { user: found.name, policyArn: found.policyArn }, outputs: {} };
  },
  // Every field replaces: there is nothing to update but `adopt`, which only creation reads.
  update: () => Promise.resolve({}),
  delete: (context, id) => deleteAttachment(context, holders, id),
});
