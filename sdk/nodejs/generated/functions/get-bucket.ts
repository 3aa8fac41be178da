// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Arguments of {@link getBucket}. */
export interface GetBucketArgs {
  /** Name of the bucket. */
  readonly bucket: string;
}

/** Arguments of {@link getBucketOutput}. */
export interface GetBucketOutputArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
}

/** Result of {@link getBucket}. */
export interface GetBucketResult {
  /** Name of the bucket. */
  readonly bucket: string;
  /** `arn:ctyun:oos:::<bucket>`; on ZOS `arn:aws:s3:::<bucket>`. */
  readonly arn: string;
  /** Canned ACL; absent if the grants match no canned ACL. */
  readonly acl?: string;
  /** Host of the bucket. */
  readonly bucketDomainName: string;
  /** Time of creation, ISO 8601. */
  readonly creationDate?: string;
  /** Location of the index. */
  readonly metadataLocation?: string;
  /** Locations of the objects, if they are set on the bucket. */
  readonly dataLocations?: readonly string[];
}

/** Looks up a bucket. Fails if it does not exist or the credentials may not see it. */
export function getBucket(args: GetBucketArgs, options?: pulumi.InvokeOptions): Promise<GetBucketResult> {
  return callFunction<GetBucketResult>("getBucket", { ...args }, configKeys, options);
}

/** As {@link getBucket}, with outputs for arguments and result. */
export function getBucketOutput(args: GetBucketOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetBucketResult> {
  return callFunctionOutput<GetBucketResult>("getBucket", { ...args }, configKeys, options);
}
