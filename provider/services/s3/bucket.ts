/** Buckets: list, create and change, look, ACL, delete [GUIDE 4.1.1, 4.2.1, 4.2.3, 4.2.5, 4.2.15]. */
import type { Dialect } from "../../backends/types";
import { ServiceError } from "../../transport/errors/errors";
import type { Client } from "../../transport/types";
import { writeXml } from "../../transport/protocol/xml";
import { withSdk } from "./sdk-client";
import { S3_NAMESPACE, toCreateBucketConfiguration, type BucketLocation, type CannedAcl } from "./wire";
import { defined } from "../../pure/defined";

export interface BucketInput {
  readonly bucket: string;
}

export interface BucketSummary {
  readonly name: string;
  readonly creationDate?: Date;
}

export interface BucketList {
  readonly owner: { readonly id?: string; readonly displayName?: string };
  readonly buckets: readonly BucketSummary[];
}

/** Every bucket of the account [GUIDE 4.1.1]. Sub-users without the permission get `auth`. */
export async function listBuckets(client: Client): Promise<BucketList> {
  const output = await withSdk(client, "ListBuckets", {}, (s3, sdk) => s3.send(new sdk.ListBucketsCommand({})));
  const buckets = (output.Buckets ?? []).map(({ Name: name, CreationDate: creationDate }) => {
    if (name === undefined) throw unreadable("ListBuckets", undefined, "a bucket of the list has no name");
    return { name, ...defined({ creationDate }) };
  });
  const { ID: id, DisplayName: displayName } = output.Owner ?? {};
  return { owner: defined({ id, displayName }), buckets };
}

export interface PutBucketInput extends BucketInput, BucketLocation {
  /** Sent as `x-amz-acl`; without it the service takes `private`. */
  readonly acl?: CannedAcl;
  /** Objects of the bucket can be locked, and it has versions from the start [ZOS 1.1]. */
  readonly objectLock?: boolean;
  /** Class of objects that name none [ZOS 1.1]. */
  readonly storageClass?: string;
  /** `single-az` or `multi-az` [ZOS 1.1]. */
  readonly azPolicy?: string;
}

/** unverified: the names of the last two; the guide shows the fields of the vendor's SDK, and Ceph takes the second. */
function creationHeaders({ headerPrefix }: Dialect, { acl, objectLock, storageClass, azPolicy }: PutBucketInput): Record<string, string> {
  return {
    ...(acl === undefined ? {} : { [`${headerPrefix}acl`]: acl }),
    ...(objectLock === true ? { [`${headerPrefix}bucket-object-lock-enabled`]: "true" } : {}),
    ...(storageClass === undefined ? {} : { [`${headerPrefix}storage-class`]: storageClass }),
    ...(azPolicy === undefined ? {} : { [`${headerPrefix}az-policy`]: azPolicy }),
  };
}

/**
 * Creates the bucket, or changes ACL and data location of an own one: the call is an upsert [DOC 10027286], so look first (law 2).
 * Send both `acl` and `dataLocation` every time: whether an absent one is reset is unverified. Not for Hong Kong: locations.
 * @returns the `Location` header
 * @throws ServiceError `already-exists` (the name belongs to somebody), `quota` (10 buckets), `invalid`
 */
export async function putBucket(client: Client, input: PutBucketInput): Promise<{ readonly location?: string }> {
  const { bucket } = input;
  const configuration = toCreateBucketConfiguration(input);
  const response = await client.send({
    operation: "PutBucket",
    bucket,
    headers: {
      ...creationHeaders(client.backend.dialect, input),
      ...(configuration === undefined ? {} : { "content-type": "application/xml" }),
    },
    ...(configuration === undefined ? {} : { body: writeXml("CreateBucketConfiguration", configuration, S3_NAMESPACE) }),
  });
  const { location } = response.headers;
  return location === undefined ? {} : { location };
}

/** Succeeds when the bucket exists and may be seen [GUIDE 4.2.15]. @throws ServiceError `not-found` (404), `auth` (403: exists, or not ours) */
export async function headBucket(client: Client, { bucket }: BucketInput): Promise<void> {
  await withSdk(client, "HeadBucket", { Bucket: bucket }, (s3, sdk) => s3.send(new sdk.HeadBucketCommand({ Bucket: bucket })));
}

/** Deletes an empty bucket [GUIDE 4.2.5]. @throws ServiceError `not-found`, `dependency` (objects or uploads are left) */
export async function deleteBucket(client: Client, { bucket }: BucketInput): Promise<void> {
  await withSdk(client, "DeleteBucket", { Bucket: bucket }, (s3, sdk) => s3.send(new sdk.DeleteBucketCommand({ Bucket: bucket })));
}

function unreadable(operation: string, bucket: string | undefined, words: string): ServiceError {
  return new ServiceError({
    kind: "foreign",
    service: "s3",
    operation,
    ...(bucket === undefined ? {} : { subject: `bucket "${bucket}"` }),
    words,
  });
}
