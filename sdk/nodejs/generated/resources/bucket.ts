// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { BucketCannedAcl, DataLocation, DataLocationArgs, BucketVersioningStatus, StorageClass, BucketAzPolicy } from "../types";

/** Inputs of {@link Bucket}. */
export interface BucketArgs {
  /** Name, unique over all accounts. Default: the resource's name with a random suffix. A change replaces the bucket. */
  readonly bucket?: pulumi.Input<string> | undefined;
  /** Canned ACL. Default on OOS: `private`. On ZOS a new bucket is private, and its ACL is managed only if this field is set. For single grants use a BucketAcl; a program with both is refused in preview. */
  readonly acl?: pulumi.Input<BucketCannedAcl> | undefined;
  /** Location of the index, one of `getRegions` (`QingDao`). A change replaces the bucket. Leave it out if the account has one location. Only on `oos`. */
  readonly metadataLocation?: pulumi.Input<string> | undefined;
  /** Location of the objects. Changed in place. Removing the field leaves the bucket's location as it is. Only on `oos`. */
  readonly dataLocation?: pulumi.Input<DataLocationArgs> | undefined;
  /** Whether the bucket keeps versions of its objects. Removing the field leaves the bucket as it is: versioning can be suspended, but not turned off. A program that also has a BucketVersioning of the bucket is refused in preview. Only on `zos`. */
  readonly versioning?: pulumi.Input<BucketVersioningStatus> | undefined;
  /** Whether objects can be locked; this turns versioning on as well. Set only at creation: a change replaces the bucket. Default false. Only on `zos`. */
  readonly objectLockEnabled?: pulumi.Input<boolean> | undefined;
  /** Storage class of objects that are uploaded without one. Set only at creation: a change replaces the bucket. The service never returns it. Default `STANDARD`. Only on `zos`. */
  readonly storageClass?: pulumi.Input<StorageClass> | undefined;
  /** Whether data is kept in one availability zone or in several. Set only at creation: a change replaces the bucket. The service never returns it. Default `single-az`. Only on `zos`. */
  readonly azPolicy?: pulumi.Input<BucketAzPolicy> | undefined;
  /**
   * Whether a deletion or replacement first removes every object, version, delete marker and open upload. Must be in the state (one `up`) before the deletion. Default false.
   * @default false
   */
  readonly forceDestroy?: pulumi.Input<boolean> | undefined;
  /** Whether a replacement (another name, another index location, `--replace`) may remove the contents of the bucket. It needs `forceDestroy` as well, which by itself covers deletions only. Read from the program: no earlier `up` is needed. Default false: the replacement of a bucket with contents is refused in preview. */
  readonly forceReplace?: pulumi.Input<boolean> | undefined;
  /** Take over an existing bucket of this account instead of failing. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A bucket: a container of objects.
 *
 * An account has at most 10 buckets by default. Deleting a bucket with objects fails unless `forceDestroy` is set; then objects and open
 * uploads are removed first, in batches, and an interrupted run continues where it stopped.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const logs = new oos.Bucket("logs", {
 *     bucket: "example-logs",
 *     dataLocation: { type: "Specified", locations: ["QingDao", "ChengDu"] },
 * });
 * export const arn = logs.arn;
 * ```
 *
 * Backends: `oos`, `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class Bucket extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "Bucket";
  /** Name, unique over all accounts. Default: the resource's name with a random suffix. A change replaces the bucket. */
  declare readonly bucket: pulumi.Output<string>;
  /** Canned ACL. Default on OOS: `private`. On ZOS a new bucket is private, and its ACL is managed only if this field is set. For single grants use a BucketAcl; a program with both is refused in preview. */
  declare readonly acl: pulumi.Output<BucketCannedAcl | undefined>;
  /** Location of the index, one of `getRegions` (`QingDao`). A change replaces the bucket. Leave it out if the account has one location. Only on `oos`. */
  declare readonly metadataLocation: pulumi.Output<string | undefined>;
  /** Location of the objects. Changed in place. Removing the field leaves the bucket's location as it is. Only on `oos`. */
  declare readonly dataLocation: pulumi.Output<DataLocation | undefined>;
  /** Whether the bucket keeps versions of its objects. Removing the field leaves the bucket as it is: versioning can be suspended, but not turned off. A program that also has a BucketVersioning of the bucket is refused in preview. Only on `zos`. */
  declare readonly versioning: pulumi.Output<BucketVersioningStatus | undefined>;
  /** Whether objects can be locked; this turns versioning on as well. Set only at creation: a change replaces the bucket. Default false. Only on `zos`. */
  declare readonly objectLockEnabled: pulumi.Output<boolean | undefined>;
  /** Storage class of objects that are uploaded without one. Set only at creation: a change replaces the bucket. The service never returns it. Default `STANDARD`. Only on `zos`. */
  declare readonly storageClass: pulumi.Output<StorageClass | undefined>;
  /** Whether data is kept in one availability zone or in several. Set only at creation: a change replaces the bucket. The service never returns it. Default `single-az`. Only on `zos`. */
  declare readonly azPolicy: pulumi.Output<BucketAzPolicy | undefined>;
  /** Whether a deletion or replacement first removes every object, version, delete marker and open upload. Must be in the state (one `up`) before the deletion. Default false. */
  declare readonly forceDestroy: pulumi.Output<boolean>;
  /** Whether a replacement (another name, another index location, `--replace`) may remove the contents of the bucket. It needs `forceDestroy` as well, which by itself covers deletions only. Read from the program: no earlier `up` is needed. Default false: the replacement of a bucket with contents is refused in preview. */
  declare readonly forceReplace: pulumi.Output<boolean | undefined>;
  /** Take over an existing bucket of this account instead of failing. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** `arn:ctyun:oos:::<bucket>`; on ZOS `arn:aws:s3:::<bucket>`. */
  declare readonly arn: pulumi.Output<string>;
  /** Host of the bucket: `<bucket>.oos-cn.ctyunapi.cn`. */
  declare readonly bucketDomainName: pulumi.Output<string>;
  /** URL of the S3 service through which the bucket was created. */
  declare readonly endpoint: pulumi.Output<string>;
  /** Time of creation, ISO 8601. Absent if the credentials may not list buckets. */
  declare readonly creationDate: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: BucketArgs = {}, options?: pulumi.CustomResourceOptions) {
    super(
      "Bucket",
      name,
      args,
      {
        inputs: [
          "bucket",
          "acl",
          "metadataLocation",
          "dataLocation",
          "versioning",
          "objectLockEnabled",
          "storageClass",
          "azPolicy",
          "forceDestroy",
          "forceReplace",
          "adopt",
        ],
        computed: ["arn", "bucketDomainName", "endpoint", "creationDate"],
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Bucket {
    return new Bucket(name, {}, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Bucket {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Bucket")
    );
  }
}
