/** Every operation of the manuals: what the emulator serves and what it refuses by name. */
import { IAM_OPERATIONS } from "./table-iam";
import { S3_OPERATIONS } from "./table-s3";
import { STATISTICS_OPERATIONS } from "./table-statistics";
import { TRAIL_OPERATIONS } from "./table-trail";
import type { OperationRow } from "./types";

export const OPERATIONS: readonly OperationRow[] = [...S3_OPERATIONS, ...STATISTICS_OPERATIONS, ...TRAIL_OPERATIONS, ...IAM_OPERATIONS];
