// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";

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
  /** Canned ACL; absent when the grants are those of none. */
  readonly acl?: string;
  /** Host of the bucket. */
  readonly bucketDomainName: string;
  /** Time of creation, ISO 8601. */
  readonly creationDate?: string;
  /** Where the index is kept. */
  readonly metadataLocation?: string;
  /** Where objects are kept, when the bucket says so. */
  readonly dataLocations?: readonly string[];
}

/** Looks a bucket up. Fails when it does not exist or the credentials may not see it. */
export function getBucket(args: GetBucketArgs, options?: pulumi.InvokeOptions): Promise<GetBucketResult> {
  return callFunction<GetBucketResult>("getBucket", { ...args }, configKeys, options);
}

/** As {@link getBucket}, with outputs for arguments and result. */
export function getBucketOutput(args: GetBucketOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<GetBucketResult> {
  return callFunctionOutput<GetBucketResult>("getBucket", { ...args }, configKeys, options);
}
