/** Policy: an IAM policy of the account, to be attached to users and groups [GUIDE 7.3.1-7.3.5]. */
import { z } from "zod";
import { claim } from "../claim";
import { type Context, defineResource, field, RefusedError, type RuleProblem, type Values } from "../define";
import { policyArn } from "../rules/arn";
import { iamNameKey, iamNameProblems } from "../rules/iam-name";
import { policiesEqual } from "../rules/policy/canonical";
import { checkPolicy } from "../rules/policy/check";
import * as iam from "../services/iam";
import { isKind } from "../transport/errors";

const inputs = z.strictObject({
  name: field(z.string(), {
    doc: "Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the policy.",
    replaces: true,
    autoname: { maxLength: 128 },
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "policy").map((message) => ({ message })),
  }),
  policy: field(z.union([z.string(), z.record(z.string(), z.unknown())]), {
    doc: "The policy document: JSON text or an object. Compared by meaning.",
    typeName: "PolicyDocument",
    same: (a: unknown, b: unknown) => policiesEqual(a, b),
    partlyKnown: true,
    rule: (policy: unknown, { isUnknown }): RuleProblem[] =>
      checkPolicy(policy, "iam", { isUnknown }).problems.map(({ message, path }) => ({ message, path })),
  }),
  description: field(z.string().max(1000).optional(), { doc: "Description." }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over, and overwrite, an existing policy of this name. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  arn: field(z.string(), { doc: "`arn:ctyun:iam::<account>:policy/<name>`; also the resource's ID." }),
});

type Inputs = Values<typeof inputs>;

async function look({ client }: Context, arn: string): Promise<iam.Policy | undefined> {
  try {
    return await iam.getPolicy(client, { policyArn: arn });
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    throw error;
  }
}

/** The service has no update: CreatePolicy of the same name overwrites, and is called only on what is ours. */
async function put({ client }: Context, { name, policy, description }: Inputs): Promise<iam.Policy> {
  const document = typeof policy === "string" ? policy : JSON.stringify(policy);
  return iam.createPolicy(client, { policyName: name, policyDocument: document, description: description ?? "" });
}

function withPolicy(document: Inputs["policy"] | undefined): Pick<Partial<Inputs>, "policy"> {
  return document === undefined ? {} : { policy: document };
}

export const policy = defineResource({
  noun: "Policy",
  doc: `An IAM policy of the account. It has no effect until it is attached (\`UserPolicyAttachment\`).

Deleting a policy that is still attached fails: detach it first.

\`\`\`typescript
import * as oos from "pulumi-oos";

const readOnly = new oos.Policy("read-only", {
    policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["oos:Get*", "oos:List*"], Resource: "*" }] },
});
\`\`\``,
  idForm: "the policy's ARN",
  inputs,
  outputs,
  identity: ["name"],
  stable: ["arn"],
  queue: ({ name }) => `policy/${name?.toLowerCase() ?? ""}`,

  async create(context, wanted, made) {
    const { name } = wanted;
    const expected = policyArn(await context.accountId(), name);
    const { entity, found } = await claim<iam.Policy>(context, {
      noun: "Policy",
      name: name.toLowerCase(),
      subject: `policy "${name}"`,
      importId: expected,
      adopt: wanted.adopt === true,
      look: () => look(context, expected),
      madeAt: (existing) => (existing.createDate === undefined ? undefined : new Date(existing.createDate)),
      make: () => put(context, wanted),
    });
    const arn = entity.arn ?? expected;
    made(arn, { arn });
    if (found && !(policiesEqual(entity.document, wanted.policy) && (entity.description ?? "") === (wanted.description ?? "")))
      await put(context, wanted);
    return { id: arn, outputs: { arn } };
  },
  async observe(context, id, known) {
    const found = await look(context, id);
    if (found === undefined) return undefined;
    return {
      inputs: {
        name: found.policyName,
        // unverified: whether GetPolicy shows the document; where it does not, the last known one stands.
        ...withPolicy(found.document ?? known?.policy),
        ...(found.description === undefined || found.description === "" ? {} : { description: found.description }),
      },
      outputs: { arn: id },
    };
  },
  async update(context, _id, news, olds) {
    if (!policiesEqual(olds.policy, news.policy) || (olds.description ?? "") !== (news.description ?? "")) await put(context, news);
    return {};
  },
  async delete({ client }, id) {
    try {
      await iam.deletePolicy(client, { policyArn: id });
    } catch (error) {
      if (isKind(error, "dependency")) {
        throw new RefusedError(
          `policy ${id} is still attached to a user or group that this stack does not manage; nothing was deleted`,
          "detach it, then destroy again",
          { cause: error },
        );
      }
      if (!isKind(error, "not-found")) throw error;
    }
  },
});
