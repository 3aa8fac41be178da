// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Arguments of {@link getBucketPolicy}. */
export interface GetBucketPolicyArgs {
  /** Name of the bucket. */
  readonly bucket: string;
}

/** Arguments of {@link getBucketPolicyOutput}. */
export interface GetBucketPolicyOutputArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
}

/** Result of {@link getBucketPolicy}. */
export interface GetBucketPolicyResult {
  /** The policy as JSON text. Absent if the bucket has none. */
  readonly policy?: string;
}

/** Returns the policy of a bucket, or nothing if it has none. Fails if the bucket does not exist. */
export function getBucketPolicy(args: GetBucketPolicyArgs, options?: pulumi.InvokeOptions): Promise<GetBucketPolicyResult> {
  return callFunction<GetBucketPolicyResult>("getBucketPolicy", { ...args }, configKeys, options);
}

/** As {@link getBucketPolicy}, with outputs for arguments and result. */
export function getBucketPolicyOutput(
  args: GetBucketPolicyOutputArgs,
  options?: pulumi.InvokeOptions,
): pulumi.Output<GetBucketPolicyResult> {
  return callFunctionOutput<GetBucketPolicyResult>("getBucketPolicy", { ...args }, configKeys, options);
}
