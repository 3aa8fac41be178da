/** Console passwords of IAM users [GUIDE 7.1.15-7.1.19]. There is no console here: nothing logs in with them. */
import type { IamCall } from "../../contract";
import type { LoginProfile, User } from "../../state/model";
import { refuse } from "../../wire/errors";
import type { XmlObject } from "../../wire/xml";
import { wholeSeconds } from "../shared/dates";
import { findUser } from "./entities";
import { checkPassword, checkReuse, hashPassword, isExpired, isPassword, passwordPolicyOf } from "./password-rules";

/** The most that PasswordReusePrevention can ask for, one of them being the password of today. */
const KEPT_HASHES = 24;

export async function createLoginProfile(call: IamCall): Promise<XmlObject> {
  const user = findUser(call);
  if (user.loginProfile !== undefined) throw exists(user);
  const password = call.params.required("Password");
  checkPassword(password, passwordPolicyOf(call.account));
  const profile: LoginProfile = {
    createDate: wholeSeconds(call.now),
    passwordHash: await hashPassword(password),
    resetRequired: call.params.boolean("PasswordResetRequired") ?? false,
    passwordDate: call.now.toISOString(),
  };
  // Another call may have come while the hash was computed.
  if (findUser(call).loginProfile !== undefined) throw exists(user);
  user.loginProfile = profile;
  await call.core.accounts.save(call.account);
  return { LoginProfile: profileXml(user, profile) };
}

export function getLoginProfile(call: IamCall): XmlObject {
  const user = findUser(call);
  return { LoginProfile: profileXml(user, profileOf(user)) };
}

/** unverified: an administrator may set a password that was there before, and renews an expired one. */
export async function updateLoginProfile(call: IamCall): Promise<undefined> {
  const profile = profileOf(findUser(call));
  const password = call.params.required("Password");
  checkPassword(password, passwordPolicyOf(call.account));
  await renew(call, profile, password);
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

/** The caller's own password [GUIDE 7.1.19]. unverified: every refusal but that of the account's rules. */
export async function changePassword(call: IamCall): Promise<undefined> {
  const [old, password] = [call.params.required("OldPassword"), call.params.required("NewPassword")];
  const { user } = call.caller;
  if (user === undefined) throw refuse("InvalidUserType", "Only an IAM user can change a console password by this call.");
  const policy = passwordPolicyOf(call.account);
  const profile = profileOf(user);
  if (!(await isPassword(old, profile.passwordHash))) throw refuse("AccessDenied", "The old password was incorrect.");
  if (policy.hardExpiry && isExpired(profile, policy, call.now)) {
    throw refuse("AccessDenied", "The password has expired; an administrator has to set a new one.");
  }
  checkPassword(password, policy);
  await checkReuse(password, profile, policy);
  await renew(call, profile, password);
  profile.resetRequired = false;
  await call.core.accounts.save(call.account);
  return undefined;
}

async function renew({ now }: IamCall, profile: LoginProfile, password: string): Promise<void> {
  const hash = await hashPassword(password);
  profile.earlierHashes = [profile.passwordHash, ...(profile.earlierHashes ?? [])].slice(0, KEPT_HASHES - 1);
  profile.passwordHash = hash;
  profile.passwordDate = now.toISOString();
}

function exists(user: User): Error {
  return refuse("EntityAlreadyExists", `Login Profile for user ${user.name} already exists.`);
}

function profileOf(user: User): LoginProfile {
  if (user.loginProfile === undefined) throw refuse("NoSuchEntity", `Login Profile for user ${user.name} cannot be found.`);
  return user.loginProfile;
}

function profileXml(user: User, profile: LoginProfile): XmlObject {
  return { UserName: user.name, CreateDate: profile.createDate, PasswordResetRequired: profile.resetRequired };
}
