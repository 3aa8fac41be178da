// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";

/** Inputs of {@link LoginProfile}. */
export interface LoginProfileArgs {
  /** Name of the user. A change replaces the login profile. */
  readonly user: pulumi.Input<string | ResourceOf<"IamUser">>;
  /** The password; it must satisfy the account's password policy. Default: a password is generated, see `generatedPassword`. Changed in place; if the field is removed, the password stays. The service never returns it, so a change made elsewhere is not noticed. */
  readonly password?: pulumi.Input<string> | undefined;
  /** Length of a generated password, 8 to 128 characters; default 20. The password contains letters, digits and symbols. A change generates a new one. */
  readonly passwordLength?: pulumi.Input<number> | undefined;
  /**
   * Whether the user must choose a new password at the first login after this resource has set one. Once the user has done so, nothing differs. Changing this field alone sets the same password again, unless the service already has the value. Default true.
   * @default true
   */
  readonly passwordResetRequired?: pulumi.Input<boolean> | undefined;
  /** Take over the user's existing login profile: `password` is set if given; otherwise the present password stays, unknown to the stack. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The console password of a user, with which the user can log in to the console. The password is given by the program, or generated to satisfy the
 * account's password policy.
 *
 * Deleting the resource ends the user's access to the console; access keys stay.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const bob = new oos.IamUser("bob", {});
 * const login = new oos.LoginProfile("bob", { user: bob.userName });
 * export const firstPassword = login.generatedPassword;
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<user name>`; the password of an imported profile stays unknown and unchanged until the program gives one.
 */
export class LoginProfile extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "LoginProfile";
  /** Name of the user. A change replaces the login profile. */
  declare readonly user: pulumi.Output<string>;
  /** The password; it must satisfy the account's password policy. Default: a password is generated, see `generatedPassword`. Changed in place; if the field is removed, the password stays. The service never returns it, so a change made elsewhere is not noticed. */
  declare readonly password: pulumi.Output<string | undefined>;
  /** Length of a generated password, 8 to 128 characters; default 20. The password contains letters, digits and symbols. A change generates a new one. */
  declare readonly passwordLength: pulumi.Output<number | undefined>;
  /** Whether the user must choose a new password at the first login after this resource has set one. Once the user has done so, nothing differs. Changing this field alone sets the same password again, unless the service already has the value. Default true. */
  declare readonly passwordResetRequired: pulumi.Output<boolean>;
  /** Take over the user's existing login profile: `password` is set if given; otherwise the present password stays, unknown to the stack. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** The generated password; absent if `password` is set, and on an imported or adopted profile. */
  declare readonly generatedPassword: pulumi.Output<string | undefined>;
  /** Time of creation, ISO 8601. */
  declare readonly createDate: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: LoginProfileArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "LoginProfile",
      name,
      args,
      {
        inputs: ["user", "password", "passwordLength", "passwordResetRequired", "adopt"],
        computed: ["generatedPassword", "createDate"],
        secrets: ["password", "generatedPassword"],
        references: { user: { noun: "IamUser", property: "userName" } },
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): LoginProfile {
    return new LoginProfile(name, {} as LoginProfileArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is LoginProfile {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("LoginProfile")
    );
  }
}
