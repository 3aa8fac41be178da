// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";

/** Inputs of {@link RotatingAccessKey}. */
export interface RotatingAccessKeyArgs {
  /** Name of the user. A change replaces the key. */
  readonly user: pulumi.Input<string | ResourceOf<"IamUser">>;
  /** Age in days at which the key is replaced, by the first `pulumi up` after it. Absent: only when `triggers` change. */
  readonly rotationDays?: pulumi.Input<number> | undefined;
  /** Any texts; when one of them changes, the key is replaced at once. Naming them for the first time replaces nothing, and a preview says so: name them from the beginning. `{}` and none are the same. */
  readonly triggers?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  /**
   * Days for which the previous key stays valid after a rotation; the first `pulumi up` after them deletes it. 0 deletes it within the rotation.
   * @default 1
   */
  readonly graceDays?: pulumi.Input<number> | undefined;
  /** Let a key that the user has already become the previous key, which is deleted after `graceDays`. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * An access key of a user that is replaced by a new one when it has reached an age, or when the program says so.
 *
 * A rotation is an update: `pulumi preview` shows it when its time has come, and `pulumi up` carries it out; a refresh changes nothing on the
 * service. The new key is made first. The one before stays valid for `graceDays`, so that whoever uses it can take the new one, and is deleted
 * by the first update after them. The user has one or two keys at any moment, never none: both places that the service gives a user belong to
 * this resource. Deleting the resource deletes both keys.
 *
 * Whatever interrupts a rotation, the next update completes it, and the key before goes on working until then. A key that was made and whose
 * secret was never received is removed where the service's answer had come; otherwise it may be somebody else's, and is named and left.
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
  /** Age in days at which the key is replaced, by the first `pulumi up` after it. Absent: only when `triggers` change. */
  declare readonly rotationDays: pulumi.Output<number | undefined>;
  /** Any texts; when one of them changes, the key is replaced at once. Naming them for the first time replaces nothing, and a preview says so: name them from the beginning. `{}` and none are the same. */
  declare readonly triggers: pulumi.Output<Record<string, string> | undefined>;
  /** Days for which the previous key stays valid after a rotation; the first `pulumi up` after them deletes it. 0 deletes it within the rotation. */
  declare readonly graceDays: pulumi.Output<number>;
  /** Let a key that the user has already become the previous key, which is deleted after `graceDays`. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Id of the current key. Absent only after it was deleted elsewhere, until the next update. */
  declare readonly accessKeyId: pulumi.Output<string | undefined>;
  /** Secret of the current key. Absent on an imported key until its first rotation. */
  declare readonly secretAccessKey: pulumi.Output<string | undefined>;
  /** `Active`, or `Inactive` after the key was deactivated elsewhere; the next update replaces it. */
  declare readonly status: pulumi.Output<string | undefined>;
  /** When the current key was made, ISO 8601. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** Whole days since then, as of the last update or refresh. */
  declare readonly ageDays: pulumi.Output<number | undefined>;
  /** When the current key is due for rotation, ISO 8601; absent without `rotationDays`. */
  declare readonly nextRotation: pulumi.Output<string | undefined>;
  /** Id of the key before, as long as it exists. */
  declare readonly previousAccessKeyId: pulumi.Output<string | undefined>;
  /** Until when the key before stays valid, ISO 8601. */
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
