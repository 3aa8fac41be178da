// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";

/** Inputs of {@link GroupMembership}. */
export interface GroupMembershipArgs {
  /** Name of the group. A change replaces the membership. */
  readonly group: pulumi.Input<string | ResourceOf<"Group">>;
  /** Names of the users that this resource adds to the group, at least one; order and case do not matter. Changed in place. A second GroupMembership that adds one of these users to the group is refused in preview. */
  readonly users: pulumi.Input<pulumi.Input<string | ResourceOf<"IamUser">>[]>;
  /** Take over users that are already members, at creation and when they are added to `users` later. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
  /** Whether reading the group or adding users warns about members that are not in `users`, with their names. Set it to false if these members are managed elsewhere. Default true. */
  readonly warnAboutOtherMembers?: pulumi.Input<boolean> | undefined;
}

/**
 * Some members of a group. Additive: the resource adds and removes the users that it names and never touches other members; it warns about them
 * unless `warnAboutOtherMembers` is false. Use `GroupMembers` to manage all members; a program with both for one group is refused in preview.
 *
 * Deleting the resource removes its users from the group, and succeeds if a user or the group no longer exists.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const operators = new oos.Group("operators", {});
 * const bob = new oos.IamUser("bob", {});
 * new oos.GroupMembership("operators", { group: operators.groupName, users: [bob.userName] });
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<group name>/<user name>/<user name>...`, the users with which it was made; for an import the users to manage, all of them members.
 */
export class GroupMembership extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "GroupMembership";
  /** Name of the group. A change replaces the membership. */
  declare readonly group: pulumi.Output<string>;
  /** Names of the users that this resource adds to the group, at least one; order and case do not matter. Changed in place. A second GroupMembership that adds one of these users to the group is refused in preview. */
  declare readonly users: pulumi.Output<readonly string[]>;
  /** Take over users that are already members, at creation and when they are added to `users` later. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Whether reading the group or adding users warns about members that are not in `users`, with their names. Set it to false if these members are managed elsewhere. Default true. */
  declare readonly warnAboutOtherMembers: pulumi.Output<boolean | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: GroupMembershipArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "GroupMembership",
      name,
      args,
      {
        inputs: ["group", "users", "adopt", "warnAboutOtherMembers"],
        computed: [],
        secrets: [],
        references: { group: { noun: "Group", property: "groupName" }, "users[]": { noun: "IamUser", property: "userName" } },
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): GroupMembership {
    return new GroupMembership(name, {} as GroupMembershipArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is GroupMembership {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("GroupMembership")
    );
  }
}
