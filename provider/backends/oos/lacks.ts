/** What OOS lacks of what other services have, and what to use instead. */
import type { Lacks } from "../types";

export const lacks: Lacks = {
  instead: {
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

  fields: {
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
  words: {
    Bucket: { acl: ["private", "public-read", "public-read-write"] },
    Lifecycle: { "rules[].transition.storageClass": ["STANDARD_IA"] },
    ObjectLock: { mode: ["COMPLIANCE"] },
  },
};
