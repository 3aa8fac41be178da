/** lookupEvents: the management events of the last 184 days [GUIDE 6.10] [DOC 10027624]. */
import { most } from "../backends/types";
import { z } from "zod";
import { type Context, defineFunction, field, type RuleProblem, type Values } from "../define";
import { momentProblems, wholeDaysSince } from "../pure/time";
import * as trails from "../services/trail";
import { defined } from "../pure/defined";

const resource = z.strictObject({
  resourceType: z.string().optional().describe("Type of the resource."),
  resourceName: z.string().optional().describe("Name of the resource."),
});
const event = z.strictObject({
  eventId: z.string().describe("Id of the event."),
  eventName: z.string().optional().describe("The operation that was called: `CreateUser`."),
  eventTime: z.string().optional().describe("Time of the event, ISO 8601."),
  eventSource: z.string().optional().describe("The service that was called."),
  readOnly: z.boolean().optional().describe("Whether the operation only reads."),
  userName: z.string().optional().describe("User who made the call."),
  userArn: z.string().optional().describe("ARN of the caller."),
  accessKeyId: z.string().optional().describe("The key that signed the call."),
  sourceIpAddress: z.string().optional().describe("IP address of the caller."),
  errorCode: z.string().optional().describe("Error code of a failed call. Absent: it succeeded."),
  errorMessage: z.string().optional().describe("Error message of a failed call."),
  requestId: z.string().optional().describe("Id of the request."),
  resources: z.array(resource).describe("Resources that the call concerned."),
  record: z.string().describe("The whole record of the event, as JSON text."),
});

function timeProblems(text: string): RuleProblem[] {
  return momentProblems(text).map((message) => ({ message }));
}

const attribute = z.strictObject({
  key: z.enum(trails.EVENT_ATTRIBUTES).describe("Name of the attribute."),
  value: z.string().min(1).describe("Value of the attribute. `ResourceName` matches names with this prefix; case matters."),
});

const inputs = z.strictObject({
  startTime: field(z.string().optional(), {
    doc: "Limit to events from this time on, ISO 8601 with a time zone. The service keeps 184 days. Default: all events.",
    rule: timeProblems,
  }),
  endTime: field(z.string().optional(), {
    doc: "Limit to events up to this time, ISO 8601 with a time zone. Default: now.",
    rule: timeProblems,
  }),
  attribute: field(attribute.optional(), {
    doc: "Limit to events with this value of an attribute; the service compares one attribute per request.",
    typeName: "EventAttribute",
    rule: ({ key, value }: z.infer<typeof attribute>): RuleProblem[] =>
      key === "ReadOnly" && value !== "true" && value !== "false"
        ? [{ path: ["value"], message: `must be true or false for ReadOnly; found ${value}` }]
        : [],
  }),
  limit: field(z.number().int().min(1).optional(), {
    doc: "Maximum number of events to return. Default: all. A page of 50 events is one call.",
  }),
});
const outputs = z.strictObject({
  events: field(z.array(event), { doc: "The events, in the order of the service.", typeName: "TrailEvents" }),
  isTruncated: field(z.boolean(), { doc: "True if there are more than `limit`." }),
});

type Inputs = Values<typeof inputs>;

function orderProblems({ startTime, endTime }: Partial<Inputs>): RuleProblem[] {
  if (startTime === undefined || endTime === undefined || !(Date.parse(startTime) >= Date.parse(endTime))) return [];
  return [{ path: ["endTime"], message: `must be after startTime, ${startTime}; found ${endTime}` }];
}

/** The service would answer for other times than asked, without a word. @throws RangeError with every problem */
function assertKept({ startTime, endTime }: Inputs, context: Pick<Context, "backend" | "now">): void {
  const today = context.now();
  const limit = most(context.backend.limits.lookupEventsDays);
  const problems: string[] = [];
  for (const [name, time] of Object.entries({ startTime, endTime })) {
    const back = time === undefined ? 0 : wholeDaysSince(new Date(time), today);
    if (back > limit)
      problems.push(`${name}: must not be more than ${limit} days ago, as events are kept no longer; ${time ?? ""} is ${back} days ago`);
  }
  if (startTime !== undefined && new Date(startTime) > today)
    problems.push(`startTime: must not be in the future; found ${startTime}, now is ${today.toISOString()}`);
  if (problems.length > 0) throw new RangeError(problems.join("\n"));
}

function toEvent({ userIdentity, userAgent: _agent, resources, ...rest }: trails.TrailEvent): z.infer<typeof event> {
  return {
    ...rest,
    ...defined({ userArn: userIdentity?.arn }),
    resources: resources.map((one) => ({ ...one })),
  };
}

export const lookupEvents = defineFunction({
  name: "lookupEvents",
  uses: ["LookupEvents"],
  doc: "Lists management events of the account with caller, operation, time and address, on all pages up to the limit. The service keeps them for 184 days, with or without a trail.",
  inputs,
  outputs,
  rules: [{ on: ["startTime", "endTime"], check: orderProblems }],
  async invoke(context, wanted) {
    assertKept(wanted, context);
    const { startTime, endTime, attribute: by, limit } = wanted;
    // One more than asked for tells whether there are more.
    const found = await trails.listEvents(
      context.client,
      {
        ...(startTime === undefined ? {} : { startTime: new Date(startTime) }),
        ...(endTime === undefined ? {} : { endTime: new Date(endTime) }),
        ...defined({ attribute: by }),
      },
      limit === undefined ? undefined : limit + 1,
    );
    return { events: found.slice(0, limit).map(toEvent), isTruncated: limit !== undefined && found.length > limit };
  },
});
