// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GetMultipartUploadsUpload } from "../types";

/** Arguments of {@link getMultipartUploads}. */
export interface GetMultipartUploadsArgs {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Only keys that start with it. */
  readonly prefix?: string | undefined;
  /**
   * Only uploads that were begun at least so long ago.
   * @default 0
   */
  readonly olderThanHours?: number | undefined;
}

/** Arguments of {@link getMultipartUploadsOutput}. */
export interface GetMultipartUploadsOutputArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Only keys that start with it. */
  readonly prefix?: pulumi.Input<string> | undefined;
  /**
   * Only uploads that were begun at least so long ago.
   * @default 0
   */
  readonly olderThanHours?: pulumi.Input<number> | undefined;
}

/** Result of {@link getMultipartUploads}. */
export interface GetMultipartUploadsResult {
  /** The open uploads. Their parts take space until they are aborted. */
  readonly uploads: readonly GetMultipartUploadsUpload[];
}

/** Lists the open multipart uploads of a bucket, all pages. An upload whose beginning the service does not tell counts as old. */
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
