/** The operations of OOS that are named by an action instead of a path: statistics [GUIDE 5], trail [GUIDE 6] and IAM [GUIDE 7]. */
import type { Effect, ErrorMatch, OperationRow } from "./types";

interface ActionRules {
  readonly method: "GET" | "POST";
  readonly notFound?: readonly ErrorMatch[];
  readonly parameters?: readonly string[];
  readonly long?: true;
}

/** What their verbs do not say: the first makes credentials, the second fails when it was done already. */
const NEVER_REPEATED: ReadonlySet<string> = new Set(["GetSessionToken", "ChangePassword"]);

/** A verb says what repeating does: reading verbs change nothing, creating verbs make a second thing, all others end in the same state. */
function effectOf(action: string): Effect {
  if (/^Create/.test(action) || NEVER_REPEATED.has(action)) return "create";
  return /^(?:Get|List|Describe|Lookup)/.test(action) ? "read" : "idempotent";
}

/** Answers that are pages of a list, or as long as one. */
function isLong(action: string): boolean {
  return /^(?:List|Describe|Lookup|GetGroup$)/.test(action);
}

function rows(actions: string, rules: ActionRules): readonly OperationRow[] {
  return actions
    .trim()
    .split(/\s+/)
    .map((operation) => ({
      operation,
      level: "service",
      answer: "caller",
      effect: effectOf(operation),
      ...(isLong(operation) ? { long: true } : {}),
      ...rules,
    }));
}

export const IAM_OPERATIONS: readonly OperationRow[] = rows(
  `CreateUser GetUser ListUsers DeleteUser TagUser UntagUser ListUserTags ListGroupsForUser
   CreateAccessKey ListAccessKeys GetAccessKeyLastUsed UpdateAccessKey DeleteAccessKey GetSessionToken
   CreateLoginProfile GetLoginProfile UpdateLoginProfile DeleteLoginProfile ChangePassword
   CreateVirtualMFADevice EnableMFADevice ListVirtualMFADevices ListMFADevices DeactivateMFADevice DeleteVirtualMFADevice
   CreateGroup GetGroup AddUserToGroup RemoveUserFromGroup ListGroups DeleteGroup
   CreatePolicy GetPolicy ListPolicies ListEntitiesForPolicy DeletePolicy
   AttachUserPolicy ListAttachedUserPolicies DetachUserPolicy AttachGroupPolicy ListAttachedGroupPolicies DetachGroupPolicy
   UpdateAccountPasswordPolicy GetAccountPasswordPolicy DeleteAccountPasswordPolicy GetAccountSummary
   ListAccessKey`, // the last one is the name of ListAccessKeys in 6.0 [OLD 4.4.4]
  { method: "POST", notFound: [{ status: 404, code: "NoSuchEntity" }] },
);

export const TRAIL_OPERATIONS: readonly OperationRow[] = rows(
  `CreateTrail DeleteTrail DescribeTrails GetTrailStatus PutEventSelectors GetEventSelectors UpdateTrail StartLogging StopLogging LookupEvents`,
  {
    method: "POST",
    // unverified: no manual shows the trail service's errors; codes follow CloudTrail, statuses are those of both conventions.
    notFound: ["TrailNotFoundException", "TrailNotFound", "NoSuchTrail"].flatMap((code) => [
      { status: 404, code },
      { status: 400, code },
    ]),
  },
);

/** The HTTP verb is unverified: the manuals name parameters only. */
export const STATISTICS_OPERATIONS: readonly OperationRow[] = rows(
  `GetCapacity GetDeleteCapacity GetTraffics GetRequests GetReturnCode GetConcurrentConnection GetUsage GetBandwidth GetBilledStorageUsage`,
  {
    method: "GET",
    long: true,
    parameters: [
      ...["Action", "BeginDate", "EndDate", "Bucket", "BucketName", "Region", "StorageClass", "Freq"],
      ...["InOutType", "InternetType", "NetType", "TrafficsType", "RequestsType", "ResponseType"],
    ],
  },
);
