// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";
import type { BucketEncryptionAlgorithm } from "../types";

/** Inputs of {@link BucketEncryption}. */
export interface BucketEncryptionArgs {
  /** Name of the bucket. A change replaces the encryption configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /**
   * `AES256`: with a key of the service, or the one given. `aws:kms`: with a key of the key service.
   * @default AES256
   */
  readonly algorithm?: pulumi.Input<BucketEncryptionAlgorithm> | undefined;
  /** With `aws:kms`, required: the key, `<key id>:<key spec>:<user id>`, newer `<key id>:::<region id>:<user id>`. With `AES256`: a key of 32 characters. Where the service does not show it, a change of it made elsewhere is not seen. */
  readonly kmsMasterKeyId?: pulumi.Input<string> | undefined;
  /** Take over, and overwrite, a encryption configuration that the bucket already has. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The encryption of objects that are stored without one of their own. Some pools have none: the service then shows no configuration, and
 * nothing is done.
 *
 * Deleting the resource ends the encryption of new objects; those that are there stay encrypted.
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
  /** `AES256`: with a key of the service, or the one given. `aws:kms`: with a key of the key service. */
  declare readonly algorithm: pulumi.Output<BucketEncryptionAlgorithm>;
  /** With `aws:kms`, required: the key, `<key id>:<key spec>:<user id>`, newer `<key id>:::<region id>:<user id>`. With `AES256`: a key of 32 characters. Where the service does not show it, a change of it made elsewhere is not seen. */
  declare readonly kmsMasterKeyId: pulumi.Output<string | undefined>;
  /** Take over, and overwrite, a encryption configuration that the bucket already has. Default false. */
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
