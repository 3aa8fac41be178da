// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { PolicyDocument, PolicyDocumentArgs } from "../policy/documents";

/** Inputs of {@link Policy}. */
export interface PolicyArgs {
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the policy. */
  readonly name?: pulumi.Input<string> | undefined;
  /** The policy document: JSON text or an object. Compared by meaning. */
  readonly policy: pulumi.Input<string | PolicyDocumentArgs>;
  /** Description. None and an empty one are the same. */
  readonly description?: pulumi.Input<string> | undefined;
  /**
   * Let a delete first detach the policy from every user and group, also those attached elsewhere; users and groups stay. Must be in the state before the delete. Default false.
   * @default false
   */
  readonly forceDestroy?: pulumi.Input<boolean> | undefined;
  /** Take over, and overwrite, an existing policy of this name. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * An IAM policy of the account. It has no effect until it is attached (`UserPolicyAttachment`, `GroupPolicyAttachment`). A change of the document holds
 * at once wherever it is attached.
 *
 * Deleting a policy that is still attached fails unless `forceDestroy` is set; attachments that are being deleted in the same run are waited for.
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
 * The ID is the policy's ARN, `arn:ctyun:iam::<account>:policy/<name>`.
 */
export class Policy extends OosResource {
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the policy. */
  declare readonly name: pulumi.Output<string>;
  /** The policy document: JSON text or an object. Compared by meaning. */
  declare readonly policy: pulumi.Output<string | PolicyDocument>;
  /** Description. None and an empty one are the same. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** Let a delete first detach the policy from every user and group, also those attached elsewhere; users and groups stay. Must be in the state before the delete. Default false. */
  declare readonly forceDestroy: pulumi.Output<boolean>;
  /** Take over, and overwrite, an existing policy of this name. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** `arn:ctyun:iam::<account>:policy/<name>`; also the resource's ID. */
  declare readonly arn: pulumi.Output<string>;
  /** Id given by the service. */
  declare readonly policyId: pulumi.Output<string | undefined>;
  /** Time of creation, ISO 8601. */
  declare readonly createDate: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: PolicyArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "Policy",
      name,
      { name: args.name, policy: args.policy, description: args.description, forceDestroy: args.forceDestroy, adopt: args.adopt },
      ["arn", "policyId", "createDate"],
      [],
      options,
    );
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Policy {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Policy")
    );
  }
}
