/** What concerns the account as a whole: its password rules [GUIDE 7.3.12-7.3.14] and its numbers [GUIDE 7.4.1]. */
import type { IamCall } from "../../contract";
import type { Limits } from "../../limits";
import type { Account, PasswordPolicy } from "../../state/model";
import type { XmlObject } from "../../wire/xml";
import { DEFAULT_PASSWORD_POLICY, passwordPolicyOf } from "./password-rules";

/** Least and most of the numbers. unverified: AWS's, with 0 for none, which the manual's sample sends. */
const RANGES = {
  MaxPasswordAge: { least: 0, most: 1095 },
  MinimumPasswordLength: { least: 6, most: 128 },
  PasswordReusePrevention: { least: 0, most: 24 },
} as const;

/** Replaces the rules as a whole. unverified: what is left out is set to its default, as at AWS. */
export async function updateAccountPasswordPolicy({ account, core, params }: IamCall): Promise<undefined> {
  const { minimumPasswordLength, allowUsersToChangePassword } = DEFAULT_PASSWORD_POLICY;
  const number = (name: keyof typeof RANGES, byDefault: number): number =>
    params.integer(name, RANGES[name].least, RANGES[name].most, byDefault);
  const policy: PasswordPolicy = {
    allowUsersToChangePassword: params.boolean("AllowUsersToChangePassword") ?? allowUsersToChangePassword,
    hardExpiry: params.boolean("HardExpiry") ?? false,
    maxPasswordAge: number("MaxPasswordAge", 0),
    minimumPasswordLength: number("MinimumPasswordLength", minimumPasswordLength),
    passwordReusePrevention: number("PasswordReusePrevention", 0),
    requireLowercaseCharacters: params.boolean("RequireLowercaseCharacters") ?? false,
    requireNumbers: params.boolean("RequireNumbers") ?? false,
    requireSymbols: params.boolean("RequireSymbols") ?? false,
    requireUppercaseCharacters: params.boolean("RequireUppercaseCharacters") ?? false,
  };
  account.passwordPolicy = policy;
  await core.accounts.save(account);
  return undefined;
}

/** The rules in force, the default ones included. unverified: the form, which is AWS's. */
export function getAccountPasswordPolicy({ account }: IamCall): XmlObject {
  const policy = passwordPolicyOf(account);
  return {
    PasswordPolicy: {
      AllowUsersToChangePassword: policy.allowUsersToChangePassword,
      ExpirePasswords: policy.maxPasswordAge > 0,
      HardExpiry: policy.hardExpiry,
      MaxPasswordAge: policy.maxPasswordAge,
      MinimumPasswordLength: policy.minimumPasswordLength,
      PasswordReusePrevention: policy.passwordReusePrevention,
      RequireLowercaseCharacters: policy.requireLowercaseCharacters,
      RequireNumbers: policy.requireNumbers,
      RequireSymbols: policy.requireSymbols,
      RequireUppercaseCharacters: policy.requireUppercaseCharacters,
    },
  };
}

/** Back to the default rules; also when they are in force already. */
export async function deleteAccountPasswordPolicy({ account, core }: IamCall): Promise<undefined> {
  delete account.passwordPolicy;
  await core.accounts.save(account);
  return undefined;
}

/** unverified: the names and the form, which are AWS's. */
export function getAccountSummary({ account, core }: IamCall): XmlObject {
  const entry = Object.entries({ ...counts(account), ...quotas(core.limits) }).map(([key, value]) => ({ key, value }));
  return { SummaryMap: { entry } };
}

function counts(account: Account): Readonly<Record<string, number>> {
  return {
    AccountAccessKeysPresent: account.keys.length > 0 ? 1 : 0,
    // An MFA device of the root user cannot be made by any call.
    AccountMFAEnabled: 0,
    Groups: account.groups.size,
    MFADevices: account.mfaDevices.size,
    MFADevicesInUse: [...account.mfaDevices.values()].filter((device) => device.user !== undefined).length,
    Policies: account.policies.size,
    Users: account.users.size,
  };
}

function quotas(limits: Limits): Readonly<Record<string, number>> {
  return {
    AccessKeysPerUserQuota: limits.accessKeysPerUser,
    AttachedPoliciesPerGroupQuota: limits.attachedPoliciesPerGroup,
    AttachedPoliciesPerUserQuota: limits.attachedPoliciesPerUser,
    GroupsPerUserQuota: limits.groupsPerUser,
    GroupsQuota: limits.groupsPerAccount,
    PoliciesQuota: limits.policiesPerAccount,
    PolicySizeQuota: limits.policyDocumentBytes,
    UsersQuota: limits.usersPerAccount,
  };
}
