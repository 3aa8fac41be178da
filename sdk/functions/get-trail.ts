// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";

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
  /** What their keys start with. */
  readonly s3KeyPrefix?: string;
  /** ARN, where the service gives one. */
  readonly trailArn?: string;
  /** Where the trail was made, where the service says it. */
  readonly homeRegion?: string;
  /** Which management events are recorded: `All`, `ReadOnly`, `WriteOnly`. Absent: all. */
  readonly readWriteType?: string;
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

/** Looks a trail up: where it writes, what it records, whether it records, and how the last delivery went. Fails when it does not exist. */
export function getTrail(args: GetTrailArgs, options?: pulumi.InvokeOptions): Promise<GetTrailResult> {
  return callFunction<GetTrailResult>("getTrail", { ...args }, configKeys, options);
}

/** As {@link getTrail}, with outputs for arguments and result. */
export function getTrailOutput(args: GetTrailOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetTrailResult> {
  return callFunctionOutput<GetTrailResult>("getTrail", { ...args }, configKeys, options);
}
