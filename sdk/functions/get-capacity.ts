// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GetCapacityFrequency, StatisticsStorageClass, StatisticsPoint } from "../types";

/** Arguments of {@link getCapacity}. */
export interface GetCapacityArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: string;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: GetCapacityFrequency | undefined;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: string | undefined;
  /** Only this data location (`getRegions` lists them). Absent: all together. */
  readonly location?: string | undefined;
  /** Only what is of this storage class. Absent: as the service does. */
  readonly storageClass?: StatisticsStorageClass | undefined;
}

/** Arguments of {@link getCapacityOutput}. */
export interface GetCapacityOutputArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: pulumi.Input<string>;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: pulumi.Input<GetCapacityFrequency> | undefined;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
  /** Only this data location (`getRegions` lists them). Absent: all together. */
  readonly location?: pulumi.Input<string> | undefined;
  /** Only what is of this storage class. Absent: as the service does. */
  readonly storageClass?: pulumi.Input<StatisticsStorageClass> | undefined;
}

/** Result of {@link getCapacity}. */
export interface GetCapacityResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** Who asked; `root` for the root user. */
  readonly userName: string;
  /** Account, where the service says it. */
  readonly account?: string;
  /** Time zone of the answer, where the service says it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** How many bytes the account or a bucket holds, day by day or hour by hour. */
export function getCapacity(args: GetCapacityArgs, options?: pulumi.InvokeOptions): Promise<GetCapacityResult> {
  return callFunction<GetCapacityResult>("getCapacity", { ...args }, configKeys, options);
}

/** As {@link getCapacity}, with outputs for arguments and result. */
export function getCapacityOutput(args: GetCapacityOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetCapacityResult> {
  return callFunctionOutput<GetCapacityResult>("getCapacity", { ...args }, configKeys, options);
}
