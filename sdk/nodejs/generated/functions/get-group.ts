// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { UserInfo, AttachedPolicyInfo } from "../types";

/** Arguments of {@link getGroup}. */
export interface GetGroupArgs {
  /** Name of the group; case does not matter. */
  readonly groupName: string;
}

/** Arguments of {@link getGroupOutput}. */
export interface GetGroupOutputArgs {
  /** Name of the group; case does not matter. */
  readonly groupName: pulumi.Input<string>;
}

/** Result of {@link getGroup}. */
export interface GetGroupResult {
  /** Name of the group, as the service writes it. */
  readonly groupName: string;
  /** Id of the group. */
  readonly groupId?: string;
  /** ARN, if the service returns one. */
  readonly arn?: string;
  /** Time of creation, ISO 8601. */
  readonly createDate?: string;
  /** The users in the group, sorted by name. */
  readonly members: readonly UserInfo[];
  /** Their names, in the same order. */
  readonly memberNames: readonly string[];
  /** Policies attached to the group. */
  readonly policies: readonly AttachedPolicyInfo[];
}

/** Looks up a group with its members and attached policies. Fails if it does not exist. */
export function getGroup(args: GetGroupArgs, options?: pulumi.InvokeOptions): Promise<GetGroupResult> {
  return callFunction<GetGroupResult>("getGroup", { ...args }, configKeys, options);
}

/** As {@link getGroup}, with outputs for arguments and result. */
export function getGroupOutput(args: GetGroupOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetGroupResult> {
  return callFunctionOutput<GetGroupResult>("getGroup", { ...args }, configKeys, options);
}
