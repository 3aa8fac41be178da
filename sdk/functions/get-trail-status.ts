// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";

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
  /** Whether the trail records. */
  readonly isLogging: boolean;
  /** When log objects were last written, ISO 8601. Absent: never. */
  readonly latestDeliveryTime?: string;
  /** Why the last delivery failed. Absent: it did not. */
  readonly latestDeliveryError?: string;
  /** When recording was last started, ISO 8601. */
  readonly startLoggingTime?: string;
  /** When recording was last stopped, ISO 8601. */
  readonly stopLoggingTime?: string;
}

/** Whether a trail records, and how its last delivery went. Fails when the trail does not exist. */
export function getTrailStatus(args: GetTrailStatusArgs, options?: pulumi.InvokeOptions): Promise<GetTrailStatusResult> {
  return callFunction<GetTrailStatusResult>("getTrailStatus", { ...args }, configKeys, options);
}

/** As {@link getTrailStatus}, with outputs for arguments and result. */
export function getTrailStatusOutput(args: GetTrailStatusOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetTrailStatusResult> {
  return callFunctionOutput<GetTrailStatusResult>("getTrailStatus", { ...args }, configKeys, options);
}
