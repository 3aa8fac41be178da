// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { BucketAccelerateStatus } from "../types";

/** Inputs of {@link BucketAccelerate}. */
export interface BucketAccelerateArgs {
  /** Name of the bucket. A change replaces the accelerate configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /**
   * `Suspended`: the list is kept, but not used.
   * @default Enabled
   */
  readonly status?: pulumi.Input<BucketAccelerateStatus> | undefined;
  /** IP addresses and CIDR blocks of the CDN, 1 to 5. Their order does not matter. */
  readonly ipWhiteList: pulumi.Input<pulumi.Input<string>[]>;
  /** Take over and overwrite an existing accelerate configuration of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The addresses from which a CDN may fetch the objects of a bucket.
 *
 * Guide 6.0 describes acceleration and newer guides do not: check that your account has it. The service cannot delete the configuration:
 * deleting the resource suspends acceleration with an empty list, which counts as none.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const assets = new oos.Bucket("assets", {});
 * new oos.BucketAccelerate("assets", { bucket: assets.bucket, ipWhiteList: ["192.0.2.0/24", "198.51.100.7"] });
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class BucketAccelerate extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "BucketAccelerate";
  /** Name of the bucket. A change replaces the accelerate configuration. */
  declare readonly bucket: pulumi.Output<string>;
  /** `Suspended`: the list is kept, but not used. */
  declare readonly status: pulumi.Output<BucketAccelerateStatus>;
  /** IP addresses and CIDR blocks of the CDN, 1 to 5. Their order does not matter. */
  declare readonly ipWhiteList: pulumi.Output<readonly string[]>;
  /** Take over and overwrite an existing accelerate configuration of the bucket. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Elements of the service's document that this version of the provider does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found after the last update; the next update leaves them as they are and moves them to `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements of the service's document that this version of the provider does not know and that updates keep. An update that cannot keep them is refused. Absent: none. */
  declare readonly keptElements: pulumi.Output<Record<string, string> | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: BucketAccelerateArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketAccelerate",
      name,
      args,
      {
        inputs: ["bucket", "status", "ipWhiteList", "adopt"],
        computed: ["unknownElements", "keptElements"],
        secrets: [],
        references: { bucket: { noun: "Bucket", property: "bucket" } },
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BucketAccelerate {
    return new BucketAccelerate(name, {} as BucketAccelerateArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketAccelerate {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketAccelerate")
    );
  }
}
