/** LookupEvents on the wire: milliseconds as texts, one attribute, pages to the end or to a limit, every form of event that is read. */
import { describe, expect, it } from "vitest";
import * as trail from "../../../../provider/services/trail";
import { fakeClient } from "../../../support/services/fake-client";

const startTime = new Date("2026-01-02T03:04:05.678Z");
const endTime = new Date("2026-01-03T00:00:00Z");

/** Answers with pages of events, numbered through; each page but the last names the next. */
function pages(...sizes: readonly number[]) {
  let made = 0;
  return fakeClient((_request, index) => {
    const events = Array.from({ length: sizes[index] ?? 0 }, () => ({ EventId: `e${made++}` }));
    return JSON.stringify({ Events: events, ...(index < sizes.length - 1 ? { NextToken: `t${index}` } : {}) });
  });
}

function bodies(client: ReturnType<typeof fakeClient>): unknown[] {
  return client.sent.map(({ body }) => JSON.parse(String(body)) as unknown);
}

describe("a page", () => {
  it("sends times as milliseconds and the attribute in a list", async () => {
    const client = pages(0);
    const page = await trail.lookupEvents(client, { startTime, endTime, attribute: { key: "UserName", value: "bob" }, maxResults: 20 });
    expect(page).toEqual({ events: [] });
    expect(client.sent[0]).toMatchObject({
      operation: "LookupEvents",
      headers: { "x-amz-target": "cn.ctyunapi.oos-cn-cloudtrail.v20131101.CloudTrail_20131101.LookupEvents" },
    });
    expect(bodies(client)).toEqual([
      {
        StartTime: "1767323045678",
        EndTime: "1767398400000",
        LookupAttributes: [{ AttributeKey: "UserName", AttributeValue: "bob" }],
        MaxResults: "20",
      },
    ]);
  });

  it("without arguments asks for what the service gives", async () => {
    const client = pages(0);
    await trail.lookupEvents(client);
    expect(bodies(client)).toEqual([{}]);
  });
});

describe("pages", () => {
  it("go to the end", async () => {
    const client = pages(50, 0, 50, 3);
    const found = await trail.listEvents(client, { startTime });
    expect(found.map(({ eventId }) => eventId)).toEqual(Array.from({ length: 103 }, (_, index) => `e${index}`));
    const common = { StartTime: "1767323045678", MaxResults: "50" };
    expect(bodies(client)).toEqual([common, ...["t0", "t1", "t2"].map((NextToken) => ({ ...common, NextToken }))]);
  });

  it("stop at the limit, and ask for no more than that", async () => {
    const client = pages(50, 10, 50);
    expect(await trail.listEvents(client, {}, 60)).toHaveLength(60);
    expect(bodies(client)).toEqual([{ MaxResults: "50" }, { MaxResults: "10", NextToken: "t0" }]);
  });

  it("end with an error when a token comes again", async () => {
    const client = fakeClient(() => '{"Events":[],"NextToken":"t"}');
    await expect(trail.listEvents(client, {})).rejects.toMatchObject({
      kind: "foreign",
      words: "the answer repeats the NextToken t: the list has no end",
    });
    expect(client.sent).toHaveLength(2);
  });
});

async function event(...wire: readonly unknown[]): Promise<readonly trail.TrailEvent[]> {
  return (await trail.lookupEvents(fakeClient(() => JSON.stringify({ Events: wire })))).events;
}

describe("an event", () => {
  it("by the names of the page, in any casing, with its time in ISO 8601", async () => {
    const wire = {
      eventID: "e1",
      EventName: "CreateUser",
      EventTime: 1767323045678,
      ReadOnly: "false",
      ResourceType: "user",
      ResourceName: "bob",
    };
    expect(await event(wire)).toEqual([
      {
        eventId: "e1",
        eventName: "CreateUser",
        eventTime: "2026-01-02T03:04:05.678Z",
        readOnly: false,
        resources: [{ resourceType: "user", resourceName: "bob" }],
        record: JSON.stringify(wire),
      },
    ]);
  });

  it("with its record as text inside, as CloudTrail sends it", async () => {
    const record = JSON.stringify({
      eventID: "inner",
      eventSource: "iam",
      sourceIPAddress: "10.0.0.1",
      errorCode: "AccessDenied",
      userIdentity: { type: "IAMUser", arn: "arn:u", userName: "bob", accessKeyId: "k1" },
    });
    const wire = { EventId: "e1", Resources: [{ ResourceType: "user", ResourceName: "x" }], CloudTrailEvent: record };
    expect(await event(wire)).toEqual([
      {
        eventId: "e1",
        eventSource: "iam",
        sourceIpAddress: "10.0.0.1",
        errorCode: "AccessDenied",
        userIdentity: { type: "IAMUser", arn: "arn:u", userName: "bob", accessKeyId: "k1" },
        userName: "bob",
        accessKeyId: "k1",
        resources: [{ resourceType: "user", resourceName: "x" }],
        record,
      },
    ]);
  });

  it.each(["{}", '{"message":"hi"}', '{"Events":[{}]}', '{"Events":[{"EventId":"e","CloudTrailEvent":"{"}]}', "<html/>"])(
    "%j is nobody's answer",
    async (answer) => {
      await expect(trail.lookupEvents(fakeClient(() => answer))).rejects.toMatchObject({ kind: "foreign", operation: "LookupEvents" });
    },
  );
});
