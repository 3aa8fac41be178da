/** China Telecom Cloud OOS (object storage, classic edition I): what each of its services can do. */
import { IAM_OPERATIONS, STATISTICS_OPERATIONS, TRAIL_OPERATIONS } from "./oos-actions";
import { IAM_ERROR_KINDS, S3_ERROR_KINDS, STATISTICS_ERROR_KINDS, TRAIL_ERROR_KINDS } from "./oos-errors";
import { S3_OPERATIONS } from "./oos-operations";
import type { Backend, RegionRow } from "./types";

/** Hosts of the object-storage network that all pools share; pools have an S3 host only [GUIDE 8.1]. */
const NETWORK = {
  iam: "oos-cn-iam.ctyunapi.cn",
  trail: "oos-cn-cloudtrail.ctyunapi.cn",
  statistics: "oos-cn-mg.ctyunapi.cn",
} as const;

const HONG_KONG = {
  iam: "oos-cn-hk-iam.ctyunapi.cn",
  trail: "oos-cn-hk-cloudtrail.ctyunapi.cn",
  statistics: "oos-cn-hk-mg.ctyunapi.cn",
} as const;

function pool(id: string, title: string): readonly [string, RegionRow] {
  return [id, { title, hosts: { s3: `oos-${id}.ctyunapi.cn`, ...NETWORK }, locations: true }];
}

function hongKong(id: string, title: string): readonly [string, RegionRow] {
  return [id, { title, hosts: { s3: `oos-${id}.ctyunapi.cn`, ...HONG_KONG }, locations: false }];
}

export const oos: Backend = {
  id: "oos",
  title: "OOS",
  source: { documents: "OOS Python SDK guide 6.5.3, OOS manual 6.0, the vendor's online documentation", asOf: "2026-11-21" },
  defaultRegion: "cn",

  regions: Object.fromEntries([
    pool("cn", "object-storage network, nearest pool"),
    pool("hazz", "Zhengzhou"),
    pool("lnsy", "Shenyang"),
    pool("sccd", "Chengdu"),
    pool("xjwlmq", "Urumqi"),
    pool("gslz", "Lanzhou"),
    pool("sdqd", "Qingdao"),
    pool("gzgy", "Guiyang"),
    pool("hbwh", "Wuhan"),
    pool("xzls", "Lhasa"),
    pool("ahwh", "Wuhu"),
    pool("gdsz", "Shenzhen"),
    pool("jssz", "Suzhou"),
    pool("sh2", "Shanghai 2"),
    hongKong("cn-hk-hqnet", "Hong Kong, premium network"),
    hongKong("cn-hk-nqnet", "Hong Kong, normal network"),
  ]),

  scope: {
    // `oos-hazz.` gives hazz, `oos-cn-iam.`, `oos-cn-mg.` and `oos-cn-cloudtrail.` give cn; a bucket name may stand in front.
    host: /(?:^|\.)oos-(?<region>[a-z0-9]+(?:-[a-z0-9]+)*?)(?:-(?:iam|mg|cloudtrail))?\.ctyunapi\.cn$/,
    // unverified: Hong Kong. The vendor's PHP SDK signs the text up to `-iam` or the first dot (`cn-hk-hqnet`, `cn-hk`); its Go SDK
    // signs the first word (`cn`). The PHP reading is used; to use the other, map each of the three to "cn" here.
    signedAs: { "cn-hk-hqnet": "cn-hk-hqnet", "cn-hk-nqnet": "cn-hk-nqnet", "cn-hk": "cn-hk" },
  },

  defaultAddressing: "virtual",
  settleSeconds: 300, // the manual speaks of five minutes and more
  listsBucketAgain: false, // a PUT of an own bucket changes it
  arnDialect: "ctyun",

  services: {
    s3: {
      signingName: "s3",
      signatureVersions: ["v4", "v2"],
      schemes: ["https", "http"],
      operations: S3_OPERATIONS,
      errorKinds: S3_ERROR_KINDS,
    },
    iam: { signingName: "sts", signatureVersions: ["v4"], schemes: ["https"], operations: IAM_OPERATIONS, errorKinds: IAM_ERROR_KINDS },
    trail: {
      signingName: "cloudtrail",
      signatureVersions: ["v4"],
      schemes: ["https"],
      operations: TRAIL_OPERATIONS,
      errorKinds: TRAIL_ERROR_KINDS,
    },
    statistics: {
      signingName: "s3",
      signatureVersions: ["v4"], // unverified: V2 may work as well; the guide leaves the version to the caller
      schemes: ["https", "http"],
      operations: STATISTICS_OPERATIONS,
      errorKinds: STATISTICS_ERROR_KINDS,
    },
  },

  // `regions`, `accelerate` and `object-lock` are not signed, as in the vendor's SDKs; unverified: nor is `x-amz-limitrate`.
  signedV2Subresources: [
    ...["acl", "torrent", "logging", "location", "policy", "requestPayment", "versioning", "versions", "versionId", "notification"],
    ...["uploadId", "uploads", "partNumber", "website", "delete", "lifecycle", "tagging", "cors", "restore"],
    ...["response-content-type", "response-content-language", "response-expires"],
    ...["response-cache-control", "response-content-disposition", "response-content-encoding"],
  ],

  maxPresignSeconds: { v4: 604_800, v2: 10 * 365 * 86_400 },

  // [DOC 10027286]
  bucketName: {
    minLength: 3,
    maxLength: 63,
    characters: "abcdefghijklmnopqrstuvwxyz0123456789.-",
    charactersInWords: 'lower-case letters, digits, "." and "-"',
    alphanumericLabelEnds: true,
    forbidIpv4: true,
    forbidDigitGroups: true,
    forbiddenPairs: ["..", "-.", ".-"],
    forbiddenWords: [], // unverified: the manual speaks of forbidden words and lists none
  },

  lifecycleOverlap: "refused", // [DOC 10027305]
  lifecycleScope: "prefix", // [GUIDE 4.2.16] shows no other, and no manual of OOS has the word Filter
  corsExposesWildcard: false, // unverified: S3 refuses it

  limits: {
    buckets: 10, // [DOC 10026776]
    trails: 10, // [GUIDE 6.1]
    tagsPerUser: 10, // [GUIDE 7.1.5]
    accessKeysPerUser: 2, // unverified
    groups: 30, // [MIR 958]
    userNameLength: 64,
    groupNameLength: 128,
    policyNameLength: 128, // unverified
    deleteObjectsKeys: 1000, // [GUIDE 4.3.11]
    listObjectsKeys: 1000, // [GUIDE 4.2.4]
    lifecycleRules: 1000, // [DOC 10027305]
    corsRules: 100, // [DOC 10027308]
    corsBytes: 65_536,
    websiteBytes: 10_240,
    accelerateAddresses: 5, // [OLD 4.2.10]
    bucketPolicyBytes: 20_480, // unverified
    eventSelectorsPerTrail: 1, // [GUIDE 6.5]
    lookupEventsDays: 184, // [DOC 10027624]
    lookupEventsPage: 50, // [DOC 10027624]
    listMaxItems: 1000, // [DOC 10027454]
    sessionPolicyCharacters: 2048, // [DOC 10027434]
    sessionSecondsMin: 900,
    sessionSecondsMax: 129_600,
    // Days that one question may span, both ends counted [DOC 10027578] [DOC 10027585]
    statisticsDaysBy5min: 1,
    statisticsDaysByHour: 7,
    statisticsDaysByDay: 30,
    bandwidthDaysBack: 31, // [DOC 10027593]
  },

  knownLocations: [
    ...[
      "ZhengZhou",
      "ShenYang",
      "ChengDu",
      "WuLuMuQi",
      "LanZhou",
      "QingDao",
      "GuiYang",
      "LaSa",
      "WuHu",
      "WuHan",
      "ShenZhen",
      "SH2",
      "SuZhou",
    ],
    ...["FuZhou", "HangZhou", "NeiMeng1", "HangZhou1", "HongKong", "HaiKou", "JinHua", "KunMing", "ShiJiaZhuang"],
  ],

  // unverified but for ShenYang [GUIDE 4.2.9]: the pool in the city of the location
  locationPools: {
    ...{ ZhengZhou: "hazz", ShenYang: "lnsy", ChengDu: "sccd", WuLuMuQi: "xjwlmq", LanZhou: "gslz", QingDao: "sdqd", GuiYang: "gzgy" },
    ...{ LaSa: "xzls", WuHu: "ahwh", WuHan: "hbwh", ShenZhen: "gdsz", SH2: "sh2", SuZhou: "jssz" },
  },

  websiteHost: "{bucket}.oos-website-cn.oos-{pool}.ctyunapi.cn", // [DOC 10027294]

  resources: new Set([
    ...["Bucket", "BucketPolicy", "Lifecycle", "Cors", "Website", "ObjectLock", "BucketLogging", "BucketAccelerate", "BucketObject"],
    ...["IamUser", "Group", "Policy", "AccessKey", "RotatingAccessKey", "LoginProfile", "PasswordPolicy", "VirtualMfaDevice"],
    ...["GroupMembership", "GroupMembers", "UserPolicyAttachment", "GroupPolicyAttachment", "Trail"],
  ]),

  missingResources: {
    getTopic: { reason: "OOS has no event notifications", instead: "look up recorded API calls" },
    getTopics: { reason: "OOS has no event notifications", instead: "look up recorded API calls" },
    Topic: { reason: "OOS has no event notifications", instead: "record API calls with a Trail, or access logs with BucketLogging" },
    BucketNotification: {
      reason: "OOS has no event notifications",
      instead: "record API calls with a Trail, or access logs with BucketLogging",
    },
    BucketVersioning: { reason: "OOS has no versioning", instead: "protect objects with ObjectLock" },
    BucketTagging: { reason: "OOS has no bucket tags", instead: "tag the IAM users that own the data (IamUser.tags)" },
    BucketEncryption: { reason: "OOS has no encryption configuration", instead: "encrypt before upload" },
    BucketAcl: { reason: "OOS sets the ACL of a bucket with the bucket itself", instead: "use the acl input of Bucket" },
    BucketQuota: { reason: "OOS has no bucket quota", instead: "watch the usage functions" },
    BucketStorageClass: { reason: "OOS has no default storage class of a bucket", instead: "use a transition rule of Lifecycle" },
  },

  missingFields: {
    Bucket: {
      versioning: { reason: "OOS has no versioning", instead: "protect objects with ObjectLock" },
      objectLockEnabled: { reason: "every bucket of OOS can have a lock", instead: "use ObjectLock" },
      storageClass: { reason: "OOS has no default storage class of a bucket", instead: "use a transition rule of Lifecycle" },
      azPolicy: { reason: "OOS places data by location", instead: "use dataLocation" },
    },
    BucketLogging: { targetGrants: { reason: "OOS knows no grants on log objects", instead: "use a BucketPolicy of the target bucket" } },
    Lifecycle: {
      "rules[].tags": { reason: "OOS chooses objects by prefix alone", instead: "use prefix" },
      "rules[].objectSizeGreaterThan": { reason: "OOS chooses objects by prefix alone", instead: "use prefix" },
      "rules[].objectSizeLessThan": { reason: "OOS chooses objects by prefix alone", instead: "use prefix" },
      "rules[].expiration.expiredObjectDeleteMarker": { reason: "OOS has no versioning", instead: "leave it out" },
      "rules[].transitions": { reason: "a rule of OOS has one transition", instead: "use transition" },
      "rules[].noncurrentVersionExpiration": { reason: "OOS has no versioning", instead: "use expiration" },
      "rules[].noncurrentVersionTransitions": { reason: "OOS has no versioning", instead: "use transition" },
      "rules[].abortIncompleteMultipartUpload": {
        reason: "OOS ends no uploads by rule",
        instead: "find open uploads with getMultipartUploads",
      },
    },
    Website: {
      "routingRules[].redirect.httpRedirectCode": { reason: "OOS chooses the status of a redirect itself", instead: "leave it out" },
    },
  },
  fieldWords: {
    Bucket: { acl: ["private", "public-read", "public-read-write"] },
    Lifecycle: { "rules[].transition.storageClass": ["STANDARD_IA"] },
    ObjectLock: { mode: ["COMPLIANCE"] },
  },
};
