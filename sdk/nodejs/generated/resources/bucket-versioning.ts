// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { BucketVersioningStatus } from "../types";

/** Inputs of {@link BucketVersioning}. */
export interface BucketVersioningArgs {
  /** Name of the bucket. A change replaces the versioning. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /**
   * `Enabled`: overwriting or deleting an object keeps its previous version. `Suspended`: no new versions; existing ones stay.
   * @default Enabled
   */
  readonly status?: pulumi.Input<BucketVersioningStatus> | undefined;
  /** Take over and overwrite an existing versioning of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Versioning of the objects of a bucket. Versioning can be suspended but never turned off, so deleting the resource suspends it; existing
 * versions stay. Versioning of a bucket with object lock cannot be suspended: there, deleting the resource fails, and `retainOnDelete` removes it
 * from the stack only.
 *
 * A program that also sets `versioning` of the Bucket is refused in preview. To move from that field to this resource, set `adopt`. To move to the
 * field, remove this resource and set the field in one update; the field then decides.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const data = new oos.Bucket("data", {});
 * new oos.BucketVersioning("data", { bucket: data.bucket });
 * ```
 *
 * Backends: `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class BucketVersioning extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "BucketVersioning";
  /** Name of the bucket. A change replaces the versioning. */
  declare readonly bucket: pulumi.Output<string>;
  /** `Enabled`: overwriting or deleting an object keeps its previous version. `Suspended`: no new versions; existing ones stay. */
  declare readonly status: pulumi.Output<BucketVersioningStatus>;
  /** Take over and overwrite an existing versioning of the bucket. Default false. */
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
  constructor(name: string, args: BucketVersioningArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketVersioning",
      name,
      args,
      {
        inputs: ["bucket", "status", "adopt"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BucketVersioning {
    return new BucketVersioning(name, {} as BucketVersioningArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketVersioning {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketVersioning")
    );
  }
}
