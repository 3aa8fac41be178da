/** How much there may be on ZOS. */
import type { Limits } from "../types";

export const limits: Limits = {
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

  // No IAM, no trails, no statistics, no CDN addresses
  accelerateAddresses: undefined,
  tagsPerUser: undefined,
  accessKeysPerUser: undefined,
  groups: undefined,
  userNameLength: undefined,
  groupNameLength: undefined,
  policyNameLength: undefined,
  trails: undefined,
  eventSelectorsPerTrail: undefined,
  lookupEventsDays: undefined,
  lookupEventsPage: undefined,
  listMaxItems: undefined,
  sessionPolicyCharacters: undefined,
  sessionSecondsMin: undefined,
  sessionSecondsMax: undefined,
  statisticsDaysBy5min: undefined,
  statisticsDaysByHour: undefined,
  statisticsDaysByDay: undefined,
  bandwidthDaysBack: undefined,
};
