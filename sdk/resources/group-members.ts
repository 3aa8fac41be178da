// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";

/** Inputs of {@link GroupMembers}. */
export interface GroupMembersArgs {
  /** Name of the group. A change replaces the resource. */
  readonly group: pulumi.Input<string | ResourceOf<"Group">>;
  /** Names of all members; order and case do not count. An empty list: nobody. Changed in place; users that are members and not in the list are taken out. */
  readonly users: pulumi.Input<pulumi.Input<string | ResourceOf<"IamUser">>[]>;
  /** Take over a group that has members already: the ones that are not in `users` are taken out. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * Says who is in a group: all members, and nobody else. Exclusive: a member that the list does not name is taken out by the next update after a refresh.
 * Use `GroupMembership` to add some users beside others; the two side by side on one group are refused in preview.
 *
 * A group that has members already is not touched unless `adopt` is set. Deleting it takes the users that it names out of the group, and is fine when a user or
 * the group is gone already.
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
  /** Names of all members; order and case do not count. An empty list: nobody. Changed in place; users that are members and not in the list are taken out. */
  declare readonly users: pulumi.Output<readonly string[]>;
  /** Take over a group that has members already: the ones that are not in `users` are taken out. Default false. */
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
