/** Access keys [GUIDE 7.1.9-7.1.13]. Without a user name an operation is about the caller; the account's own keys can be managed that way. */
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import { allItems, type Paged } from "./paging";
import type { AccessKey, AccessKeyLastUsed, AccessKeyMetadata, Page } from "./wire";
import { defined } from "../../pure/defined";

export type AccessKeyStatus = "Active" | "Inactive";

interface OwnerInput {
  readonly userName?: string;
}
interface KeyInput extends OwnerInput {
  readonly accessKeyId: string;
}

/**
 * Makes a key, which is Active. The answer is the only place that ever shows the secret; when it is lost, so is the secret, and the key stays.
 * Never repeated by the transport once it may have been done.
 */
export async function createAccessKey(client: Client, input: OwnerInput = {}): Promise<AccessKey> {
  const { accessKey } = await ask(client, "CreateAccessKey", { ...input }, `an access key of ${owner(input)}`);
  return accessKey;
}

/** One page of keys, without secrets; empty when the user has none. */
export function listAccessKeys(client: Client, input: Paged<OwnerInput> = {}): Promise<Page<AccessKeyMetadata>> {
  return ask(client, "ListAccessKeys", { ...input }, `access keys of ${owner(input)}`);
}

export function listAllAccessKeys(client: Client, input: OwnerInput = {}): Promise<AccessKeyMetadata[]> {
  return allItems("ListAccessKeys", (page) => listAccessKeys(client, { ...input, ...page }));
}

/**
 * Every key of the account, primary and ordinary, as the 6.0 service lists them: its name of the operation has no plural [OLD 4.4.4].
 * Only a primary key may ask.
 */
export function listAllLegacyAccessKeys(client: Client): Promise<AccessKeyMetadata[]> {
  return allItems("ListAccessKey", (page) => ask(client, "ListAccessKey", { ...page }, "the account's access keys"));
}

/** When and for which service a key was last used; no date when it never was. */
export async function getAccessKeyLastUsed(
  client: Client,
  input: { readonly accessKeyId: string },
): Promise<AccessKeyLastUsed & { readonly userName?: string }> {
  const { userName, lastUsed } = await ask(client, "GetAccessKeyLastUsed", { ...input }, subject(input));
  return { ...lastUsed, ...defined({ userName }) };
}

/** @param input `isPrimary`: of a key from before IAM, whether it may manage keys [OLD 4.4.3] */
export function updateAccessKey(
  client: Client,
  input: KeyInput & { readonly status: AccessKeyStatus; readonly isPrimary?: boolean },
): Promise<void> {
  return tell(client, "UpdateAccessKey", { ...input }, subject(input));
}

/** Removes a key. @throws ServiceError `not-found` */
export function deleteAccessKey(client: Client, input: KeyInput): Promise<void> {
  return tell(client, "DeleteAccessKey", { ...input }, subject(input));
}

function owner({ userName }: OwnerInput): string {
  return userName === undefined ? "the caller" : `user "${userName}"`;
}

function subject({ accessKeyId, userName }: KeyInput): string {
  return `access key ${accessKeyId}${userName === undefined ? "" : ` of user "${userName}"`}`;
}
