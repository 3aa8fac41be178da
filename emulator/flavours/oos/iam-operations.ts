/** Operations of the IAM service, in the manual's order. A row without `run` is refused by name and listed in GAPS.md. */
import type { IamRow } from "../../contract";
import * as account from "../../services/iam/account";
import * as credentials from "../../services/iam/credentials";
import * as group from "../../services/iam/group";
import * as login from "../../services/iam/login-profile";
import * as mfa from "../../services/iam/mfa";
import { passwordPolicyOf } from "../../services/iam/password-rules";
import * as policy from "../../services/iam/policy";
import * as session from "../../services/iam/session";
import * as user from "../../services/iam/user";

const PASSWORD_RULES = [
  "AllowUsersToChangePassword",
  "HardExpiry",
  "MaxPasswordAge",
  "MinimumPasswordLength",
  "PasswordReusePrevention",
  "RequireLowercaseCharacters",
  "RequireNumbers",
  "RequireSymbols",
  "RequireUppercaseCharacters",
];

export const IAM_OPERATIONS: readonly IamRow[] = [
  iam("CreateUser", "GUIDE 7.1.1", ["UserName", "Tags.member.N.Key", "Tags.member.N.Value"], {
    resource: ["user", "UserName"],
    run: user.createUser,
  }),
  iam("GetUser", "GUIDE 7.1.2", ["UserName"], { resource: ["user", "UserName"], run: user.getUser }),
  iam("ListUsers", "GUIDE 7.1.3", ["Marker", "MaxItems", "UserName", "AccessKeyId"], { run: user.listUsers }),
  iam("DeleteUser", "GUIDE 7.1.4", ["UserName"], { resource: ["user", "UserName"], run: user.deleteUser }),
  iam("TagUser", "GUIDE 7.1.5", ["UserName", "Tags.member.N.Key", "Tags.member.N.Value"], {
    resource: ["user", "UserName"],
    run: user.tagUser,
  }),
  iam("UntagUser", "GUIDE 7.1.6", ["UserName", "TagKeys.member.N"], { resource: ["user", "UserName"], run: user.untagUser }),
  iam("ListUserTags", "GUIDE 7.1.7", ["UserName", "Marker", "MaxItems"], { resource: ["user", "UserName"], run: user.listUserTags }),
  iam("ListGroupsForUser", "GUIDE 7.1.8", ["UserName", "Marker", "MaxItems"], {
    resource: ["user", "UserName"],
    run: user.listGroupsForUser,
  }),
  iam("CreateAccessKey", "GUIDE 7.1.9", ["UserName"], { resource: ["user", "UserName"], run: credentials.createAccessKey }),
  iam("ListAccessKeys", "GUIDE 7.1.10", ["UserName", "Marker", "MaxItems"], {
    resource: ["user", "UserName"],
    run: credentials.listAccessKeys,
  }),
  iam("GetAccessKeyLastUsed", "GUIDE 7.1.11", ["AccessKeyId"], { run: credentials.getAccessKeyLastUsed }),
  iam("UpdateAccessKey", "GUIDE 7.1.12", ["AccessKeyId", "Status", "UserName"], {
    resource: ["user", "UserName"],
    run: credentials.updateAccessKey,
  }),
  iam("DeleteAccessKey", "GUIDE 7.1.13", ["AccessKeyId", "UserName"], { resource: ["user", "UserName"], run: credentials.deleteAccessKey }),
  iam("GetSessionToken", "GUIDE 7.1.14", ["DurationSeconds", "PolicyDocument"], { need: () => "nothing", run: session.getSessionToken }),
  iam("CreateLoginProfile", "GUIDE 7.1.15", ["UserName", "Password", "PasswordResetRequired"], {
    resource: ["user", "UserName"],
    run: login.createLoginProfile,
  }),
  iam("GetLoginProfile", "GUIDE 7.1.16", ["UserName"], { resource: ["user", "UserName"], run: login.getLoginProfile }),
  iam("UpdateLoginProfile", "GUIDE 7.1.17", ["UserName", "Password", "PasswordResetRequired"], {
    resource: ["user", "UserName"],
    run: login.updateLoginProfile,
  }),
  iam("DeleteLoginProfile", "GUIDE 7.1.18", ["UserName"], { resource: ["user", "UserName"], run: login.deleteLoginProfile }),
  iam("ChangePassword", "GUIDE 7.1.19", ["OldPassword", "NewPassword"], {
    resource: ["user", "UserName"],
    // unverified: what the rule AllowUsersToChangePassword means for users whose policies do not speak of it.
    need: (owner) => (passwordPolicyOf(owner).allowUsersToChangePassword ? "no-deny" : "allow"),
    run: login.changePassword,
  }),
  iam("CreateVirtualMFADevice", "GUIDE 7.1.20", ["VirtualMFADeviceName"], {
    resource: ["mfa", "VirtualMFADeviceName"],
    run: mfa.createVirtualMFADevice,
  }),
  iam("EnableMFADevice", "GUIDE 7.1.21", ["UserName", "SerialNumber", "AuthenticationCode1", "AuthenticationCode2"], {
    resource: ["user", "UserName"],
    run: mfa.enableMFADevice,
  }),
  iam("ListVirtualMFADevices", "GUIDE 7.1.22", ["AssignmentStatus", "Marker", "MaxItems"], { run: mfa.listVirtualMFADevices }),
  iam("ListMFADevices", "GUIDE 7.1.23", ["UserName", "Marker", "MaxItems"], { resource: ["user", "UserName"], run: mfa.listMFADevices }),
  iam("DeactivateMFADevice", "GUIDE 7.1.24", ["UserName", "SerialNumber"], {
    resource: ["user", "UserName"],
    run: mfa.deactivateMFADevice,
  }),
  iam("DeleteVirtualMFADevice", "GUIDE 7.1.25", ["SerialNumber"], { resource: ["mfa", "SerialNumber"], run: mfa.deleteVirtualMFADevice }),
  iam("CreateGroup", "GUIDE 7.2.1", ["GroupName"], { resource: ["group", "GroupName"], run: group.createGroup }),
  iam("GetGroup", "GUIDE 7.2.2", ["GroupName", "Marker", "MaxItems"], { resource: ["group", "GroupName"], run: group.getGroup }),
  iam("AddUserToGroup", "GUIDE 7.2.3", ["GroupName", "UserName"], { resource: ["group", "GroupName"], run: group.addUserToGroup }),
  iam("RemoveUserFromGroup", "GUIDE 7.2.4", ["GroupName", "UserName"], {
    resource: ["group", "GroupName"],
    run: group.removeUserFromGroup,
  }),
  iam("ListGroups", "GUIDE 7.2.5", ["Marker", "MaxItems", "GroupName"], { run: group.listGroups }),
  iam("DeleteGroup", "GUIDE 7.2.6", ["GroupName"], { resource: ["group", "GroupName"], run: group.deleteGroup }),
  iam("CreatePolicy", "GUIDE 7.3.1", ["PolicyName", "PolicyDocument", "Description"], {
    resource: ["policy", "PolicyName"],
    run: policy.createPolicy,
  }),
  iam("GetPolicy", "GUIDE 7.3.2", ["PolicyArn"], { resource: ["policy", "PolicyArn"], run: policy.getPolicy }),
  iam("ListPolicies", "GUIDE 7.3.3", ["OnlyAttached", "Marker", "MaxItems", "PolicyName"], { run: policy.listPolicies }),
  iam("ListEntitiesForPolicy", "GUIDE 7.3.4", ["PolicyArn", "EntityFilter", "Marker", "MaxItems"], {
    resource: ["policy", "PolicyArn"],
    run: policy.listEntitiesForPolicy,
  }),
  iam("DeletePolicy", "GUIDE 7.3.5", ["PolicyArn"], { resource: ["policy", "PolicyArn"], run: policy.deletePolicy }),
  iam("AttachUserPolicy", "GUIDE 7.3.6", ["UserName", "PolicyArn"], { resource: ["user", "UserName"], run: policy.attachUserPolicy }),
  iam("ListAttachedUserPolicies", "GUIDE 7.3.7", ["UserName", "Marker", "MaxItems"], {
    resource: ["user", "UserName"],
    run: policy.listAttachedUserPolicies,
  }),
  iam("DetachUserPolicy", "GUIDE 7.3.8", ["UserName", "PolicyArn"], { resource: ["user", "UserName"], run: policy.detachUserPolicy }),
  iam("AttachGroupPolicy", "GUIDE 7.3.9", ["GroupName", "PolicyArn"], { resource: ["group", "GroupName"], run: policy.attachGroupPolicy }),
  iam("ListAttachedGroupPolicies", "GUIDE 7.3.10", ["GroupName", "Marker", "MaxItems"], {
    resource: ["group", "GroupName"],
    run: policy.listAttachedGroupPolicies,
  }),
  iam("DetachGroupPolicy", "GUIDE 7.3.11", ["GroupName", "PolicyArn"], { resource: ["group", "GroupName"], run: policy.detachGroupPolicy }),
  iam("UpdateAccountPasswordPolicy", "GUIDE 7.3.12", PASSWORD_RULES, { run: account.updateAccountPasswordPolicy }),
  iam("GetAccountPasswordPolicy", "GUIDE 7.3.13", [], { run: account.getAccountPasswordPolicy }),
  iam("DeleteAccountPasswordPolicy", "GUIDE 7.3.14", [], { run: account.deleteAccountPasswordPolicy }),
  iam("GetAccountSummary", "GUIDE 7.4.1", [], { run: account.getAccountSummary }),
  iam("CreateAccessKey", "OLD 4.4.1", ["IsPrimary"], { legacy: true, run: credentials.createAccessKey }),
  iam("DeleteAccessKey", "OLD 4.4.2", ["AccessKeyId", "IsPrimary"], { legacy: true, run: credentials.deleteAccessKey }),
  iam("UpdateAccessKey", "OLD 4.4.3", ["AccessKeyId", "Status", "IsPrimary"], { legacy: true, run: credentials.updateAccessKey }),
  iam("ListAccessKey", "OLD 4.4.4", ["Marker", "MaxItems"], { legacy: true, answersAs: "ListAccessKeys", run: credentials.listAccessKey }),
];

function iam(
  name: string,
  manual: string,
  parameters: readonly string[],
  details: Pick<IamRow, "answersAs" | "resource" | "lacks" | "legacy" | "need" | "run"> = {},
): IamRow {
  return { ...details, service: "iam", name, manual, wire: `POST / Action=${name}`, parameters };
}
