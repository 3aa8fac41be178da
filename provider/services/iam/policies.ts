/** Policies and to whom they are attached [GUIDE 7.3]. */
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import { allItems, type Paged } from "./paging";
import type { AttachedPolicy, Page, Policy, PolicyEntity } from "./wire";

interface PolicyInput {
  readonly policyArn: string;
}
interface UserInput {
  readonly userName: string;
}
interface GroupInput {
  readonly groupName: string;
}

export interface CreatePolicyInput {
  readonly policyName: string;
  /** JSON text. */
  readonly policyDocument: string;
  readonly description?: string;
}

/**
 * Makes a policy, or overwrites the one of the same name without a word [GUIDE 7.3.1]: look with {@link getPolicy} first (law 2).
 * Repeating it ends in the same state.
 */
export async function createPolicy(client: Client, input: CreatePolicyInput): Promise<Policy> {
  const { policy } = await ask(client, "CreatePolicy", { ...input }, `policy "${input.policyName}"`);
  return policy ?? { policyName: input.policyName };
}

/** One policy. @throws ServiceError `not-found` */
export async function getPolicy(client: Client, input: PolicyInput): Promise<Policy> {
  const { policy } = await ask(client, "GetPolicy", { ...input }, subject(input));
  return policy;
}

export interface ListPoliciesInput {
  /** True: only policies that a user or group has. */
  readonly onlyAttached?: boolean;
}

/** One page of the account's policies. Whether they come with their documents is unverified; {@link getPolicy} has them. */
export function listPolicies(client: Client, input: Paged<ListPoliciesInput> = {}): Promise<Page<Policy>> {
  return ask(client, "ListPolicies", { ...input });
}

export function listAllPolicies(client: Client, input: ListPoliciesInput = {}): Promise<Policy[]> {
  return allItems("ListPolicies", (page) => listPolicies(client, { ...input, ...page }));
}

/** Removes a policy. @throws ServiceError `dependency` while it is attached; `not-found` */
export function deletePolicy(client: Client, input: PolicyInput): Promise<void> {
  return tell(client, "DeletePolicy", { ...input }, subject(input));
}

export interface ListEntitiesInput extends PolicyInput {
  /** Absent: both. The spelling of the values is unverified. */
  readonly entityFilter?: "User" | "Group";
}

/** One page of the users and groups that a policy is attached to. */
export function listEntitiesForPolicy(client: Client, input: Paged<ListEntitiesInput>): Promise<Page<PolicyEntity>> {
  return ask(client, "ListEntitiesForPolicy", { ...input }, `entities of ${subject(input)}`);
}

export function listAllEntitiesForPolicy(client: Client, input: ListEntitiesInput): Promise<PolicyEntity[]> {
  return allItems("ListEntitiesForPolicy", (page) => listEntitiesForPolicy(client, { ...input, ...page }));
}

export function attachUserPolicy(client: Client, input: PolicyInput & UserInput): Promise<void> {
  return tell(client, "AttachUserPolicy", { ...input }, attachment(input));
}

/** @throws ServiceError `not-found` when it is not attached (unverified) */
export function detachUserPolicy(client: Client, input: PolicyInput & UserInput): Promise<void> {
  return tell(client, "DetachUserPolicy", { ...input }, attachment(input));
}

/** One page of the policies attached to a user. */
export function listAttachedUserPolicies(client: Client, input: Paged<UserInput>): Promise<Page<AttachedPolicy>> {
  return ask(client, "ListAttachedUserPolicies", { ...input }, `policies of ${holder(input)}`);
}

export function listAllAttachedUserPolicies(client: Client, input: UserInput): Promise<AttachedPolicy[]> {
  return allItems("ListAttachedUserPolicies", (page) => listAttachedUserPolicies(client, { ...input, ...page }));
}

export function attachGroupPolicy(client: Client, input: PolicyInput & GroupInput): Promise<void> {
  return tell(client, "AttachGroupPolicy", { ...input }, attachment(input));
}

/** @throws ServiceError `not-found` when it is not attached (unverified) */
export function detachGroupPolicy(client: Client, input: PolicyInput & GroupInput): Promise<void> {
  return tell(client, "DetachGroupPolicy", { ...input }, attachment(input));
}

/** One page of the policies attached to a group. */
export function listAttachedGroupPolicies(client: Client, input: Paged<GroupInput>): Promise<Page<AttachedPolicy>> {
  return ask(client, "ListAttachedGroupPolicies", { ...input }, `policies of ${holder(input)}`);
}

export function listAllAttachedGroupPolicies(client: Client, input: GroupInput): Promise<AttachedPolicy[]> {
  return allItems("ListAttachedGroupPolicies", (page) => listAttachedGroupPolicies(client, { ...input, ...page }));
}

function subject({ policyArn }: PolicyInput): string {
  return `policy ${policyArn}`;
}

function holder(input: UserInput | GroupInput): string {
  return "userName" in input ? `user "${input.userName}"` : `group "${input.groupName}"`;
}

function attachment(input: PolicyInput & (UserInput | GroupInput)): string {
  return `policy ${input.policyArn} of ${holder(input)}`;
}
