// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";

/** Inputs of {@link VirtualMfaDevice}. */
export interface VirtualMfaDeviceArgs {
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the device. */
  readonly name?: pulumi.Input<string> | undefined;
  /** User who gets the device: it is enabled with two codes computed from its seed. Changing or removing it deactivates the device first. */
  readonly user?: pulumi.Input<string | ResourceOf<"IamUser">> | undefined;
  /** Take over an existing device instead of failing; its seed stays unknown. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A virtual MFA device: a seed from which an authenticator computes one-time codes. The seed and its QR code are outputs, encrypted in
 * state, and can be read from the service never again.
 *
 * With `user` the provider enables the device itself, by two codes that it computes from the seed; this takes up to a minute when the service
 * refuses the first two. Without it the device waits for somebody to enable it. Deleting the resource deactivates the device first, whoever has
 * it. A device whose seed never reached the state, since the run was cut off, is removed by the next update where the service's answer had come;
 * otherwise it may be somebody else's, and the update says so.
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
  /** User who gets the device: it is enabled with two codes computed from its seed. Changing or removing it deactivates the device first. */
  declare readonly user: pulumi.Output<string | undefined>;
  /** Take over an existing device instead of failing; its seed stays unknown. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** `arn:ctyun:iam::<account>:mfa/<name>`; also the resource's ID. */
  declare readonly serialNumber: pulumi.Output<string>;
  /** The seed, in base32, from which an authenticator computes the codes. Shown by the service once, at creation; absent on an imported device. */
  declare readonly base32Seed: pulumi.Output<string | undefined>;
  /** The same as a QR code: a PNG image in base64. Absent where `base32Seed` is. */
  declare readonly qrCodePng: pulumi.Output<string | undefined>;
  /** Since when a user has it, ISO 8601. */
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
