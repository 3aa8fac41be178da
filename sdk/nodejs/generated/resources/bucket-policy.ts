// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { BucketPolicyDocument, BucketPolicyDocumentArgs } from "../../policy/documents";
import type { ResourceOf } from "../../references";

/** Inputs of {@link BucketPolicy}. */
export interface BucketPolicyArgs {
  /** Name of the bucket. A change replaces the policy. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** The policy document: JSON text or an object. Compared by meaning: the order of statements and keys does not matter, nor does a single value instead of a list of one. AWS (`s3:GetObject`) and CTYUN (`oos:GetObject`) spellings are sent as written. */
  readonly policy: pulumi.Input<string | BucketPolicyDocumentArgs>;
  /** Accept a policy that denies the caller (the identity of the provider's credentials) reading, replacing or deleting the policy itself. Default false: such a policy is refused. */
  readonly allowLockout?: pulumi.Input<boolean> | undefined;
  /** Take over and overwrite an existing policy of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The policy of a bucket. The bucket must exist. A bucket has at most one policy, and this resource manages all of it.
 *
 * Deleting the resource removes the policy; the bucket, its ACL and its objects stay. Public write access to a private bucket needs the vendor's
 * approval first.
 *
 * A policy that would deny the caller (the identity of the provider's credentials) reading, replacing or deleting the policy is refused in
 * preview, or as soon as document and bucket name are known, unless `allowLockout` is set.
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
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "BucketPolicy";
  /** Name of the bucket. A change replaces the policy. */
  declare readonly bucket: pulumi.Output<string>;
  /** The policy document: JSON text or an object. Compared by meaning: the order of statements and keys does not matter, nor does a single value instead of a list of one. AWS (`s3:GetObject`) and CTYUN (`oos:GetObject`) spellings are sent as written. */
  declare readonly policy: pulumi.Output<string | BucketPolicyDocument>;
  /** Accept a policy that denies the caller (the identity of the provider's credentials) reading, replacing or deleting the policy itself. Default false: such a policy is refused. */
  declare readonly allowLockout: pulumi.Output<boolean | undefined>;
  /** Take over and overwrite an existing policy of the bucket. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: BucketPolicyArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketPolicy",
      name,
      args,
      {
        inputs: ["bucket", "policy", "allowLockout", "adopt"],
        computed: [],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BucketPolicy {
    return new BucketPolicy(name, {} as BucketPolicyArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketPolicy {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketPolicy")
    );
  }
}
