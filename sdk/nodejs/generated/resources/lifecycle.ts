// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { LifecycleRule, LifecycleRuleArgs } from "../types";

/** Inputs of {@link Lifecycle}. */
export interface LifecycleArgs {
  /** Name of the bucket. A change replaces the lifecycle configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** The rules, 1 to 1000. Their order does not matter. On OOS, prefixes of rules with the same action must not overlap. */
  readonly rules: pulumi.Input<pulumi.Input<LifecycleRuleArgs>[]>;
  /** Take over and overwrite an existing lifecycle configuration of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The lifecycle rules of a bucket: objects expire, or move to the infrequent-access storage class. This resource manages the complete set of rules.
 *
 * The service applies rules once a day, to existing objects as well. A rule deletes objects permanently. Deleting the resource removes the rules;
 * no object is touched.
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
  /** The rules, 1 to 1000. Their order does not matter. On OOS, prefixes of rules with the same action must not overlap. */
  declare readonly rules: pulumi.Output<readonly LifecycleRule[]>;
  /** Take over and overwrite an existing lifecycle configuration of the bucket. Default false. */
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
