// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetConnectionsFrequency, StatisticsInternetType, StatisticsPoint } from "../types";

/** Arguments of {@link getConnections}. */
export interface GetConnectionsArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: string;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default by5min
   */
  readonly frequency?: GetConnectionsFrequency | undefined;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: string | undefined;
  /** Limit to this data location (`getRegions` lists them). Default: all together. */
  readonly location?: string | undefined;
  /**
   * Limit to traffic over the internet, or inside the vendor's network.
   * @default all
   */
  readonly internetType?: StatisticsInternetType | undefined;
}

/** Arguments of {@link getConnectionsOutput}. */
export interface GetConnectionsOutputArgs {
  /** First day, `yyyy-MM-dd`, in UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, in UTC+8; it is included. */
  readonly endDate: pulumi.Input<string>;
  /**
   * Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default by5min
   */
  readonly frequency?: pulumi.Input<GetConnectionsFrequency> | undefined;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
  /** Limit to this data location (`getRegions` lists them). Default: all together. */
  readonly location?: pulumi.Input<string> | undefined;
  /**
   * Limit to traffic over the internet, or inside the vendor's network.
   * @default all
   */
  readonly internetType?: pulumi.Input<StatisticsInternetType> | undefined;
}

/** Result of {@link getConnections}. */
export interface GetConnectionsResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** User who made the request; `root` for the root user. */
  readonly userName: string;
  /** Account, if the service returns it. */
  readonly account?: string;
  /** Time zone of the answer, if the service returns it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** Concurrent connections in each five minutes of one day. The operation of the service is GetConcurrentConnection. */
export function getConnections(args: GetConnectionsArgs, options?: pulumi.InvokeOptions): Promise<GetConnectionsResult> {
  return callFunction<GetConnectionsResult>("getConnections", { ...args }, configKeys, options);
}

/** As {@link getConnections}, with outputs for arguments and result. */
export function getConnectionsOutput(args: GetConnectionsOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetConnectionsResult> {
  return callFunctionOutput<GetConnectionsResult>("getConnections", { ...args }, configKeys, options);
}
