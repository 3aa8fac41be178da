// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { EventSelector, EventSelectorArgs } from "../types";

/** Inputs of {@link Trail}. */
export interface TrailArgs {
  /** Name, 3-128 characters. Default: the resource's name with a random suffix. A change replaces the trail. */
  readonly name?: pulumi.Input<string> | undefined;
  /** Bucket of this account that receives the logs. It must exist, and its policy must not deny the trail's writes. */
  readonly s3BucketName: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** Prefix of the keys of the log objects. Removing the field clears the prefix. */
  readonly s3KeyPrefix?: pulumi.Input<string> | undefined;
  /**
   * Whether the trail records events. The service creates trails stopped; the provider starts them.
   * @default true
   */
  readonly enableLogging?: pulumi.Input<boolean> | undefined;
  /** Management events to record. Default: all. A trail has at most one selector. Removing the field records all events again. */
  readonly eventSelector?: pulumi.Input<EventSelectorArgs> | undefined;
  /** Take over an existing trail instead of failing. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A trail: it writes the account's management events as log objects into a bucket of the account.
 *
 * An account has at most 10 trails. The bucket must exist and its policy must not deny the trail's writes; both are checked before the trail is
 * created or moved. If the same program sets the bucket's policy, let the trail depend on it (`dependsOn`). Deleting the trail stops the recording;
 * the log objects stay.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const logs = new oos.Bucket("audit", {});
 * const audit = new oos.Trail("audit", { s3BucketName: logs.bucket, s3KeyPrefix: "audit/" });
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<trail name>`.
 */
export class Trail extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "Trail";
  /** Name, 3-128 characters. Default: the resource's name with a random suffix. A change replaces the trail. */
  declare readonly name: pulumi.Output<string>;
  /** Bucket of this account that receives the logs. It must exist, and its policy must not deny the trail's writes. */
  declare readonly s3BucketName: pulumi.Output<string>;
  /** Prefix of the keys of the log objects. Removing the field clears the prefix. */
  declare readonly s3KeyPrefix: pulumi.Output<string | undefined>;
  /** Whether the trail records events. The service creates trails stopped; the provider starts them. */
  declare readonly enableLogging: pulumi.Output<boolean>;
  /** Management events to record. Default: all. A trail has at most one selector. Removing the field records all events again. */
  declare readonly eventSelector: pulumi.Output<EventSelector | undefined>;
  /** Take over an existing trail instead of failing. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** ARN, if the service returns one. */
  declare readonly arn: pulumi.Output<string | undefined>;
  /** Whether the trail records events, as of the last update or refresh. */
  declare readonly isLogging: pulumi.Output<boolean | undefined>;
  /** Time of the last delivery of log objects, ISO 8601, as of the last refresh. */
  declare readonly latestDeliveryTime: pulumi.Output<string | undefined>;
  /** Reason why the last delivery failed, as of the last refresh; absent if it succeeded. A refresh warns about it. */
  declare readonly latestDeliveryError: pulumi.Output<string | undefined>;
  /** Elements of the service's document that this version of the provider does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found after the last update; the next update leaves them as they are and moves them to `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements of the service's document that this version of the provider does not know and that updates keep. An update that cannot keep them is refused. Absent: none. */
  declare readonly keptElements: pulumi.Output<Record<string, string> | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: TrailArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "Trail",
      name,
      args,
      {
        inputs: ["name", "s3BucketName", "s3KeyPrefix", "enableLogging", "eventSelector", "adopt"],
        computed: ["arn", "isLogging", "latestDeliveryTime", "latestDeliveryError", "unknownElements", "keptElements"],
        secrets: [],
        references: { s3BucketName: { noun: "Bucket", property: "bucket" } },
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Trail {
    return new Trail(name, {} as TrailArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Trail {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Trail")
    );
  }
}
