// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { PolicyDocument, PolicyDocumentArgs } from "../../policy/documents";

/** Inputs of {@link Policy}. */
export interface PolicyArgs {
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the policy. */
  readonly name?: pulumi.Input<string> | undefined;
  /** The policy document: JSON text or an object. Compared by meaning. */
  readonly policy: pulumi.Input<string | PolicyDocumentArgs>;
  /** Description. An empty one is the same as leaving it out. */
  readonly description?: pulumi.Input<string> | undefined;
  /**
   * Whether a deletion first detaches the policy from every user and group, including attachments of other stacks; users and groups stay. Must be in the state before the deletion. Default false.
   * @default false
   */
  readonly forceDestroy?: pulumi.Input<boolean> | undefined;
  /** Take over and overwrite an existing policy of this name. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * An IAM policy of the account. It has no effect until it is attached (`UserPolicyAttachment`, `GroupPolicyAttachment`). A change of the document takes
 * effect at once wherever the policy is attached.
 *
 * Deleting a policy that is still attached fails unless `forceDestroy` is set; the provider waits for attachments that are being deleted in the
 * same run.
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
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "Policy";
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the policy. */
  declare readonly name: pulumi.Output<string>;
  /** The policy document: JSON text or an object. Compared by meaning. */
  declare readonly policy: pulumi.Output<string | PolicyDocument>;
  /** Description. An empty one is the same as leaving it out. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** Whether a deletion first detaches the policy from every user and group, including attachments of other stacks; users and groups stay. Must be in the state before the deletion. Default false. */
  declare readonly forceDestroy: pulumi.Output<boolean>;
  /** Take over and overwrite an existing policy of this name. Default false. */
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
      args,
      {
        inputs: ["name", "policy", "description", "forceDestroy", "adopt"],
        computed: ["arn", "policyId", "createDate"],
        secrets: [],
        references: {},
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Policy {
    return new Policy(name, {} as PolicyArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Policy {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Policy")
    );
  }
}
