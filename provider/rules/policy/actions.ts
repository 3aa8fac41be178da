/** The actions that policies name: one table, from which checks, lint, explanations and the types of the SDK are made. Lists are open. */
import { globMatches } from "./match";

/** What an action is asked on: the account, a bucket's ARN, or the ARN of objects. */
export type ActionLevel = "service" | "bucket" | "object";
/** What it lets: looking at objects, changing them, or ruling over the bucket. */
export type ActionAccess = "read" | "write" | "manage";

export interface StorageAction {
  /** Without the spelling's prefix (`oos:`, `s3:`). */
  readonly name: string;
  readonly level: ActionLevel;
  readonly access: ActionAccess;
}

function rows(level: ActionLevel, access: ActionAccess, names: string): readonly StorageAction[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => ({ name, level, access }));
}

export const STORAGE_ACTIONS: readonly StorageAction[] = [
  // [DOC 10027251]
  ...rows("bucket", "read", "ListBucket ListBucketMultipartUploads"),
  ...rows("bucket", "write", "DeleteMultipleObjects"),
  ...rows("object", "read", "GetObject ListMultipartUploadParts"),
  ...rows("object", "write", "PutObject DeleteObject AbortMultipartUpload"),
  // unverified: named after the operation or as on S3; the manual's list is cut off before them.
  ...rows("service", "read", "ListAllMyBuckets GetRegions"),
  ...rows("bucket", "manage", "CreateBucket PutBucket DeleteBucket GetBucketLocation GetBucketAcl PutBucketAcl"),
  ...rows("bucket", "manage", "GetBucketPolicy PutBucketPolicy DeleteBucketPolicy"),
  ...rows("bucket", "manage", "GetBucketWebsite PutBucketWebsite DeleteBucketWebsite"),
  ...rows("bucket", "manage", "GetBucketLogging PutBucketLogging GetBucketAccelerate PutBucketAccelerate"),
  ...rows("bucket", "manage", "GetBucketLifecycle PutBucketLifecycle DeleteBucketLifecycle"),
  ...rows("bucket", "manage", "GetLifecycleConfiguration PutLifecycleConfiguration DeleteLifecycleConfiguration"),
  ...rows("bucket", "manage", "GetBucketCors PutBucketCors DeleteBucketCors GetBucketCORS PutBucketCORS"),
  ...rows("bucket", "manage", "GetBucketObjectLockConfiguration PutBucketObjectLockConfiguration DeleteBucketObjectLockConfiguration"),
];

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

const STORAGE_NAMES = STORAGE_ACTIONS.map(({ name }) => name);

const IAM_ACTIONS = words(`
  AddUserToGroup AttachGroupPolicy AttachUserPolicy ChangePassword CreateAccessKey CreateGroup CreateLoginProfile
  CreatePolicy CreateUser CreateVirtualMFADevice DeactivateMFADevice DeleteAccessKey DeleteAccountPasswordPolicy
  DeleteGroup DeleteLoginProfile DeletePolicy DeleteUser DeleteVirtualMFADevice DetachGroupPolicy DetachUserPolicy
  EnableMFADevice GetAccessKeyLastUsed GetAccountPasswordPolicy GetAccountSummary GetGroup GetLoginProfile GetPolicy
  GetSessionToken GetUser ListAccessKey ListAccessKeys ListAttachedGroupPolicies ListAttachedUserPolicies ListEntitiesForPolicy
  ListGroups ListGroupsForUser ListMFADevices ListPolicies ListUserTags ListUsers ListVirtualMFADevices
  RemoveUserFromGroup TagUser UntagUser UpdateAccessKey UpdateAccountPasswordPolicy UpdateLoginProfile
`);

const TRAIL_ACTIONS = words(`
  CreateTrail DeleteTrail DescribeTrails GetEventSelectors GetTrailStatus LookupEvents PutEventSelectors StartLogging
  StopLogging UpdateTrail
`);

const STATISTICS_ACTIONS = words(`
  GetBandwidth GetBilledStorageUsage GetCapacity GetConcurrentConnection GetDeleteCapacity GetRequests GetReturnCode
  GetTraffics GetUsage
`);

/** Actions by prefix [DOC 10027251] [GUIDE 5-7]. The prefixes `cloudtrail` and `statistics` are unverified. */
export const KNOWN_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  oos: STORAGE_NAMES,
  s3: STORAGE_NAMES,
  iam: IAM_ACTIONS,
  cloudtrail: TRAIL_ACTIONS,
  statistics: STATISTICS_ACTIONS,
  sts: ["GetSessionToken"],
};

/** The known actions of a service, in any case; undefined for a service that is not known. */
export function knownActionsOf(service: string): readonly string[] | undefined {
  const key = service.toLowerCase();
  return Object.hasOwn(KNOWN_ACTIONS, key) ? KNOWN_ACTIONS[key] : undefined;
}

/** Services whose actions bucket policies may name, in both spellings. */
export const STORAGE_PREFIXES = ["oos", "s3"] as const;

/** `oos:GetObject` as its parts; undefined when it is not of that form. A bare `*` has none. */
export function splitAction(action: string): { readonly service: string; readonly name: string } | undefined {
  const [, service, name] = /^([A-Za-z0-9-]+):([A-Za-z0-9*?]+)$/.exec(action) ?? [];
  return service === undefined || name === undefined ? undefined : { service, name };
}

/** The rows that an action, perhaps with wildcards, stands for; none for other services and unknown names. */
export function storageActionsOf(action: string): readonly StorageAction[] {
  if (action === "*") return STORAGE_ACTIONS;
  const parts = splitAction(action);
  const prefixes: readonly string[] = STORAGE_PREFIXES;
  if (parts === undefined || !prefixes.includes(parts.service.toLowerCase())) return [];
  const wanted = parts.name.toLowerCase();
  return STORAGE_ACTIONS.filter(({ name }) => globMatches(wanted, name.toLowerCase()));
}
