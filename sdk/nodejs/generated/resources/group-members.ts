// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";

/** Inputs of {@link GroupMembers}. */
export interface GroupMembersArgs {
  /** Name of the group. A change replaces the resource. */
  readonly group: pulumi.Input<string | ResourceOf<"Group">>;
  /** Names of all members; order and case do not matter. An empty list: no members. Changed in place; members that are not in the list are removed. */
  readonly users: pulumi.Input<pulumi.Input<string | ResourceOf<"IamUser">>[]>;
  /** Take over a group that already has members; those that are not in `users` are removed. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * All members of a group. Exclusive: a member that is not in the list is removed by the next update after a refresh.
 * Use `GroupMembership` to add some users beside others; a program with both for one group is refused in preview.
 *
 * A group that already has members is not touched unless `adopt` is set. Deleting the resource removes the users that it names from the group, and
 * succeeds if a user or the group no longer exists.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const admins = new oos.Group("admins", {});
 * const eve = new oos.IamUser("eve", {});
 * new oos.GroupMembers("admins", { group: admins.groupName, users: [eve.userName] });
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<group name>`, of a group that has members.
 */
export class GroupMembers extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "GroupMembers";
  /** Name of the group. A change replaces the resource. */
  declare readonly group: pulumi.Output<string>;
  /** Names of all members; order and case do not matter. An empty list: no members. Changed in place; members that are not in the list are removed. */
  declare readonly users: pulumi.Output<readonly string[]>;
  /** Take over a group that already has members; those that are not in `users` are removed. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: GroupMembersArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "GroupMembers",
      name,
      args,
      {
        inputs: ["group", "users", "adopt"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): GroupMembers {
    return new GroupMembers(name, {} as GroupMembersArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is GroupMembers {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("GroupMembers")
    );
  }
}
