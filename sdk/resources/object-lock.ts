// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";
import type { ObjectLockState, ObjectLockMode, ObjectLockRetention, ObjectLockRetentionArgs, ObjectLockOnDestroy } from "../types";

/** Inputs of {@link ObjectLock}. */
export interface ObjectLockArgs {
  /** Name of the bucket. A change replaces the object lock. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** `Disabled`: stored, not active. `Enabled`: active, and from then on never to be disabled, shortened or removed; needs `confirmIrreversible`. */
  readonly state: pulumi.Input<ObjectLockState>;
  /**
   * `COMPLIANCE`: nobody, the root user included, may change or delete an object before its time. `GOVERNANCE`: nobody without a permission of its own.
   * @default COMPLIANCE
   */
  readonly mode?: pulumi.Input<ObjectLockMode> | undefined;
  /** How long objects are kept: `days` or `years`. One year and 365 days mean the same. */
  readonly retention: pulumi.Input<ObjectLockRetentionArgs>;
  /** Must be true to enable the lock: nothing and nobody can undo that. Only on `oos`. */
  readonly confirmIrreversible?: pulumi.Input<boolean> | undefined;
  /** What deleting the resource does while the lock is enabled. `fail`: it fails. `abandon`: the resource leaves the stack, the lock stays on the bucket. Must be in the state (one `up`) before the delete. Only on `oos`. */
  readonly onDestroy?: pulumi.Input<ObjectLockOnDestroy> | undefined;
  /** Take over, and overwrite, a object lock that the bucket already has. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * The retention of a bucket: nobody can change or delete its objects before their time. Existing objects are included, and so is the root
 * user; the time counts from the last change of the object.
 *
 * On ZOS it is the default of new objects, and can be changed and removed. The bucket must have been made with `objectLockEnabled`, and the
 * state is always `Enabled`; the rest of this text is about OOS.
 *
 * **Enabling cannot be undone.** An enabled lock can be made longer and nothing else; a change that would disable or shorten it is refused in
 * preview. It cannot be removed either: deleting the resource fails, or leaves the lock where it is (`onDestroy`). A lock that is not enabled
 * is removed. A bucket with an enabled lock can be deleted once every object has passed its time.
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
  /** `Disabled`: stored, not active. `Enabled`: active, and from then on never to be disabled, shortened or removed; needs `confirmIrreversible`. */
  declare readonly state: pulumi.Output<ObjectLockState>;
  /** `COMPLIANCE`: nobody, the root user included, may change or delete an object before its time. `GOVERNANCE`: nobody without a permission of its own. */
  declare readonly mode: pulumi.Output<ObjectLockMode>;
  /** How long objects are kept: `days` or `years`. One year and 365 days mean the same. */
  declare readonly retention: pulumi.Output<ObjectLockRetention>;
  /** Must be true to enable the lock: nothing and nobody can undo that. Only on `oos`. */
  declare readonly confirmIrreversible: pulumi.Output<boolean | undefined>;
  /** What deleting the resource does while the lock is enabled. `fail`: it fails. `abandon`: the resource leaves the stack, the lock stays on the bucket. Must be in the state (one `up`) before the delete. Only on `oos`. */
  declare readonly onDestroy: pulumi.Output<ObjectLockOnDestroy | undefined>;
  /** Take over, and overwrite, a object lock that the bucket already has. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Elements on the service that this version does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found since the last update. The next update leaves them as they are, and from then on they are `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements on the service that this version does not know, and that updates leave as they are; an update that cannot is refused. Absent: none. */
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
