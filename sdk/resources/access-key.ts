// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";
import type { AccessKeyStatus } from "../types";

/** Inputs of {@link AccessKey}. */
export interface AccessKeyArgs {
  /** Name of the user. Without one the key belongs to whoever the provider's own key belongs to: the account's root user, as a rule. A change replaces the key. */
  readonly user?: pulumi.Input<string | ResourceOf<"IamUser">> | undefined;
  /**
   * An inactive key exists but signs nothing.
   * @default Active
   */
  readonly status?: pulumi.Input<AccessKeyStatus> | undefined;
  /** Only for a key without `user`, of an account from before IAM users: whether it is a primary key, which may manage the account's keys. Removing it leaves the key as it is. */
  readonly primary?: pulumi.Input<boolean> | undefined;
  /** Let a refresh ask when the key was last used, which takes a call more. Default false. */
  readonly trackLastUsed?: pulumi.Input<boolean> | undefined;
}

/**
 * An access key of a user. The secret is an output, encrypted in state, and can be read from the service never again.
 *
 * A user has two keys at most. Deleting the resource deletes the key: calls signed with it fail at once. The key that signs the provider's own
 * calls is neither deleted nor deactivated. A key that was made and never reached the state, since the run was cut off, is
 * removed by the next update where the service's answer had come; otherwise it may be somebody else's, and is named and left.
 * For a key that is replaced from time to time use `RotatingAccessKey`.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const ci = new oos.IamUser("ci", {});
 * const key = new oos.AccessKey("ci", { user: ci.userName });
 * export const secret = key.secretAccessKey;
 * ```
 *
 * Without `user` it is a key of the account itself. Accounts from before IAM users have primary and plain keys of this kind; import them by
 * their ids, and set `primary` to manage which of them may manage keys.
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<access key id>`; the secret of an imported key stays absent.
 */
export class AccessKey extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "AccessKey";
  /** Name of the user. Without one the key belongs to whoever the provider's own key belongs to: the account's root user, as a rule. A change replaces the key. */
  declare readonly user: pulumi.Output<string | undefined>;
  /** An inactive key exists but signs nothing. */
  declare readonly status: pulumi.Output<AccessKeyStatus>;
  /** Only for a key without `user`, of an account from before IAM users: whether it is a primary key, which may manage the account's keys. Removing it leaves the key as it is. */
  declare readonly primary: pulumi.Output<boolean | undefined>;
  /** Let a refresh ask when the key was last used, which takes a call more. Default false. */
  declare readonly trackLastUsed: pulumi.Output<boolean | undefined>;
  /** The key's id; also the resource's ID. */
  declare readonly accessKeyId: pulumi.Output<string>;
  /** The secret. Shown by the service once, at creation; absent on an imported key. */
  declare readonly secretAccessKey: pulumi.Output<string | undefined>;
  /** Time of creation, ISO 8601. */
  declare readonly createDate: pulumi.Output<string | undefined>;
  /** When the key was last used, as of the last refresh; needs `trackLastUsed`. Absent when it never was. */
  declare readonly lastUsedDate: pulumi.Output<string | undefined>;
  /** For which service it was last used; needs `trackLastUsed`. */
  declare readonly lastUsedService: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: AccessKeyArgs = {}, options?: pulumi.CustomResourceOptions) {
    super(
      "AccessKey",
      name,
      args,
      {
        inputs: ["user", "status", "primary", "trackLastUsed"],
        computed: ["accessKeyId", "secretAccessKey", "createDate", "lastUsedDate", "lastUsedService"],
        secrets: ["secretAccessKey"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): AccessKey {
    return new AccessKey(name, {}, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is AccessKey {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("AccessKey")
    );
  }
}
