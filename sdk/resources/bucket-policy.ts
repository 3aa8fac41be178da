// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";

/** Inputs of {@link BucketPolicy}. */
export interface BucketPolicyArgs {
  /** Name of the bucket. A change replaces the policy. */
  readonly bucket: pulumi.Input<string>;
  /** The policy document: JSON text or an object. Compared by meaning: order of statements and keys, and one value against a list of one, make no difference. AWS (`s3:GetObject`) and CTYUN (`oos:GetObject`) spellings are sent as written. */
  readonly policy: pulumi.Input<string | Record<string, pulumi.Input<unknown>>>;
  /** Take over, and overwrite, a policy that the bucket already has. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The policy of a bucket. The bucket must exist; it has one policy at most, and this resource is the whole of it.
 *
 * Deleting the resource removes the policy; the bucket, its ACL and its objects stay. Letting anyone write to a private bucket needs the
 * vendor's approval first.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const site = new oos.Bucket("site", {});
 * new oos.BucketPolicy("site-read", {
 *     bucket: site.bucket,
 *     policy: {
 *         Version: "2012-10-17",
 *         Statement: [{ Effect: "Allow", Principal: "*", Action: ["oos:GetObject"], Resource: [site.arn.apply(arn => `${arn}/*`)] }],
 *     },
 * });
 * ```
 *
 * Backends: `oos`, `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class BucketPolicy extends OosResource {
  /** Name of the bucket. A change replaces the policy. */
  declare readonly bucket: pulumi.Output<string>;
  /** The policy document: JSON text or an object. Compared by meaning: order of statements and keys, and one value against a list of one, make no difference. AWS (`s3:GetObject`) and CTYUN (`oos:GetObject`) spellings are sent as written. */
  declare readonly policy: pulumi.Output<string | Record<string, unknown>>;
  /** Take over, and overwrite, a policy that the bucket already has. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: BucketPolicyArgs, options?: pulumi.CustomResourceOptions) {
    super("BucketPolicy", name, { bucket: args.bucket, policy: args.policy, adopt: args.adopt }, [], [], options);
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketPolicy {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketPolicy")
    );
  }
}
