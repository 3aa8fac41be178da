// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetMultipartUploadsUpload } from "../types";

/** Arguments of {@link getMultipartUploads}. */
export interface GetMultipartUploadsArgs {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Limit to keys with this prefix. */
  readonly prefix?: string | undefined;
  /**
   * Limit to uploads that were started at least this many hours ago.
   * @default 0
   */
  readonly olderThanHours?: number | undefined;
}

/** Arguments of {@link getMultipartUploadsOutput}. */
export interface GetMultipartUploadsOutputArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Limit to keys with this prefix. */
  readonly prefix?: pulumi.Input<string> | undefined;
  /**
   * Limit to uploads that were started at least this many hours ago.
   * @default 0
   */
  readonly olderThanHours?: pulumi.Input<number> | undefined;
}

/** Result of {@link getMultipartUploads}. */
export interface GetMultipartUploadsResult {
  /** The open uploads. Their parts use space until the uploads are aborted. */
  readonly uploads: readonly GetMultipartUploadsUpload[];
}

/** Lists the open multipart uploads of a bucket, all pages. An upload without a start time counts as old. */
export function getMultipartUploads(args: GetMultipartUploadsArgs, options?: pulumi.InvokeOptions): Promise<GetMultipartUploadsResult> {
  return callFunction<GetMultipartUploadsResult>("getMultipartUploads", { ...args }, configKeys, options);
}

/** As {@link getMultipartUploads}, with outputs for arguments and result. */
export function getMultipartUploadsOutput(
  args: GetMultipartUploadsOutputArgs,
  options?: pulumi.InvokeOptions,
): pulumi.Output<GetMultipartUploadsResult> {
  return callFunctionOutput<GetMultipartUploadsResult>("getMultipartUploads", { ...args }, configKeys, options);
}
