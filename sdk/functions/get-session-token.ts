// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";

/** Arguments of {@link getSessionToken}. */
export interface GetSessionTokenArgs {
  /**
   * Life of the credentials in seconds, 900 (15 minutes) to 129,600 (36 hours).
   * @default 3600
   */
  readonly durationSeconds?: number | undefined;
  /** Limits the credentials: they may do what both this IAM policy and those of the caller allow. JSON text or an object, 2048 characters at most. The service ignores it for the root user. */
  readonly policy?: string | Record<string, unknown> | undefined;
}

/** Arguments of {@link getSessionTokenOutput}. */
export interface GetSessionTokenOutputArgs {
  /**
   * Life of the credentials in seconds, 900 (15 minutes) to 129,600 (36 hours).
   * @default 3600
   */
  readonly durationSeconds?: pulumi.Input<number> | undefined;
  /** Limits the credentials: they may do what both this IAM policy and those of the caller allow. JSON text or an object, 2048 characters at most. The service ignores it for the root user. */
  readonly policy?: pulumi.Input<string | Record<string, pulumi.Input<unknown>>> | undefined;
}

/** Result of {@link getSessionToken}. */
export interface GetSessionTokenResult {
  /** Id of the temporary key: `sts.` and 20 hex digits. */
  readonly accessKeyId: string;
  /** Secret of the temporary key. */
  readonly secretAccessKey: pulumi.Output<string>;
  /** Token that every request carries beside the signature (`x-amz-security-token`, `oos:sessionToken`). */
  readonly sessionToken: pulumi.Output<string>;
  /** When the credentials end, ISO 8601. */
  readonly expiration: string;
}

/** Makes temporary credentials of the caller. Each call makes new ones, in a preview as well, so do not make them inputs of resources; they end by themselves and cannot be taken back. Credentials that are temporary themselves may not call it. */
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
