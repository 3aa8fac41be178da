/** Operations of the statistics service, in the manual's order; the last is a page of today's manual that the guide does not have. */
import type { StatisticsRow } from "../../contract";
import * as regions from "../../services/statistics/regions";
import * as statistics from "../../services/statistics/statistics";

const DAYS = ["BeginDate", "EndDate", "Freq"];
const SCOPE = ["Bucket", "Region"];

export const STATISTICS_OPERATIONS: readonly StatisticsRow[] = [
  row("GetCapacity", "GUIDE 5.1", [...DAYS, ...SCOPE, "StorageClass"], statistics.getCapacity),
  row("GetDeleteCapacity", "GUIDE 5.2", [...DAYS, ...SCOPE, "StorageClass"], statistics.getDeleteCapacity),
  row("GetTraffics", "GUIDE 5.3", [...DAYS, ...SCOPE, "StorageClass", "InOutType", "InternetType", "TrafficsType"], statistics.getTraffics),
  row("GetRequests", "GUIDE 5.4", [...DAYS, ...SCOPE, "StorageClass", "InternetType", "RequestsType"], statistics.getRequests),
  row(
    "GetReturnCode",
    "GUIDE 5.5",
    [...DAYS, ...SCOPE, "StorageClass", "InternetType", "RequestsType", "ResponseType"],
    statistics.getReturnCode,
  ),
  row("GetConcurrentConnection", "GUIDE 5.6", [...DAYS, ...SCOPE, "InternetType"], statistics.getConcurrentConnection),
  // The guide's sample says Bucket; which of the two is on the wire is not known of the two deprecated ones.
  row("GetUsage", "GUIDE 5.7", [...DAYS, "Bucket", "BucketName"], regions.getUsage),
  row("GetBandwidth", "GUIDE 5.8", ["BeginDate", "EndDate", "Bucket", "BucketName"], regions.getBandwidth),
  row("GetBilledStorageUsage", "DOC 10027578", [...DAYS, ...SCOPE, "StorageClass"], statistics.getBilledStorageUsage),
];

function row(name: string, manual: string, parameters: readonly string[], run: StatisticsRow["run"]): StatisticsRow {
  const rest: Pick<StatisticsRow, "run"> = run === undefined ? {} : { run };
  return { ...rest, service: "statistics", name, manual, wire: `GET /?Action=${name}`, parameters };
}
