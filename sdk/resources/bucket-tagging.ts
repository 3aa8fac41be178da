// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";

/** Inputs of {@link BucketTagging}. */
export interface BucketTaggingArgs {
  /** Name of the bucket. A change replaces the set of tags. */
  readonly bucket: pulumi.Input<string>;
  /** The tags, 1 to 50. Key: 1 to 128 characters. Value: 0 to 256. */
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Take over, and overwrite, a set of tags that the bucket already has. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The tags of a bucket. The resource is all of them: a tag that it does not name is removed.
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
  /** Name of the bucket. A change replaces the set of tags. */
  declare readonly bucket: pulumi.Output<string>;
  /** The tags, 1 to 50. Key: 1 to 128 characters. Value: 0 to 256. */
  declare readonly tags: pulumi.Output<Record<string, string>>;
  /** Take over, and overwrite, a set of tags that the bucket already has. Default false. */
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
  constructor(name: string, args: BucketTaggingArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketTagging",
      name,
      { bucket: args.bucket, tags: args.tags, adopt: args.adopt },
      ["unknownElements", "keptElements"],
      [],
      options,
    );
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketTagging {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketTagging")
    );
  }
}
