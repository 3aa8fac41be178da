// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";

/** Inputs of {@link GroupPolicyAttachment}. */
export interface GroupPolicyAttachmentArgs {
  /** Name of the group. A change replaces the attachment. */
  readonly group: pulumi.Input<string | ResourceOf<"Group">>;
  /** ARN of the policy. A change replaces the attachment. */
  readonly policyArn: pulumi.Input<string | ResourceOf<"Policy">>;
  /** Take over an existing attachment. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The attachment of one policy to one group. Additive: other attachments stay. Deleting the resource detaches this policy only, and succeeds if the
 * group or the policy no longer exists.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const operators = new oos.Group("operators", {});
 * const reader = new oos.Policy("reader", { policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:GetObject", Resource: "*" }] } });
 * new oos.GroupPolicyAttachment("operators-reader", { group: operators.groupName, policyArn: reader.arn });
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<group name>/<policy ARN>`.
 */
export class GroupPolicyAttachment extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "GroupPolicyAttachment";
  /** Name of the group. A change replaces the attachment. */
  declare readonly group: pulumi.Output<string>;
  /** ARN of the policy. A change replaces the attachment. */
  declare readonly policyArn: pulumi.Output<string>;
  /** Take over an existing attachment. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: GroupPolicyAttachmentArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "GroupPolicyAttachment",
      name,
      args,
      {
        inputs: ["group", "policyArn", "adopt"],
        computed: [],
        secrets: [],
        references: { group: { noun: "Group", property: "groupName" }, policyArn: { noun: "Policy", property: "arn" } },
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): GroupPolicyAttachment {
    return new GroupPolicyAttachment(name, {} as GroupPolicyAttachmentArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is GroupPolicyAttachment {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("GroupPolicyAttachment")
    );
  }
}
