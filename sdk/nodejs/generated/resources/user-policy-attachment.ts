// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";

/** Inputs of {@link UserPolicyAttachment}. */
export interface UserPolicyAttachmentArgs {
  /** Name of the user. A change replaces the attachment. */
  readonly user: pulumi.Input<string | ResourceOf<"IamUser">>;
  /** ARN of the policy. A change replaces the attachment. */
  readonly policyArn: pulumi.Input<string | ResourceOf<"Policy">>;
  /** Take over an existing attachment. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The attachment of one policy to one user. Additive: other attachments stay. Deleting the resource detaches this policy only, and succeeds if the
 * user or the policy no longer exists.
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
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "UserPolicyAttachment";
  /** Name of the user. A change replaces the attachment. */
  declare readonly user: pulumi.Output<string>;
  /** ARN of the policy. A change replaces the attachment. */
  declare readonly policyArn: pulumi.Output<string>;
  /** Take over an existing attachment. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: UserPolicyAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "UserPolicyAttachment",
      name,
      args,
      {
        inputs: ["user", "policyArn", "adopt"],
        computed: [],
        secrets: [],
        references: { user: { noun: "IamUser", property: "userName" }, policyArn: { noun: "Policy", property: "arn" } },
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): UserPolicyAttachment {
    return new UserPolicyAttachment(name, {} as UserPolicyAttachmentArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is UserPolicyAttachment {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("UserPolicyAttachment")
    );
  }
}
