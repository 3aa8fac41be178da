/** Buckets as ZOS makes and shows them [ZOS 1.1-1.5, 1.9-1.10, 1.30-1.31]. Where the guide is silent they are Ceph's. */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { ALL_USERS, AUTHENTICATED_USERS } from "../../access/grants";
import { parsePolicy } from "../../access/policy-document";
import type { BucketCall, S3Call } from "../../contract";
import { deleteBucket as deleteEmptyBucket } from "../../services/s3/bucket";
import { cached, change, replaceSetting, requiredXml } from "../../services/s3/bucket-configuration";
import { isBucketName } from "../../services/s3/bucket-names";
import type { BucketConfiguration } from "../../state/model";
import { refuse } from "../../wire/errors";
import { empty, xml, xmlText, type Reply } from "../../wire/reply";
import { childText, onlyElements, parseXml } from "../../wire/xml";
import { aclOfHeaders, aclReply, requestedAcl } from "./grants";

/** unverified: Ceph's name of the only place, which a bucket may name. */
const ONLY_LOCATION = "default";
export const LOCK_HEADER = "x-amz-bucket-object-lock-enabled";
export const CLASS_HEADER = "x-amz-storage-class";

/** Creates a bucket; says so again to its owner when nothing differs. */
export async function putBucket(call: S3Call): Promise<Reply> {
  const { core, caller, request, bucketName: name } = call;
  if (caller === undefined) throw refuse("AccessDenied", "Anonymous users cannot create buckets.");
  if (!isBucketName(name)) throw refuse("InvalidBucketName", "The specified bucket is not valid.");
  const { account } = caller;
  const acl = aclOfHeaders(core, account, request) ?? { grants: [] };
  checkLocation(call);
  const existing = core.accounts.findBucket(name);
  if (existing !== undefined) {
    const { grants = [], ownerGrants } = existing.bucket.configuration;
    const same = existing.account === account && isDeepStrictEqual({ grants, ...(ownerGrants === undefined ? {} : { ownerGrants }) }, acl);
    // unverified: the owner gets the same code for another ACL, as from Ceph.
    if (!same) throw refuse("BucketAlreadyExists", "The requested bucket name is not available.");
    if (existing.bucket.unlisted === true) {
      delete existing.bucket.unlisted;
      await core.accounts.save(existing.account);
    }
    return empty(200);
  }
  if (account.buckets.size >= core.limits.bucketsPerAccount) {
    throw refuse("TooManyBuckets", `You have attempted to create more buckets than allowed: ${core.limits.bucketsPerAccount}.`);
  }
  const configuration: BucketConfiguration = {
    acl: "private",
    metadataLocation: "",
    dataLocation: { type: "Local", locations: [] },
    ...acl,
    ...storageClassOf(call),
    // unverified: a bucket with locks keeps versions from its beginning, as Ceph's.
    ...(request.headers.get(LOCK_HEADER)?.toLowerCase() === "true" ? { lockable: true, versioning: "Enabled" } : {}),
  };
  core.accounts.addBucket(account, { name, uid: randomUUID(), createDate: call.now.toISOString(), configuration });
  await core.accounts.save(account);
  return empty(200);
}

function storageClassOf({ core, request }: S3Call): Pick<BucketConfiguration, "storageClass"> {
  const storageClass = request.headers.get(CLASS_HEADER);
  if (storageClass === undefined) return {};
  if (!core.flavour.storageClasses.some((pattern) => pattern.test(storageClass)))
    throw refuse("InvalidArgument", `The storage class ${storageClass} is not known.`);
  return { storageClass };
}

function checkLocation({ request }: S3Call): void {
  if (request.body.length === 0) return;
  const body = parseXml(request.body, "CreateBucketConfiguration");
  onlyElements(body, "LocationConstraint");
  const constraint = childText(body, "LocationConstraint")?.trim() ?? "";
  if (constraint !== "" && constraint !== ONLY_LOCATION)
    throw refuse("InvalidLocationConstraint", `The specified location constraint is not valid: ${constraint}.`);
}

export async function deleteBucket(call: BucketCall): Promise<Reply> {
  const { core, owner } = call;
  if (!core.versions.isEmpty(owner.bucket.uid)) throw refuse("BucketNotEmpty", "The bucket you tried to delete is not empty.");
  const reply = await deleteEmptyBucket(call);
  await core.versions.removeBucket(owner.bucket.uid);
  return reply;
}

/** With the numbers of what is in it [ZOS 1.3], old versions included. */
export function headBucket({ core, owner }: BucketCall): Reply {
  const { uid } = owner.bucket;
  const all = core.versions.keys(uid).flatMap((key) => core.versions.all(uid, key));
  const bytes = all.reduce((sum, version) => sum + ("size" in version ? version.size : 0), 0);
  return empty(200, { "x-rgw-object-count": String(all.length), "x-rgw-bytes-used": String(bytes) });
}

export function getBucketAcl(call: BucketCall): Reply {
  const { grants = [], ownerGrants } = cached(call);
  return aclReply(call.owner.account, { grants, ...(ownerGrants === undefined ? {} : { ownerGrants }) });
}

export async function putBucketAcl(call: BucketCall): Promise<Reply> {
  const { core, owner, request } = call;
  const acl = requestedAcl(core, owner.account, request);
  const { grants: _grants, ownerGrants: _ownerGrants, ...rest } = owner.bucket.configuration;
  change(call, owner.bucket, { ...rest, ...acl });
  await core.accounts.save(owner.account);
  return empty(200);
}

/** unverified: not in the guide; Ceph names the zone group. */
export function getBucketLocation(): Reply {
  return xmlText("LocationConstraint", ONLY_LOCATION);
}

/** unverified: not in the guide; Ceph calls a bucket public that a grant or a statement opens to everybody. */
export function getBucketPolicyStatus(call: BucketCall): Reply {
  const { grants = [], policy } = cached(call);
  const opened = grants.some(({ grantee }) => grantee.group === ALL_USERS || grantee.group === AUTHENTICATED_USERS);
  const statements = policy === undefined ? [] : parsePolicy(policy, "zos");
  const allowed = statements.some(
    ({ effect, principals, conditions }) =>
      effect === "Allow" && principals?.negated === false && principals.patterns.includes("*") && Object.keys(conditions).length === 0,
  );
  return xml("PolicyStatus", { IsPublic: opened || allowed });
}

export function getBucketVersioning(call: BucketCall): Reply {
  const status = cached(call).versioning;
  return xml("VersioningConfiguration", status === undefined ? {} : { Status: status, MfaDelete: "Disabled" });
}

/** unverified: codes are Ceph's. */
export async function putBucketVersioning(call: BucketCall): Promise<Reply> {
  const body = requiredXml(call, "VersioningConfiguration");
  onlyElements(body, "Status");
  const status = childText(body, "Status")?.trim();
  if (status !== "Enabled" && status !== "Suspended") throw refuse("InvalidArgument", "Status must be Enabled or Suspended.");
  if (status === "Suspended" && call.owner.bucket.configuration.lockable === true)
    throw refuse("InvalidBucketState", "The versions of a bucket with locks cannot be suspended.");
  return replaceSetting(call, "versioning", status);
}
