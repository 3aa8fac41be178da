/** What the IAM functions share: the shapes of entities in results, and how a policy is named in arguments. */
import { z } from "zod";
import { type Context, field, type RuleProblem } from "../../define";
import { arnProblems, policyArn } from "../../rules/arn";
import { type IamNameKind, iamNameProblems } from "../../rules/iam-name";
import type { AttachedPolicy, Group, Policy, Tag, User } from "../../services/iam";
import { defined } from "../../pure/defined";

/** A name of an entity as an argument. */
export function nameField(kind: IamNameKind, doc: string) {
  return field(z.string(), { doc, rule: nameRule(kind) });
}

export function nameRule(kind: IamNameKind): (name: string) => RuleProblem[] {
  return (name) => iamNameProblems(name, kind).map((message) => ({ message }));
}

/** Describes one and the same member in every result that has it. */
export const memberDocs = {
  arn: "ARN, if the service returns one.",
  createDate: "Time of creation, ISO 8601.",
} as const;

export const userShape = z.strictObject({
  userName: z.string().describe("Name of the user."),
  userId: z.string().optional().describe("Id of the user."),
  arn: z.string().optional().describe(memberDocs.arn),
  createDate: z.string().optional().describe(memberDocs.createDate),
  passwordLastUsed: z.string().optional().describe("Last login at the console, ISO 8601. Absent: never."),
  ipLastUsed: z.string().optional().describe("Address of the last login."),
  tags: z.record(z.string(), z.string()).describe("Tags of the user."),
});

export const groupShape = z.strictObject({
  groupName: z.string().describe("Name of the group."),
  groupId: z.string().optional().describe("Id of the group."),
  arn: z.string().optional().describe(memberDocs.arn),
  createDate: z.string().optional().describe(memberDocs.createDate),
});

export const policyShape = z.strictObject({
  policyName: z.string().describe("Name of the policy."),
  policyArn: z.string().optional().describe(memberDocs.arn),
  policyId: z.string().optional().describe("Id of the policy."),
  description: z.string().optional().describe("Description of the policy."),
  scope: z.string().optional().describe("`Local`: of this account; `OOS`: of the service, for every account."),
  attachmentCount: z.number().int().optional().describe("Number of users and groups to which the policy is attached."),
  createDate: z.string().optional().describe(memberDocs.createDate),
  updateDate: z.string().optional().describe("Time of the last change, ISO 8601."),
});

export const attachedPolicyShape = z.strictObject({
  policyArn: z.string().describe("ARN of the policy."),
  policyName: z.string().optional().describe("Name of the policy."),
  scope: z.string().optional().describe("`Local`: of this account; `OOS`: of the service, for every account."),
  description: z.string().optional().describe("Description of the policy."),
});

export function toUser({ tags, ...user }: User): z.infer<typeof userShape> {
  return { ...user, tags: toTags(tags) };
}

function toTags(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

export function toGroup(group: Group): z.infer<typeof groupShape> {
  return { ...group };
}

/** The policy without its document. */
export function toPolicy({ arn, document: _document, ...policy }: Policy): z.infer<typeof policyShape> {
  return { ...policy, ...defined({ policyArn: arn }) };
}

export function toAttachedPolicy(policy: AttachedPolicy): z.infer<typeof attachedPolicyShape> {
  return { ...policy };
}

/** How many questions of one function are under way at once; the transport paces them beside all others. */
const AT_ONCE = 16;

/** The answers for all items, in their order, some at a time. */
export async function eachOf<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) answers.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(ask))));
  return answers;
}

/** In the order of their names, whatever the order of the service. */
export function byName<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** Arguments of functions about one policy: exactly one of the two. */
export const policyFields = {
  policyArn: field(z.string().optional(), {
    doc: "ARN of the policy. Either this or `policyName`.",
    rule: (arn: string): RuleProblem[] => arnProblems(arn, "policy").map((message) => ({ message })),
  }),
  policyName: field(z.string().optional(), {
    doc: "Name of a policy of this account. Either this or `policyArn`.",
    rule: nameRule("policy"),
  }),
} as const;

interface NamedPolicy {
  readonly policyArn?: string | undefined;
  readonly policyName?: string | undefined;
}

/** Over {@link policyFields}. */
export const oneOfPolicyFields = {
  on: ["policyArn", "policyName"] as const,
  presence: true,
  check({ policyArn: arn, policyName: name }: NamedPolicy): RuleProblem[] {
    if ((arn === undefined) !== (name === undefined)) return [];
    const message = arn === undefined ? "is required, or policyName" : "stands for the same as policyName: give one of the two";
    return [{ path: ["policyArn"], message }];
  },
};

export async function policyArnOf(context: Pick<Context, "accountId">, { policyArn: arn, policyName: name }: NamedPolicy): Promise<string> {
  return arn ?? policyArn(await context.accountId(), name ?? "");
}
