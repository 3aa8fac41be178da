// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { PolicyInfo } from "../types";

/** Arguments of {@link getPolicies}. */
export interface GetPoliciesArgs {
  /** Limit to policies whose name contains this text; case does not matter. */
  readonly nameContains?: string | undefined;
  /**
   * Limit to policies that are attached to a user or a group.
   * @default false
   */
  readonly onlyAttached?: boolean | undefined;
}

/** Arguments of {@link getPoliciesOutput}. */
export interface GetPoliciesOutputArgs {
  /** Limit to policies whose name contains this text; case does not matter. */
  readonly nameContains?: pulumi.Input<string> | undefined;
  /**
   * Limit to policies that are attached to a user or a group.
   * @default false
   */
  readonly onlyAttached?: pulumi.Input<boolean> | undefined;
}

/** Result of {@link getPolicies}. */
export interface GetPoliciesResult {
  /** The policies, sorted by name. */
  readonly policies: readonly PolicyInfo[];
  /** Their names, in the same order. */
  readonly policyNames: readonly string[];
}

/** Lists the IAM policies of the account, all pages. Their documents are in getPolicy. */
export function getPolicies(args: GetPoliciesArgs = {}, options?: pulumi.InvokeOptions): Promise<GetPoliciesResult> {
  return callFunction<GetPoliciesResult>("getPolicies", { ...args }, configKeys, options);
}

/** As {@link getPolicies}, with outputs for arguments and result. */
export function getPoliciesOutput(args: GetPoliciesOutputArgs = {}, options?: pulumi.InvokeOptions): pulumi.Output<GetPoliciesResult> {
  return callFunctionOutput<GetPoliciesResult>("getPolicies", { ...args }, configKeys, options);
}
