// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Result of {@link getRegions}. */
export interface GetRegionsResult {
  /** Values for `Bucket.metadataLocation`. */
  readonly metadataLocations: readonly string[];
  /** Values for `Bucket.dataLocation.locations`. */
  readonly dataLocations: readonly string[];
}

/** The index and data locations that this account may use. Only on the object-storage network, not in Hong Kong. */
export function getRegions(options?: pulumi.InvokeOptions): Promise<GetRegionsResult> {
  return callFunction<GetRegionsResult>("getRegions", {}, configKeys, options);
}

/** As {@link getRegions}, with outputs for arguments and result. */
export function getRegionsOutput(options?: pulumi.InvokeOptions): pulumi.Output<GetRegionsResult> {
  return callFunctionOutput<GetRegionsResult>("getRegions", {}, configKeys, options);
}
