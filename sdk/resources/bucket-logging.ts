// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";
import type { BucketLoggingTargetGrant, BucketLoggingTargetGrantArgs } from "../types";

/** Inputs of {@link BucketLogging}. */
export interface BucketLoggingArgs {
  /** Name of the bucket. A change replaces the logging configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** Bucket of the same account that receives the log objects; may be the bucket itself. */
  readonly targetBucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /**
   * Start of the keys of the log objects: `access/`.
   * @default
   */
  readonly targetPrefix?: pulumi.Input<string> | undefined;
  /** Who, beside the owner of the target bucket, may do what with the log objects. The order has no meaning. Only on `zos`. */
  readonly targetGrants?: pulumi.Input<pulumi.Input<BucketLoggingTargetGrantArgs>[]> | undefined;
  /** Take over, and overwrite, a logging configuration that the bucket already has. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Access logs of a bucket, written into a bucket. The service writes who called what as objects into the target bucket, which must exist;
 * their keys start with `targetPrefix`, on OOS `<targetPrefix>GMTYYYY-mm-DD-HH-MM-SS-<unique>`.
 *
 * Deleting the resource turns logging off (the service has no deletion, it takes an empty configuration); the log objects stay.
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
  /** Start of the keys of the log objects: `access/`. */
  declare readonly targetPrefix: pulumi.Output<string>;
  /** Who, beside the owner of the target bucket, may do what with the log objects. The order has no meaning. Only on `zos`. */
  declare readonly targetGrants: pulumi.Output<readonly BucketLoggingTargetGrant[] | undefined>;
  /** Take over, and overwrite, a logging configuration that the bucket already has. Default false. */
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
