// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";

/** Inputs of {@link PasswordPolicy}. */
export interface PasswordPolicyArgs {
  /** Whether users may change their own console password. */
  readonly allowUsersToChangePassword?: pulumi.Input<boolean> | undefined;
  /** Whether a user whose password has expired can log in again only after an administrator has set a new one. */
  readonly hardExpiry?: pulumi.Input<boolean> | undefined;
  /** Days until a password expires; 0: never. */
  readonly maxPasswordAge?: pulumi.Input<number> | undefined;
  /** Least number of characters. */
  readonly minimumPasswordLength?: pulumi.Input<number> | undefined;
  /** How many of the last passwords a user may not take again; 0: any may be taken. */
  readonly passwordReusePrevention?: pulumi.Input<number> | undefined;
  /** Whether a password must hold a lower-case letter. */
  readonly requireLowercaseCharacters?: pulumi.Input<boolean> | undefined;
  /** Whether a password must hold a digit. */
  readonly requireNumbers?: pulumi.Input<boolean> | undefined;
  /** Whether a password must hold a symbol. */
  readonly requireSymbols?: pulumi.Input<boolean> | undefined;
  /** Whether a password must hold an upper-case letter. */
  readonly requireUppercaseCharacters?: pulumi.Input<boolean> | undefined;
  /** Take over, and change, rules of the account that are not the service's default. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The account's rules for console passwords. There is one set of them: use it once in an account. A rule that the program does not name stays as it is.
 *
 * Rules that somebody has set before (other than the service's default) are not touched unless `adopt` is set. Deleting it puts the whole account back to the
 * service's default rules.
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
  /** Whether users may change their own console password. */
  declare readonly allowUsersToChangePassword: pulumi.Output<boolean | undefined>;
  /** Whether a user whose password has expired can log in again only after an administrator has set a new one. */
  declare readonly hardExpiry: pulumi.Output<boolean | undefined>;
  /** Days until a password expires; 0: never. */
  declare readonly maxPasswordAge: pulumi.Output<number | undefined>;
  /** Least number of characters. */
  declare readonly minimumPasswordLength: pulumi.Output<number | undefined>;
  /** How many of the last passwords a user may not take again; 0: any may be taken. */
  declare readonly passwordReusePrevention: pulumi.Output<number | undefined>;
  /** Whether a password must hold a lower-case letter. */
  declare readonly requireLowercaseCharacters: pulumi.Output<boolean | undefined>;
  /** Whether a password must hold a digit. */
  declare readonly requireNumbers: pulumi.Output<boolean | undefined>;
  /** Whether a password must hold a symbol. */
  declare readonly requireSymbols: pulumi.Output<boolean | undefined>;
  /** Whether a password must hold an upper-case letter. */
  declare readonly requireUppercaseCharacters: pulumi.Output<boolean | undefined>;
  /** Take over, and change, rules of the account that are not the service's default. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Whether passwords expire: `maxPasswordAge` of the account is more than 0. */
  declare readonly expirePasswords: pulumi.Output<boolean | undefined>;
  /** Elements on the service that this version does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found since the last update. The next update leaves them as they are, and from then on they are `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements on the service that this version does not know, and that updates leave as they are; an update that cannot is refused. Absent: none. */
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
