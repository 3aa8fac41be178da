// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";

/** Inputs of {@link Group}. */
export interface GroupArgs {
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the group (the service has no rename). */
  readonly groupName?: pulumi.Input<string> | undefined;
  /**
   * Whether a deletion first removes every user from the group and detaches its policies, including those of other stacks; users and policies stay. Must be in the state before the deletion. Default false.
   * @default false
   */
  readonly forceDestroy?: pulumi.Input<boolean> | undefined;
  /** Take over an existing group, with its members and policies, instead of failing. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A group of users: its policies apply to every member. An account has at most 30 groups. Add members with `GroupMembership` (some users, beside
 * others) or `GroupMembers` (all of them), and policies with `GroupPolicyAttachment`.
 *
 * Deleting a group that still has members or policies fails unless `forceDestroy` is set; the provider waits for members and attachments that are
 * being deleted in the same run.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const operators = new oos.Group("operators", {});
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<group name>`.
 */
export class Group extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "Group";
  /** Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the group (the service has no rename). */
  declare readonly groupName: pulumi.Output<string>;
  /** Whether a deletion first removes every user from the group and detaches its policies, including those of other stacks; users and policies stay. Must be in the state before the deletion. Default false. */
  declare readonly forceDestroy: pulumi.Output<boolean>;
  /** Take over an existing group, with its members and policies, instead of failing. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** `arn:ctyun:iam::<account>:group/<name>`. */
  declare readonly arn: pulumi.Output<string>;
  /** Id given by the service. */
  declare readonly groupId: pulumi.Output<string | undefined>;
  /** Time of creation, ISO 8601. */
  declare readonly createDate: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: GroupArgs = {}, options?: pulumi.CustomResourceOptions) {
    super(
      "Group",
      name,
      args,
      {
        inputs: ["groupName", "forceDestroy", "adopt"],
        computed: ["arn", "groupId", "createDate"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Group {
    return new Group(name, {}, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Group {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Group")
    );
  }
}
