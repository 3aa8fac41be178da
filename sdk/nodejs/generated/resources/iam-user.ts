// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";

/** Inputs of {@link IamUser}. */
export interface IamUserArgs {
  /** Name, 1-64 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the user (the service has no rename). */
  readonly userName?: pulumi.Input<string> | undefined;
  /** Tags, at most 10. `{}` is the same as leaving it out. */
  readonly tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Whether a deletion first detaches the user's policies, removes the user from its groups and deletes its access keys, login profile and MFA devices, including those of other stacks. Must be in the state before the deletion. Default false.
   * @default false
   */
  readonly forceDestroy?: pulumi.Input<boolean> | undefined;
  /** Take over an existing user instead of failing. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A user of the account. A user has no permissions until a policy is attached, and cannot sign calls without an `AccessKey`.
 *
 * Deleting a user that still has keys, policies, groups, a login profile or MFA devices fails unless `forceDestroy` is set; the provider waits for
 * those that are being deleted in the same run.
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
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "IamUser";
  /** Name, 1-64 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the user (the service has no rename). */
  declare readonly userName: pulumi.Output<string>;
  /** Tags, at most 10. `{}` is the same as leaving it out. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Whether a deletion first detaches the user's policies, removes the user from its groups and deletes its access keys, login profile and MFA devices, including those of other stacks. Must be in the state before the deletion. Default false. */
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
      args,
      {
        inputs: ["userName", "tags", "forceDestroy", "adopt"],
        computed: ["arn", "userId", "createDate"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): IamUser {
    return new IamUser(name, {}, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is IamUser {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("IamUser")
    );
  }
}
