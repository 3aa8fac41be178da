/** One policy attached to one holder, a user or a group: claimed, looked for and detached in the same way. Other attachments are left alone. */
import { z } from "zod";
import { claim } from "./claim";
import { type Context, field, type RuleProblem } from "../../define";
import { namesGroup, namesPolicy, namesUser } from "./references";
import { arnProblems } from "../../rules/arn";
import { iamNameKey, iamNameProblems, sameIamName } from "../../rules/iam-name";
import { ifThere, unlessGone } from "./absence";

/** The field that names the holder. */
export function holderField(kind: "user" | "group") {
  return field(kind === "user" ? namesUser(z.string().min(1)) : namesGroup(z.string().min(1)), {
    doc: `Name of the ${kind}. A change replaces the attachment.`,
    replaces: true,
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, kind).map((message) => ({ message })),
  });
}

/** The fields beside the holder. */
export const attachmentFields = {
  policyArn: field(namesPolicy(z.string()), {
    doc: "ARN of the policy. A change replaces the attachment.",
    replaces: true,
    canonical: iamNameKey,
    rule: (arn: string): RuleProblem[] => arnProblems(arn, "policy").map((message) => ({ message })),
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over an existing attachment. Default false.",
    local: true,
    createOnly: true,
  }),
};

/** The service's operations for one kind of holder. */
export interface Holders {
  readonly noun: string;
  readonly kind: "user" | "group";
  list(context: Context, name: string): Promise<readonly { readonly policyArn: string }[]>;
  attach(context: Context, name: string, policyArn: string): Promise<void>;
  detach(context: Context, name: string, policyArn: string): Promise<void>;
}

export interface Attachment {
  /** Of the holder. */
  readonly name: string;
  readonly policyArn: string;
}

/** Attaches; what is attached already is ours only by a lost answer, or adopted. Returns the ID. */
export async function createAttachment(context: Context, holders: Holders, wanted: Attachment, adopt: boolean): Promise<string> {
  const { noun, kind } = holders;
  const { name, policyArn } = wanted;
  const id = `${name}/${policyArn}`;
  await claim<Attachment>(context, {
    noun,
    name: iamNameKey(id),
    subject: `the attachment of ${policyArn} to ${kind} "${name}"`,
    importId: id,
    adopt,
    look: () => look(context, holders, wanted),
    make: async () => {
      await holders.attach(context, name, policyArn);
      return wanted;
    },
  });
  return id;
}

/** The attachment of this ID, or undefined when it, its holder or its policy is gone. */
export function findAttachment(context: Context, holders: Holders, id: string): Promise<Attachment | undefined> {
  return look(context, holders, parseId(holders, id));
}

/** Detaches; also fine when holder or policy went first. */
export async function deleteAttachment(context: Context, holders: Holders, id: string): Promise<void> {
  const { name, policyArn } = parseId(holders, id);
  await unlessGone(holders.detach(context, name, policyArn));
}

async function look(context: Context, holders: Holders, wanted: Attachment): Promise<Attachment | undefined> {
  const attached = await ifThere(holders.list(context, wanted.name), context);
  return attached?.some(({ policyArn }) => sameIamName(policyArn, wanted.policyArn)) === true ? wanted : undefined;
}

function parseId({ noun, kind }: Holders, id: string): Attachment {
  const named = attachmentNamed(id);
  if (named === undefined) throw new Error(`the ID of a ${noun} is <${kind}>/<policy ARN>, found ${id}`);
  return named;
}

/** The two parts of an ID, `<name>/<policy ARN>`. */
export function attachmentNamed(id: string): Attachment | undefined {
  const slash = id.indexOf("/");
  return slash < 1 ? undefined : { name: id.slice(0, slash), policyArn: id.slice(slash + 1) };
}
