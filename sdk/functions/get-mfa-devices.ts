// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { GetMfaDevicesAssignment, MfaDevice } from "../types";

/** Arguments of {@link getMfaDevices}. */
export interface GetMfaDevicesArgs {
  /** Only the devices enabled for this user. Absent: all of the account. */
  readonly userName?: string | undefined;
  /** Only devices that are enabled for somebody, or only those that are not. Not with `userName`. */
  readonly assignment?: GetMfaDevicesAssignment | undefined;
}

/** Arguments of {@link getMfaDevicesOutput}. */
export interface GetMfaDevicesOutputArgs {
  /** Only the devices enabled for this user. Absent: all of the account. */
  readonly userName?: pulumi.Input<string> | undefined;
  /** Only devices that are enabled for somebody, or only those that are not. Not with `userName`. */
  readonly assignment?: pulumi.Input<GetMfaDevicesAssignment> | undefined;
}

/** Result of {@link getMfaDevices}. */
export interface GetMfaDevicesResult {
  /** The devices, by serial number. */
  readonly devices: readonly MfaDevice[];
  /** Their serial numbers, in the same order. */
  readonly serialNumbers: readonly string[];
}

/** Lists virtual MFA devices, all pages: those of one user, or all of the account. Never shows a seed. */
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
