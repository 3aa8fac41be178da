/** UserPolicyAttachment: one policy attached to one user; other attachments are left alone [GUIDE 7.3.6-7.3.8]. */
import { z } from "zod";
import { claim } from "../claim";
import { type Context, defineResource, field, type RuleProblem, type Values } from "../define";
import { arnProblems } from "../rules/arn";
import { iamNameKey, sameIamName } from "../rules/iam-name";
import * as iam from "../services/iam";
import { isKind } from "../transport/errors";

const inputs = z.strictObject({
  user: field(z.string().min(1), { doc: "Name of the user. A change replaces the attachment.", replaces: true, canonical: iamNameKey }),
  policyArn: field(z.string(), {
    doc: "ARN of the policy. A change replaces the attachment.",
    replaces: true,
    canonical: iamNameKey,
    rule: (arn: string): RuleProblem[] => arnProblems(arn, "policy").map((message) => ({ message })),
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over an attachment that is there already. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({});

type Inputs = Values<typeof inputs>;

async function look({ client }: Context, { user, policyArn }: Pick<Inputs, "user" | "policyArn">): Promise<iam.AttachedPolicy | undefined> {
  try {
    for (const policy of await iam.listAllAttachedUserPolicies(client, { userName: user }))
      if (sameIamName(policy.policyArn, policyArn)) return policy;
    return undefined;
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    throw error;
  }
}

function parseId(id: string): Pick<Inputs, "user" | "policyArn"> {
  const slash = id.indexOf("/");
  if (slash < 1) throw new Error(`the ID of a UserPolicyAttachment is <user>/<policy ARN>, found ${id}`);
  return { user: id.slice(0, slash), policyArn: id.slice(slash + 1) };
}

export const userPolicyAttachment = defineResource({
  noun: "UserPolicyAttachment",
  doc: `Attaches one policy to one user. Additive: attachments made elsewhere stay. Deleting it detaches this one policy.

\`\`\`typescript
import * as oos from "pulumi-oos";

const ci = new oos.IamUser("ci", {});
const writer = new oos.Policy("writer", { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:PutObject", Resource: "*" }] } });
new oos.UserPolicyAttachment("ci-writer", { user: ci.userName, policyArn: writer.arn });
\`\`\``,
  idForm: "`<user name>/<policy ARN>`",
  inputs,
  outputs,
  identity: ["user", "policyArn"],
  queue: ({ user }) => `user/${user?.toLowerCase() ?? ""}`,

  async create(context, { user, policyArn, adopt }) {
    const id = `${user}/${policyArn}`;
    await claim<{ readonly policyArn: string }>(context, {
      noun: "UserPolicyAttachment",
      name: id.toLowerCase(),
      subject: `the attachment of ${policyArn} to user "${user}"`,
      importId: id,
      adopt: adopt === true,
      look: () => look(context, { user, policyArn }),
      make: async () => {
        await iam.attachUserPolicy(context.client, { userName: user, policyArn });
        return { policyArn };
      },
    });
    return { id, outputs: {} };
  },
  async observe(context, id) {
    const { user, policyArn } = parseId(id);
    return (await look(context, { user, policyArn })) === undefined ? undefined : { inputs: { user, policyArn }, outputs: {} };
  },
  // Every field replaces: there is nothing to update but `adopt`, which only creation reads.
  update: () => Promise.resolve({}),
  async delete({ client }, id) {
    const { user, policyArn } = parseId(id);
    try {
      await iam.detachUserPolicy(client, { userName: user, policyArn });
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
    }
  },
});
