// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GetConnectionsFrequency, StatisticsInternetType, StatisticsPoint } from "../types";

/** Arguments of {@link getConnections}. */
export interface GetConnectionsArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: string;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default by5min
   */
  readonly frequency?: GetConnectionsFrequency | undefined;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: string | undefined;
  /** Only this data location (`getRegions` lists them). Absent: all together. */
  readonly location?: string | undefined;
  /**
   * Traffic over the internet, or inside the provider's network.
   * @default all
   */
  readonly internetType?: StatisticsInternetType | undefined;
}

/** Arguments of {@link getConnectionsOutput}. */
export interface GetConnectionsOutputArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: pulumi.Input<string>;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default by5min
   */
  readonly frequency?: pulumi.Input<GetConnectionsFrequency> | undefined;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
  /** Only this data location (`getRegions` lists them). Absent: all together. */
  readonly location?: pulumi.Input<string> | undefined;
  /**
   * Traffic over the internet, or inside the provider's network.
   * @default all
   */
  readonly internetType?: pulumi.Input<StatisticsInternetType> | undefined;
}

/** Result of {@link getConnections}. */
export interface GetConnectionsResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** Who asked; `root` for the root user. */
  readonly userName: string;
  /** Account, where the service says it. */
  readonly account?: string;
  /** Time zone of the answer, where the service says it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** How many connections were open at once, every five minutes of one day. The service calls the question GetConcurrentConnection. */
export function getConnections(args: GetConnectionsArgs, options?: pulumi.InvokeOptions): Promise<GetConnectionsResult> {
  return callFunction<GetConnectionsResult>("getConnections", { ...args }, configKeys, options);
}

/** As {@link getConnections}, with outputs for arguments and result. */
export function getConnectionsOutput(args: GetConnectionsOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetConnectionsResult> {
  return callFunctionOutput<GetConnectionsResult>("getConnections", { ...args }, configKeys, options);
}
