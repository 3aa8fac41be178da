// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { BucketLoggingTargetGrant, BucketLoggingTargetGrantArgs } from "../types";

/** Inputs of {@link BucketLogging}. */
export interface BucketLoggingArgs {
  /** Name of the bucket. A change replaces the logging configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** Bucket of the same account that receives the log objects; may be the bucket itself. */
  readonly targetBucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /**
   * Prefix of the keys of the log objects: `access/`.
   * @default
   */
  readonly targetPrefix?: pulumi.Input<string> | undefined;
  /** Permissions of others than the owner of the target bucket on the log objects. The order does not matter. Only on `zos`. */
  readonly targetGrants?: pulumi.Input<pulumi.Input<BucketLoggingTargetGrantArgs>[]> | undefined;
  /** Take over and overwrite an existing logging configuration of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Access logs of a bucket, written into a bucket. The service writes each access into log objects in the target bucket, which must exist;
 * the keys of the log objects start with `targetPrefix`, on OOS `<targetPrefix>GMTYYYY-mm-DD-HH-MM-SS-<unique>`.
 *
 * Deleting the resource turns logging off with an empty configuration, since the service cannot delete one; the log objects stay.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const data = new oos.Bucket("data", {});
 * const logs = new oos.Bucket("logs", {});
 * new oos.BucketLogging("data", { bucket: data.bucket, targetBucket: logs.bucket, targetPrefix: "data/" });
 * ```
 *
 * Backends: `oos`, `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class BucketLogging extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "BucketLogging";
  /** Name of the bucket. A change replaces the logging configuration. */
  declare readonly bucket: pulumi.Output<string>;
  /** Bucket of the same account that receives the log objects; may be the bucket itself. */
  declare readonly targetBucket: pulumi.Output<string>;
  /** Prefix of the keys of the log objects: `access/`. */
  declare readonly targetPrefix: pulumi.Output<string>;
  /** Permissions of others than the owner of the target bucket on the log objects. The order does not matter. Only on `zos`. */
  declare readonly targetGrants: pulumi.Output<readonly BucketLoggingTargetGrant[] | undefined>;
  /** Take over and overwrite an existing logging configuration of the bucket. Default false. */
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
  constructor(name: string, args: BucketLoggingArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketLogging",
      name,
      args,
      {
        inputs: ["bucket", "targetBucket", "targetPrefix", "targetGrants", "adopt"],
        computed: ["unknownElements", "keptElements"],
        secrets: [],
        references: { bucket: { noun: "Bucket", property: "bucket" }, targetBucket: { noun: "Bucket", property: "bucket" } },
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BucketLogging {
    return new BucketLogging(name, {} as BucketLoggingArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketLogging {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketLogging")
    );
  }
}
