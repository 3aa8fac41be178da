// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Arguments of {@link getTrail}. */
export interface GetTrailArgs {
  /** Name of the trail. */
  readonly name: string;
}

/** Arguments of {@link getTrailOutput}. */
export interface GetTrailOutputArgs {
  /** Name of the trail. */
  readonly name: pulumi.Input<string>;
}

/** Result of {@link getTrail}. */
export interface GetTrailResult {
  /** Name of the trail. */
  readonly name: string;
  /** Bucket that receives the log objects. */
  readonly s3BucketName?: string;
  /** Prefix of the keys of the log objects. */
  readonly s3KeyPrefix?: string;
  /** ARN, if the service returns one. */
  readonly trailArn?: string;
  /** Region in which the trail was created, if the service returns it. */
  readonly homeRegion?: string;
  /** Management events that are recorded: `All`, `ReadOnly`, `WriteOnly`. Absent: all. */
  readonly readWriteType?: string;
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

/** Looks up a trail with its target bucket, its events, its state and its last delivery. Fails if it does not exist. */
export function getTrail(args: GetTrailArgs, options?: pulumi.InvokeOptions): Promise<GetTrailResult> {
  return callFunction<GetTrailResult>("getTrail", { ...args }, configKeys, options);
}

/** As {@link getTrail}, with outputs for arguments and result. */
export function getTrailOutput(args: GetTrailOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetTrailResult> {
  return callFunctionOutput<GetTrailResult>("getTrail", { ...args }, configKeys, options);
}
