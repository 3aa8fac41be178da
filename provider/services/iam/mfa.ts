/** MFA devices [GUIDE 7.1.22-7.1.25]. */
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import { allItems, type Paged } from "./paging";
import type { MfaDevice, Page, VirtualMfaDevice } from "./wire";

interface OwnerInput {
  readonly userName?: string;
}

export interface ListVirtualMfaDevicesInput {
  /** Absent: all. `Any` is in the manual, the other two are unverified. */
  readonly assignmentStatus?: "Any" | "Assigned" | "Unassigned";
}

/** One page of a user's devices; without a name the caller's. */
export function listMfaDevices(client: Client, input: Paged<OwnerInput> = {}): Promise<Page<MfaDevice>> {
  const owner = input.userName === undefined ? "the caller" : `user "${input.userName}"`;
  return ask(client, "ListMFADevices", "read", { ...input }, `MFA devices of ${owner}`);
}

export function listAllMfaDevices(client: Client, input: OwnerInput = {}): Promise<MfaDevice[]> {
  return allItems("ListMFADevices", (page) => listMfaDevices(client, { ...input, ...page }));
}

/** One page of the account's devices, whoever uses them. */
export function listVirtualMfaDevices(client: Client, input: Paged<ListVirtualMfaDevicesInput> = {}): Promise<Page<VirtualMfaDevice>> {
  return ask(client, "ListVirtualMFADevices", "read", { ...input });
}

export function listAllVirtualMfaDevices(client: Client, input: ListVirtualMfaDevicesInput = {}): Promise<VirtualMfaDevice[]> {
  return allItems("ListVirtualMFADevices", (page) => listVirtualMfaDevices(client, { ...input, ...page }));
}

/** Parts a device from its user; the device stays. @throws ServiceError `not-found` */
export function deactivateMfaDevice(client: Client, input: { readonly userName: string; readonly serialNumber: string }): Promise<void> {
  return tell(client, "DeactivateMFADevice", "idempotent", { ...input }, `MFA device ${input.serialNumber} of user "${input.userName}"`);
}

/** Removes a device that no user has. @throws ServiceError `dependency`, `not-found` */
export function deleteVirtualMfaDevice(client: Client, input: { readonly serialNumber: string }): Promise<void> {
  return tell(client, "DeleteVirtualMFADevice", "idempotent", { ...input }, `MFA device ${input.serialNumber}`);
}
