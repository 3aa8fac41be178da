/** Buckets: creation and change through one PUT, location, ACL, policy, deletion [GUIDE 4.1-4.2]. */
import { randomUUID } from "node:crypto";
import { parseArn } from "../../access/arn";
import { PolicyProblem, parsePolicy } from "../../access/policy-document";
import type { BucketCall, S3Call } from "../../contract";
import type { Account, BucketConfiguration, CannedAcl, DataLocation } from "../../state/model";
import { refuse } from "../../wire/errors";
import { empty, xml, type Reply } from "../../wire/reply";
import { child, childText, children, onlyElements, parseXml, type ParsedXml, type XmlObject } from "../../wire/xml";
import { cached, change, missingBody } from "./bucket-configuration";
import { isBucketName } from "./bucket-names";

const ACLS: readonly CannedAcl[] = ["private", "public-read", "public-read-write"];
const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers"; // unverified: the manuals do not print the URI
const ACL_PERMISSION: Readonly<Record<CannedAcl, string | undefined>> = {
  private: undefined,
  "public-read": "READ",
  "public-read-write": "FULL_CONTROL",
};

export function listBuckets({ caller }: S3Call): Reply {
  if (caller === undefined) throw refuse("AccessDenied", "Anonymous users cannot list buckets.");
  const listed = [...caller.account.buckets.values()].filter(({ unlisted }) => unlisted !== true);
  const buckets = listed.sort((a, b) => (a.name < b.name ? -1 : 1));
  return xml("ListAllMyBucketsResult", {
    Owner: ownerXml(caller.account),
    Buckets: { Bucket: buckets.map((bucket) => ({ Name: bucket.name, CreationDate: bucket.createDate })) },
  });
}

export function getRegions({ caller, core }: S3Call): Reply {
  if (caller === undefined) throw refuse("AccessDenied", "Anonymous users cannot list regions.");
  return xml("BucketRegions", { MetadataRegions: { Region: core.locations.metadata }, DataRegions: { Region: core.locations.data } });
}

/** Creates a bucket, or changes ACL and data location of an own one [GUIDE 4.2.1][DOC 10027286]. */
export async function putBucket(call: S3Call): Promise<Reply> {
  const { core, caller, bucketName: name } = call;
  if (caller === undefined) throw refuse("AccessDenied", "Anonymous users cannot create buckets.");
  if (!isBucketName(name)) throw refuse("InvalidBucketName", "The specified bucket is not valid.");
  const acl = requestedAcl(call.request.headers.get("x-amz-acl"));
  const asked = requestedLocations(call);
  const existing = core.accounts.findBucket(name);
  if (existing !== undefined && existing.account !== caller.account) {
    throw refuse(
      "BucketAlreadyExists",
      "The requested bucket name is not available. The bucket namespace is shared by all users of the system.",
    );
  }
  if (existing === undefined) {
    if (caller.account.buckets.size >= core.limits.bucketsPerAccount) {
      throw refuse("TooManyBuckets", `You have attempted to create more buckets than allowed: ${core.limits.bucketsPerAccount}.`);
    }
    const configuration: BucketConfiguration = {
      acl: acl ?? "private",
      metadataLocation: asked.metadata ?? core.locations.metadata[0] ?? "",
      dataLocation: asked.data ?? { type: "Local", locations: [] },
    };
    core.accounts.addBucket(caller.account, { name, uid: randomUUID(), createDate: call.now.toISOString(), configuration });
  } else {
    const before = existing.bucket.configuration;
    if (asked.metadata !== undefined && asked.metadata !== before.metadataLocation) {
      // unverified: code and status; the manual only says that the index location cannot change.
      throw refuse("InvalidLocationConstraint", `The metadata location of a bucket cannot change: it is ${before.metadataLocation}.`);
    }
    // unverified: what is left out stays as it is.
    change(call, existing.bucket, { ...before, acl: acl ?? before.acl, dataLocation: asked.data ?? before.dataLocation });
    delete existing.bucket.unlisted;
  }
  await core.accounts.save(caller.account);
  return empty(200, { location: `/${name}` });
}

function requestedAcl(header: string | undefined): CannedAcl | undefined {
  if (header === undefined) return undefined;
  const acl = ACLS.find((value) => value === header);
  if (acl === undefined) throw refuse("InvalidArgument", `x-amz-acl must be one of ${ACLS.join(", ")}, not ${header}.`);
  return acl;
}

interface RequestedLocations {
  readonly metadata: string | undefined;
  readonly data: DataLocation | undefined;
}

function requestedLocations({ core, request }: S3Call): RequestedLocations {
  if (request.body.length === 0) return { metadata: undefined, data: undefined };
  const body = parseXml(request.body, "CreateBucketConfiguration");
  onlyElements(body, "LocationConstraint", "MetadataLocationConstraint", "DataLocationConstraint");
  const constraint = childText(body, "LocationConstraint");
  // unverified: AWS SDKs add the region by themselves; it is accepted when it is this region and means nothing more.
  if (constraint !== undefined && constraint !== core.region) throw badLocation(constraint);
  const metadata = child(body, "MetadataLocationConstraint");
  const data = child(body, "DataLocationConstraint");
  return {
    metadata: metadata === undefined ? undefined : metadataLocation(metadata, core.locations.metadata),
    data: data === undefined ? undefined : dataLocation(data, core.locations.data),
  };
}

function metadataLocation(constraint: ParsedXml, known: readonly string[]): string {
  onlyElements(constraint, "Location");
  const location = childText(constraint, "Location") ?? "";
  if (!known.includes(location)) throw badLocation(location);
  return location;
}

function dataLocation(constraint: ParsedXml, known: readonly string[]): DataLocation {
  onlyElements(constraint, "Type", "LocationList", "ScheduleStrategy");
  const type = childText(constraint, "Type") ?? "Local";
  const strategy = childText(constraint, "ScheduleStrategy");
  const list = child(constraint, "LocationList");
  const locations = list === undefined ? [] : children(list, "Location").map(String);
  const unknown = locations.find((location) => !known.includes(location));
  if (unknown !== undefined) throw badLocation(unknown);
  if (type !== "Local" && type !== "Specified") throw refuse("InvalidArgument", `Type must be Local or Specified, not ${type}.`);
  if (strategy !== undefined && strategy !== "Allowed" && strategy !== "NotAllowed") {
    throw refuse("InvalidArgument", `ScheduleStrategy must be Allowed or NotAllowed, not ${strategy}.`);
  }
  if (type === "Specified" && locations.length === 0) throw refuse("InvalidArgument", "Specified needs at least one Location.");
  if (type === "Local") return { type, locations, ...(strategy === undefined ? {} : { scheduleStrategy: strategy }) };
  return { type, locations, scheduleStrategy: strategy ?? "Allowed" };
}

function badLocation(location: string): Error {
  return refuse("InvalidLocationConstraint", `The specified location constraint is not valid: ${location}.`);
}

export function getBucketLocation(call: BucketCall): Reply {
  const { metadataLocation: metadata, dataLocation: data } = cached(call);
  const list: XmlObject = data.locations.length === 0 ? {} : { LocationList: { Location: data.locations } };
  return xml("BucketConfiguration", {
    MetadataLocationConstraint: { Location: metadata },
    DataLocationConstraint: { Type: data.type, ...list, ScheduleStrategy: data.scheduleStrategy },
  });
}

export function getBucketAcl(call: BucketCall): Reply {
  const permission = ACL_PERMISSION[cached(call).acl];
  return xml("AccessControlPolicy", {
    Owner: ownerXml(call.owner.account),
    AccessControlList: permission === undefined ? {} : { Grant: { Grantee: { URI: ALL_USERS }, Permission: permission } },
  });
}

export function headBucket(): Reply {
  return empty(200);
}

export async function deleteBucket({ core, owner }: BucketCall): Promise<Reply> {
  const { uid } = owner.bucket;
  if (!core.objects.isEmpty(uid)) throw refuse("BucketNotEmpty", "The bucket you tried to delete is not empty.");
  core.accounts.removeBucket(owner);
  core.stale.forget(uid);
  await core.accounts.save(owner.account);
  await core.objects.removeBucket(uid);
  return empty(204);
}

export async function putBucketPolicy(call: BucketCall): Promise<Reply> {
  const { core, owner, request } = call;
  if (request.body.length === 0) throw missingBody();
  if (request.body.length > core.limits.bucketPolicyBytes) {
    throw refuse("MalformedPolicy", `Policies must be at most ${core.limits.bucketPolicyBytes} bytes.`);
  }
  const policy = request.body.toString("utf8");
  checkBucketPolicy(policy, owner.bucket.name);
  change(call, owner.bucket, { ...owner.bucket.configuration, policy });
  await core.accounts.save(owner.account);
  return empty(200);
}

function checkBucketPolicy(text: string, bucket: string): void {
  try {
    for (const resource of parsePolicy(text, "bucket").flatMap((statement) => statement.resources.patterns)) {
      const path = parseArn(resource)?.resource;
      const inside = path === undefined || path === bucket || path.startsWith(`${bucket}/`);
      // unverified: AWS's rule that a bucket policy speaks of its own bucket only.
      if (!inside) throw new PolicyProblem(`the resource ${resource} is not in the bucket ${bucket}`);
    }
  } catch (error) {
    if (error instanceof PolicyProblem)
      throw refuse("MalformedPolicy", `This policy contains invalid Json or a value that is not accepted: ${error.message}`);
    throw error;
  }
}

export function getBucketPolicy(call: BucketCall): Reply {
  const { policy } = cached(call);
  if (policy === undefined) throw refuse("NoSuchPolicy", "The specified bucket does not have a bucket policy.");
  return { status: 200, headers: { "content-type": "application/json" }, body: policy };
}

/** 200, not AWS's 204; also when there is none (unverified). */
export async function deleteBucketPolicy(call: BucketCall): Promise<Reply> {
  const { policy: _policy, ...rest } = call.owner.bucket.configuration;
  change(call, call.owner.bucket, rest);
  await call.core.accounts.save(call.owner.account);
  return empty(200);
}

export function ownerXml(account: Account): XmlObject {
  return { ID: account.id, DisplayName: account.id };
}
