// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GroupInfo } from "../types";

/** Arguments of {@link getGroups}. */
export interface GetGroupsArgs {
  /** Only groups whose name holds this text, in either case. */
  readonly nameContains?: string | undefined;
}

/** Arguments of {@link getGroupsOutput}. */
export interface GetGroupsOutputArgs {
  /** Only groups whose name holds this text, in either case. */
  readonly nameContains?: pulumi.Input<string> | undefined;
}

/** Result of {@link getGroups}. */
export interface GetGroupsResult {
  /** The groups, by name. */
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
