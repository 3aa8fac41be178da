/** Policy: an IAM policy of the account, to be attached to users and groups [GUIDE 7.3.1-7.3.5]. */
import { z } from "zod";
import { claim } from "./shared/claim";
import { type Context, defineResource, field, type RuleProblem, type Values } from "../define";
import { deleteHeld, type Holder } from "./shared/in-use";
import { iamIdentity, policyArn } from "../rules/arn";
import { iamNameKey, iamNameProblems } from "../rules/iam-name";
import { policyAdvice } from "../policy/advice";
import { canonicalPolicyText, policiesEqual } from "../policy/canonical";
import { checkPolicy } from "../policy/check";
import { sentPolicy } from "../policy/sent";
import * as iam from "../services/iam";
import { ifThere } from "./shared/absence";
import { defined } from "../pure/defined";

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
    typed: "PolicyDocument",
    freeText: true,
    same: (a: unknown, b: unknown) => policiesEqual(a, b),
    partlyKnown: true,
    // The service has taken a policy that stays as it is; what we think of it stops nothing.
    rule: (policy: unknown, { isUnknown, isUnchanged }): RuleProblem[] =>
      isUnchanged?.() === true ? [] : checkPolicy(policy, "iam", { isUnknown }).problems.map(({ message, path }) => ({ message, path })),
  }),
  description: field(z.string().max(1000).optional(), { doc: "Description. An empty one is the same as leaving it out.", absentMeans: "" }),
  forceDestroy: field(z.boolean(), {
    doc: "Whether a deletion first detaches the policy from every user and group, including attachments of other stacks; users and groups stay. Must be in the state before the deletion. Default false.",
    local: true,
    default: false,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over and overwrite an existing policy of this name. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  arn: field(z.string(), { doc: "`arn:ctyun:iam::<account>:policy/<name>`; also the resource's ID." }),
  policyId: field(z.string().optional(), { doc: "Id given by the service." }),
  createDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601." }),
});

type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;

function toOutputs({ policyId, createDate }: iam.Policy): Omit<Outputs, "arn"> {
  return defined({ policyId, createDate });
}

function look(context: Context, arn: string): Promise<iam.Policy | undefined> {
  return ifThere(iam.getPolicy(context.client, { policyArn: arn }), context);
}

/** The service has no update: CreatePolicy of the same name overwrites, and is called only on what is ours. unverified: attachments stay. */
async function put({ client }: Context, { name, policy, description }: Inputs): Promise<iam.Policy> {
  const document = sentPolicy(policy);
  return iam.createPolicy(client, { policyName: name, policyDocument: document, description: description ?? "" });
}

async function holders({ client }: Context, policyArn: string): Promise<readonly Holder[]> {
  const entities = await iam.listAllEntitiesForPolicy(client, { policyArn });
  return entities.map(({ kind, name }) => ({
    name: `${kind} "${name}"`,
    release: () =>
      kind === "user"
        ? iam.detachUserPolicy(client, { policyArn, userName: name })
        : iam.detachGroupPolicy(client, { policyArn, groupName: name }),
  }));
}

function withDescription(description: string | undefined): Pick<Partial<Inputs>, "description"> {
  return description === undefined || description === "" ? {} : { description };
}

function withPolicy(document: Inputs["policy"] | undefined): Pick<Partial<Inputs>, "policy"> {
  return document === undefined ? {} : { policy: document };
}

function meaningOf(document: Inputs["policy"], description = ""): readonly unknown[] {
  return [canonicalPolicyText(document), description];
}

export const policy = defineResource({
  noun: "Policy",
  uses: ["CreatePolicy", "GetPolicy", "DeletePolicy"],
  mayUse: ["ListEntitiesForPolicy", "DetachUserPolicy", "DetachGroupPolicy"],
  elsewhere: { policyDocument: "policy" },
  doc: `An IAM policy of the account. It has no effect until it is attached (\`UserPolicyAttachment\`, \`GroupPolicyAttachment\`). A change of the document takes
effect at once wherever the policy is attached.

Deleting a policy that is still attached fails unless \`forceDestroy\` is set; the provider waits for attachments that are being deleted in the
same run.

\`\`\`typescript
import * as oos from "pulumi-oos";

const readOnly = new oos.Policy("read-only", {
    policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["oos:Get*", "oos:List*"], Resource: "*" }] },
});
\`\`\``,
  idForm: "the policy's ARN, `arn:ctyun:iam::<account>:policy/<name>`",
  idInputs: (id) => {
    const identity = iamIdentity(id);
    return identity?.kind === "policy" ? { name: identity.name } : undefined;
  },
  inputs,
  outputs,
  identity: ["name"],
  arn: "arn",
  advise: ({ policy: document }, olds) =>
    document === undefined || (olds?.policy !== undefined && policiesEqual(olds.policy, document))
      ? []
      : policyAdvice(document, "iam", { spelling: "ctyun" }),
  stable: ["arn"],
  queue: ({ name }) => `policy/${iamNameKey(name ?? "")}`,

  async create(context, wanted, made) {
    const { name } = wanted;
    const expected = policyArn(await context.accountId(), name);
    const { entity, found } = await claim<iam.Policy>(context, {
      noun: "Policy",
      name: iamNameKey(name),
      subject: `policy "${name}"`,
      importId: expected,
      adopt: wanted.adopt === true,
      look: () => look(context, expected),
      madeAt: (existing) => (existing.createDate === undefined ? undefined : new Date(existing.createDate)),
      parts: {
        made: () => [meaningOf(wanted.policy, wanted.description)],
        shown: ({ document, description }) => [meaningOf(document ?? wanted.policy, description)],
      },
      make: () => put(context, wanted),
    });
    const arn = entity.arn ?? expected;
    made(arn, { arn, ...toOutputs(entity) });
    const complete = { ...wanted, ...withDescription(wanted.description ?? entity.description) };
    const isOther = !policiesEqual(entity.document, wanted.policy) || (entity.description ?? "") !== (complete.description ?? "");
    const last = found && isOther ? await put(context, complete) : entity;
    return { id: arn, outputs: { arn, ...toOutputs(entity), ...toOutputs(last) } };
  },
  async observe(context, id, known) {
    const found = await look(context, id);
    if (found === undefined) return undefined;
    return {
      inputs: {
        name: found.policyName,
        // unverified: whether GetPolicy shows the document; where it does not, the last known one stands.
        ...withPolicy(found.document ?? known?.policy),
        ...withDescription(found.description),
      },
      outputs: { arn: found.arn ?? id, ...toOutputs(found) },
    };
  },
  async update(context, id, news, olds) {
    if (policiesEqual(olds.policy, news.policy) && (olds.description ?? "") === (news.description ?? "")) return {};
    // The write replaces everything: a description that the program does not speak of must survive it.
    const isUnmanaged = news.description === undefined && olds.description === undefined;
    const kept = isUnmanaged ? (await look(context, id))?.description : undefined;
    return toOutputs(await put(context, { ...news, ...withDescription(news.description ?? kept) }));
  },
  delete: (context, id, { forceDestroy }) =>
    deleteHeld(context, {
      subject: `policy ${id}`,
      relation: "is still attached to",
      force: forceDestroy === true,
      remove: () => iam.deletePolicy(context.client, { policyArn: id }),
      holders: () => holders(context, id),
    }),
});
