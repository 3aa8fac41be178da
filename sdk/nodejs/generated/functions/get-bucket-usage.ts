// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Arguments of {@link getBucketUsage}. */
export interface GetBucketUsageArgs {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Limit to keys with this prefix. */
  readonly prefix?: string | undefined;
}

/** Arguments of {@link getBucketUsageOutput}. */
export interface GetBucketUsageOutputArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Limit to keys with this prefix. */
  readonly prefix?: pulumi.Input<string> | undefined;
}

/** Result of {@link getBucketUsage}. */
export interface GetBucketUsageResult {
  /** Number of objects. */
  readonly objects: number;
  /** Total size in bytes. */
  readonly bytes: number;
  /** Total size in bytes, by storage class. */
  readonly bytesByStorageClass: Record<string, number>;
}

/** Counts objects and bytes of a bucket. It lists the whole bucket, one call for every 1000 objects; parts of open uploads are not counted. */
export function getBucketUsage(args: GetBucketUsageArgs, options?: pulumi.InvokeOptions): Promise<GetBucketUsageResult> {
  return callFunction<GetBucketUsageResult>("getBucketUsage", { ...args }, configKeys, options);
}

/** As {@link getBucketUsage}, with outputs for arguments and result. */
export function getBucketUsageOutput(args: GetBucketUsageOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetBucketUsageResult> {
  return callFunctionOutput<GetBucketUsageResult>("getBucketUsage", { ...args }, configKeys, options);
}
