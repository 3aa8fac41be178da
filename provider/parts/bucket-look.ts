/** Looking at a bucket: whether it is there and whose it is, and what single aspects of it show. */
import { hasOperation } from "../backends/types";
import { type Context, RefusedError } from "../define";
import * as s3 from "../services/s3";
import { isKind } from "../transport/errors";

/** @throws RefusedError for a bucket of another account, or one that the credentials may not see */
export async function exists(context: Context, bucket: string): Promise<true | undefined> {
  try {
    await s3.headBucket(context.client, { bucket });
    return true;
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    if (isKind(error, "auth")) {
      // The answer to HEAD has no code. A call with one says whether it is the key, the signature or the clock that is wrong.
      await listed(context, bucket);
      throw new RefusedError(
        `bucket "${bucket}" exists and belongs to another account, or these credentials may not see it; nothing was changed`,
        chooseAnother,
        { cause: error },
      );
    }
    throw error;
  }
}

/** What to do about the name of a bucket that somebody else has. */
export const chooseAnother = "choose another name (bucket names are unique over all accounts), or check the credentials' permissions";

export interface Listed {
  /** False: the account's list of buckets lacks it; undefined: these credentials may not list. */
  readonly own: boolean | undefined;
  readonly date: string | undefined;
}

/** What the account's list of buckets says of one. */
export async function listed({ client }: Context, bucket: string): Promise<Listed> {
  try {
    const { buckets } = await s3.listBuckets(client);
    const found = buckets.find((candidate) => candidate.name === bucket);
    return { own: found !== undefined, date: found?.creationDate?.toISOString() };
  } catch (error) {
    if (s3.isDenied(error)) return { own: undefined, date: undefined };
    throw error;
  }
}

/** Grants that no canned ACL makes are none: where they can be set one by one they are a BucketAcl's. */
export async function observeAcl({ client, backend }: Context, bucket: string): Promise<{ readonly acl?: s3.CannedAcl }> {
  if (!hasOperation(backend, "s3", "PutBucketAcl")) return { acl: await s3.getBucketAcl(client, { bucket }) };
  const { canned } = await s3.getBucketAccess(client, { bucket });
  return canned === undefined ? {} : { acl: canned };
}

/** Whether the bucket was made with object lock. */
export async function isLockable({ client }: Context, bucket: string): Promise<boolean> {
  try {
    await s3.getObjectLockConfiguration(client, { bucket });
    return true;
  } catch (error) {
    if (isKind(error, "not-configured")) return false;
    throw error;
  }
}
