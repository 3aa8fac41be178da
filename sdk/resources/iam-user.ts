// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";

/** Inputs of {@link IamUser}. */
export interface IamUserArgs {
  /** Name, 1-64 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the user (the service has no rename). */
  readonly userName?: pulumi.Input<string> | undefined;
  /** Tags, at most 10. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Let a delete first detach the user's policies, leave its groups and delete its access keys, login profile and MFA devices, also those not made by this stack. Must be in the state before the delete. Default false.
   * @default false
   */
  readonly forceDestroy?: pulumi.Input<boolean> | undefined;
  /** Take over an existing user instead of failing. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A user of the account. It can do nothing until a policy is attached, and cannot sign calls until it has an `AccessKey`.
 *
 * Deleting a user that still has keys, policies, groups, a login profile or MFA devices fails unless `forceDestroy` is set; what is being deleted in the
 * same run is waited for.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const ci = new oos.IamUser("ci", { tags: { team: "build" } });
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<user name>`.
 */
export class IamUser extends OosResource {
  /** Name, 1-64 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the user (the service has no rename). */
  declare readonly userName: pulumi.Output<string>;
  /** Tags, at most 10. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Let a delete first detach the user's policies, leave its groups and delete its access keys, login profile and MFA devices, also those not made by this stack. Must be in the state before the delete. Default false. */
  declare readonly forceDestroy: pulumi.Output<boolean>;
  /** Take over an existing user instead of failing. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** `arn:ctyun:iam::<account>:user/<name>`. */
  declare readonly arn: pulumi.Output<string>;
  /** Id given by the service. */
  declare readonly userId: pulumi.Output<string | undefined>;
  /** Time of creation, ISO 8601. */
  declare readonly createDate: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: IamUserArgs = {}, options?: pulumi.CustomResourceOptions) {
    super(
      "IamUser",
      name,
      { userName: args.userName, tags: args.tags, forceDestroy: args.forceDestroy, adopt: args.adopt },
      ["arn", "userId", "createDate"],
      [],
      options,
    );
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is IamUser {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("IamUser")
    );
  }
}
