// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GetBandwidthNetType, StatisticsPoint } from "../types";

/** Arguments of {@link getBandwidth}. */
export interface GetBandwidthArgs {
  /** First moment, ISO 8601 with a zone, at a whole multiple of five minutes; not more than a month ago. */
  readonly startTime: string;
  /** Last moment, in the same form; not in the future. */
  readonly endTime: string;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: string | undefined;
  /** The premium or the normal network; only in the regions of Hong Kong. Absent: both. */
  readonly netType?: GetBandwidthNetType | undefined;
}

/** Arguments of {@link getBandwidthOutput}. */
export interface GetBandwidthOutputArgs {
  /** First moment, ISO 8601 with a zone, at a whole multiple of five minutes; not more than a month ago. */
  readonly startTime: pulumi.Input<string>;
  /** Last moment, in the same form; not in the future. */
  readonly endTime: pulumi.Input<string>;
  /** Only this bucket. Absent: all buckets of the account together. */
  readonly bucket?: pulumi.Input<string> | undefined;
  /** The premium or the normal network; only in the regions of Hong Kong. Absent: both. */
  readonly netType?: pulumi.Input<GetBandwidthNetType> | undefined;
}

/** Result of {@link getBandwidth}. */
export interface GetBandwidthResult {
  /** The samples, in the order of the service. */
  readonly points: readonly StatisticsPoint[];
  /** Who asked; `root` for the root user. */
  readonly userName: string;
  /** Account, where the service says it. */
  readonly account?: string;
  /** Time zone of the answer, where the service says it: `UTC +0800`. */
  readonly timeZone?: string;
}

/** Used bandwidth of the account or a bucket by data location, in bytes a second, every five minutes. A sample has `uploadBW`, `downloadBW`, `roamUploadBW`, `roamDownloadBW`, and the same inside the provider's network (`nonInternetUploadBW`, ...). The manual advises against it in favour of getTraffics. */
export function getBandwidth(args: GetBandwidthArgs, options?: pulumi.InvokeOptions): Promise<GetBandwidthResult> {
  return callFunction<GetBandwidthResult>("getBandwidth", { ...args }, configKeys, options);
}

/** As {@link getBandwidth}, with outputs for arguments and result. */
export function getBandwidthOutput(args: GetBandwidthOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetBandwidthResult> {
  return callFunctionOutput<GetBandwidthResult>("getBandwidth", { ...args }, configKeys, options);
}
