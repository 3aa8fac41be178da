// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetCapacityFrequency, StatisticsStorageClass, StatisticsPoint } from "../types";

/** Arguments of {@link getCapacity}. */
export interface GetCapacityArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: string;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: GetCapacityFrequency | undefined;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: string | undefined;
  /** Limit to this data location (`getRegions` lists them). Default: all together. */
  readonly location?: string | undefined;
  /** Limit to this storage class. Default: decided by the service. */
  readonly storageClass?: StatisticsStorageClass | undefined;
}

/** Arguments of {@link getCapacityOutput}. */
export interface GetCapacityOutputArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: pulumi.Input<string>;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: pulumi.Input<GetCapacityFrequency> | undefined;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
  /** Limit to this data location (`getRegions` lists them). Default: all together. */
  readonly location?: pulumi.Input<string> | undefined;
  /** Limit to this storage class. Default: decided by the service. */
  readonly storageClass?: pulumi.Input<StatisticsStorageClass> | undefined;
}

/** Result of {@link getCapacity}. */
export interface GetCapacityResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** User who made the request; `root` for the root user. */
  readonly userName: string;
  /** Account, if the service returns it. */
  readonly account?: string;
  /** Time zone of the answer, if the service returns it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** Stored bytes of the account or a bucket, by day or by hour. */
export function getCapacity(args: GetCapacityArgs, options?: pulumi.InvokeOptions): Promise<GetCapacityResult> {
  return callFunction<GetCapacityResult>("getCapacity", { ...args }, configKeys, options);
}

/** As {@link getCapacity}, with outputs for arguments and result. */
export function getCapacityOutput(args: GetCapacityOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetCapacityResult> {
  return callFunctionOutput<GetCapacityResult>("getCapacity", { ...args }, configKeys, options);
}
