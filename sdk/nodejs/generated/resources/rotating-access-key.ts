// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";

/** Inputs of {@link RotatingAccessKey}. */
export interface RotatingAccessKeyArgs {
  /** Name of the user. A change replaces the key. */
  readonly user: pulumi.Input<string | ResourceOf<"IamUser">>;
  /** Age in days at which the key is due for rotation; the next `pulumi up` replaces it. Default: the key is replaced only if `triggers` change. */
  readonly rotationDays?: pulumi.Input<number> | undefined;
  /** Arbitrary values; a change of one of them replaces the key at once. Adding them to an existing resource replaces nothing, and a preview says so: set them from the beginning. `{}` is the same as leaving it out. */
  readonly triggers?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Days for which the previous key stays valid after a rotation; the first `pulumi up` after that deletes it. 0: the rotation itself deletes it.
   * @default 1
   */
  readonly graceDays?: pulumi.Input<number> | undefined;
  /** Take over a key that the user already has: it becomes the previous key, which is deleted after `graceDays`. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * An access key of a user that is replaced by a new one at a given age, or when its triggers change.
 *
 * A rotation is an update that becomes due with time: `pulumi preview` shows it, and `pulumi up` carries it out; a refresh changes nothing on the
 * service. The new key is created first. The previous key stays valid for `graceDays`, so that its users can switch, and is deleted by the first
 * update after that. The user has one or two keys at any moment, never none: both keys that the service allows a user belong to this resource.
 * Deleting the resource deletes both keys.
 *
 * If a rotation is interrupted, the next update completes it, and the previous key keeps working until then. A new key whose secret was never
 * received is removed, provided the service's answer had arrived and the stack's state proves that it never stored the key; otherwise the key may be
 * somebody else's: it is named and left.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const ci = new oos.IamUser("ci", {});
 * const key = new oos.RotatingAccessKey("ci", { user: ci.userName, rotationDays: 90, graceDays: 7 });
 * export const secret = key.secretAccessKey;
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<user name>`; the newest active key becomes the current one, its secret stays absent until the first rotation.
 */
export class RotatingAccessKey extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "RotatingAccessKey";
  /** Name of the user. A change replaces the key. */
  declare readonly user: pulumi.Output<string>;
  /** Age in days at which the key is due for rotation; the next `pulumi up` replaces it. Default: the key is replaced only if `triggers` change. */
  declare readonly rotationDays: pulumi.Output<number | undefined>;
  /** Arbitrary values; a change of one of them replaces the key at once. Adding them to an existing resource replaces nothing, and a preview says so: set them from the beginning. `{}` is the same as leaving it out. */
  declare readonly triggers: pulumi.Output<Record<string, string> | undefined>;
  /** Days for which the previous key stays valid after a rotation; the first `pulumi up` after that deletes it. 0: the rotation itself deletes it. */
  declare readonly graceDays: pulumi.Output<number>;
  /** Take over a key that the user already has: it becomes the previous key, which is deleted after `graceDays`. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Id of the current key. Absent only after it was deleted elsewhere, until the next update. */
  declare readonly accessKeyId: pulumi.Output<string | undefined>;
  /** Secret of the current key. Absent on an imported key until its first rotation. */
  declare readonly secretAccessKey: pulumi.Output<string | undefined>;
  /** `Active`, or `Inactive` after the key was deactivated elsewhere; the next update replaces it. */
  declare readonly status: pulumi.Output<string | undefined>;
  /** Time of creation of the current key, ISO 8601. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** Age of the current key in whole days, as of the last update or refresh. */
  declare readonly ageDays: pulumi.Output<number | undefined>;
  /** Time at which the current key is due for rotation, ISO 8601; absent without `rotationDays`. */
  declare readonly nextRotation: pulumi.Output<string | undefined>;
  /** Id of the previous key, as long as it exists. */
  declare readonly previousAccessKeyId: pulumi.Output<string | undefined>;
  /** Time until which the previous key stays valid, ISO 8601. */
  declare readonly previousExpires: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: RotatingAccessKeyArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "RotatingAccessKey",
      name,
      args,
      {
        inputs: ["user", "rotationDays", "triggers", "graceDays", "adopt"],
        computed: [
          "accessKeyId",
          "secretAccessKey",
          "status",
          "createdAt",
          "ageDays",
          "nextRotation",
          "previousAccessKeyId",
          "previousExpires",
        ],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): RotatingAccessKey {
    return new RotatingAccessKey(name, {} as RotatingAccessKeyArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is RotatingAccessKey {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("RotatingAccessKey")
    );
  }
}
