// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { BucketEncryptionAlgorithm } from "../types";

/** Inputs of {@link BucketEncryption}. */
export interface BucketEncryptionArgs {
  /** Name of the bucket. A change replaces the encryption configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /**
   * `AES256`: with a key of the service or with `kmsMasterKeyId`. `aws:kms`: with a key of the key management service.
   * @default AES256
   */
  readonly algorithm?: pulumi.Input<BucketEncryptionAlgorithm> | undefined;
  /** With `aws:kms`, required: the key, `<key id>:<key spec>:<user id>`, newer `<key id>:::<region id>:<user id>`. With `AES256`: a key of 32 characters. If the service does not return it, a change made elsewhere is not noticed. */
  readonly kmsMasterKeyId?: pulumi.Input<string> | undefined;
  /** Take over and overwrite an existing encryption configuration of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The default encryption of a bucket, for objects that are stored without an encryption of their own. Some pools do not support it: the service
 * then keeps no configuration, and a warning says so.
 *
 * Deleting the resource ends the encryption of new objects; existing objects stay encrypted.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const data = new oos.Bucket("data", {});
 * new oos.BucketEncryption("data", { bucket: data.bucket });
 * ```
 *
 * Backends: `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class BucketEncryption extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "BucketEncryption";
  /** Name of the bucket. A change replaces the encryption configuration. */
  declare readonly bucket: pulumi.Output<string>;
  /** `AES256`: with a key of the service or with `kmsMasterKeyId`. `aws:kms`: with a key of the key management service. */
  declare readonly algorithm: pulumi.Output<BucketEncryptionAlgorithm>;
  /** With `aws:kms`, required: the key, `<key id>:<key spec>:<user id>`, newer `<key id>:::<region id>:<user id>`. With `AES256`: a key of 32 characters. If the service does not return it, a change made elsewhere is not noticed. */
  declare readonly kmsMasterKeyId: pulumi.Output<string | undefined>;
  /** Take over and overwrite an existing encryption configuration of the bucket. Default false. */
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
  constructor(name: string, args: BucketEncryptionArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketEncryption",
      name,
      args,
      {
        inputs: ["bucket", "algorithm", "kmsMasterKeyId", "adopt"],
        computed: ["unknownElements", "keptElements"],
        secrets: ["kmsMasterKeyId"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BucketEncryption {
    return new BucketEncryption(name, {} as BucketEncryptionArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketEncryption {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketEncryption")
    );
  }
}
