/** IAM entities: finding them by name or ARN, with the service's words when they are missing [MIR 958], and showing them. */
import { randomBytes } from "node:crypto";
import { iamArn, parseArn, userArn } from "../../access/arn";
import type { IamCall } from "../../contract";
import type { Account, Group, MfaDevice, Policy, Tag, User } from "../../state/model";
import { refuse } from "../../wire/errors";
import type { XmlObject } from "../../wire/xml";

/** Longest names [MIR 916][MIR 958]; policy and MFA device unverified. */
export const LONGEST = { user: 64, group: 128, policy: 128, mfa: 128 } as const;

/** unverified: the form of UserId, GroupId and PolicyId. */
export function newId(): string {
  return randomBytes(10).toString("hex");
}

export function findUser(call: IamCall, parameter = "UserName"): User {
  const name = call.params.name(parameter, LONGEST.user);
  const user = call.account.users.get(name.toLowerCase());
  if (user === undefined) throw missing("user", name);
  return user;
}

/** The named user, or the caller; undefined: the root user. */
export function findUserOrCaller(call: IamCall): User | undefined {
  return call.params.optional("UserName") === undefined ? call.caller.user : findUser(call);
}

export function findGroup(call: IamCall): Group {
  const name = call.params.name("GroupName", LONGEST.group);
  const group = call.account.groups.get(name.toLowerCase());
  if (group === undefined) throw missing("group", name);
  return group;
}

export function findPolicy(call: IamCall): Policy {
  const arn = call.params.required("PolicyArn");
  const policy = call.account.policies.get(nameInArn(call, arn, "policy").toLowerCase());
  if (policy === undefined) throw refuse("NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

export function findMfaDevice(call: IamCall): MfaDevice {
  const serial = call.params.required("SerialNumber");
  const device = call.account.mfaDevices.get(nameInArn(call, serial, "mfa").toLowerCase());
  if (device === undefined) throw refuse("NoSuchEntity", `VirtualMFADevice with serial number ${serial} does not exist.`);
  return device;
}

function nameInArn(call: IamCall, arn: string, type: "policy" | "mfa"): string {
  const parsed = parseArn(arn);
  const prefix = `${type}/`;
  if (parsed?.service !== "iam" || !parsed.resource.startsWith(prefix))
    throw refuse("ValidationError", `1 validation errors detected: ARN ${arn} is not valid.`);
  // Another account's entity is not visible.
  return parsed.account === call.account.id ? parsed.resource.slice(prefix.length) : "";
}

export function missing(type: "user" | "group", name: string): Error {
  return refuse("NoSuchEntity", `The ${type} with name ${name} cannot be found.`);
}

export function exists(type: string, name: string): Error {
  return refuse("EntityAlreadyExists", `${type} with name ${name} already exists.`);
}

/** Throws LimitExceeded when there are as many as there may be [MIR 958]. */
export function checkQuota(present: number, most: number, quota: string): void {
  if (present >= most) throw refuse("LimitExceeded", `Cannot exceed quota for ${quota}: ${most}.`);
}

export function groupsOf(account: Account, user: User): readonly Group[] {
  return [...account.groups.values()].filter((group) => group.members.includes(user.name.toLowerCase()));
}

export function userXml(account: Account, user: User): XmlObject {
  return {
    UserName: user.name,
    UserId: user.id,
    Arn: userArn(account.id, user.name),
    CreateDate: user.createDate,
    ...(user.tags.length === 0 ? {} : { Tags: { member: user.tags.map(tagXml) } }),
  };
}

export function tagXml(tag: Tag): XmlObject {
  return { Key: tag.key, Value: tag.value };
}

export function groupXml(account: Account, group: Group): XmlObject {
  return { GroupName: group.name, GroupId: group.id, Arn: iamArn(account.id, "group", group.name), CreateDate: group.createDate };
}
