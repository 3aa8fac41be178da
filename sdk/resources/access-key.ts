// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { AccessKeyStatus } from "../types";

/** Inputs of {@link AccessKey}. */
export interface AccessKeyArgs {
  /** Name of the user. A change replaces the key. */
  readonly user: pulumi.Input<string>;
  /**
   * An inactive key exists but signs nothing.
   * @default Active
   */
  readonly status?: pulumi.Input<AccessKeyStatus> | undefined;
}

/**
 * An access key of a user. The secret is an output, encrypted in state, and can be read from the service never again.
 *
 * A user has two keys at most. Deleting the resource deletes the key: calls signed with it fail at once. A creation whose answer was lost
 * leaves no unknown key behind: the next update finds and removes it.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const ci = new oos.IamUser("ci", {});
 * const key = new oos.AccessKey("ci", { user: ci.userName });
 * export const secret = key.secretAccessKey;
 * ```
 *
 * Backends: `oos`.
 *
 * ## Import
 *
 * The ID is `<access key id>`; the secret of an imported key stays absent.
 */
export class AccessKey extends OosResource {
  /** Name of the user. A change replaces the key. */
  declare readonly user: pulumi.Output<string>;
  /** An inactive key exists but signs nothing. */
  declare readonly status: pulumi.Output<AccessKeyStatus>;
  /** The key's id; also the resource's ID. */
  declare readonly accessKeyId: pulumi.Output<string>;
  /** The secret. Shown by the service once, at creation; absent on an imported key. */
  declare readonly secretAccessKey: pulumi.Output<string | undefined>;
  /** Time of creation, ISO 8601. */
  declare readonly createDate: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: AccessKeyArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "AccessKey",
      name,
      { user: args.user, status: args.status },
      ["accessKeyId", "secretAccessKey", "createDate"],
      ["secretAccessKey"],
      options,
    );
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is AccessKey {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("AccessKey")
    );
  }
}
