// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";

/** Result of {@link getPasswordPolicy}. */
export interface GetPasswordPolicyResult {
  /** Least number of characters. */
  readonly minimumPasswordLength?: number;
  /** Whether a password needs a lower-case letter. */
  readonly requireLowercaseCharacters?: boolean;
  /** Whether a password needs an upper-case letter. */
  readonly requireUppercaseCharacters?: boolean;
  /** Whether a password needs a digit. */
  readonly requireNumbers?: boolean;
  /** Whether a password needs a symbol. */
  readonly requireSymbols?: boolean;
  /** Days after which a password ends; 0: never. */
  readonly maxPasswordAge?: number;
  /** Whether only an administrator can renew a password that has ended. */
  readonly hardExpiry?: boolean;
  /** How many earlier passwords may not be used again. */
  readonly passwordReusePrevention?: number;
  /** Whether users may change their own password. */
  readonly allowUsersToChangePassword?: boolean;
}

/** The rules for console passwords that are in force in the account: its own, else the service's. */
export function getPasswordPolicy(options?: pulumi.InvokeOptions): Promise<GetPasswordPolicyResult> {
  return callFunction<GetPasswordPolicyResult>("getPasswordPolicy", {}, configKeys, options);
}

/** As {@link getPasswordPolicy}, with outputs for arguments and result. */
export function getPasswordPolicyOutput(options?: pulumi.InvokeOptions): pulumi.Output<GetPasswordPolicyResult> {
  return callFunctionOutput<GetPasswordPolicyResult>("getPasswordPolicy", {}, configKeys, options);
}
