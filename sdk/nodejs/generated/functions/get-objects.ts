// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetObjectsObject } from "../types";

/** Arguments of {@link getObjects}. */
export interface GetObjectsArgs {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Limit to keys with this prefix. */
  readonly prefix?: string | undefined;
  /** Limit to keys after this one, in the order of the service. */
  readonly startAfter?: string | undefined;
  /**
   * Maximum number of objects to return.
   * @default 10000
   */
  readonly limit?: number | undefined;
}

/** Arguments of {@link getObjectsOutput}. */
export interface GetObjectsOutputArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Limit to keys with this prefix. */
  readonly prefix?: pulumi.Input<string> | undefined;
  /** Limit to keys after this one, in the order of the service. */
  readonly startAfter?: pulumi.Input<string> | undefined;
  /**
   * Maximum number of objects to return.
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
  /** True if there are more than `limit`; continue with the last key as `startAfter`. */
  readonly isTruncated: boolean;
}

/** Lists objects of a bucket, on all pages up to the limit. A page of 1000 objects is one call. */
export function getObjects(args: GetObjectsArgs, options?: pulumi.InvokeOptions): Promise<GetObjectsResult> {
  return callFunction<GetObjectsResult>("getObjects", { ...args }, configKeys, options);
}

/** As {@link getObjects}, with outputs for arguments and result. */
export function getObjectsOutput(args: GetObjectsOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetObjectsResult> {
  return callFunctionOutput<GetObjectsResult>("getObjects", { ...args }, configKeys, options);
}
