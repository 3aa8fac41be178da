/** Operations of the trail service, in the manual's order. A row without a function is refused by name and listed in GAPS.md. */
import type { TrailRow } from "../../contract";
import { lookupEvents } from "../../services/trail/events";
import * as trail from "../../services/trail/trail";

export const TRAIL_OPERATIONS: readonly TrailRow[] = [
  row("CreateTrail", "GUIDE 6.1", ["Name", "S3BucketName", "S3KeyPrefix"], trail.createTrail),
  row("DeleteTrail", "GUIDE 6.2", ["Name"], trail.deleteTrail),
  row("DescribeTrails", "GUIDE 6.3", ["TrailNameList", "trailNameList"], trail.describeTrails),
  row("GetTrailStatus", "GUIDE 6.4", ["Name"], trail.getTrailStatus),
  row("PutEventSelectors", "GUIDE 6.5", ["TrailName", "EventSelectors"], trail.putEventSelectors),
  row("GetEventSelectors", "GUIDE 6.6", ["TrailName"], trail.getEventSelectors),
  row("UpdateTrail", "GUIDE 6.7", ["Name", "S3BucketName", "S3KeyPrefix"], trail.updateTrail),
  row("StartLogging", "GUIDE 6.8", ["Name"], trail.startLogging),
  row("StopLogging", "GUIDE 6.9", ["Name"], trail.stopLogging),
  row("LookupEvents", "GUIDE 6.10", ["StartTime", "EndTime", "LookupAttributes", "MaxResults", "NextToken"], lookupEvents),
];

function row(name: string, manual: string, members: readonly string[], run?: TrailRow["run"]): TrailRow {
  const rest: Pick<TrailRow, "run"> = run === undefined ? {} : { run };
  return { ...rest, service: "trail", name, manual, wire: `POST / X-Amz-Target ...${name}`, members };
}
