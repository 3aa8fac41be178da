// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetPolicyEntitiesKind } from "../types";

/** Arguments of {@link getPolicyEntities}. */
export interface GetPolicyEntitiesArgs {
  /** ARN of the policy. Either this or `policyName`. */
  readonly policyArn?: string | undefined;
  /** Name of a policy of this account. Either this or `policyArn`. */
  readonly policyName?: string | undefined;
  /** Limit to users or to groups. Default: both. */
  readonly kind?: GetPolicyEntitiesKind | undefined;
}

/** Arguments of {@link getPolicyEntitiesOutput}. */
export interface GetPolicyEntitiesOutputArgs {
  /** ARN of the policy. Either this or `policyName`. */
  readonly policyArn?: pulumi.Input<string> | undefined;
  /** Name of a policy of this account. Either this or `policyArn`. */
  readonly policyName?: pulumi.Input<string> | undefined;
  /** Limit to users or to groups. Default: both. */
  readonly kind?: pulumi.Input<GetPolicyEntitiesKind> | undefined;
}

/** Result of {@link getPolicyEntities}. */
export interface GetPolicyEntitiesResult {
  /** ARN of the policy. */
  readonly policyArn: string;
  /** Users to whom the policy is attached directly. */
  readonly userNames: readonly string[];
  /** Groups to which the policy is attached. */
  readonly groupNames: readonly string[];
}

/** Lists the users and groups to which an IAM policy is attached, all pages. Fails if the policy does not exist. */
export function getPolicyEntities(args: GetPolicyEntitiesArgs = {}, options?: pulumi.InvokeOptions): Promise<GetPolicyEntitiesResult> {
  return callFunction<GetPolicyEntitiesResult>("getPolicyEntities", { ...args }, configKeys, options);
}

/** As {@link getPolicyEntities}, with outputs for arguments and result. */
export function getPolicyEntitiesOutput(
  args: GetPolicyEntitiesOutputArgs = {},
  options?: pulumi.InvokeOptions,
): pulumi.Output<GetPolicyEntitiesResult> {
  return callFunctionOutput<GetPolicyEntitiesResult>("getPolicyEntities", { ...args }, configKeys, options);
}
