// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";
import type { LifecycleRule, LifecycleRuleArgs } from "../types";

/** Inputs of {@link Lifecycle}. */
export interface LifecycleArgs {
  /** Name of the bucket. A change replaces the lifecycle configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** The rules, 1 to 1000. Their order has no meaning. On OOS, prefixes of rules with the same action must not overlap. */
  readonly rules: pulumi.Input<pulumi.Input<LifecycleRuleArgs>[]>;
  /** Take over, and overwrite, a lifecycle configuration that the bucket already has. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The lifecycle rules of a bucket: objects expire, or move to the infrequent-access storage class. The resource is all of the bucket's rules.
 *
 * The service applies rules once a day, to objects that exist already too. A rule deletes objects for good: nothing brings them back. Deleting
 * the resource removes the rules; no object is touched.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const data = new oos.Bucket("data", {});
 * new oos.Lifecycle("data", {
 *     bucket: data.bucket,
 *     rules: [
 *         { preset: "tmp-30d" },
 *         { prefix: "reports/", transition: { days: 30 }, expiration: { days: 365 } },
 *     ],
 * });
 * ```
 *
 * Backends: `oos`, `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class Lifecycle extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "Lifecycle";
  /** Name of the bucket. A change replaces the lifecycle configuration. */
  declare readonly bucket: pulumi.Output<string>;
  /** The rules, 1 to 1000. Their order has no meaning. On OOS, prefixes of rules with the same action must not overlap. */
  declare readonly rules: pulumi.Output<readonly LifecycleRule[]>;
  /** Take over, and overwrite, a lifecycle configuration that the bucket already has. Default false. */
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
  constructor(name: string, args: LifecycleArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "Lifecycle",
      name,
      args,
      {
        inputs: ["bucket", "rules", "adopt"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Lifecycle {
    return new Lifecycle(name, {} as LifecycleArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Lifecycle {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Lifecycle")
    );
  }
}
