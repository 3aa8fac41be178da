// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { ObjectLockState, ObjectLockMode, ObjectLockRetention, ObjectLockRetentionArgs, ObjectLockOnDestroy } from "../types";

/** Inputs of {@link ObjectLock}. */
export interface ObjectLockArgs {
  /** Name of the bucket. A change replaces the object lock. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** `Disabled`: stored, but not active. `Enabled`: active; it can never be disabled, shortened or removed again; needs `confirmIrreversible`. */
  readonly state: pulumi.Input<ObjectLockState>;
  /**
   * `COMPLIANCE`: nobody, not even the root user, can change or delete an object before its retention ends. `GOVERNANCE`: only users with a special permission can.
   * @default COMPLIANCE
   */
  readonly mode?: pulumi.Input<ObjectLockMode> | undefined;
  /** Retention of objects in `days` or in `years`. One year equals 365 days. */
  readonly retention: pulumi.Input<ObjectLockRetentionArgs>;
  /** Must be true to enable the lock: nobody can undo that. Only on `oos`. */
  readonly confirmIrreversible?: pulumi.Input<boolean> | undefined;
  /** Effect of deleting the resource while the lock is enabled. `fail`: the deletion fails. `abandon`: the resource leaves the stack, the lock stays on the bucket. Must be in the state (one `up`) before the deletion. Only on `oos`. */
  readonly onDestroy?: pulumi.Input<ObjectLockOnDestroy> | undefined;
  /** Take over and overwrite an existing object lock of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The retention of a bucket: nobody, not even the root user, can change or delete an object before its retention ends. Existing objects are
 * included; the retention counts from the last change of the object.
 *
 * On ZOS the retention is the default of new objects, and can be changed and removed. The bucket must have been created with `objectLockEnabled`, and
 * the state is always `Enabled`; the rest of this text is about OOS.
 *
 * **Enabling cannot be undone.** An enabled lock can only be lengthened; a change that would disable or shorten it is refused in preview. It cannot be
 * removed either: deleting the resource fails, or leaves the lock on the bucket (`onDestroy`). A lock that is not enabled is removed. A bucket
 * with an enabled lock can be deleted once the retention of every object has ended.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const records = new oos.Bucket("records", {});
 * new oos.ObjectLock("records", { bucket: records.bucket, state: "Disabled", retention: { years: 1 } });
 * ```
 *
 * Backends: `oos`, `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class ObjectLock extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "ObjectLock";
  /** Name of the bucket. A change replaces the object lock. */
  declare readonly bucket: pulumi.Output<string>;
  /** `Disabled`: stored, but not active. `Enabled`: active; it can never be disabled, shortened or removed again; needs `confirmIrreversible`. */
  declare readonly state: pulumi.Output<ObjectLockState>;
  /** `COMPLIANCE`: nobody, not even the root user, can change or delete an object before its retention ends. `GOVERNANCE`: only users with a special permission can. */
  declare readonly mode: pulumi.Output<ObjectLockMode>;
  /** Retention of objects in `days` or in `years`. One year equals 365 days. */
  declare readonly retention: pulumi.Output<ObjectLockRetention>;
  /** Must be true to enable the lock: nobody can undo that. Only on `oos`. */
  declare readonly confirmIrreversible: pulumi.Output<boolean | undefined>;
  /** Effect of deleting the resource while the lock is enabled. `fail`: the deletion fails. `abandon`: the resource leaves the stack, the lock stays on the bucket. Must be in the state (one `up`) before the deletion. Only on `oos`. */
  declare readonly onDestroy: pulumi.Output<ObjectLockOnDestroy | undefined>;
  /** Take over and overwrite an existing object lock of the bucket. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Elements of the service's document that this version of the provider does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found after the last update; the next update leaves them as they are and moves them to `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements of the service's document that this version of the provider does not know and that updates keep. An update that cannot keep them is refused. Absent: none. */
  declare readonly keptElements: pulumi.Output<Record<string, string> | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: ObjectLockArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "ObjectLock",
      name,
      args,
      {
        inputs: ["bucket", "state", "mode", "retention", "confirmIrreversible", "onDestroy", "adopt"],
        computed: ["unknownElements", "keptElements"],
        secrets: [],
        references: { bucket: { noun: "Bucket", property: "bucket" } },
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): ObjectLock {
    return new ObjectLock(name, {} as ObjectLockArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is ObjectLock {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("ObjectLock")
    );
  }
}
