/** Looking at a bucket: whether it is there and whose it is, and what single aspects of it show. */
import { hasOperation } from "../../backends/types";
import { type Context, RefusedError } from "../../define";
import * as s3 from "../../services/s3";
import { isKind } from "../../transport/errors/errors";
import { ifThere } from "./absence";

/** @throws RefusedError for a bucket of another account, or one that the credentials may not see */
async function exists(context: Context, bucket: string): Promise<true | undefined> {
  try {
    return await ifThere(headed(context, bucket), context);
  } catch (error) {
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

async function headed({ client }: Context, bucket: string): Promise<true> {
  await s3.headBucket(client, { bucket });
  return true;
}

/** What to do about the name of a bucket that somebody else has. */
const chooseAnother = "choose another name (bucket names are unique over all accounts), or check the credentials' permissions";

export interface OwnBucket {
  /** Time of creation; undefined where it is not listed, or these credentials may not list. */
  readonly date: string | undefined;
  /** False: it is ours, and the account's list of buckets lacks it. */
  readonly isListed: boolean;
}

/**
 * The bucket, if it is there and ours. A list that lacks it does not say that it is not: a gateway that ends in the middle of a creation leaves
 * a bucket out of it, which only its ACL shows as ours.
 * @throws RefusedError for a bucket of another account, or one of which these credentials cannot see whose it is
 */
export async function findOwn(context: Context, bucket: string): Promise<OwnBucket | undefined> {
  if ((await exists(context, bucket)) === undefined) return undefined;
  const { own, date, account } = await listed(context, bucket);
  if (own !== false) return { date, isListed: true };
  const owner = await ownerOf(context, bucket);
  if (owner !== undefined && owner === account) return { date, isListed: false };
  const unsure = owner === undefined || account === undefined ? ", or is ours and does not show it: its ACL could not be read" : "";
  throw new RefusedError(
    `bucket "${bucket}" belongs to another account, which lets anyone see it${unsure}; nothing was changed`,
    chooseAnother,
  );
}

/** Canonical id of the owner, by the ACL; undefined when these credentials may not read it. */
async function ownerOf({ client }: Context, bucket: string): Promise<string | undefined> {
  try {
    const { ownerId } = await s3.getBucketAccess(client, { bucket });
    return ownerId === "" ? undefined : ownerId;
  } catch (error) {
    if (s3.isDenied(error)) return undefined;
    throw error;
  }
}

/** Puts a bucket of ours back into the account's list, on backends that do so when it is made again with the ACL that it has. */
export async function listAgain(context: Context, bucket: string): Promise<void> {
  const { client, backend } = context;
  if (!backend.dialect.listsBucketAgain) return;
  const { canned = "private" } = await s3.getBucketAccess(client, { bucket });
  try {
    await s3.putBucket(client, { bucket, ...(canned === "private" ? {} : { acl: canned }) });
    context.log("info", `bucket "${bucket}" was missing from the account's list of buckets, and is in it again`);
  } catch (error) {
    if (!isKind(error, "already-exists")) throw error;
    context.log(
      "warn",
      `bucket "${bucket}" is missing from the account's list of buckets; a bucket whose grants are no canned ACL stays out of it`,
    );
  }
}

/**
 * Whether the bucket is gone, asked in two ways, of which the second is not about one bucket: true when it is neither seen nor listed. False when
 * these credentials may not list. unverified: that OOS answers at least one of the two without a cache.
 */
export async function isGone(context: Context, bucket: string): Promise<boolean> {
  try {
    if ((await ifThere(headed(context, bucket))) === true) return false;
  } catch (error) {
    if (isKind(error, "auth")) return false;
    throw error;
  }
  return (await listed(context, bucket)).own === false;
}

export interface Listed {
  /** False: the account's list of buckets lacks it; undefined: these credentials may not list. */
  readonly own: boolean | undefined;
  readonly date: string | undefined;
  /** Canonical id of the account. */
  readonly account: string | undefined;
}

/** What the account's list of buckets says of one. */
export async function listed({ client }: Context, bucket: string): Promise<Listed> {
  try {
    const { buckets, owner } = await s3.listBuckets(client);
    const found = buckets.find((candidate) => candidate.name === bucket);
    return { own: found !== undefined, date: found?.creationDate?.toISOString(), account: owner.id };
  } catch (error) {
    if (s3.isDenied(error)) return { own: undefined, date: undefined, account: undefined };
    throw error;
  }
}

/** Grants that no canned ACL makes are none: where they can be set one by one they are a BucketAcl's. */
export async function observeAcl({ client, backend }: Context, bucket: string): Promise<{ readonly acl?: s3.CannedAcl }> {
  if (!hasOperation(backend, "PutBucketAcl")) return { acl: await s3.getBucketAcl(client, { bucket }) };
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
