// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { AccessKeyInfo } from "../types";

/** Arguments of {@link getAccessKeys}. */
export interface GetAccessKeysArgs {
  /** Limit to the keys of this user. */
  readonly userName?: string | undefined;
  /**
   * Return the keys of every user and the caller's own; one call per user. Without it and `userName`, only the caller's own keys.
   * @default false
   */
  readonly allUsers?: boolean | undefined;
  /**
   * Limit to keys of at least this age in days, and to keys of unknown age.
   * @default 0
   */
  readonly olderThanDays?: number | undefined;
  /**
   * Return the last use of each key; one call per key.
   * @default true
   */
  readonly lastUsed?: boolean | undefined;
  /**
   * Call `ListAccessKey`, the operation of OOS 6.0, which returns every key of an account from before IAM if the caller's key is a primary one. It knows no users and no last use.
   * @default false
   */
  readonly legacy?: boolean | undefined;
}

/** Arguments of {@link getAccessKeysOutput}. */
export interface GetAccessKeysOutputArgs {
  /** Limit to the keys of this user. */
  readonly userName?: pulumi.Input<string> | undefined;
  /**
   * Return the keys of every user and the caller's own; one call per user. Without it and `userName`, only the caller's own keys.
   * @default false
   */
  readonly allUsers?: pulumi.Input<boolean> | undefined;
  /**
   * Limit to keys of at least this age in days, and to keys of unknown age.
   * @default 0
   */
  readonly olderThanDays?: pulumi.Input<number> | undefined;
  /**
   * Return the last use of each key; one call per key.
   * @default true
   */
  readonly lastUsed?: pulumi.Input<boolean> | undefined;
  /**
   * Call `ListAccessKey`, the operation of OOS 6.0, which returns every key of an account from before IAM if the caller's key is a primary one. It knows no users and no last use.
   * @default false
   */
  readonly legacy?: pulumi.Input<boolean> | undefined;
}

/** Result of {@link getAccessKeys}. */
export interface GetAccessKeysResult {
  /** The keys, sorted by id, without their secrets. */
  readonly keys: readonly AccessKeyInfo[];
  /** Their ids, in the same order. */
  readonly accessKeyIds: readonly string[];
}

/** Lists access keys with their age in days and their last use, on all pages: the caller's own, those of one user, or those of every user. */
export function getAccessKeys(args: GetAccessKeysArgs = {}, options?: pulumi.InvokeOptions): Promise<GetAccessKeysResult> {
  return callFunction<GetAccessKeysResult>("getAccessKeys", { ...args }, configKeys, options);
}

/** As {@link getAccessKeys}, with outputs for arguments and result. */
export function getAccessKeysOutput(
  args: GetAccessKeysOutputArgs = {},
  options?: pulumi.InvokeOptions,
): pulumi.Output<GetAccessKeysResult> {
  return callFunctionOutput<GetAccessKeysResult>("getAccessKeys", { ...args }, configKeys, options);
}
