// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { AccessKeyStatus } from "../types";

/** Inputs of {@link AccessKey}. */
export interface AccessKeyArgs {
  /** Name of the user. Default: the owner of the provider's own key, usually the account's root user. A change replaces the key. */
  readonly user?: pulumi.Input<string | ResourceOf<"IamUser">> | undefined;
  /**
   * An inactive key exists, but calls signed with it are refused.
   * @default Active
   */
  readonly status?: pulumi.Input<AccessKeyStatus> | undefined;
  /** Only for a key without `user`, of an account from before IAM users: whether it is a primary key, which may manage the account's keys. Removing the field leaves the key as it is. */
  readonly primary?: pulumi.Input<boolean> | undefined;
  /** Whether a refresh asks when the key was last used; this takes one more call. Default false. */
  readonly trackLastUsed?: pulumi.Input<boolean> | undefined;
}

/**
 * An access key of a user. The secret is an output, encrypted in state; the service shows it only once.
 *
 * A user has two keys at most. Deleting the resource deletes the key: calls signed with it fail at once. The key that signs the provider's own
 * calls is neither deleted nor deactivated. If a run was cut off after a key was created, the next update removes that key, provided the service's
 * answer had arrived and the stack's state proves that it never stored the key; otherwise the key may be somebody else's: it is named and left.
 * To replace a key from time to time, use `RotatingAccessKey`.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const ci = new oos.IamUser("ci", {});
 * const key = new oos.AccessKey("ci", { user: ci.userName });
 * export const secret = key.secretAccessKey;
 * ```
 *
 * Without `user` the key belongs to the account itself. Accounts from before IAM users have primary and plain keys of this kind; import them by
 * their ids, and set `primary` to choose the kind.
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
  /** Name of the user. Default: the owner of the provider's own key, usually the account's root user. A change replaces the key. */
  declare readonly user: pulumi.Output<string | undefined>;
  /** An inactive key exists, but calls signed with it are refused. */
  declare readonly status: pulumi.Output<AccessKeyStatus>;
  /** Only for a key without `user`, of an account from before IAM users: whether it is a primary key, which may manage the account's keys. Removing the field leaves the key as it is. */
  declare readonly primary: pulumi.Output<boolean | undefined>;
  /** Whether a refresh asks when the key was last used; this takes one more call. Default false. */
  declare readonly trackLastUsed: pulumi.Output<boolean | undefined>;
  /** The key's id; also the resource's ID. */
  declare readonly accessKeyId: pulumi.Output<string>;
  /** The secret. The service shows it only once, at creation; absent on an imported key. */
  declare readonly secretAccessKey: pulumi.Output<string | undefined>;
  /** Time of creation, ISO 8601. */
  declare readonly createDate: pulumi.Output<string | undefined>;
  /** Time of the last use, as of the last refresh; needs `trackLastUsed`. Absent: never used. */
  declare readonly lastUsedDate: pulumi.Output<string | undefined>;
  /** Service for which the key was last used; needs `trackLastUsed`. */
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
