/** What keeps the data of a bucket safe: set, and looked at afterwards, since servers that lack it may say nothing. */
import type { Context } from "../../define";
import * as s3 from "../../services/s3";
import { isLockable } from "../shared/bucket-look";
import { lookBack } from "../shared/read-back";
import { keeping } from "../shared/unknown-elements";

/** Without versions, overwriting an object destroys it. */
export async function setVersioning(context: Context, bucket: string, status: s3.VersioningStatus): Promise<void> {
  const { client } = context;
  const subject = `the versioning of bucket "${bucket}"`;
  const before = await s3.getBucketVersioning(client, { bucket });
  await keeping(subject, () => s3.putBucketVersioning(client, { bucket, status, unknown: before.unknown }));
  await lookBack<s3.VersioningStatus>(context, {
    subject,
    before: before.value,
    look: async () => (await s3.getBucketVersioning(client, { bucket })).value,
    isAsWanted: (shown) => shown === status,
    isAsBefore: (shown) => shown === before.value,
    lost: (shown) => [{ path: ["versioning"], message: `is ${shown} there` }],
  });
}

/** Nothing can give a bucket a lock later, so objects that were to be kept could be deleted by anyone who may. */
export async function checkLock(context: Context, bucket: string): Promise<void> {
  await lookBack<true>(context, {
    subject: `the object lock of bucket "${bucket}"`,
    before: undefined,
    look: async () => ((await isLockable(context, bucket)) ? true : undefined),
    isAsWanted: () => true,
    isAsBefore: () => false,
    lost: () => [],
  });
}
