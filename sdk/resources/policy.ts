// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";

/** Inputs of {@link Policy}. */
export interface PolicyArgs {
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the policy. */
  readonly name?: pulumi.Input<string> | undefined;
  /** The policy document: JSON text or an object. Compared by meaning. */
  readonly policy: pulumi.Input<string | Record<string, pulumi.Input<unknown>>>;
  /** Description. */
  readonly description?: pulumi.Input<string> | undefined;
  /** Take over, and overwrite, an existing policy of this name. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * An IAM policy of the account. It has no effect until it is attached (`UserPolicyAttachment`).
 *
 * Deleting a policy that is still attached fails: detach it first.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const readOnly = new oos.Policy("read-only", {
 *     policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["oos:Get*", "oos:List*"], Resource: "*" }] },
 * });
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is the policy's ARN.
 */
export class Policy extends OosResource {
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the policy. */
  declare readonly name: pulumi.Output<string>;
  /** The policy document: JSON text or an object. Compared by meaning. */
  declare readonly policy: pulumi.Output<string | Record<string, unknown>>;
  /** Description. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** Take over, and overwrite, an existing policy of this name. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** `arn:ctyun:iam::<account>:policy/<name>`; also the resource's ID. */
  declare readonly arn: pulumi.Output<string>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: PolicyArgs, options?: pulumi.CustomResourceOptions) {
    super("Policy", name, { name: args.name, policy: args.policy, description: args.description, adopt: args.adopt }, ["arn"], [], options);
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Policy {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Policy")
    );
  }
}
