// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetUsageFrequency, StatisticsPoint } from "../types";

/** Arguments of {@link getUsage}. */
export interface GetUsageArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: string;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: GetUsageFrequency | undefined;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: string | undefined;
}

/** Arguments of {@link getUsageOutput}. */
export interface GetUsageOutputArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: pulumi.Input<string>;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: pulumi.Input<GetUsageFrequency> | undefined;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
}

/** Result of {@link getUsage}. */
export interface GetUsageResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** User who made the request; `root` for the root user. */
  readonly userName: string;
  /** Account, if the service returns it. */
  readonly account?: string;
  /** Time zone of the answer, if the service returns it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** Storage, traffic and requests of the account or a bucket by data location, in one answer. The manual recommends getCapacity, getTraffics, getRequests and the other statistics functions instead. */
export function getUsage(args: GetUsageArgs, options?: pulumi.InvokeOptions): Promise<GetUsageResult> {
  return callFunction<GetUsageResult>("getUsage", { ...args }, configKeys, options);
}

/** As {@link getUsage}, with outputs for arguments and result. */
export function getUsageOutput(args: GetUsageOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetUsageResult> {
  return callFunctionOutput<GetUsageResult>("getUsage", { ...args }, configKeys, options);
}
