// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Result of {@link getAccountSummary}. */
export interface GetAccountSummaryResult {
  /** Number of users of the account. */
  readonly users?: number;
  /** Maximum number of users. */
  readonly usersQuota?: number;
  /** Number of groups of the account. */
  readonly groups?: number;
  /** Maximum number of groups. */
  readonly groupsQuota?: number;
  /** Number of policies of the account. */
  readonly policies?: number;
  /** Maximum number of policies. */
  readonly policiesQuota?: number;
  /** Number of virtual MFA devices of the account. */
  readonly mfaDevices?: number;
  /** Number of MFA devices that are enabled for a user. */
  readonly mfaDevicesInUse?: number;
  /** Maximum number of access keys of a user. */
  readonly accessKeysPerUserQuota?: number;
  /** Maximum number of groups of a user. */
  readonly groupsPerUserQuota?: number;
  /** Maximum number of policies attached to a user. */
  readonly attachedPoliciesPerUserQuota?: number;
  /** Maximum number of policies attached to a group. */
  readonly attachedPoliciesPerGroupQuota?: number;
  /** All counters of the service, by name in lower camel case. */
  readonly all: Record<string, number>;
}

/** Returns the number of IAM entities of the account and its quotas. A number that the service does not return is absent. */
export function getAccountSummary(options?: pulumi.InvokeOptions): Promise<GetAccountSummaryResult> {
  return callFunction<GetAccountSummaryResult>("getAccountSummary", {}, configKeys, options);
}

/** As {@link getAccountSummary}, with outputs for arguments and result. */
export function getAccountSummaryOutput(options?: pulumi.InvokeOptions): pulumi.Output<GetAccountSummaryResult> {
  return callFunctionOutput<GetAccountSummaryResult>("getAccountSummary", {}, configKeys, options);
}
