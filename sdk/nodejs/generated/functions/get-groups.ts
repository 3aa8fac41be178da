// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GroupInfo } from "../types";

/** Arguments of {@link getGroups}. */
export interface GetGroupsArgs {
  /** Limit to groups whose name contains this text; case does not matter. */
  readonly nameContains?: string | undefined;
}

/** Arguments of {@link getGroupsOutput}. */
export interface GetGroupsOutputArgs {
  /** Limit to groups whose name contains this text; case does not matter. */
  readonly nameContains?: pulumi.Input<string> | undefined;
}

/** Result of {@link getGroups}. */
export interface GetGroupsResult {
  /** The groups, sorted by name. */
  readonly groups: readonly GroupInfo[];
  /** Their names, in the same order. */
  readonly groupNames: readonly string[];
}

/** Lists the groups of the account, all pages. Their members are in getGroup. */
export function getGroups(args: GetGroupsArgs = {}, options?: pulumi.InvokeOptions): Promise<GetGroupsResult> {
  return callFunction<GetGroupsResult>("getGroups", { ...args }, configKeys, options);
}

/** As {@link getGroups}, with outputs for arguments and result. */
export function getGroupsOutput(args: GetGroupsOutputArgs = {}, options?: pulumi.InvokeOptions): pulumi.Output<GetGroupsResult> {
  return callFunctionOutput<GetGroupsResult>("getGroups", { ...args }, configKeys, options);
}
