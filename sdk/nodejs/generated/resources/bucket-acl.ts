// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { BucketAclGrant, BucketAclGrantArgs } from "../types";

/** Inputs of {@link BucketAcl}. */
export interface BucketAclArgs {
  /** Name of the bucket. A change replaces the access list. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** All grants except the owner's own full control. Each names one grantee; the order does not matter. */
  readonly grants: pulumi.Input<pulumi.Input<BucketAclGrantArgs>[]>;
  /**
   * Whether the list gives the owner full control. Without it, the owner can still change the list. Default true.
   * @default true
   */
  readonly ownerFullControl?: pulumi.Input<boolean> | undefined;
  /** Take over and overwrite an existing access list of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The access list of a bucket, grant by grant, for cases that no canned ACL (`acl` of Bucket) covers. This resource manages the whole list:
 * other grants are revoked. A program that also sets `acl` of the Bucket is refused in preview. A BucketPolicy can express more and is easier
 * to read.
 *
 * A new bucket is private: only its owner has a grant. Deleting the resource makes it private again, unless `acl` of the Bucket takes over in the
 * same update.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const drop = new oos.Bucket("drop", {});
 * new oos.BucketAcl("drop", {
 *     bucket: drop.bucket,
 *     grants: [{ canonicalId: "partner", permission: "WRITE" }],
 * });
 * ```
 *
 * Backends: `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class BucketAcl extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "BucketAcl";
  /** Name of the bucket. A change replaces the access list. */
  declare readonly bucket: pulumi.Output<string>;
  /** All grants except the owner's own full control. Each names one grantee; the order does not matter. */
  declare readonly grants: pulumi.Output<readonly BucketAclGrant[]>;
  /** Whether the list gives the owner full control. Without it, the owner can still change the list. Default true. */
  declare readonly ownerFullControl: pulumi.Output<boolean>;
  /** Take over and overwrite an existing access list of the bucket. Default false. */
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
  constructor(name: string, args: BucketAclArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketAcl",
      name,
      args,
      {
        inputs: ["bucket", "grants", "ownerFullControl", "adopt"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BucketAcl {
    return new BucketAcl(name, {} as BucketAclArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketAcl {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketAcl")
    );
  }
}
