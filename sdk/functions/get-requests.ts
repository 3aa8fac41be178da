// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GetRequestsFrequency, StatisticsStorageClass, StatisticsInternetType, StatisticsPoint } from "../types";

/** Arguments of {@link getRequests}. */
export interface GetRequestsArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: string;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: GetRequestsFrequency | undefined;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: string | undefined;
  /** Only this data location (`getRegions` lists them). Absent: all together. */
  readonly location?: string | undefined;
  /**
   * Only what is of this storage class.
   * @default ALL
   */
  readonly storageClass?: StatisticsStorageClass | undefined;
  /**
   * Traffic over the internet, or inside the provider's network.
   * @default all
   */
  readonly internetType?: StatisticsInternetType | undefined;
  /** Only these types of requests, such as `get`, `put`, `delete`. Absent: all types. */
  readonly requestTypes?: readonly string[] | undefined;
}

/** Arguments of {@link getRequestsOutput}. */
export interface GetRequestsOutputArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: pulumi.Input<string>;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: pulumi.Input<GetRequestsFrequency> | undefined;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
  /** Only this data location (`getRegions` lists them). Absent: all together. */
  readonly location?: pulumi.Input<string> | undefined;
  /**
   * Only what is of this storage class.
   * @default ALL
   */
  readonly storageClass?: pulumi.Input<StatisticsStorageClass> | undefined;
  /**
   * Traffic over the internet, or inside the provider's network.
   * @default all
   */
  readonly internetType?: pulumi.Input<StatisticsInternetType> | undefined;
  /** Only these types of requests, such as `get`, `put`, `delete`. Absent: all types. */
  readonly requestTypes?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Result of {@link getRequests}. */
export interface GetRequestsResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** Who asked; `root` for the root user. */
  readonly userName: string;
  /** Account, where the service says it. */
  readonly account?: string;
  /** Time zone of the answer, where the service says it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** How many requests the account or a bucket received. */
export function getRequests(args: GetRequestsArgs, options?: pulumi.InvokeOptions): Promise<GetRequestsResult> {
  return callFunction<GetRequestsResult>("getRequests", { ...args }, configKeys, options);
}

/** As {@link getRequests}, with outputs for arguments and result. */
export function getRequestsOutput(args: GetRequestsOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetRequestsResult> {
  return callFunctionOutput<GetRequestsResult>("getRequests", { ...args }, configKeys, options);
}
