/** LookupEvents [GUIDE 6.10][DOC 10027624]. unverified: every member of the answer, which are spelled as AWS CloudTrail spells them. */
import { KEPT_DAYS, type Event, type EventRecord } from "../../background/events";
import { DAY_MS } from "../../clock";
import type { JsonObject, TrailCall } from "../../contract";
import { refuse } from "../../wire/errors";

const MOST_RESULTS = 50;

type Matches = (event: Event, value: string) => boolean;

/** Every attribute that can be asked for. ResourceName is a prefix, letter for letter; the rest are whole values (unverified: their letters). */
const ATTRIBUTES: Readonly<Record<string, Matches>> = {
  EventId: (event, value) => event.eventID === value,
  EventName: (event, value) => event.eventName === value,
  ReadOnly: (event, value) => String(event.readOnly) === value.toLowerCase(),
  UserName: (event, value) => event.userIdentity.userName === value,
  ResourceType: (event, value) => event.resources.some(({ type }) => type === value),
  ResourceName: (event, value) => event.resources.some(({ name }) => name.startsWith(value)),
  EventSource: (event, value) => event.eventSource === value,
  AccessKeyId: (event, value) => event.userIdentity.accessKeyId === value,
};

/** The latest first. A page ends before an event that a later page begins with, whatever is recorded meanwhile. */
export async function lookupEvents({ account, core, now, input }: TrailCall): Promise<JsonObject> {
  const { fromMs, toMs } = timeWindow(input, now.getTime());
  const matches = attributeFilter(input["LookupAttributes"]);
  const most = wholeNumber(input, "MaxResults", "InvalidMaxResultsException", 1, MOST_RESULTS) ?? MOST_RESULTS;
  const after = parseToken(input["NextToken"]);
  const found: EventRecord[] = [];
  let passed = after === undefined;
  for await (const day of core.events.between(account.id, fromMs, Math.min(toMs, after?.atMs ?? toMs))) {
    for (const record of day) {
      if (!passed && after !== undefined) passed = record.event.eventID === after.id || record.atMs < after.atMs;
      if (passed && record.event.eventID !== after?.id && matches(record.event)) found.push(record);
      if (found.length > most) return page(found.slice(0, most));
    }
  }
  return { Events: found.map(shown) };
}

function page(records: readonly EventRecord[]): JsonObject {
  const last = records.at(-1);
  const token = JSON.stringify({ atMs: last?.atMs, id: last?.event.eventID });
  return { Events: records.map(shown), NextToken: Buffer.from(token, "utf8").toString("base64url") };
}

/** Unverified beyond the names that requests use. */
function shown({ atMs, event }: EventRecord): JsonObject {
  return {
    EventId: event.eventID,
    EventName: event.eventName,
    ReadOnly: String(event.readOnly),
    ...(event.userIdentity.accessKeyId === undefined ? {} : { AccessKeyId: event.userIdentity.accessKeyId }),
    EventTime: atMs,
    EventSource: event.eventSource,
    ...(event.userIdentity.userName === undefined ? {} : { UserName: event.userIdentity.userName }),
    Resources: event.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
    CloudTrailEvent: JSON.stringify(event),
  };
}

/** Without a start the last 184 days, without an end until now; what is asked for from before them is their first day. */
function timeWindow(input: JsonObject, nowMs: number): { readonly fromMs: number; readonly toMs: number } {
  const [start, end] = (["StartTime", "EndTime"] as const).map((name) => wholeNumber(input, name, "InvalidTimeRangeException"));
  if (start !== undefined && end !== undefined && start >= end) {
    throw refuse("InvalidTimeRangeException", "StartTime must be earlier than EndTime.");
  }
  const oldest = nowMs - KEPT_DAYS * DAY_MS;
  const toMs = end ?? nowMs;
  return { fromMs: Math.max(start ?? oldest, oldest), toMs: toMs < oldest ? oldest + DAY_MS : toMs };
}

/** At most one attribute; the guide's sample has an empty one in its place, which asks for nothing. */
function attributeFilter(given: unknown): (event: Event) => boolean {
  const list: readonly unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [given];
  if (list.length > 1) throw badAttribute("only one attribute can be asked for");
  const [attribute] = list;
  if (attribute === undefined || attribute === null) return () => true;
  const { AttributeKey: key, AttributeValue: value, ...rest } = (typeof attribute === "object" ? attribute : {}) as JsonObject;
  if (typeof key !== "string" || typeof value !== "string" || Object.keys(rest).length > 0) {
    throw badAttribute("an attribute is an AttributeKey with its AttributeValue");
  }
  if (key === "" && value === "") return () => true;
  const matches = Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
  if (matches === undefined) throw badAttribute(`AttributeKey must be one of ${Object.keys(ATTRIBUTES).join(", ")}`);
  return (event) => matches(event, value);
}

function badAttribute(words: string): Error {
  return refuse("InvalidLookupAttributesException", `LookupAttributes: ${words}.`);
}

/** Numbers come as numbers or, from the vendor's SDK, as texts. */
function wholeNumber(
  input: JsonObject,
  name: string,
  code: "InvalidTimeRangeException" | "InvalidMaxResultsException",
  least = 0,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isInteger(number) && number >= least && number <= most) return number;
  throw refuse(code, `${name} must be a whole number of ${least} to ${most}.`);
}

function parseToken(token: unknown): { readonly atMs: number; readonly id: string } | undefined {
  if (token === undefined) return undefined;
  try {
    const text = typeof token === "string" ? Buffer.from(token, "base64url").toString("utf8") : "";
    const { atMs, id } = JSON.parse(text) as JsonObject;
    if (typeof atMs === "number" && typeof id === "string") return { atMs, id };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refuse("InvalidNextTokenException", "NextToken is not one that this service gave.");
}
