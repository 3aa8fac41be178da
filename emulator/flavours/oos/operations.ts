/** Every operation of OOS, by service. */
import type { OperationTable } from "../../contract";
import { serveWebsite } from "../../services/s3/website-site";
import { IAM_OPERATIONS } from "./iam-operations";
import { S3_OPERATIONS } from "./s3-operations";
import { STATISTICS_OPERATIONS } from "./statistics-operations";
import { TRAIL_OPERATIONS } from "./trail-operations";

export const OOS_TABLE: OperationTable = {
  s3: S3_OPERATIONS,
  statistics: STATISTICS_OPERATIONS,
  trail: TRAIL_OPERATIONS,
  iam: IAM_OPERATIONS,
  website: serveWebsite,
};
