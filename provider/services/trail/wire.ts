/**
 * The wire of the trail service as tables. The envelope and `Name` are documented [DeleteTrail page], the other names follow the guide's
 * samples in PascalCase [GUIDE 6]. No page shows an answer: names there are unverified, read in any casing.
 */
import {
  flag,
  listed,
  listOf,
  lookUp,
  name,
  optional,
  required,
  shape,
  text,
  timestamp,
  UnreadableAnswer,
} from "../../transport/protocol/shape";
import type { Reader, ReadBy } from "../../transport/protocol/shape";
import { defined } from "../../pure/defined";

/** Stands before the action in `X-Amz-Target`. */
export const TARGET_PREFIX = "cn.ctyunapi.oos-cn-cloudtrail.v20131101.CloudTrail_20131101.";

/** Every input by its name on the wire. */
export const PARAMETERS = {
  name: "Name",
  s3BucketName: "S3BucketName",
  s3KeyPrefix: "S3KeyPrefix",
  trailNameList: "TrailNameList", // unverified
  trailName: "TrailName", // unverified
  eventSelectors: "EventSelectors", // unverified
  readWriteType: "ReadWriteType", // unverified
  // [DOC 10027624]
  attributeKey: "AttributeKey",
  attributeValue: "AttributeValue",
  endTime: "EndTime",
  lookupAttributes: "LookupAttributes",
  maxResults: "MaxResults",
  nextToken: "NextToken",
  startTime: "StartTime",
} as const;

const TRAIL = shape({
  name: required(["Name", "TrailName"], name),
  s3BucketName: optional(["S3BucketName", "BucketName", "Bucket"], text),
  s3KeyPrefix: optional(["S3KeyPrefix", "KeyPrefix", "Prefix"], text),
  trailArn: optional(["TrailARN", "Arn"], text),
  homeRegion: optional("HomeRegion", text),
});

const STATUS = shape({
  isLogging: required(["IsLogging", "Logging"], flag),
  latestDeliveryTime: optional("LatestDeliveryTime", timestamp),
  latestDeliveryError: optional("LatestDeliveryError", text),
  startLoggingTime: optional(["StartLoggingTime", "TimeLoggingStarted"], timestamp),
  stopLoggingTime: optional(["StopLoggingTime", "TimeLoggingStopped"], timestamp),
});

/** unverified: the second name is what CloudTrail shows in any case. */
const SELECTOR = shape({ readWriteType: optional("ReadWriteType", text) }, { kept: ["IncludeManagementEvents"] });

const RESOURCE = shape({
  resourceType: optional(["ResourceType", "Type"], text),
  resourceName: optional(["ResourceName", "Name"], text),
});

const IDENTITY = shape({
  accessKeyId: optional("AccessKeyId", text),
  arn: optional("Arn", text),
  type: optional("Type", text),
  userName: optional("UserName", text),
});

/** The members are those by which events can be asked for [DOC 10027624], and those of a CloudTrail record; all but the id may be absent. */
const EVENT_FIELDS = shape({
  eventId: required("EventId", name),
  accessKeyId: optional("AccessKeyId", text),
  errorCode: optional("ErrorCode", text),
  errorMessage: optional("ErrorMessage", text),
  eventName: optional("EventName", text),
  eventSource: optional("EventSource", text),
  eventTime: optional("EventTime", timestamp),
  readOnly: optional("ReadOnly", flag),
  requestId: optional("RequestId", text),
  resources: listed(["Resources", "ResourceList"], RESOURCE),
  resourceName: optional("ResourceName", text),
  resourceType: optional("ResourceType", text),
  sourceIpAddress: optional(["SourceIPAddress", "SourceIp"], text),
  userAgent: optional("UserAgent", text),
  userIdentity: optional("UserIdentity", IDENTITY),
  userName: optional("UserName", text),
});

/** What the service tells of a call, under one set of names, and the whole of it as JSON text. */
export type TrailEvent = Omit<ReadBy<typeof EVENT_FIELDS>, "resourceName" | "resourceType"> & { readonly record: string };

/** AWS puts the record as JSON text into a member of its own; where a field is in both, the member beside it counts. */
const EVENT: Reader<TrailEvent> = (value, at) => {
  const inner = isObject(value) ? lookUp(value, ["CloudTrailEvent"]) : undefined;
  const record = typeof inner === "string" ? parsed(inner, at) : inner;
  const { resourceName, resourceType, ...event } = EVENT_FIELDS(
    { ...(isObject(record) ? record : {}), ...(isObject(value) ? value : {}) },
    at,
  );
  const { userName = event.userIdentity?.userName, accessKeyId = event.userIdentity?.accessKeyId } = event;
  const single = resourceName === undefined && resourceType === undefined ? [] : [defined({ resourceName, resourceType })];
  return {
    ...event,
    ...defined({ userName, accessKeyId }),
    resources: event.resources.length > 0 ? event.resources : single,
    record: JSON.stringify(record ?? value),
  };
};

function parsed(text: string, at: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UnreadableAnswer(at, "record in JSON");
  }
}

/** One page of events; `nextToken` is there when more may follow. */
export interface EventPage {
  readonly events: readonly TrailEvent[];
  readonly nextToken?: string;
}

const NEXT = shape({ nextToken: optional("NextToken", name) });
const EVENT_LIST = ["Events", "EventList"];

const EVENTS: Reader<EventPage> = (value, at) => ({ events: theList(EVENT_LIST, EVENT)(value, at), ...NEXT(value, at) });

export type Trail = ReadBy<typeof TRAIL>;
export type TrailStatus = ReadBy<typeof STATUS>;
export type EventSelector = ReadBy<typeof SELECTOR>;

const TRAIL_LIST = ["TrailList", "Trails", "TrailInfoList"];
const SELECTOR_LIST = ["EventSelectors", "EventSelectorList", "SelectorList"];

/** An answer without the list is not an empty list (law 1): only the list itself says that there is none. */
function theList<T>(names: readonly string[], item: Reader<T>): Reader<readonly T[]> {
  const read = listOf(item);
  return (value, at, strange) => {
    const found = isObject(value) ? lookUp(value, names) : undefined;
    if (found === undefined) throw new UnreadableAnswer(at, names[0] ?? "list");
    return read(found, at, strange);
  };
}

/** Here an answer that names the trail and no list says as much as an empty list (unverified). */
const SELECTORS: Reader<readonly EventSelector[]> = (value, at, strange) => {
  const namesTrail = isObject(value) && lookUp(value, ["TrailARN", "TrailName", "Name"]) !== undefined;
  return namesTrail && lookUp(value, SELECTOR_LIST) === undefined ? [] : theList(SELECTOR_LIST, SELECTOR)(value, at, strange);
};

/** The page shows no body. What has one comes from somebody else, and must not be taken for a deletion (law 1). */
const NOTHING: Reader<void> = (value, at) => {
  const strange = isObject(value) ? Object.keys(value).find((key) => !/^request-?id$/i.test(key)) : undefined;
  if (strange !== undefined) throw new UnreadableAnswer(at, `empty body, but ${strange},`);
};

/** The answer of each operation that has one which the provider reads. */
export const RESULTS = {
  DeleteTrail: NOTHING,
  CreateTrail: shape({ trailArn: optional(["TrailARN", "Arn"], text) }),
  DescribeTrails: theList(TRAIL_LIST, TRAIL),
  GetTrailStatus: STATUS,
  GetEventSelectors: SELECTORS,
  LookupEvents: EVENTS,
} as const;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
