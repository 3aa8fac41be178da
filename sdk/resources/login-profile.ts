// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";

/** Inputs of {@link LoginProfile}. */
export interface LoginProfileArgs {
  /** Name of the user. A change replaces the login profile. */
  readonly user: pulumi.Input<string | ResourceOf<"IamUser">>;
  /** The password; it has to fit the account's password policy. Default: one is generated, see `generatedPassword`. A change sets it in place; taken out of the program, the password stays what it is. The service never shows it: a change made elsewhere is not seen. */
  readonly password?: pulumi.Input<string> | undefined;
  /** Length of a generated password, 8 to 128 characters; default 20. It holds letters, digits and symbols. A change generates another one. */
  readonly passwordLength?: pulumi.Input<number> | undefined;
  /**
   * Whether the user has to choose a password of their own at the next login after this resource has set one. That the user has done so is no difference. A change of this field alone sets the same password again, unless the service has it so already. Default true.
   * @default true
   */
  readonly passwordResetRequired?: pulumi.Input<boolean> | undefined;
  /** Take over a login profile that the user has already: a given `password` is set; without one the present password stays, unknown to the stack. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The console password of a user: with it the user can log in to the console. Without it a user has access keys only. The password is given, or generated
 * so that it fits the account's password policy.
 *
 * Deleting it ends the user's access to the console; access keys stay.
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
  /** The password; it has to fit the account's password policy. Default: one is generated, see `generatedPassword`. A change sets it in place; taken out of the program, the password stays what it is. The service never shows it: a change made elsewhere is not seen. */
  declare readonly password: pulumi.Output<string | undefined>;
  /** Length of a generated password, 8 to 128 characters; default 20. It holds letters, digits and symbols. A change generates another one. */
  declare readonly passwordLength: pulumi.Output<number | undefined>;
  /** Whether the user has to choose a password of their own at the next login after this resource has set one. That the user has done so is no difference. A change of this field alone sets the same password again, unless the service has it so already. Default true. */
  declare readonly passwordResetRequired: pulumi.Output<boolean>;
  /** Take over a login profile that the user has already: a given `password` is set; without one the present password stays, unknown to the stack. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** The password that was generated; absent when one was given, and on a profile that was imported or adopted. */
  declare readonly generatedPassword: pulumi.Output<string | undefined>;
  /** Time at which the profile was made, ISO 8601. */
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
