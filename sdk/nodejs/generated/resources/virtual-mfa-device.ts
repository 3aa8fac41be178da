// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";

/** Inputs of {@link VirtualMfaDevice}. */
export interface VirtualMfaDeviceArgs {
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the device. */
  readonly name?: pulumi.Input<string> | undefined;
  /** User of the device; the provider enables it with two codes computed from its seed. A change or removal deactivates the device first. */
  readonly user?: pulumi.Input<string | ResourceOf<"IamUser">> | undefined;
  /** Take over an existing device instead of failing; its seed stays unknown. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A virtual MFA device: a seed from which an authenticator computes one-time codes. The seed and its QR code are outputs, encrypted in
 * state; the service shows them only once.
 *
 * With `user` the provider enables the device itself, with two codes that it computes from the seed; this takes up to a minute if the service
 * refuses the first two. Without `user` the device has to be enabled by a person. Deleting the resource deactivates the device first, for any user.
 * If a run was cut off before the seed reached the state, the next update removes the device, provided the service's answer had arrived and the
 * stack's state proves that it never stored the device; otherwise the device may be somebody else's, and the update says so.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const admin = new oos.IamUser("admin", {});
 * const device = new oos.VirtualMfaDevice("admin", { user: admin.userName });
 * export const seed = device.base32Seed;
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<serial number>`, which is `arn:ctyun:iam::<account>:mfa/<name>`; the seed of an imported device stays absent.
 */
export class VirtualMfaDevice extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "VirtualMfaDevice";
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the device. */
  declare readonly name: pulumi.Output<string>;
  /** User of the device; the provider enables it with two codes computed from its seed. A change or removal deactivates the device first. */
  declare readonly user: pulumi.Output<string | undefined>;
  /** Take over an existing device instead of failing; its seed stays unknown. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** `arn:ctyun:iam::<account>:mfa/<name>`; also the resource's ID. */
  declare readonly serialNumber: pulumi.Output<string>;
  /** The seed, in base32, from which an authenticator computes the codes. The service shows it only once, at creation; absent on an imported device. */
  declare readonly base32Seed: pulumi.Output<string | undefined>;
  /** The seed as a QR code: a PNG image in base64. Absent if `base32Seed` is. */
  declare readonly qrCodePng: pulumi.Output<string | undefined>;
  /** Time at which the device was enabled, ISO 8601. */
  declare readonly enableDate: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: VirtualMfaDeviceArgs = {}, options?: pulumi.CustomResourceOptions) {
    super(
      "VirtualMfaDevice",
      name,
      args,
      {
        inputs: ["name", "user", "adopt"],
        computed: ["serialNumber", "base32Seed", "qrCodePng", "enableDate"],
        secrets: ["base32Seed", "qrCodePng"],
        references: { user: { noun: "IamUser", property: "userName" } },
      },
      options,
    );
  }

  /**
   * Looks up one that exists and is not managed by this resource: it is read on every run, never changed and never deleted.
   * @param name name of the resource in the stack
   * @param id its import ID
   * @param options Pulumi's resource options
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): VirtualMfaDevice {
    return new VirtualMfaDevice(name, {}, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is VirtualMfaDevice {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("VirtualMfaDevice")
    );
  }
}
