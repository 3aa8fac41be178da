// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { UserInfo } from "../types";

/** Arguments of {@link getUsers}. */
export interface GetUsersArgs {
  /** Only users whose name holds this text. */
  readonly nameContains?: string | undefined;
  /** Only users with an access key whose id holds this text: whose key is this? */
  readonly accessKeyIdContains?: string | undefined;
}

/** Arguments of {@link getUsersOutput}. */
export interface GetUsersOutputArgs {
  /** Only users whose name holds this text. */
  readonly nameContains?: pulumi.Input<string> | undefined;
  /** Only users with an access key whose id holds this text: whose key is this? */
  readonly accessKeyIdContains?: pulumi.Input<string> | undefined;
}

/** Result of {@link getUsers}. */
export interface GetUsersResult {
  /** The users, by name. */
  readonly users: readonly UserInfo[];
  /** Their names, in the same order. */
  readonly userNames: readonly string[];
}

/** Lists the users of the account, all pages. Both filters must fit. */
export function getUsers(args: GetUsersArgs = {}, options?: pulumi.InvokeOptions): Promise<GetUsersResult> {
  return callFunction<GetUsersResult>("getUsers", { ...args }, configKeys, options);
}

/** As {@link getUsers}, with outputs for arguments and result. */
export function getUsersOutput(args: GetUsersOutputArgs = {}, options?: pulumi.InvokeOptions): pulumi.Output<GetUsersResult> {
  return callFunctionOutput<GetUsersResult>("getUsers", { ...args }, configKeys, options);
}
