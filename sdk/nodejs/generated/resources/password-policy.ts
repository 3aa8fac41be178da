// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";

/** Inputs of {@link PasswordPolicy}. */
export interface PasswordPolicyArgs {
  /** Whether users may change their own password. */
  readonly allowUsersToChangePassword?: pulumi.Input<boolean> | undefined;
  /** Whether a user whose password has expired can log in again only after an administrator has set a new one. */
  readonly hardExpiry?: pulumi.Input<boolean> | undefined;
  /** Days until a password expires; 0: never. */
  readonly maxPasswordAge?: pulumi.Input<number> | undefined;
  /** Minimum number of characters. */
  readonly minimumPasswordLength?: pulumi.Input<number> | undefined;
  /** Number of previous passwords that a user may not reuse; 0: no limit. */
  readonly passwordReusePrevention?: pulumi.Input<number> | undefined;
  /** Whether a password must contain a lower-case letter. */
  readonly requireLowercaseCharacters?: pulumi.Input<boolean> | undefined;
  /** Whether a password must contain a digit. */
  readonly requireNumbers?: pulumi.Input<boolean> | undefined;
  /** Whether a password must contain a symbol. */
  readonly requireSymbols?: pulumi.Input<boolean> | undefined;
  /** Whether a password must contain an upper-case letter. */
  readonly requireUppercaseCharacters?: pulumi.Input<boolean> | undefined;
  /** Take over and change rules of the account that differ from the service's default. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The account's rules for console passwords. An account has one set of rules: use this resource once. A rule that the program does not set stays as it
 * is.
 *
 * Existing rules that differ from the service's default are not touched unless `adopt` is set. Deleting the resource restores the service's default
 * rules.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * new oos.PasswordPolicy("passwords", { minimumPasswordLength: 12, requireNumbers: true, requireSymbols: true, maxPasswordAge: 90 });
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `account-password-policy`.
 */
export class PasswordPolicy extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "PasswordPolicy";
  /** Whether users may change their own password. */
  declare readonly allowUsersToChangePassword: pulumi.Output<boolean | undefined>;
  /** Whether a user whose password has expired can log in again only after an administrator has set a new one. */
  declare readonly hardExpiry: pulumi.Output<boolean | undefined>;
  /** Days until a password expires; 0: never. */
  declare readonly maxPasswordAge: pulumi.Output<number | undefined>;
  /** Minimum number of characters. */
  declare readonly minimumPasswordLength: pulumi.Output<number | undefined>;
  /** Number of previous passwords that a user may not reuse; 0: no limit. */
  declare readonly passwordReusePrevention: pulumi.Output<number | undefined>;
  /** Whether a password must contain a lower-case letter. */
  declare readonly requireLowercaseCharacters: pulumi.Output<boolean | undefined>;
  /** Whether a password must contain a digit. */
  declare readonly requireNumbers: pulumi.Output<boolean | undefined>;
  /** Whether a password must contain a symbol. */
  declare readonly requireSymbols: pulumi.Output<boolean | undefined>;
  /** Whether a password must contain an upper-case letter. */
  declare readonly requireUppercaseCharacters: pulumi.Output<boolean | undefined>;
  /** Take over and change rules of the account that differ from the service's default. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Whether passwords expire: `maxPasswordAge` of the account is more than 0. */
  declare readonly expirePasswords: pulumi.Output<boolean | undefined>;
  /** Elements of the service's document that this version of the provider does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found after the last update; the next update leaves them as they are and moves them to `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements of the service's document that this version of the provider does not know and that updates keep. An update that cannot keep them is refused. Absent: none. */
  declare readonly keptElements: pulumi.Output<Record<string, string> | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: PasswordPolicyArgs = {}, options?: pulumi.CustomResourceOptions) {
    super(
      "PasswordPolicy",
      name,
      args,
      {
        inputs: [
          "allowUsersToChangePassword",
          "hardExpiry",
          "maxPasswordAge",
          "minimumPasswordLength",
          "passwordReusePrevention",
          "requireLowercaseCharacters",
          "requireNumbers",
          "requireSymbols",
          "requireUppercaseCharacters",
          "adopt",
        ],
        computed: ["expirePasswords", "unknownElements", "keptElements"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): PasswordPolicy {
    return new PasswordPolicy(name, {}, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is PasswordPolicy {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("PasswordPolicy")
    );
  }
}
