// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Arguments of {@link getPolicy}. */
export interface GetPolicyArgs {
  /** ARN of the policy. Either this or `policyName`. */
  readonly policyArn?: string | undefined;
  /** Name of a policy of this account. Either this or `policyArn`. */
  readonly policyName?: string | undefined;
}

/** Arguments of {@link getPolicyOutput}. */
export interface GetPolicyOutputArgs {
  /** ARN of the policy. Either this or `policyName`. */
  readonly policyArn?: pulumi.Input<string> | undefined;
  /** Name of a policy of this account. Either this or `policyArn`. */
  readonly policyName?: pulumi.Input<string> | undefined;
}

/** Result of {@link getPolicy}. */
export interface GetPolicyResult {
  /** Name of the policy. */
  readonly policyName: string;
  /** ARN of the policy. */
  readonly policyArn: string;
  /** Id of the policy. */
  readonly policyId?: string;
  /** Description of the policy. */
  readonly description?: string;
  /** The policy as JSON text, if the service returns it. */
  readonly document?: string;
  /** `Local`: of this account; `OOS`: of the service, for every account. */
  readonly scope?: string;
  /** Number of users and groups to which the policy is attached. */
  readonly attachmentCount?: number;
  /** Time of creation, ISO 8601. */
  readonly createDate?: string;
  /** Time of the last change, ISO 8601. */
  readonly updateDate?: string;
}

/** Looks up an IAM policy by its ARN or its name. Fails if it does not exist. */
export function getPolicy(args: GetPolicyArgs = {}, options?: pulumi.InvokeOptions): Promise<GetPolicyResult> {
  return callFunction<GetPolicyResult>("getPolicy", { ...args }, configKeys, options);
}

/** As {@link getPolicy}, with outputs for arguments and result. */
export function getPolicyOutput(args: GetPolicyOutputArgs = {}, options?: pulumi.InvokeOptions): pulumi.Output<GetPolicyResult> {
  return callFunctionOutput<GetPolicyResult>("getPolicy", { ...args }, configKeys, options);
}
