// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { AccessKeyInfo } from "../types";

/** Arguments of {@link getAccessKeys}. */
export interface GetAccessKeysArgs {
  /** Only the keys of this user. */
  readonly userName?: string | undefined;
  /**
   * The keys of every user and the caller's own; one call a user. Without it and without `userName`: the caller's own.
   * @default false
   */
  readonly allUsers?: boolean | undefined;
  /**
   * Only keys made at least so many days ago, and those whose age is not known.
   * @default 0
   */
  readonly olderThanDays?: number | undefined;
  /**
   * Ask when each key was last used; one call a key.
   * @default true
   */
  readonly lastUsed?: boolean | undefined;
  /**
   * Ask with `ListAccessKey`, the operation of OOS 6.0: every key of an account from before IAM, for a primary key. It knows no users and no last use.
   * @default false
   */
  readonly legacy?: boolean | undefined;
}

/** Arguments of {@link getAccessKeysOutput}. */
export interface GetAccessKeysOutputArgs {
  /** Only the keys of this user. */
  readonly userName?: pulumi.Input<string> | undefined;
  /**
   * The keys of every user and the caller's own; one call a user. Without it and without `userName`: the caller's own.
   * @default false
   */
  readonly allUsers?: pulumi.Input<boolean> | undefined;
  /**
   * Only keys made at least so many days ago, and those whose age is not known.
   * @default 0
   */
  readonly olderThanDays?: pulumi.Input<number> | undefined;
  /**
   * Ask when each key was last used; one call a key.
   * @default true
   */
  readonly lastUsed?: pulumi.Input<boolean> | undefined;
  /**
   * Ask with `ListAccessKey`, the operation of OOS 6.0: every key of an account from before IAM, for a primary key. It knows no users and no last use.
   * @default false
   */
  readonly legacy?: pulumi.Input<boolean> | undefined;
}

/** Result of {@link getAccessKeys}. */
export interface GetAccessKeysResult {
  /** The keys, by id; never a secret. */
  readonly keys: readonly AccessKeyInfo[];
  /** Their ids, in the same order. */
  readonly accessKeyIds: readonly string[];
}

/** Lists access keys with their age in days and their last use, all pages: the caller's own, those of one user, or those of every user. */
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
