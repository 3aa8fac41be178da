// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { BucketNotificationRule, BucketNotificationRuleArgs } from "../types";

/** Inputs of {@link BucketNotification}. */
export interface BucketNotificationArgs {
  /** Name of the bucket. A change replaces the notification. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** The entries that this resource manages, identified by `id`. Other entries of the bucket are left alone. The order does not matter. */
  readonly notifications: pulumi.Input<pulumi.Input<BucketNotificationRuleArgs>[]>;
  /** Take over and overwrite an existing notification of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Events of a bucket that are pushed to topics: objects that are created, overwritten or removed. The topics must exist.
 *
 * This resource manages the entries that it names and leaves other entries of the bucket alone. Deleting it removes its entries.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const data = new oos.Bucket("data", {});
 * const uploads = new oos.Topic("uploads", { pushEndpoint: "https://hooks.example.com/uploads" });
 * new oos.BucketNotification("data", {
 *     bucket: data.bucket,
 *     notifications: [{ id: "images", topicArn: uploads.arn, events: ["s3:ObjectCreated:*"], filterPrefix: "images/" }],
 * });
 * ```
 *
 * Backends: `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class BucketNotification extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "BucketNotification";
  /** Name of the bucket. A change replaces the notification. */
  declare readonly bucket: pulumi.Output<string>;
  /** The entries that this resource manages, identified by `id`. Other entries of the bucket are left alone. The order does not matter. */
  declare readonly notifications: pulumi.Output<readonly BucketNotificationRule[]>;
  /** Take over and overwrite an existing notification of the bucket. Default false. */
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
  constructor(name: string, args: BucketNotificationArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "BucketNotification",
      name,
      args,
      {
        inputs: ["bucket", "notifications", "adopt"],
        computed: ["unknownElements", "keptElements"],
        secrets: [],
        references: { bucket: { noun: "Bucket", property: "bucket" }, "notifications[].topicArn": { noun: "Topic", property: "arn" } },
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): BucketNotification {
    return new BucketNotification(name, {} as BucketNotificationArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is BucketNotification {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("BucketNotification")
    );
  }
}
