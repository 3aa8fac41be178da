// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetMfaDevicesAssignment, MfaDevice } from "../types";

/** Arguments of {@link getMfaDevices}. */
export interface GetMfaDevicesArgs {
  /** Limit to devices that are enabled for this user. Default: all devices of the account. */
  readonly userName?: string | undefined;
  /** Limit to devices that are enabled for a user, or to those that are not. Excludes `userName`. */
  readonly assignment?: GetMfaDevicesAssignment | undefined;
}

/** Arguments of {@link getMfaDevicesOutput}. */
export interface GetMfaDevicesOutputArgs {
  /** Limit to devices that are enabled for this user. Default: all devices of the account. */
  readonly userName?: pulumi.Input<string> | undefined;
  /** Limit to devices that are enabled for a user, or to those that are not. Excludes `userName`. */
  readonly assignment?: pulumi.Input<GetMfaDevicesAssignment> | undefined;
}

/** Result of {@link getMfaDevices}. */
export interface GetMfaDevicesResult {
  /** The devices, sorted by serial number. */
  readonly devices: readonly MfaDevice[];
  /** Their serial numbers, in the same order. */
  readonly serialNumbers: readonly string[];
}

/** Lists virtual MFA devices, on all pages: those of one user, or all of the account. Never returns a seed. */
export function getMfaDevices(args: GetMfaDevicesArgs = {}, options?: pulumi.InvokeOptions): Promise<GetMfaDevicesResult> {
  return callFunction<GetMfaDevicesResult>("getMfaDevices", { ...args }, configKeys, options);
}

/** As {@link getMfaDevices}, with outputs for arguments and result. */
export function getMfaDevicesOutput(
  args: GetMfaDevicesOutputArgs = {},
  options?: pulumi.InvokeOptions,
): pulumi.Output<GetMfaDevicesResult> {
  return callFunctionOutput<GetMfaDevicesResult>("getMfaDevices", { ...args }, configKeys, options);
}
