/** Managed policies and what they are attached to [GUIDE 7.3.1-7.3.11]. */
import { iamArn } from "../../access/arn";
import { parsePolicy, PolicyProblem } from "../../access/policy-document";
import type { IamCall } from "../../contract";
import type { Account, Policy } from "../../state/model";
import { refuse } from "../../wire/errors";
import { paginate } from "../../wire/params";
import type { XmlObject } from "../../wire/xml";
import { wholeSeconds } from "../shared/dates";
import { checkQuota, findGroup, findPolicy, findUser, LONGEST, newId } from "./entities";

/** A policy of the same name is overwritten [GUIDE 7.3.1]. unverified: it keeps its id, creation date and attachments. */
export async function createPolicy({ account, core, now, params }: IamCall): Promise<XmlObject> {
  const name = params.name("PolicyName", LONGEST.policy);
  const document = params.required("PolicyDocument");
  checkDocument(document, core.limits.policyDocumentBytes);
  const description = params.optional("Description");
  const before = account.policies.get(name.toLowerCase());
  if (before === undefined) checkQuota(account.policies.size, core.limits.policiesPerAccount, "PoliciesPerAccount");
  const date = wholeSeconds(now);
  const policy: Policy = {
    name: before?.name ?? name,
    id: before?.id ?? newId(),
    createDate: before?.createDate ?? date,
    updateDate: date,
    document,
    ...(description === undefined ? {} : { description }),
  };
  account.policies.set(name.toLowerCase(), policy);
  await core.accounts.save(account);
  return { Policy: policyXml(account, policy) };
}

function checkDocument(document: string, most: number): void {
  if (Buffer.byteLength(document) > most) throw refuse("LimitExceeded", `Cannot exceed quota for PolicySize: ${most}.`);
  try {
    parsePolicy(document, "identity");
  } catch (error) {
    if (error instanceof PolicyProblem) throw refuse("MalformedPolicyDocument", `The policy document is not accepted: ${error.message}`);
    throw error;
  }
}

/** unverified: the document comes with the policy, since there are no policy versions to ask for it. */
export function getPolicy(call: IamCall): XmlObject {
  const policy = findPolicy(call);
  return { Policy: { ...policyXml(call.account, policy), PolicyDocument: policy.document } };
}

export function listPolicies({ account, params }: IamCall): XmlObject {
  const onlyAttached = params.boolean("OnlyAttached") ?? false;
  const name = params.optional("PolicyName")?.toLowerCase();
  const policies = [...account.policies.values()].filter(
    (policy) => (!onlyAttached || attachmentCount(account, policy) > 0) && (name === undefined || policy.name.toLowerCase().includes(name)),
  );
  const { page, next } = paginate(params, policies, (policy) => policy.name);
  return { Policies: { member: page.map((policy) => policyXml(account, policy)) }, ...next };
}

export function listEntitiesForPolicy(call: IamCall): XmlObject {
  const { account, params } = call;
  const policy = findPolicy(call).name.toLowerCase();
  // unverified: the letters of EntityFilter, of which AWS takes the capitalised.
  const filter = params.oneOf("EntityFilter", ["User", "Group", "user", "group"])?.toLowerCase();
  const users = filter === "group" ? [] : [...account.users.values()].filter((user) => user.policies.includes(policy));
  const groups = filter === "user" ? [] : [...account.groups.values()].filter((group) => group.policies.includes(policy));
  const entities = [
    ...groups.map(({ name, id }) => ({ type: "group", name, id })),
    ...users.map(({ name, id }) => ({ type: "user", name, id })),
  ];
  const { page, next } = paginate(params, entities, (entity) => `${entity.type}/${entity.name}`);
  const of = (type: string): readonly { readonly name: string; readonly id: string }[] => page.filter((entity) => entity.type === type);
  return {
    PolicyGroups: { member: of("group").map(({ name, id }) => ({ GroupName: name, GroupId: id })) },
    PolicyUsers: { member: of("user").map(({ name, id }) => ({ UserName: name, UserId: id })) },
    ...next,
  };
}

export async function deletePolicy(call: IamCall): Promise<undefined> {
  const { account, core } = call;
  const policy = findPolicy(call);
  if (attachmentCount(account, policy) > 0) throw refuse("DeleteConflict", "Cannot delete a policy attached to entities.");
  account.policies.delete(policy.name.toLowerCase());
  await core.accounts.save(account);
  return undefined;
}

interface Holder {
  policies: string[];
}

async function attach(call: IamCall, holder: Holder, quota: "User" | "Group"): Promise<undefined> {
  const name = findPolicy(call).name.toLowerCase();
  if (!holder.policies.includes(name)) {
    checkQuota(holder.policies.length, call.core.limits[`attachedPoliciesPer${quota}`], `PoliciesPer${quota}`);
    holder.policies.push(name);
  }
  await call.core.accounts.save(call.account);
  return undefined;
}

/** unverified: detaching what is not attached is NoSuchEntity, as at AWS. */
async function detach(call: IamCall, holder: Holder): Promise<undefined> {
  const policy = findPolicy(call);
  const name = policy.name.toLowerCase();
  if (!holder.policies.includes(name)) throw refuse("NoSuchEntity", `Policy ${policyArn(call.account, policy)} was not found.`);
  holder.policies = holder.policies.filter((other) => other !== name);
  await call.core.accounts.save(call.account);
  return undefined;
}

function listAttached({ account, params }: IamCall, holder: Holder): XmlObject {
  const policies = holder.policies.flatMap((name) => account.policies.get(name) ?? []);
  const { page, next } = paginate(params, policies, (policy) => policy.name);
  return {
    AttachedPolicies: { member: page.map((policy) => ({ PolicyName: policy.name, PolicyArn: policyArn(account, policy) })) },
    ...next,
  };
}

export const attachUserPolicy = (call: IamCall): Promise<undefined> => attach(call, findUser(call), "User");
export const attachGroupPolicy = (call: IamCall): Promise<undefined> => attach(call, findGroup(call), "Group");
export const detachUserPolicy = (call: IamCall): Promise<undefined> => detach(call, findUser(call));
export const detachGroupPolicy = (call: IamCall): Promise<undefined> => detach(call, findGroup(call));
export const listAttachedUserPolicies = (call: IamCall): XmlObject => listAttached(call, findUser(call));
export const listAttachedGroupPolicies = (call: IamCall): XmlObject => listAttached(call, findGroup(call));

function attachmentCount(account: Account, policy: Policy): number {
  const name = policy.name.toLowerCase();
  return [...account.users.values(), ...account.groups.values()].filter((holder) => holder.policies.includes(name)).length;
}

function policyArn(account: Account, policy: Policy): string {
  return iamArn(account.id, "policy", policy.name);
}

function policyXml(account: Account, policy: Policy): XmlObject {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policyArn(account, policy),
    Description: policy.description,
    AttachmentCount: attachmentCount(account, policy),
    CreateDate: policy.createDate,
    UpdateDate: policy.updateDate,
  };
}
