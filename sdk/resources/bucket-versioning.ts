// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";
import type { BucketVersioningStatus } from "../types";

/** Inputs of {@link BucketVersioning}. */
export interface BucketVersioningArgs {
  /** Name of the bucket. A change replaces the versioning. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /**
   * `Enabled`: overwriting and deleting keep what was there. `Suspended`: no new versions; those that exist stay.
   * @default Enabled
   */
  readonly status?: pulumi.Input<BucketVersioningStatus> | undefined;
  /** Take over, and overwrite, a versioning that the bucket already has. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Versions of the objects of a bucket. Versions once begun can be suspended and never turned off, so deleting the resource suspends them; the
 * versions stay. A bucket with object lock has versions from the start, which cannot be suspended: deleting then fails, and `retainOnDelete`
 * lets the stack forget it.
 *
 * Beside `versioning` of the same Bucket it is refused in preview. Taking over from that field needs `adopt`; giving way to it, in one update,
 * leaves the versions as the field says.
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
  /** `Enabled`: overwriting and deleting keep what was there. `Suspended`: no new versions; those that exist stay. */
  declare readonly status: pulumi.Output<BucketVersioningStatus>;
  /** Take over, and overwrite, a versioning that the bucket already has. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Elements on the service that this version does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found since the last update. The next update leaves them as they are, and from then on they are `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements on the service that this version does not know, and that updates leave as they are; an update that cannot is refused. Absent: none. */
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
