/** Buckets as ZOS makes and shows them [ZOS 1.1-1.5, 1.10]. Where the guide is silent they are Ceph's. */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { refuse } from "../http/errors";
import { childText, onlyElements, parseXml } from "../http/xml";
import { cached } from "./bucket-configuration";
import { isBucketName } from "./bucket-names";
import { empty } from "./reply";
import { aclReply, cannedGrants } from "./zos-grants";
import type { BucketCall, Reply, S3Call } from "./types";

/** unverified: Ceph's name of the only place, which a bucket may name. */
const ONLY_LOCATION = "default";

/** Creates a bucket; says so again to its owner when nothing differs. */
export async function putBucket(call: S3Call): Promise<Reply> {
  const { core, caller, bucketName: name } = call;
  if (caller === undefined) throw refuse("AccessDenied", "Anonymous users cannot create buckets.");
  if (!isBucketName(name)) throw refuse("InvalidBucketName", "The specified bucket is not valid.");
  const grants = cannedGrants(call.request);
  checkLocation(call);
  const existing = core.accounts.findBucket(name);
  if (existing !== undefined) {
    const same = existing.account === caller.account && isDeepStrictEqual(existing.bucket.configuration.grants, grants);
    // unverified: the owner gets the same code for another ACL, as from Ceph.
    if (!same) throw refuse("BucketAlreadyExists", "The requested bucket name is not available.");
    if (existing.bucket.unlisted === true) {
      delete existing.bucket.unlisted;
      await core.accounts.save(existing.account);
    }
    return empty(200);
  }
  if (caller.account.buckets.size >= core.limits.bucketsPerAccount) {
    throw refuse("TooManyBuckets", `You have attempted to create more buckets than allowed: ${core.limits.bucketsPerAccount}.`);
  }
  core.accounts.addBucket(caller.account, {
    name,
    uid: randomUUID(),
    createDate: call.now.toISOString(),
    configuration: { acl: "private", metadataLocation: "", dataLocation: { type: "Local", locations: [] }, grants },
  });
  await core.accounts.save(caller.account);
  return empty(200);
}

function checkLocation({ request }: S3Call): void {
  if (request.body.length === 0) return;
  const body = parseXml(request.body, "CreateBucketConfiguration");
  onlyElements(body, "LocationConstraint");
  const constraint = childText(body, "LocationConstraint")?.trim() ?? "";
  if (constraint !== "" && constraint !== ONLY_LOCATION)
    throw refuse("InvalidLocationConstraint", `The specified location constraint is not valid: ${constraint}.`);
}

/** With the numbers of what is in it [ZOS 1.3]. */
export function headBucket({ core, owner }: BucketCall): Reply {
  const { uid } = owner.bucket;
  const bytes = [...core.objects.totals(uid).values()].reduce((sum, size) => sum + size, 0);
  return empty(200, { "x-rgw-object-count": String(core.objects.keys(uid).length), "x-rgw-bytes-used": String(bytes) });
}

export function getBucketAcl(call: BucketCall): Reply {
  return aclReply(call.owner.account, cached(call).grants ?? []);
}
