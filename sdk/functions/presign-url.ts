// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { PresignUrlMethod, PresignUrlSignatureVersion } from "../types";

/** Arguments of {@link presignUrl}. */
export interface PresignUrlArgs {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Key of the object. */
  readonly key: string;
  /**
   * What the link does: read, look, write whole, or delete.
   * @default GET
   */
  readonly method?: PresignUrlMethod | undefined;
  /**
   * Life of the link in seconds: 604,800 (7 days) at most with V4, about 10 years with V2.
   * @default 900
   */
  readonly expiresInSeconds?: number | undefined;
  /** Default: the provider's. v4 where possible: who holds a v2 link can add what v2 does not sign. */
  readonly signatureVersion?: PresignUrlSignatureVersion | undefined;
  /** Content-Type that the upload must send, for PUT. Without it a V2 upload must send none. */
  readonly contentType?: string | undefined;
  /** Limit of the download's speed (`x-amz-limitrate`), for GET. V4 signs it; with V2 the holder of the link can take it off. */
  readonly limitRate?: number | undefined;
  /** Content-Type of the answer, for GET. */
  readonly responseContentType?: string | undefined;
  /** Content-Disposition of the answer, for GET: `attachment; filename="report.pdf"`. */
  readonly responseContentDisposition?: string | undefined;
}

/** Arguments of {@link presignUrlOutput}. */
export interface PresignUrlOutputArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Key of the object. */
  readonly key: pulumi.Input<string>;
  /**
   * What the link does: read, look, write whole, or delete.
   * @default GET
   */
  readonly method?: pulumi.Input<PresignUrlMethod> | undefined;
  /**
   * Life of the link in seconds: 604,800 (7 days) at most with V4, about 10 years with V2.
   * @default 900
   */
  readonly expiresInSeconds?: pulumi.Input<number> | undefined;
  /** Default: the provider's. v4 where possible: who holds a v2 link can add what v2 does not sign. */
  readonly signatureVersion?: pulumi.Input<PresignUrlSignatureVersion> | undefined;
  /** Content-Type that the upload must send, for PUT. Without it a V2 upload must send none. */
  readonly contentType?: pulumi.Input<string> | undefined;
  /** Limit of the download's speed (`x-amz-limitrate`), for GET. V4 signs it; with V2 the holder of the link can take it off. */
  readonly limitRate?: pulumi.Input<number> | undefined;
  /** Content-Type of the answer, for GET. */
  readonly responseContentType?: pulumi.Input<string> | undefined;
  /** Content-Disposition of the answer, for GET: `attachment; filename="report.pdf"`. */
  readonly responseContentDisposition?: pulumi.Input<string> | undefined;
}

/** Result of {@link presignUrl}. */
export interface PresignUrlResult {
  /** The link. Who has it can use it. */
  readonly url: pulumi.Output<string>;
  /** When it ends, ISO 8601. */
  readonly expiresAt: string;
}

/** Makes a link to an object that works without credentials until it ends. Makes no call: whether the object exists and the caller may reach it is decided when the link is used. The link differs on every run, so do not make it an input of a resource. */
export function presignUrl(args: PresignUrlArgs, options?: pulumi.InvokeOptions): Promise<PresignUrlResult> {
  return callFunction<PresignUrlResult>("presignUrl", { ...args }, configKeys, options, ["url"]);
}

/** As {@link presignUrl}, with outputs for arguments and result. */
export function presignUrlOutput(
  args: PresignUrlOutputArgs,
  options?: pulumi.InvokeOptions,
): pulumi.Output<pulumi.Unwrap<PresignUrlResult>> {
  return callFunctionOutput<pulumi.Unwrap<PresignUrlResult>>("presignUrl", { ...args }, configKeys, options, true);
}
