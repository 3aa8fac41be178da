// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetBucketsBucket } from "../types";

/** Arguments of {@link getBuckets}. */
export interface GetBucketsArgs {
  /** Limit to buckets whose names have this prefix. */
  readonly prefix?: string | undefined;
}

/** Arguments of {@link getBucketsOutput}. */
export interface GetBucketsOutputArgs {
  /** Limit to buckets whose names have this prefix. */
  readonly prefix?: pulumi.Input<string> | undefined;
}

/** Result of {@link getBuckets}. */
export interface GetBucketsResult {
  /** The buckets, sorted by name. */
  readonly buckets: readonly GetBucketsBucket[];
  /** Their names, in the same order. */
  readonly names: readonly string[];
  /** Id of their owner, if the service returns it. */
  readonly ownerId?: string;
}

/** Lists the buckets of the account. The service shows all of them at once, to credentials that may list them. */
export function getBuckets(args: GetBucketsArgs = {}, options?: pulumi.InvokeOptions): Promise<GetBucketsResult> {
  return callFunction<GetBucketsResult>("getBuckets", { ...args }, configKeys, options);
}

/** As {@link getBuckets}, with outputs for arguments and result. */
export function getBucketsOutput(args: GetBucketsOutputArgs = {}, options?: pulumi.InvokeOptions): pulumi.Output<GetBucketsResult> {
  return callFunctionOutput<GetBucketsResult>("getBuckets", { ...args }, configKeys, options);
}
