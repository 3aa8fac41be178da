/** How much there may be on OOS. */
import type { Limits } from "../types";

export const limits: Limits = {
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
  lifecycleTransitionDays: 1,
  corsRules: 100, // [DOC 10027308]
  corsBytes: 65_536,
  websiteBytes: 10_240,
  websiteRoutingRules: undefined,
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
  tagsPerBucket: undefined,
  tagKeyLength: undefined,
  tagValueLength: undefined,
};
