/** Operations of the audit trail [GUIDE 6]: JSON, the action in a header. */
import { actions } from "./actions";

// unverified: no manual shows the trail service's errors; codes follow CloudTrail, statuses are those of both conventions.
const NO_TRAIL = ["TrailNotFoundException", "TrailNotFound", "NoSuchTrail"].flatMap((code) => [
  { status: 404, code },
  { status: 400, code },
]);

export const TRAIL = actions(
  { service: "trail", method: "POST", notFound: NO_TRAIL },
  {
    CreateTrail: "create",
    DeleteTrail: "change",
    DescribeTrails: "list",
    GetTrailStatus: "read",
    PutEventSelectors: "change",
    GetEventSelectors: "read",
    UpdateTrail: "change",
    StartLogging: "change",
    StopLogging: "change",
    LookupEvents: "list",
  },
);
