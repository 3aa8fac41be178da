/** What ZOS lacks of what other services have, and what to use instead. */
import type { Lacks, Missing } from "../types";

const IAM: Missing = {
  reason: "users and their permissions are not part of the service's API",
  instead: "manage them in the console, and grant access with BucketPolicy",
};
const TRAIL: Missing = { reason: "ZOS records no API calls", instead: "use BucketLogging or BucketNotification" };
const STATISTICS: Missing = { reason: "the statistics of ZOS are not part of its S3 API", instead: "count with getBucketUsage" };
const LOCATIONS: Missing = {
  reason: "a bucket of ZOS stays in the pool it is made in",
  instead: "choose the pool with the provider's region",
};

export const lacks: Lacks = {
  instead: {
    AccessKey: IAM,
    BucketAccelerate: { reason: "ZOS has no list of CDN addresses", instead: "name the addresses in a BucketPolicy (aws:SourceIp)" },
    BucketQuota: { reason: "the S3 name of the quota is not published", instead: "set it in the console" },
    BucketStorageClass: { reason: "the storage class of a bucket cannot change", instead: "use storageClass of Bucket" },
    Group: IAM,
    GroupMembers: IAM,
    GroupMembership: IAM,
    GroupPolicyAttachment: IAM,
    IamUser: IAM,
    LoginProfile: IAM,
    PasswordPolicy: IAM,
    Policy: IAM,
    RotatingAccessKey: IAM,
    Trail: TRAIL,
    UserPolicyAttachment: IAM,
    VirtualMfaDevice: IAM,
    getRegions: LOCATIONS,
    ...Object.fromEntries(
      [
        ...[
          "getAccessKeys",
          "getAccountSummary",
          "getGroup",
          "getGroups",
          "getMfaDevices",
          "getPasswordPolicy",
          "getPolicies",
          "getPolicy",
        ],
        ...["getPolicyEntities", "getSessionToken", "getUser", "getUsers"],
      ].map((name) => [name, IAM]),
    ),
    ...Object.fromEntries(["getTrail", "getTrailStatus", "getTrails", "lookupEvents"].map((name) => [name, TRAIL])),
    ...Object.fromEntries(
      [
        ...[
          "getBandwidth",
          "getBilledStorageUsage",
          "getCapacity",
          "getConnections",
          "getDeletedCapacity",
          "getRequests",
          "getReturnCodes",
        ],
        ...["getTraffics", "getUsage"],
      ].map((name) => [name, STATISTICS]),
    ),
  },
  fields: {
    Bucket: { metadataLocation: LOCATIONS, dataLocation: LOCATIONS },
    BucketObject: { dataLocation: LOCATIONS },
    ObjectLock: {
      confirmIrreversible: { reason: "the default retention of ZOS can be changed and removed", instead: "leave it out" },
      onDestroy: { reason: "the default retention of ZOS can be removed", instead: "leave it out" },
    },
  },
  words: {
    ObjectLock: { state: ["Enabled"] },
  },
};
