// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetEndpointsRegion } from "../types";

/** Result of {@link getEndpoints}. */
export interface GetEndpointsResult {
  /** Region of this provider. */
  readonly region: string;
  /** URL of the S3 service. */
  readonly s3: string;
  /** URL of IAM; absent if the backend has none, like the URLs below. */
  readonly iam?: string;
  /** URL of the trail service. */
  readonly trail?: string;
  /** URL of the statistics service. */
  readonly statistics?: string;
  /** URL of the topics. */
  readonly topic?: string;
  /** Every region of the backend. */
  readonly regions: readonly GetEndpointsRegion[];
}

/** The URLs that this provider uses, and the regions that it knows. Makes no call. */
export function getEndpoints(options?: pulumi.InvokeOptions): Promise<GetEndpointsResult> {
  return callFunction<GetEndpointsResult>("getEndpoints", {}, configKeys, options);
}

/** As {@link getEndpoints}, with outputs for arguments and result. */
export function getEndpointsOutput(options?: pulumi.InvokeOptions): pulumi.Output<GetEndpointsResult> {
  return callFunctionOutput<GetEndpointsResult>("getEndpoints", {}, configKeys, options);
}
