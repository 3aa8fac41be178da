// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetBandwidthNetType, StatisticsPoint } from "../types";

/** Arguments of {@link getBandwidth}. */
export interface GetBandwidthArgs {
  /** Start, ISO 8601 with a time zone, at a whole multiple of five minutes; at most a month ago. */
  readonly startTime: string;
  /** End, in the same form; not in the future. */
  readonly endTime: string;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: string | undefined;
  /** Limit to the premium or the normal network; only in the regions of Hong Kong. Default: both. */
  readonly netType?: GetBandwidthNetType | undefined;
}

/** Arguments of {@link getBandwidthOutput}. */
export interface GetBandwidthOutputArgs {
  /** Start, ISO 8601 with a time zone, at a whole multiple of five minutes; at most a month ago. */
  readonly startTime: pulumi.Input<string>;
  /** End, in the same form; not in the future. */
  readonly endTime: pulumi.Input<string>;
  /** Limit to this bucket. Default: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
  /** Limit to the premium or the normal network; only in the regions of Hong Kong. Default: both. */
  readonly netType?: pulumi.Input<GetBandwidthNetType> | undefined;
}

/** Result of {@link getBandwidth}. */
export interface GetBandwidthResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** User who made the request; `root` for the root user. */
  readonly userName: string;
  /** Account, if the service returns it. */
  readonly account?: string;
  /** Time zone of the answer, if the service returns it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** Bandwidth of the account or a bucket by data location, in bytes per second, every five minutes. A sample has `uploadBW`, `downloadBW`, `roamUploadBW`, `roamDownloadBW`, and the same inside the provider's network (`nonInternetUploadBW`, ...). The manual recommends getTraffics instead. */
export function getBandwidth(args: GetBandwidthArgs, options?: pulumi.InvokeOptions): Promise<GetBandwidthResult> {
  return callFunction<GetBandwidthResult>("getBandwidth", { ...args }, configKeys, options);
}

/** As {@link getBandwidth}, with outputs for arguments and result. */
export function getBandwidthOutput(args: GetBandwidthOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetBandwidthResult> {
  return callFunctionOutput<GetBandwidthResult>("getBandwidth", { ...args }, configKeys, options);
}
