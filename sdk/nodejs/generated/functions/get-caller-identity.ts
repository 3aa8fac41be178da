// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Result of {@link getCallerIdentity}. */
export interface GetCallerIdentityResult {
  /** Account id: 13 characters on OOS, the owner of the buckets on ZOS. */
  readonly accountId: string;
  /** ARN of the caller: `arn:ctyun:iam::<account>:root` or `...:user/<name>`; on ZOS `arn:aws:s3:::user/<id>`, as a bucket policy names it. */
  readonly arn: string;
  /** Id of the caller, if the service returns one. */
  readonly userId?: string;
}

/** The account and user whose credentials the provider uses. */
export function getCallerIdentity(options?: pulumi.InvokeOptions): Promise<GetCallerIdentityResult> {
  return callFunction<GetCallerIdentityResult>("getCallerIdentity", {}, configKeys, options);
}

/** As {@link getCallerIdentity}, with outputs for arguments and result. */
export function getCallerIdentityOutput(options?: pulumi.InvokeOptions): pulumi.Output<GetCallerIdentityResult> {
  return callFunctionOutput<GetCallerIdentityResult>("getCallerIdentity", {}, configKeys, options);
}
