/** MFA devices [GUIDE 7.1.20-7.1.25]. */
import { ServiceError } from "../../transport/errors/errors";
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import { allItems, type Paged } from "./paging";
import type { MfaDevice, NewVirtualMfaDevice, Page, VirtualMfaDevice } from "./wire";

interface OwnerInput {
  readonly userName?: string;
}

export interface ListVirtualMfaDevicesInput {
  /** Absent: all. `Any` is in the manual, the other two are unverified. */
  readonly assignmentStatus?: "Any" | "Assigned" | "Unassigned";
}

export interface EnableMfaDeviceInput {
  readonly userName: string;
  readonly serialNumber: string;
  /** Six digits. */
  readonly authenticationCode1: string;
  /** The code that the device shows next. */
  readonly authenticationCode2: string;
}

/**
 * Makes a device that no user has yet. The answer is the only place that ever shows the seed.
 * @throws ServiceError `already-exists`
 */
export async function createVirtualMfaDevice(
  client: Client,
  input: { readonly virtualMfaDeviceName: string },
): Promise<NewVirtualMfaDevice> {
  const subject = `MFA device "${input.virtualMfaDeviceName}"`;
  return (await ask(client, "CreateVirtualMFADevice", { ...input }, subject)).virtualMfaDevice;
}

/** Gives a device to a user. @throws ServiceError that {@link isCodeRefused} knows; `already-exists` when a user has it; `not-found` */
export function enableMfaDevice(client: Client, input: EnableMfaDeviceInput): Promise<void> {
  return tell(client, "EnableMFADevice", { ...input }, `MFA device ${input.serialNumber} of user "${input.userName}"`);
}

/** One page of a user's devices; without a name the caller's. */
export function listMfaDevices(client: Client, input: Paged<OwnerInput> = {}): Promise<Page<MfaDevice>> {
  const owner = input.userName === undefined ? "the caller" : `user "${input.userName}"`;
  return ask(client, "ListMFADevices", { ...input }, `MFA devices of ${owner}`);
}

export function listAllMfaDevices(client: Client, input: OwnerInput = {}): Promise<MfaDevice[]> {
  return allItems("ListMFADevices", (page) => listMfaDevices(client, { ...input, ...page }));
}

/** One page of the account's devices, whoever uses them. */
export function listVirtualMfaDevices(client: Client, input: Paged<ListVirtualMfaDevicesInput> = {}): Promise<Page<VirtualMfaDevice>> {
  return ask(client, "ListVirtualMFADevices", { ...input });
}

export function listAllVirtualMfaDevices(client: Client, input: ListVirtualMfaDevicesInput = {}): Promise<VirtualMfaDevice[]> {
  return allItems("ListVirtualMFADevices", (page) => listVirtualMfaDevices(client, { ...input, ...page }));
}

/** Parts a device from its user; the device stays. @throws ServiceError `not-found` */
export function deactivateMfaDevice(client: Client, input: { readonly userName: string; readonly serialNumber: string }): Promise<void> {
  return tell(client, "DeactivateMFADevice", { ...input }, `MFA device ${input.serialNumber} of user "${input.userName}"`);
}

/** Removes a device that no user has. @throws ServiceError `dependency`, `not-found` */
export function deleteVirtualMfaDevice(client: Client, input: { readonly serialNumber: string }): Promise<void> {
  return tell(client, "DeleteVirtualMFADevice", { ...input }, `MFA device ${input.serialNumber}`);
}

/** unverified: how the service says that the codes of an MFA device are wrong. */
const REFUSED_CODES: ReadonlySet<string> = new Set(["InvalidAuthenticationCode", "InvalidAuthenticationCodeException"]);

/** True when the codes were wrong, or not those of the present time. */
export function isCodeRefused(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.code !== undefined && REFUSED_CODES.has(error.code);
}
