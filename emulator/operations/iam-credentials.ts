/** Access keys and login profiles [GUIDE 7.1.9-7.1.18]. */
import { randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import { refuse } from "../http/errors";
import type { XmlObject } from "../http/xml";
import type { AccessKey, LoginProfile, User } from "../state/model";
import type { KeyOwner } from "../state/accounts";
import { findUser, findUserOrCaller, iamDate } from "./iam-entities";
import { paginate } from "./params";
import type { IamCall } from "./types";

const derive = promisify(scrypt) as (password: string, salt: string, bytes: number) => Promise<Buffer>;
const PASSWORD_LENGTH = { least: 8, most: 128 }; // unverified: the default password rules

/** A new key: 20 and 40 hex characters, Active. */
export function newAccessKey(now: Date): AccessKey {
  return { id: randomBytes(10).toString("hex"), secret: randomBytes(20).toString("hex"), status: "Active", createDate: iamDate(now) };
}

export async function createAccessKey(call: IamCall): Promise<XmlObject> {
  const { account, core } = call;
  const user = findUserOrCaller(call);
  const most = user === undefined ? core.limits.accessKeysOfRoot : core.limits.accessKeysPerUser;
  if ((user ?? account).keys.length >= most) throw refuse("LimitExceeded", `Cannot exceed quota for AccessKeysPerUser: ${most}.`);
  const key = newAccessKey(call.now);
  core.accounts.addKey(account, user, key);
  await core.accounts.save(account);
  return {
    AccessKey: { UserName: nameOf(user), AccessKeyId: key.id, Status: key.status, SecretAccessKey: key.secret, CreateDate: key.createDate },
  };
}

export function listAccessKeys(call: IamCall): XmlObject {
  const user = findUserOrCaller(call);
  const { page, next } = paginate(call.params, (user ?? call.account).keys, (key) => key.id);
  const member = page.map((key) => ({ UserName: nameOf(user), AccessKeyId: key.id, Status: key.status, CreateDate: key.createDate }));
  return { UserName: nameOf(user), AccessKeyMetadata: { member }, ...next };
}

export function getAccessKeyLastUsed(call: IamCall): XmlObject {
  const { key, user } = ownedKey(call, undefined);
  // unverified: what comes for a key that was never used.
  const used = key.lastUsed === undefined ? { ServiceName: "N/A" } : { LastUsedDate: key.lastUsed.date, ServiceName: key.lastUsed.service };
  return { UserName: nameOf(user), AccessKeyLastUsed: used };
}

export async function updateAccessKey(call: IamCall): Promise<undefined> {
  const owner = ownedKey(call, findUserOrCaller(call));
  owner.key.status = call.params.requiredOneOf("Status", ["Active", "Inactive"]);
  await call.core.accounts.save(call.account);
  return undefined;
}

export async function deleteAccessKey(call: IamCall): Promise<undefined> {
  call.core.accounts.removeKey(ownedKey(call, findUserOrCaller(call)));
  await call.core.accounts.save(call.account);
  return undefined;
}

/** The key named by AccessKeyId. Without a UserName the caller's; a root caller reaches every key of the account (unverified). */
function ownedKey(call: IamCall, user: User | undefined): KeyOwner {
  const id = call.params.required("AccessKeyId");
  const owner = call.core.accounts.findKey(id);
  const right = owner !== undefined && owner.account === call.account && (user === undefined || owner.user === user);
  if (!right) throw refuse("NoSuchEntity", `The Access Key with id ${id} cannot be found.`);
  return owner;
}

function nameOf(user: User | undefined): string {
  return user?.name ?? "root";
}

export async function createLoginProfile(call: IamCall): Promise<XmlObject> {
  const user = findUser(call);
  if (user.loginProfile !== undefined) throw refuse("EntityAlreadyExists", `Login Profile for user ${user.name} already exists.`);
  const passwordHash = await hashPassword(call);
  const profile: LoginProfile = {
    createDate: iamDate(call.now),
    passwordHash,
    resetRequired: call.params.boolean("PasswordResetRequired") ?? false,
  };
  user.loginProfile = profile;
  await call.core.accounts.save(call.account);
  return { LoginProfile: profileXml(user, profile) };
}

export function getLoginProfile(call: IamCall): XmlObject {
  const user = findUser(call);
  return { LoginProfile: profileXml(user, profileOf(user)) };
}

export async function updateLoginProfile(call: IamCall): Promise<undefined> {
  const profile = profileOf(findUser(call));
  profile.passwordHash = await hashPassword(call);
  profile.resetRequired = call.params.boolean("PasswordResetRequired") ?? profile.resetRequired;
  await call.core.accounts.save(call.account);
  return undefined;
}

export async function deleteLoginProfile(call: IamCall): Promise<undefined> {
  const user = findUser(call);
  profileOf(user);
  delete user.loginProfile;
  await call.core.accounts.save(call.account);
  return undefined;
}

function profileOf(user: User): LoginProfile {
  if (user.loginProfile === undefined) throw refuse("NoSuchEntity", `Login Profile for user ${user.name} cannot be found.`);
  return user.loginProfile;
}

function profileXml(user: User, profile: LoginProfile): XmlObject {
  return { UserName: user.name, CreateDate: profile.createDate, PasswordResetRequired: profile.resetRequired };
}

async function hashPassword({ params }: IamCall): Promise<string> {
  const password = params.required("Password");
  if (password.length < PASSWORD_LENGTH.least || password.length > PASSWORD_LENGTH.most) {
    // The password itself is never repeated.
    throw refuse(
      "ValidationError",
      `1 validation errors detected: the password must have ${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters.`,
    );
  }
  const salt = randomBytes(16).toString("hex");
  return `${salt}:${(await derive(password, salt, 32)).toString("hex")}`;
}
