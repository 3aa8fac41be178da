// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";

/** Result of {@link getAccountSummary}. */
export interface GetAccountSummaryResult {
  /** Users of the account. */
  readonly users?: number;
  /** How many users it may have. */
  readonly usersQuota?: number;
  /** Groups of the account. */
  readonly groups?: number;
  /** How many groups it may have. */
  readonly groupsQuota?: number;
  /** Policies of the account. */
  readonly policies?: number;
  /** How many policies it may have. */
  readonly policiesQuota?: number;
  /** Virtual MFA devices of the account. */
  readonly mfaDevices?: number;
  /** How many of them are enabled for a user. */
  readonly mfaDevicesInUse?: number;
  /** How many access keys a user may have. */
  readonly accessKeysPerUserQuota?: number;
  /** In how many groups a user may be. */
  readonly groupsPerUserQuota?: number;
  /** How many policies may be attached to a user. */
  readonly attachedPoliciesPerUserQuota?: number;
  /** How many policies may be attached to a group. */
  readonly attachedPoliciesPerGroupQuota?: number;
  /** Everything that the service counts, by its name in lower camel case. */
  readonly all: Record<string, number>;
}

/** Counts the IAM entities of the account and names its quotas. What the service does not count is absent. */
export function getAccountSummary(options?: pulumi.InvokeOptions): Promise<GetAccountSummaryResult> {
  return callFunction<GetAccountSummaryResult>("getAccountSummary", {}, configKeys, options);
}

/** As {@link getAccountSummary}, with outputs for arguments and result. */
export function getAccountSummaryOutput(options?: pulumi.InvokeOptions): pulumi.Output<GetAccountSummaryResult> {
  return callFunctionOutput<GetAccountSummaryResult>("getAccountSummary", {}, configKeys, options);
}
