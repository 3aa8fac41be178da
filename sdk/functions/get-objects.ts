// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GetObjectsObject } from "../types";

/** Arguments of {@link getObjects}. */
export interface GetObjectsArgs {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Only keys that start with it. */
  readonly prefix?: string | undefined;
  /** Only keys after this one, in the order of the service. */
  readonly startAfter?: string | undefined;
  /**
   * Most objects to return.
   * @default 10000
   */
  readonly limit?: number | undefined;
}

/** Arguments of {@link getObjectsOutput}. */
export interface GetObjectsOutputArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Only keys that start with it. */
  readonly prefix?: pulumi.Input<string> | undefined;
  /** Only keys after this one, in the order of the service. */
  readonly startAfter?: pulumi.Input<string> | undefined;
  /**
   * Most objects to return.
   * @default 10000
   */
  readonly limit?: pulumi.Input<number> | undefined;
}

/** Result of {@link getObjects}. */
export interface GetObjectsResult {
  /** The objects, in the order of their keys. */
  readonly objects: readonly GetObjectsObject[];
  /** Their keys. */
  readonly keys: readonly string[];
  /** True when there are more than `limit`; go on with the last key as `startAfter`. */
  readonly isTruncated: boolean;
}

/** Lists objects of a bucket, as many pages as it takes up to the limit. A page of 1000 objects is one call. */
export function getObjects(args: GetObjectsArgs, options?: pulumi.InvokeOptions): Promise<GetObjectsResult> {
  return callFunction<GetObjectsResult>("getObjects", { ...args }, configKeys, options);
}

/** As {@link getObjects}, with outputs for arguments and result. */
export function getObjectsOutput(args: GetObjectsOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetObjectsResult> {
  return callFunctionOutput<GetObjectsResult>("getObjects", { ...args }, configKeys, options);
}
