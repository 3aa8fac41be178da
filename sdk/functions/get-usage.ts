// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GetUsageFrequency, StatisticsPoint } from "../types";

/** Arguments of {@link getUsage}. */
export interface GetUsageArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: string;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: GetUsageFrequency | undefined;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: string | undefined;
}

/** Arguments of {@link getUsageOutput}. */
export interface GetUsageOutputArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: pulumi.Input<string>;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: pulumi.Input<GetUsageFrequency> | undefined;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
}

/** Result of {@link getUsage}. */
export interface GetUsageResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** Who asked; `root` for the root user. */
  readonly userName: string;
  /** Account, where the service says it. */
  readonly account?: string;
  /** Time zone of the answer, where the service says it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** Storage, traffic and requests of the account or a bucket by data location, in one answer. The manual advises against it: getCapacity, getTraffics, getRequests and the others answer the same. */
export function getUsage(args: GetUsageArgs, options?: pulumi.InvokeOptions): Promise<GetUsageResult> {
  return callFunction<GetUsageResult>("getUsage", { ...args }, configKeys, options);
}

/** As {@link getUsage}, with outputs for arguments and result. */
export function getUsageOutput(args: GetUsageOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetUsageResult> {
  return callFunctionOutput<GetUsageResult>("getUsage", { ...args }, configKeys, options);
}
