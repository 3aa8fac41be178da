// Generated from the files of resources/ and functions/ by `npm run generate`; edits are overwritten.

/** All definitions. A test proves that every file of resources/ and functions/ is in it. */
import type { FunctionDefinition, Registry, ResourceDefinition } from "./define";
import { identityOf, surveyOf } from "./functions/shared/account";
import { explainPolicy } from "./functions/explain-policy";
import { getAccessKeys } from "./functions/get-access-keys";
import { getAccountSummary } from "./functions/get-account-summary";
import { getBandwidth } from "./functions/get-bandwidth";
import { getBucket } from "./functions/get-bucket";
import { getBucketPolicy } from "./functions/get-bucket-policy";
import { getBucketUsage } from "./functions/get-bucket-usage";
import { getBuckets } from "./functions/get-buckets";
import { getCallerIdentity } from "./functions/get-caller-identity";
import { getCapabilities } from "./functions/get-capabilities";
import { getEndpoints } from "./functions/get-endpoints";
import { getGroup } from "./functions/get-group";
import { getGroups } from "./functions/get-groups";
import { getMfaDevices } from "./functions/get-mfa-devices";
import { getMultipartUploads } from "./functions/get-multipart-uploads";
import { getObject } from "./functions/get-object";
import { getObjects } from "./functions/get-objects";
import { getPasswordPolicy } from "./functions/get-password-policy";
import { getPolicies } from "./functions/get-policies";
import { getPolicy } from "./functions/get-policy";
import { getPolicyDocument } from "./functions/get-policy-document";
import { getPolicyEntities } from "./functions/get-policy-entities";
import { getRegions } from "./functions/get-regions";
import { getSessionToken } from "./functions/get-session-token";
import { getTopic } from "./functions/get-topic";
import { getTopics } from "./functions/get-topics";
import { getTrail } from "./functions/get-trail";
import { getTrailStatus } from "./functions/get-trail-status";
import { getTrails } from "./functions/get-trails";
import { getUser } from "./functions/get-user";
import { getUsers } from "./functions/get-users";
import { lintPolicy } from "./functions/lint-policy";
import { lookupEvents } from "./functions/lookup-events";
import { presignUrl } from "./functions/presign-url";
import {
  getBilledStorageUsage,
  getCapacity,
  getConnections,
  getDeletedCapacity,
  getRequests,
  getReturnCodes,
  getTraffics,
  getUsage,
} from "./functions/statistics";
import { accessKey } from "./resources/access-keys/access-key";
import { rotatingAccessKey } from "./resources/access-keys/rotating-access-key";
import { bucketAccelerate } from "./resources/bucket-accelerate";
import { bucketAcl } from "./resources/bucket-acl";
import { bucketEncryption } from "./resources/bucket-encryption";
import { bucketLogging } from "./resources/bucket-logging";
import { bucketNotification } from "./resources/bucket-notification";
import { bucketPolicy } from "./resources/bucket-policy";
import { bucketTagging } from "./resources/bucket-tagging";
import { bucketVersioning } from "./resources/bucket-versioning";
import { bucket } from "./resources/bucket/bucket";
import { cors } from "./resources/cors";
import { group } from "./resources/group";
import { groupMembers } from "./resources/group-members";
import { groupMembership } from "./resources/group-membership";
import { groupPolicyAttachment } from "./resources/group-policy-attachment";
import { iamUser } from "./resources/iam-user";
import { lifecycle } from "./resources/lifecycle";
import { loginProfile } from "./resources/login-profile";
import { objectLock } from "./resources/object-lock";
import { bucketObject } from "./resources/object/object";
import { passwordPolicy } from "./resources/password-policy";
import { policy } from "./resources/policy";
import { topic } from "./resources/topic/topic";
import { trail } from "./resources/trail";
import { userPolicyAttachment } from "./resources/user-policy-attachment";
import { virtualMfaDevice } from "./resources/virtual-mfa-device";
import { website } from "./resources/website";

const resources: readonly ResourceDefinition[] = [
  accessKey,
  bucket,
  bucketAccelerate,
  bucketAcl,
  bucketEncryption,
  bucketLogging,
  bucketNotification,
  bucketObject,
  bucketPolicy,
  bucketTagging,
  bucketVersioning,
  cors,
  group,
  groupMembers,
  groupMembership,
  groupPolicyAttachment,
  iamUser,
  lifecycle,
  loginProfile,
  objectLock,
  passwordPolicy,
  policy,
  rotatingAccessKey,
  topic,
  trail,
  userPolicyAttachment,
  virtualMfaDevice,
  website,
];
const functions: readonly FunctionDefinition[] = [
  explainPolicy,
  getAccessKeys,
  getAccountSummary,
  getBandwidth,
  getBilledStorageUsage,
  getBucket,
  getBucketPolicy,
  getBucketUsage,
  getBuckets,
  getCallerIdentity,
  getCapabilities,
  getCapacity,
  getConnections,
  getDeletedCapacity,
  getEndpoints,
  getGroup,
  getGroups,
  getMfaDevices,
  getMultipartUploads,
  getObject,
  getObjects,
  getPasswordPolicy,
  getPolicies,
  getPolicy,
  getPolicyDocument,
  getPolicyEntities,
  getRegions,
  getRequests,
  getReturnCodes,
  getSessionToken,
  getTopic,
  getTopics,
  getTraffics,
  getTrail,
  getTrailStatus,
  getTrails,
  getUsage,
  getUser,
  getUsers,
  lintPolicy,
  lookupEvents,
  presignUrl,
];

export const registry: Registry = {
  resources: new Map(resources.map((definition) => [definition.noun, definition])),
  functions: new Map(functions.map((definition) => [definition.name, definition])),
  identity: identityOf,
  survey: surveyOf,
};
