// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Arguments of {@link getTrailStatus}. */
export interface GetTrailStatusArgs {
  /** Name of the trail. */
  readonly name: string;
}

/** Arguments of {@link getTrailStatusOutput}. */
export interface GetTrailStatusOutputArgs {
  /** Name of the trail. */
  readonly name: pulumi.Input<string>;
}

/** Result of {@link getTrailStatus}. */
export interface GetTrailStatusResult {
  /** Name of the trail. */
  readonly name: string;
  /** Whether the trail records events. */
  readonly isLogging: boolean;
  /** Time of the last delivery of log objects, ISO 8601. Absent: never. */
  readonly latestDeliveryTime?: string;
  /** Reason why the last delivery failed. Absent: it succeeded. */
  readonly latestDeliveryError?: string;
  /** Time at which recording was last started, ISO 8601. */
  readonly startLoggingTime?: string;
  /** Time at which recording was last stopped, ISO 8601. */
  readonly stopLoggingTime?: string;
}

/** Returns whether a trail records events, and the result of its last delivery. Fails if the trail does not exist. */
export function getTrailStatus(args: GetTrailStatusArgs, options?: pulumi.InvokeOptions): Promise<GetTrailStatusResult> {
  return callFunction<GetTrailStatusResult>("getTrailStatus", { ...args }, configKeys, options);
}

/** As {@link getTrailStatus}, with outputs for arguments and result. */
export function getTrailStatusOutput(args: GetTrailStatusOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetTrailStatusResult> {
  return callFunctionOutput<GetTrailStatusResult>("getTrailStatus", { ...args }, configKeys, options);
}
