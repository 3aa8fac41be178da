// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";

/** Inputs of {@link BucketTagging}. */
export interface BucketTaggingArgs {
  /** Name of the bucket. A change replaces the set of tags. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** The tags, 1 to 50. Key: 1 to 128 characters. Value: 0 to 256. */
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Take over and overwrite an existing set of tags of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The tags of a bucket. This resource manages the complete set: other tags are removed.
 *
 * Deleting the resource removes the tags; the bucket and its objects stay.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const data = new oos.Bucket("data", {});
 * new oos.BucketTagging("data", { bucket: data.bucket, tags: { team: "build" } });
 * ```
 *
 * Backends: `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class BucketTagging extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "BucketTagging";
  /** Name of the bucket. A change replaces the set of tags. */
  declare readonly bucket: pulumi.Output<string>;
  /** The tags, 1 to 50. Key: 1 to 128 characters. Value: 0 to 256. */
  declare readonly tags: pulumi.Output<Record<string, string>>;
  /** Take over and overwrite an existing set of tags of the bucket. Default false. */
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
  constructor(name: string, args: BucketTaggingArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketTagging",
      name,
      args,
      {
        inputs: ["bucket", "tags", "adopt"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BucketTagging {
    return new BucketTagging(name, {} as BucketTaggingArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketTagging {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketTagging")
    );
  }
}
