/** China Telecom Cloud OOS (object storage, classic edition I). */
import type { Backend } from "../types";
import { dialect } from "./dialect";
import { IAM_ERRORS, S3_ERRORS, STATISTICS_ERRORS, TRAIL_ERRORS } from "./errors";
import { hosts } from "./hosts";
import { lacks } from "./lacks";
import { limits } from "./limits";
import { bucketName } from "./names";
import { IAM_OPERATIONS, S3_OPERATIONS, STATISTICS_OPERATIONS, TRAIL_OPERATIONS } from "./operations";

export const oos: Backend = {
  id: "oos",
  title: "OOS",
  source: { documents: "OOS Python SDK guide 6.5.3, OOS manual 6.0, the vendor's online documentation", asOf: "2026-11-21" },
  ...hosts,
  dialect,
  services: {
    s3: {
      signingName: "s3",
      signatureVersions: ["v4", "v2"],
      schemes: ["https", "http"],
      operations: S3_OPERATIONS,
      errors: S3_ERRORS,
    },
    iam: { signingName: "sts", signatureVersions: ["v4"], schemes: ["https"], operations: IAM_OPERATIONS, errors: IAM_ERRORS },
    trail: {
      signingName: "cloudtrail",
      signatureVersions: ["v4"],
      schemes: ["https"],
      operations: TRAIL_OPERATIONS,
      errors: TRAIL_ERRORS,
    },
    statistics: {
      signingName: "s3",
      signatureVersions: ["v4"], // unverified: V2 may work as well; the guide leaves the version to the caller
      schemes: ["https", "http"],
      operations: STATISTICS_OPERATIONS,
      errors: STATISTICS_ERRORS,
    },
  },
  bucketName,
  limits,
  lacks,
};
