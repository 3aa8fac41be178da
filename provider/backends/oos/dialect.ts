/** How OOS behaves where services differ. */
import type { Dialect } from "../types";

export const dialect: Dialect = {
  headerPrefix: "x-amz-",
  requestIdHeaders: ["x-amz-request-id", "x-amzn-requestid", "x-amz-requestid"],
  unsignedV2: ["regions", "accelerate", "object-lock"], // as in the vendor's SDKs; unverified: nor is `x-amz-limitrate` signed
  maxPresignSeconds: { v4: 604_800, v2: 10 * 365 * 86_400 },
  defaultAddressing: "virtual",
  settleSeconds: 300, // the manual speaks of five minutes and more
  arns: "ctyun",
  bucketPolicies: "ctyun",
  caller: "iam",
  aclIsSeparate: false,
  listsBucketAgain: false, // a PUT of an own bucket changes it
  lockIsFinal: true,
  lockAtCreation: false,
  websiteGrammar: "plain",
  lifecycleOverlap: "refused", // [DOC 10027305]
  lifecycleScope: "prefix", // [GUIDE 4.2.16] shows no other, and no manual of OOS has the word Filter
  corsExposesWildcard: false, // unverified: S3 refuses it
};
