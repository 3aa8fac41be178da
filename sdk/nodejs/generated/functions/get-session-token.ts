// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Arguments of {@link getSessionToken}. */
export interface GetSessionTokenArgs {
  /**
   * Lifetime of the credentials in seconds, 900 (15 minutes) to 129,600 (36 hours).
   * @default 3600
   */
  readonly durationSeconds?: number | undefined;
  /** IAM policy that limits the credentials: they may do only what both this policy and those of the caller allow. JSON text or an object, at most 2048 characters. The service ignores it for the root user. */
  readonly policy?: string | Record<string, unknown> | undefined;
}

/** Arguments of {@link getSessionTokenOutput}. */
export interface GetSessionTokenOutputArgs {
  /**
   * Lifetime of the credentials in seconds, 900 (15 minutes) to 129,600 (36 hours).
   * @default 3600
   */
  readonly durationSeconds?: pulumi.Input<number> | undefined;
  /** IAM policy that limits the credentials: they may do only what both this policy and those of the caller allow. JSON text or an object, at most 2048 characters. The service ignores it for the root user. */
  readonly policy?: pulumi.Input<string | Record<string, pulumi.Input<unknown>>> | undefined;
}

/** Result of {@link getSessionToken}. */
export interface GetSessionTokenResult {
  /** Id of the temporary key: `sts.` and 20 hex digits. */
  readonly accessKeyId: string;
  /** Secret of the temporary key. */
  readonly secretAccessKey: pulumi.Output<string>;
  /** Token to send with every signed request (`x-amz-security-token`, `oos:sessionToken`). */
  readonly sessionToken: pulumi.Output<string>;
  /** Time at which the credentials expire, ISO 8601. */
  readonly expiration: string;
}

/** Creates temporary credentials of the caller. Each call creates new ones, in a preview as well, so do not use them as inputs of resources; they expire and cannot be revoked. Temporary credentials may not call it. */
export function getSessionToken(args: GetSessionTokenArgs = {}, options?: pulumi.InvokeOptions): Promise<GetSessionTokenResult> {
  return callFunction<GetSessionTokenResult>("getSessionToken", { ...args }, configKeys, options, ["secretAccessKey", "sessionToken"]);
}

/** As {@link getSessionToken}, with outputs for arguments and result. */
export function getSessionTokenOutput(
  args: GetSessionTokenOutputArgs = {},
  options?: pulumi.InvokeOptions,
): pulumi.Output<pulumi.Unwrap<GetSessionTokenResult>> {
  return callFunctionOutput<pulumi.Unwrap<GetSessionTokenResult>>("getSessionToken", { ...args }, configKeys, options, true);
}
