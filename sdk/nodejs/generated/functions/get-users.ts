// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { UserInfo } from "../types";

/** Arguments of {@link getUsers}. */
export interface GetUsersArgs {
  /** Limit to users whose name contains this text. */
  readonly nameContains?: string | undefined;
  /** Limit to users with an access key whose id contains this text; finds the owner of a key. */
  readonly accessKeyIdContains?: string | undefined;
}

/** Arguments of {@link getUsersOutput}. */
export interface GetUsersOutputArgs {
  /** Limit to users whose name contains this text. */
  readonly nameContains?: pulumi.Input<string> | undefined;
  /** Limit to users with an access key whose id contains this text; finds the owner of a key. */
  readonly accessKeyIdContains?: pulumi.Input<string> | undefined;
}

/** Result of {@link getUsers}. */
export interface GetUsersResult {
  /** The users, sorted by name. */
  readonly users: readonly UserInfo[];
  /** Their names, in the same order. */
  readonly userNames: readonly string[];
}

/** Lists the users of the account, all pages. Both filters must match. */
export function getUsers(args: GetUsersArgs = {}, options?: pulumi.InvokeOptions): Promise<GetUsersResult> {
  return callFunction<GetUsersResult>("getUsers", { ...args }, configKeys, options);
}

/** As {@link getUsers}, with outputs for arguments and result. */
export function getUsersOutput(args: GetUsersOutputArgs = {}, options?: pulumi.InvokeOptions): pulumi.Output<GetUsersResult> {
  return callFunctionOutput<GetUsersResult>("getUsers", { ...args }, configKeys, options);
}
