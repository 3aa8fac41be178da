// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Result of {@link getPasswordPolicy}. */
export interface GetPasswordPolicyResult {
  /** Minimum number of characters. */
  readonly minimumPasswordLength?: number;
  /** Whether a password must contain a lower-case letter. */
  readonly requireLowercaseCharacters?: boolean;
  /** Whether a password must contain an upper-case letter. */
  readonly requireUppercaseCharacters?: boolean;
  /** Whether a password must contain a digit. */
  readonly requireNumbers?: boolean;
  /** Whether a password must contain a symbol. */
  readonly requireSymbols?: boolean;
  /** Days until a password expires; 0: never. */
  readonly maxPasswordAge?: number;
  /** Whether only an administrator can renew an expired password. */
  readonly hardExpiry?: boolean;
  /** Number of previous passwords that a user may not reuse; 0: no limit. */
  readonly passwordReusePrevention?: number;
  /** Whether users may change their own password. */
  readonly allowUsersToChangePassword?: boolean;
}

/** Returns the rules for console passwords that apply in the account: its own, or else the service's default. */
export function getPasswordPolicy(options?: pulumi.InvokeOptions): Promise<GetPasswordPolicyResult> {
  return callFunction<GetPasswordPolicyResult>("getPasswordPolicy", {}, configKeys, options);
}

/** As {@link getPasswordPolicy}, with outputs for arguments and result. */
export function getPasswordPolicyOutput(options?: pulumi.InvokeOptions): pulumi.Output<GetPasswordPolicyResult> {
  return callFunctionOutput<GetPasswordPolicyResult>("getPasswordPolicy", {}, configKeys, options);
}
