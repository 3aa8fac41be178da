// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { CorsRule, CorsRuleArgs } from "../types";

/** Inputs of {@link Cors}. */
export interface CorsArgs {
  /** Name of the bucket. A change replaces the CORS configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** The rules, 1 to 100, 64 KiB in all. The first rule that matches a request decides, so their order matters; the order within a rule does not. */
  readonly rules: pulumi.Input<pulumi.Input<CorsRuleArgs>[]>;
  /** Take over and overwrite an existing CORS configuration of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The CORS rules of a bucket: access from web pages of other origins in a browser. This resource manages the complete set of rules.
 *
 * The rules give no permission: the bucket's ACL and policy still decide. Deleting the resource removes the rules.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const assets = new oos.Bucket("assets", {});
 * new oos.Cors("assets", {
 *     bucket: assets.bucket,
 *     rules: [{ allowedOrigins: ["https://*.example.com"], allowedMethods: ["GET", "HEAD"], maxAgeSeconds: 600 }],
 * });
 * ```
 *
 * Backends: `oos`, `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class Cors extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "Cors";
  /** Name of the bucket. A change replaces the CORS configuration. */
  declare readonly bucket: pulumi.Output<string>;
  /** The rules, 1 to 100, 64 KiB in all. The first rule that matches a request decides, so their order matters; the order within a rule does not. */
  declare readonly rules: pulumi.Output<readonly CorsRule[]>;
  /** Take over and overwrite an existing CORS configuration of the bucket. Default false. */
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
  constructor(name: string, args: CorsArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "Cors",
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Cors {
    return new Cors(name, {} as CorsArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Cors {
    return (
      pulumi.CustomResource.isInstance(value) && (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Cors")
    );
  }
}
