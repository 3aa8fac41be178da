// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GetReturnCodesFrequency, StatisticsStorageClass, StatisticsInternetType, StatisticsPoint } from "../types";

/** Arguments of {@link getReturnCodes}. */
export interface GetReturnCodesArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: string;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: string;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: GetReturnCodesFrequency | undefined;
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
  /** Only these kinds of answers, in the words of the service. Absent: all kinds. */
  readonly responseTypes?: readonly string[] | undefined;
}

/** Arguments of {@link getReturnCodesOutput}. */
export interface GetReturnCodesOutputArgs {
  /** First day, `yyyy-MM-dd`, of UTC+8. */
  readonly beginDate: pulumi.Input<string>;
  /** Last day, `yyyy-MM-dd`, of UTC+8; it counts to its end. */
  readonly endDate: pulumi.Input<string>;
  /**
   * How far apart the samples are. A question spans one day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.
   * @default byDay
   */
  readonly frequency?: pulumi.Input<GetReturnCodesFrequency> | undefined;
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
  /** Only these kinds of answers, in the words of the service. Absent: all kinds. */
  readonly responseTypes?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Result of {@link getReturnCodes}. */
export interface GetReturnCodesResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** Who asked; `root` for the root user. */
  readonly userName: string;
  /** Account, where the service says it. */
  readonly account?: string;
  /** Time zone of the answer, where the service says it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** How many requests ended with which status code. The service calls the question GetReturnCode. */
export function getReturnCodes(args: GetReturnCodesArgs, options?: pulumi.InvokeOptions): Promise<GetReturnCodesResult> {
  return callFunction<GetReturnCodesResult>("getReturnCodes", { ...args }, configKeys, options);
}

/** As {@link getReturnCodes}, with outputs for arguments and result. */
export function getReturnCodesOutput(args: GetReturnCodesOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetReturnCodesResult> {
  return callFunctionOutput<GetReturnCodesResult>("getReturnCodes", { ...args }, configKeys, options);
}
