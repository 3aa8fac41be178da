/**
 * Access keys [GUIDE 7.1.9-7.1.13], and those from before IAM [OLD 4.4]: main and ordinary keys of the root user, told by IsPrimary.
 * A call means the old form when it carries IsPrimary or is named ListAccessKey; the rest of the old forms are the same as today's.
 */
import { randomBytes } from "node:crypto";
import type { IamCall } from "../../contract";
import type { KeyOwner } from "../../state/accounts";
import type { AccessKey, User } from "../../state/model";
import { refuse } from "../../wire/errors";
import { invalid, paginate } from "../../wire/params";
import type { XmlObject } from "../../wire/xml";
import { wholeSeconds } from "../shared/dates";
import { checkQuota, findUserOrCaller } from "./entities";

const STATUSES = ["Active", "Inactive"] as const;

/** A new key: 20 and 40 hex characters, Active. */
export function newAccessKey(now: Date): AccessKey {
  return { id: randomBytes(10).toString("hex"), secret: randomBytes(20).toString("hex"), status: "Active", createDate: wholeSeconds(now) };
}

export async function createAccessKey(call: IamCall): Promise<XmlObject> {
  const { account, core } = call;
  const user = findUserOrCaller(call);
  if (user === undefined) onlyMainKeys(call);
  const primary = primaryOfNew(call, user);
  const most = user === undefined ? core.limits.accessKeysOfRoot : core.limits.accessKeysPerUser;
  checkQuota((user ?? account).keys.length, most, "AccessKeysPerUser");
  const key: AccessKey = { ...newAccessKey(call.now), ...(primary === undefined ? {} : { primary }) };
  core.accounts.addKey(account, user, key);
  await core.accounts.save(account);
  return { AccessKey: { ...metadata(user, key), SecretAccessKey: key.secret } };
}

/** A main key makes ordinary keys [OLD 4.4.1]; a root key that is neither makes one of today's. */
function primaryOfNew(call: IamCall, user: User | undefined): boolean | undefined {
  const asked = isPrimary(call, user);
  return asked ?? (user === undefined && callerPrimary(call) === true ? false : undefined);
}

export function listAccessKeys(call: IamCall): XmlObject {
  const user = findUserOrCaller(call);
  if (user === undefined) onlyMainKeys(call);
  const { page, next } = paginate(call.params, (user ?? call.account).keys, (key) => key.id);
  return { UserName: nameOf(user), AccessKeyMetadata: { member: page.map((key) => metadata(user, key)) }, ...next };
}

/** The main and ordinary keys of the account [OLD 4.4.4]; the answer is that of ListAccessKeys [PHP]. */
export function listAccessKey(call: IamCall): XmlObject {
  if (call.caller.user !== undefined) throw notMain();
  return listAccessKeys(call);
}

function metadata(user: User | undefined, key: AccessKey): XmlObject {
  return { UserName: nameOf(user), AccessKeyId: key.id, Status: key.status, CreateDate: key.createDate, IsPrimary: key.primary };
}

export function getAccessKeyLastUsed(call: IamCall): XmlObject {
  const { key, user } = ownedKey(call, undefined);
  // unverified: what comes for a key that was never used.
  const used = key.lastUsed === undefined ? { ServiceName: "N/A" } : { LastUsedDate: key.lastUsed.date, ServiceName: key.lastUsed.service };
  return { UserName: nameOf(user), AccessKeyLastUsed: used };
}

export async function updateAccessKey(call: IamCall): Promise<undefined> {
  const owner = ownedKey(call, findUserOrCaller(call));
  const primary = isPrimary(call, owner.user);
  // The old form may change either of the two [OLD 4.4.3].
  const status = primary === undefined ? call.params.requiredOneOf("Status", STATUSES) : call.params.oneOf("Status", STATUSES);
  owner.key.status = status ?? owner.key.status;
  if (primary !== undefined) owner.key.primary = primary;
  await call.core.accounts.save(call.account);
  return undefined;
}

export async function deleteAccessKey(call: IamCall): Promise<undefined> {
  const owner = ownedKey(call, findUserOrCaller(call));
  const primary = isPrimary(call, owner.user);
  if (primary !== undefined && primary !== owner.key.primary) throw missingKey(owner.key.id);
  call.core.accounts.removeKey(owner);
  await call.core.accounts.save(call.account);
  return undefined;
}

/** The key named by AccessKeyId. Without a UserName the caller's; a root caller reaches every key of the account (unverified). */
function ownedKey(call: IamCall, user: User | undefined): KeyOwner {
  const id = call.params.required("AccessKeyId");
  const owner = call.core.accounts.findKey(id);
  const right = owner !== undefined && owner.account === call.account && (user === undefined || owner.user === user);
  if (!right) throw missingKey(id);
  if (owner.user === undefined) onlyMainKeys(call);
  return owner;
}

function missingKey(id: string): Error {
  return refuse("NoSuchEntity", `The Access Key with id ${id} cannot be found.`);
}

/** The parameter of the old forms, in any letters, since Python sends `False`. Only keys of the root user have it. */
function isPrimary(call: IamCall, user: User | undefined): boolean | undefined {
  const value = call.params.optional("IsPrimary");
  if (value === undefined) return undefined;
  if (!/^(true|false)$/i.test(value)) throw invalid(`'${value}'`, "IsPrimary", "Member must satisfy enum value set: [true, false]");
  if (user !== undefined || call.caller.user !== undefined) throw notMain();
  return value.toLowerCase() === "true";
}

function callerPrimary({ caller, core }: IamCall): boolean | undefined {
  return caller.session?.primary ?? core.accounts.findKey(caller.accessKeyId)?.key.primary;
}

/** Ordinary keys do not manage the keys of the account [OLD 4.4.1-4.4.4]. */
function onlyMainKeys(call: IamCall): void {
  if (callerPrimary(call) === false) throw notMain();
}

function notMain(): Error {
  return refuse("AccessDenied", "Only a main key of the root user may do this.");
}

function nameOf(user: User | undefined): string {
  return user?.name ?? "root";
}
