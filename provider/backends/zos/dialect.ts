/** How ZOS behaves where services differ. */
import type { Dialect } from "../types";

export const dialect: Dialect = {
  headerPrefix: "x-amz-",
  requestIdHeaders: ["x-amz-request-id", "x-amzn-requestid", "x-amz-requestid"],
  unsignedV2: ["object-lock", "encryption"], // Ceph 16 refuses a signature that has them; unverified for ZOS
  maxPresignSeconds: { v4: 604_800, v2: 604_800 },
  defaultAddressing: "path", // the guide and the console show it
  settleSeconds: 30, // unverified: a gateway reads what was written; what stands before those of ZOS is not known
  arns: "aws",
  bucketPolicies: "aws",
  caller: "owner",
  aclIsSeparate: true,
  listsBucketAgain: true, // as Ceph 16 does, for the ACL that the bucket has
  lockIsFinal: false,
  lockAtCreation: true,
  websiteGrammar: "s3",
  lifecycleOverlap: "equal-refused",
  lifecycleScope: "filter", // [ZOS 1.11] takes both and shows this one
  corsExposesWildcard: true, // unverified: Ceph takes it
};
