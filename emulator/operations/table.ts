/** Every operation of the manuals: what the emulator serves and what it refuses by name. */
import { IAM_OPERATIONS } from "./table-iam";
import { S3_OPERATIONS } from "./table-s3";
import { STATISTICS_OPERATIONS } from "./table-statistics";
import { TRAIL_OPERATIONS } from "./table-trail";
import { ZOS_OPERATIONS } from "./table-zos";
import type { IamRow, OperationRow, S3Row, StatisticsRow, TrailRow } from "./types";
import type { FlavourName } from "../flavours";

export const OPERATIONS: readonly OperationRow[] = [...S3_OPERATIONS, ...STATISTICS_OPERATIONS, ...TRAIL_OPERATIONS, ...IAM_OPERATIONS];

/** The operations of one flavour, by service. */
export interface OperationTable {
  readonly s3: readonly S3Row[];
  readonly statistics: readonly StatisticsRow[];
  readonly trail: readonly TrailRow[];
  readonly iam: readonly IamRow[];
}

export const TABLES: Readonly<Record<FlavourName, OperationTable>> = {
  oos: { s3: S3_OPERATIONS, statistics: STATISTICS_OPERATIONS, trail: TRAIL_OPERATIONS, iam: IAM_OPERATIONS },
  zos: { s3: ZOS_OPERATIONS, statistics: [], trail: [], iam: [] },
};
