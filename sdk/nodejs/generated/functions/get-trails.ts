// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { TrailInfo } from "../types";

/** Result of {@link getTrails}. */
export interface GetTrailsResult {
  /** The trails, sorted by name. */
  readonly trails: readonly TrailInfo[];
  /** Their names, in the same order. */
  readonly names: readonly string[];
}

/** Lists the trails of the account, at most 10, in one call. The state of a trail is in getTrailStatus. */
export function getTrails(options?: pulumi.InvokeOptions): Promise<GetTrailsResult> {
  return callFunction<GetTrailsResult>("getTrails", {}, configKeys, options);
}

/** As {@link getTrails}, with outputs for arguments and result. */
export function getTrailsOutput(options?: pulumi.InvokeOptions): pulumi.Output<GetTrailsResult> {
  return callFunctionOutput<GetTrailsResult>("getTrails", {}, configKeys, options);
}
