// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { PresignUrlMethod, PresignUrlSignatureVersion } from "../types";

/** Arguments of {@link presignUrl}. */
export interface PresignUrlArgs {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Key of the object. */
  readonly key: string;
  /**
   * Operation of the link: read (`GET`), read the headers (`HEAD`), write (`PUT`) or delete (`DELETE`).
   * @default GET
   */
  readonly method?: PresignUrlMethod | undefined;
  /**
   * Lifetime of the link in seconds: at most 604,800 (7 days) with V4, about 10 years with V2.
   * @default 900
   */
  readonly expiresInSeconds?: number | undefined;
  /** Default: that of the provider. Prefer v4: the holder of a v2 link can add parameters that v2 does not sign. */
  readonly signatureVersion?: PresignUrlSignatureVersion | undefined;
  /** Content-Type that the upload must send, for PUT. Without it a V2 upload must send none. */
  readonly contentType?: string | undefined;
  /** Limit of the download speed (`x-amz-limitrate`), for GET. V4 signs it; with V2 the holder of the link can remove it. */
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
   * Operation of the link: read (`GET`), read the headers (`HEAD`), write (`PUT`) or delete (`DELETE`).
   * @default GET
   */
  readonly method?: pulumi.Input<PresignUrlMethod> | undefined;
  /**
   * Lifetime of the link in seconds: at most 604,800 (7 days) with V4, about 10 years with V2.
   * @default 900
   */
  readonly expiresInSeconds?: pulumi.Input<number> | undefined;
  /** Default: that of the provider. Prefer v4: the holder of a v2 link can add parameters that v2 does not sign. */
  readonly signatureVersion?: pulumi.Input<PresignUrlSignatureVersion> | undefined;
  /** Content-Type that the upload must send, for PUT. Without it a V2 upload must send none. */
  readonly contentType?: pulumi.Input<string> | undefined;
  /** Limit of the download speed (`x-amz-limitrate`), for GET. V4 signs it; with V2 the holder of the link can remove it. */
  readonly limitRate?: pulumi.Input<number> | undefined;
  /** Content-Type of the answer, for GET. */
  readonly responseContentType?: pulumi.Input<string> | undefined;
  /** Content-Disposition of the answer, for GET: `attachment; filename="report.pdf"`. */
  readonly responseContentDisposition?: pulumi.Input<string> | undefined;
}

/** Result of {@link presignUrl}. */
export interface PresignUrlResult {
  /** The URL. Anyone who has it can use it. */
  readonly url: pulumi.Output<string>;
  /** Time at which the URL expires, ISO 8601. */
  readonly expiresAt: string;
}

/** Creates a link to an object that works without credentials until it expires. Makes no call: the service checks the object and the caller's permissions when the link is used. The link differs on every run, so do not use it as an input of a resource. */
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
