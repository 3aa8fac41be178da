// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type {
  GetTrafficsFrequency,
  StatisticsStorageClass,
  GetTrafficsInOutType,
  StatisticsInternetType,
  GetTrafficsTrafficType,
  StatisticsPoint,
} from "../types";

/** Arguments of {@link getTraffics}. */
export interface GetTrafficsArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: string;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: GetTrafficsFrequency | undefined;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: string | undefined;
  /** Limit to this data location (`getRegions` lists them). Default: all together. */
  readonly location?: string | undefined;
  /**
   * Limit to this storage class.
   * @default ALL
   */
  readonly storageClass?: StatisticsStorageClass | undefined;
  /**
   * Limit to traffic into the service, or out of it.
   * @default all
   */
  readonly inOutType?: GetTrafficsInOutType | undefined;
  /**
   * Limit to traffic over the internet, or inside the vendor's network.
   * @default all
   */
  readonly internetType?: StatisticsInternetType | undefined;
  /**
   * Limit to traffic with the data location itself, or through another one.
   * @default all
   */
  readonly trafficType?: GetTrafficsTrafficType | undefined;
}

/** Arguments of {@link getTrafficsOutput}. */
export interface GetTrafficsOutputArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: pulumi.Input<string>;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: pulumi.Input<GetTrafficsFrequency> | undefined;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
  /** Limit to this data location (`getRegions` lists them). Default: all together. */
  readonly location?: pulumi.Input<string> | undefined;
  /**
   * Limit to this storage class.
   * @default ALL
   */
  readonly storageClass?: pulumi.Input<StatisticsStorageClass> | undefined;
  /**
   * Limit to traffic into the service, or out of it.
   * @default all
   */
  readonly inOutType?: pulumi.Input<GetTrafficsInOutType> | undefined;
  /**
   * Limit to traffic over the internet, or inside the vendor's network.
   * @default all
   */
  readonly internetType?: pulumi.Input<StatisticsInternetType> | undefined;
  /**
   * Limit to traffic with the data location itself, or through another one.
   * @default all
   */
  readonly trafficType?: pulumi.Input<GetTrafficsTrafficType> | undefined;
}

/** Result of {@link getTraffics}. */
export interface GetTrafficsResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** User who made the request; `root` for the root user. */
  readonly userName: string;
  /** Account, if the service returns it. */
  readonly account?: string;
  /** Time zone of the answer, if the service returns it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** Bytes into and out of the account or a bucket. */
export function getTraffics(args: GetTrafficsArgs, options?: pulumi.InvokeOptions): Promise<GetTrafficsResult> {
  return callFunction<GetTrafficsResult>("getTraffics", { ...args }, configKeys, options);
}

/** As {@link getTraffics}, with outputs for arguments and result. */
export function getTrafficsOutput(args: GetTrafficsOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetTrafficsResult> {
  return callFunctionOutput<GetTrafficsResult>("getTraffics", { ...args }, configKeys, options);
}
