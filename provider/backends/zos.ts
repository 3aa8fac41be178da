/** China Telecom Cloud ZOS (object storage on Ceph): what each of its services can do. */
import type { Backend, Missing, RegionRow } from "./types";
import { ZOS_ERROR_KINDS } from "./zos-errors";
import { ZOS_HINTS } from "./zos-hints";
import { ZOS_S3_OPERATIONS, ZOS_TOPIC_OPERATIONS } from "./zos-operations";

/** A pool has one host, which serves topics too. */
const POOL_HOST = "{region}.zos.ctyun.cn";

function pool(id: string, title: string): readonly [string, RegionRow] {
  return [id, { title, hosts: { s3: POOL_HOST.replace("{region}", id) }, locations: false }];
}

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

export const zos: Backend = {
  id: "zos",
  title: "ZOS",
  source: { documents: "ZOS Python SDK guide; beyond it a Ceph object gateway 16.2.15", asOf: "2026-11-21" },
  // No pool is everybody's: a region or a URL must be configured.
  defaultRegion: "default",

  // Pools that the manuals and users name; the service publishes no table, so any other name is taken for a pool as well.
  regions: Object.fromEntries([
    ["default", { title: "none: the URL of the pool is in `endpoints`", hosts: {}, locations: false }],
    pool("huabei-2", "North China 2"),
    pool("shanghai-9", "Shanghai 9"),
    pool("jiangsu-10", "Jiangsu 10"),
    pool("xinan-1", "Southwest 1"),
    pool("hangzhou7", "Hangzhou 7"),
    pool("zhengzhou5", "Zhengzhou 5"),
    pool("huanan2", "South China 2"),
  ]),
  otherRegions: { title: "a pool", hosts: { s3: POOL_HOST }, locations: false },

  scope: {
    host: /(?:^|\.)(?<region>[a-z0-9-]+?)(?:-internal)?\.zos\.ctyun\.cn$/,
    signedAs: {}, // unverified: that the region of the scope is not looked at, as on Ceph; the guide signs topics for `default`
  },

  defaultAddressing: "path", // the guide and the console show it
  settleSeconds: 30, // unverified: a gateway reads what was written; what stands before those of ZOS is not known
  listsBucketAgain: true, // as Ceph 16 does, for the ACL that the bucket has
  arnDialect: "aws",

  services: {
    s3: {
      signingName: "s3",
      signatureVersions: ["v4", "v2"],
      schemes: ["https", "http"],
      operations: ZOS_S3_OPERATIONS,
      errorKinds: ZOS_ERROR_KINDS,
      hints: ZOS_HINTS,
    },
    topic: {
      signingName: "sns",
      signatureVersions: ["v2", "v4"], // [ZOS 5] signs with V2
      schemes: ["https", "http"],
      sharesEndpointOf: "s3",
      operations: ZOS_TOPIC_OPERATIONS,
      errorKinds: ZOS_ERROR_KINDS,
      hints: ZOS_HINTS,
    },
  },

  // Ceph 16 does not sign `object-lock`, `encryption` and `replication`, and refuses a signature that has them; unverified for ZOS.
  signedV2Subresources: [
    ...["acl", "cors", "delete", "lifecycle", "location", "logging", "notification", "partNumber", "policy", "policyStatus"],
    ...["publicAccessBlock", "requestPayment", "response-cache-control", "response-content-disposition", "response-content-encoding"],
    ...["response-content-language", "response-content-type", "response-expires", "tagging", "torrent", "uploadId", "uploads"],
    ...["versionId", "versioning", "versions", "website"],
  ],

  maxPresignSeconds: { v4: 604_800, v2: 604_800 },

  // The newer manual takes lower-case letters, digits and "-"; dots are let through, since older ones allowed them [ZOS 1.1].
  bucketName: {
    minLength: 3,
    maxLength: 63,
    characters: "abcdefghijklmnopqrstuvwxyz0123456789.-",
    charactersInWords: 'lower-case letters, digits, "." and "-"',
    alphanumericLabelEnds: true,
    forbidIpv4: true,
    forbidDigitGroups: false,
    forbiddenPairs: ["..", "-.", ".-"],
    forbiddenWords: [],
  },

  lifecycleOverlap: "equal-refused",
  lifecycleScope: "filter", // [ZOS 1.11] takes both and shows this one
  corsExposesWildcard: true, // unverified: Ceph takes it

  limits: {
    buckets: 100,
    deleteObjectsKeys: 1000,
    listObjectsKeys: 1000, // [ZOS 1.5]
    lifecycleRules: 1000, // unverified: Ceph's default
    lifecycleTransitionDays: 0, // the least; unverified: Ceph's, where an expiration begins with 1 as everywhere
    corsRules: 100, // [ZOS 1.27]
    corsBytes: 1_048_576, // unverified: Ceph's limit of every document
    websiteBytes: 1_048_576, // unverified
    websiteRoutingRules: 50, // unverified: Ceph's default
    bucketPolicyBytes: 1_048_576, // unverified
    tagsPerBucket: 50, // [ZOS 1.17]
    tagKeyLength: 128,
    tagValueLength: 256,
  },

  knownLocations: [],

  resources: new Set([
    ...["Bucket", "BucketAcl", "BucketEncryption", "BucketLogging", "BucketNotification", "BucketObject", "BucketPolicy", "BucketTagging"],
    ...["BucketVersioning", "Cors", "Lifecycle", "ObjectLock", "Topic", "Website"],
  ]),

  missingResources: {
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
  missingFields: {
    Bucket: { metadataLocation: LOCATIONS, dataLocation: LOCATIONS },
    BucketObject: { dataLocation: LOCATIONS },
    ObjectLock: {
      confirmIrreversible: { reason: "the default retention of ZOS can be changed and removed", instead: "leave it out" },
      onDestroy: { reason: "the default retention of ZOS can be removed", instead: "leave it out" },
    },
  },
  fieldWords: {
    ObjectLock: { state: ["Enabled"] },
  },
};
