// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetRequestsFrequency, StatisticsStorageClass, StatisticsInternetType, StatisticsPoint } from "../types";

/** Arguments of {@link getRequests}. */
export interface GetRequestsArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: string;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: GetRequestsFrequency | undefined;
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
   * Limit to traffic over the internet, or inside the vendor's network.
   * @default all
   */
  readonly internetType?: StatisticsInternetType | undefined;
  /** Limit to these types of requests, such as `get`, `put`, `delete`. Default: all types. */
  readonly requestTypes?: readonly string[] | undefined;
}

/** Arguments of {@link getRequestsOutput}. */
export interface GetRequestsOutputArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: pulumi.Input<string>;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: pulumi.Input<GetRequestsFrequency> | undefined;
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
   * Limit to traffic over the internet, or inside the vendor's network.
   * @default all
   */
  readonly internetType?: pulumi.Input<StatisticsInternetType> | undefined;
  /** Limit to these types of requests, such as `get`, `put`, `delete`. Default: all types. */
  readonly requestTypes?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Result of {@link getRequests}. */
export interface GetRequestsResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** User who made the request; `root` for the root user. */
  readonly userName: string;
  /** Account, if the service returns it. */
  readonly account?: string;
  /** Time zone of the answer, if the service returns it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** Requests to the account or a bucket. */
export function getRequests(args: GetRequestsArgs, options?: pulumi.InvokeOptions): Promise<GetRequestsResult> {
  return callFunction<GetRequestsResult>("getRequests", { ...args }, configKeys, options);
}

/** As {@link getRequests}, with outputs for arguments and result. */
export function getRequestsOutput(args: GetRequestsOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetRequestsResult> {
  return callFunctionOutput<GetRequestsResult>("getRequests", { ...args }, configKeys, options);
}
