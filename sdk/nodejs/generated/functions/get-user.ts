// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { AttachedPolicyInfo } from "../types";

/** Arguments of {@link getUser}. */
export interface GetUserArgs {
  /** Name of the user; case does not matter. */
  readonly userName: string;
}

/** Arguments of {@link getUserOutput}. */
export interface GetUserOutputArgs {
  /** Name of the user; case does not matter. */
  readonly userName: pulumi.Input<string>;
}

/** Result of {@link getUser}. */
export interface GetUserResult {
  /** Name of the user, as the service writes it. */
  readonly userName: string;
  /** Id of the user. */
  readonly userId?: string;
  /** ARN, if the service returns one. */
  readonly arn?: string;
  /** Time of creation, ISO 8601. */
  readonly createDate?: string;
  /** Last login at the console, ISO 8601. Absent: never. */
  readonly passwordLastUsed?: string;
  /** Address of the last login. */
  readonly ipLastUsed?: string;
  /** Tags of the user. */
  readonly tags: Record<string, string>;
  /** Names of the user's groups. */
  readonly groupNames: readonly string[];
  /** Policies attached to the user directly; the policies of its groups apply as well. */
  readonly policies: readonly AttachedPolicyInfo[];
}

/** Looks up a user with the names of its groups and the policies attached to it. Fails if it does not exist. For the caller itself use getCallerIdentity. */
export function getUser(args: GetUserArgs, options?: pulumi.InvokeOptions): Promise<GetUserResult> {
  return callFunction<GetUserResult>("getUser", { ...args }, configKeys, options);
}

/** As {@link getUser}, with outputs for arguments and result. */
export function getUserOutput(args: GetUserOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetUserResult> {
  return callFunctionOutput<GetUserResult>("getUser", { ...args }, configKeys, options);
}
