// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetCapabilitiesMissing } from "../types";

/** Result of {@link getCapabilities}. */
export interface GetCapabilitiesResult {
  /** Id of the backend: `oos`, `zos`. */
  readonly backend: string;
  /** Its name. */
  readonly title: string;
  /** Resources that the backend has, sorted by name. */
  readonly resources: readonly string[];
  /** Resources, functions and fields that the backend lacks. */
  readonly missing: readonly GetCapabilitiesMissing[];
  /** Every operation that the provider may send, by service. */
  readonly operations: Record<string, readonly string[]>;
  /** Limits of the service: `buckets`, `lifecycleRules`. */
  readonly limits: Record<string, number>;
}

/** Returns the features that the configured backend has and lacks. Makes no call. */
export function getCapabilities(options?: pulumi.InvokeOptions): Promise<GetCapabilitiesResult> {
  return callFunction<GetCapabilitiesResult>("getCapabilities", {}, configKeys, options);
}

/** As {@link getCapabilities}, with outputs for arguments and result. */
export function getCapabilitiesOutput(options?: pulumi.InvokeOptions): pulumi.Output<GetCapabilitiesResult> {
  return callFunctionOutput<GetCapabilitiesResult>("getCapabilities", {}, configKeys, options);
}
