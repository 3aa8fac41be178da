// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";

/** Inputs of {@link UserPolicyAttachment}. */
export interface UserPolicyAttachmentArgs {
  /** Name of the user. A change replaces the attachment. */
  readonly user: pulumi.Input<string>;
  /** ARN of the policy. A change replaces the attachment. */
  readonly policyArn: pulumi.Input<string>;
  /** Take over an attachment that is there already. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Attaches one policy to one user. Additive: attachments made elsewhere stay. Deleting it detaches this one policy, and is fine when the user or the
 * policy is gone already.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const ci = new oos.IamUser("ci", {});
 * const writer = new oos.Policy("writer", { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:PutObject", Resource: "*" }] } });
 * new oos.UserPolicyAttachment("ci-writer", { user: ci.userName, policyArn: writer.arn });
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<user name>/<policy ARN>`.
 */
export class UserPolicyAttachment extends OosResource {
  /** Name of the user. A change replaces the attachment. */
  declare readonly user: pulumi.Output<string>;
  /** ARN of the policy. A change replaces the attachment. */
  declare readonly policyArn: pulumi.Output<string>;
  /** Take over an attachment that is there already. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: UserPolicyAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super("UserPolicyAttachment", name, { user: args.user, policyArn: args.policyArn, adopt: args.adopt }, [], [], options);
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is UserPolicyAttachment {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("UserPolicyAttachment")
    );
  }
}
