// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetObjectEncoding } from "../types";

/** Arguments of {@link getObject}. */
export interface GetObjectArgs {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Key of the object. */
  readonly key: string;
  /**
   * Form of `content`: `text` for UTF-8, `base64` for any bytes, `none` for the headers alone.
   * @default text
   */
  readonly encoding?: GetObjectEncoding | undefined;
  /**
   * First byte to read.
   * @default 0
   */
  readonly offset?: number | undefined;
  /** Number of bytes to read. Default: to the end. */
  readonly length?: number | undefined;
  /**
   * Limit of the content in bytes, at most 16 MiB. Larger content is an error, since it would become part of the program's data.
   * @default 1048576
   */
  readonly maxBytes?: number | undefined;
}

/** Arguments of {@link getObjectOutput}. */
export interface GetObjectOutputArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Key of the object. */
  readonly key: pulumi.Input<string>;
  /**
   * Form of `content`: `text` for UTF-8, `base64` for any bytes, `none` for the headers alone.
   * @default text
   */
  readonly encoding?: pulumi.Input<GetObjectEncoding> | undefined;
  /**
   * First byte to read.
   * @default 0
   */
  readonly offset?: pulumi.Input<number> | undefined;
  /** Number of bytes to read. Default: to the end. */
  readonly length?: pulumi.Input<number> | undefined;
  /**
   * Limit of the content in bytes, at most 16 MiB. Larger content is an error, since it would become part of the program's data.
   * @default 1048576
   */
  readonly maxBytes?: pulumi.Input<number> | undefined;
}

/** Result of {@link getObject}. */
export interface GetObjectResult {
  /** The content, in the form of `encoding`. Absent with `none`. */
  readonly content?: string;
  /** Size of the whole object in bytes. */
  readonly size: number;
  /** ETag, with its quotation marks. */
  readonly etag: string;
  /** Time of the last change, ISO 8601. */
  readonly lastModified?: string;
  /** Content-Type. */
  readonly contentType?: string;
  /** Cache-Control. */
  readonly cacheControl?: string;
  /** Content-Disposition. */
  readonly contentDisposition?: string;
  /** Content-Encoding. The content is returned as it is stored. */
  readonly contentEncoding?: string;
  /** Storage class: `STANDARD`, `STANDARD_IA`. */
  readonly storageClass: string;
  /** Metadata of the object, with keys in lower case. */
  readonly metadata: Record<string, string>;
}

/** Reads one object: its headers, and its content or a piece of it. Use it for small contents that a program needs; the content is not a secret unless the program marks it as one. Fails if the object does not exist. */
export function getObject(args: GetObjectArgs, options?: pulumi.InvokeOptions): Promise<GetObjectResult> {
  return callFunction<GetObjectResult>("getObject", { ...args }, configKeys, options);
}

/** As {@link getObject}, with outputs for arguments and result. */
export function getObjectOutput(args: GetObjectOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetObjectResult> {
  return callFunctionOutput<GetObjectResult>("getObject", { ...args }, configKeys, options);
}
