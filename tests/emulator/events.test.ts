/** Every call leaves an event, which LookupEvents finds. */
import { CreateBucketCommand, GetBucketPolicyCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import {
  admin,
  emulatorForFile,
  failure,
  keysOf,
  s3Client,
  send,
  TimeTraveller,
  userWithKey,
  type Keys,
} from "../support/emulator/support";

const emulator = emulatorForFile();
const time = new TimeTraveller(emulator);
const DAY_MS = 86_400_000;

interface Shown {
  readonly EventId: string;
  readonly EventName: string;
  readonly EventTime: number;
  readonly ReadOnly: string;
  readonly UserName?: string;
  readonly CloudTrailEvent: string;
}

async function lookUp(input: object = {}, keys?: Keys): Promise<{ readonly events: readonly Shown[]; readonly next: unknown }> {
  const { Events, NextToken } = await time.trail("LookupEvents", input, keys);
  return { events: Events as readonly Shown[], next: NextToken };
}
const by = async (AttributeKey: string, AttributeValue: string): Promise<readonly Shown[]> =>
  (await lookUp({ LookupAttributes: [{ AttributeKey, AttributeValue }] })).events;
const names = (events: readonly Shown[]): readonly string[] => events.map((event) => event.EventName);
const detail = (event: Shown | undefined): Record<string, unknown> => JSON.parse(event?.CloudTrailEvent ?? "{}") as Record<string, unknown>;

let reader: Keys;
beforeAll(async () => {
  reader = await userWithKey(emulator(), "reader", { Effect: "Allow", Action: "cloudtrail:LookupEvents", Resource: "*" });
  await time.client().send(new CreateBucketCommand({ Bucket: "eventful" }));
});

describe("an event", () => {
  test("says who asked for what, when, from where, and how it went", async () => {
    const before = Date.now();
    expect(await failure(s3Client(emulator(), { credentials: reader }).send(new GetBucketPolicyCommand({ Bucket: "eventful" })))).toBe(
      "403 AccessDenied",
    );
    const [event] = await by("EventName", "GetBucketPolicy");
    expect(event).toMatchObject({
      ReadOnly: "true",
      UserName: "reader",
      AccessKeyId: reader.accessKeyId,
      EventSource: "oos-cn.ctyunapi.cn",
    });
    expect(event?.EventTime).toBeGreaterThanOrEqual(before);
    expect(event?.EventTime).toBeLessThanOrEqual(Date.now());
    expect(detail(event)).toMatchObject({
      userIdentity: {
        type: "IAMUser",
        arn: `arn:ctyun:iam::${emulator().accountId}:user/reader`,
        accountId: emulator().accountId,
        accessKeyId: reader.accessKeyId,
        userName: "reader",
      },
      eventName: "GetBucketPolicy",
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      sourceIPAddress: "127.0.0.1",
      userAgent: expect.stringContaining("aws-sdk-js") as string,
      requestParameters: { bucketName: "eventful", policy: "" },
      errorCode: "AccessDenied",
      requestID: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      readOnly: true,
      resources: [{ type: "Bucket", name: "eventful" }],
      recipientAccountId: emulator().accountId,
    });
  });

  test("comes from every service", async () => {
    await time.client().send(new PutObjectCommand({ Bucket: "eventful", Key: "a/b", Body: "v" }));
    await time.trail("CreateTrail", { Name: "eventful-trail", S3BucketName: "eventful" });
    await time.iam("CreateGroup", { GroupName: "eventful-group" });
    expect(detail((await by("ResourceName", "eventful/a"))[0])).toMatchObject({
      eventName: "PutObject",
      readOnly: false,
      requestParameters: { bucketName: "eventful", key: "a/b" },
    });
    expect(detail((await by("ResourceName", "eventful-trail"))[0])).toMatchObject({
      eventName: "CreateTrail",
      eventSource: "oos-cn-cloudtrail.ctyunapi.cn",
      requestParameters: { Name: "eventful-trail", S3BucketName: "eventful" },
      userIdentity: { type: "Root", userName: "root" },
    });
    expect(detail((await by("ResourceName", "eventful-group"))[0])).toMatchObject({
      eventName: "CreateGroup",
      eventSource: "oos-cn-iam.ctyunapi.cn",
      requestParameters: { GroupName: "eventful-group" },
      resources: [{ type: "Group", name: "eventful-group" }],
    });
  });

  test("belongs to the account of the caller and to the one that owns the bucket", async () => {
    const other = await admin<Keys & { readonly accountId: string }>(emulator(), "POST", "/accounts", {});
    await failure(s3Client(emulator(), { credentials: other }).send(new GetObjectCommand({ Bucket: "eventful", Key: "a/b" })));
    for (const keys of [undefined, other]) {
      const { events } = await lookUp({ LookupAttributes: [{ AttributeKey: "AccessKeyId", AttributeValue: other.accessKeyId }] }, keys);
      expect(names(events).filter((name) => name === "GetObject")).toHaveLength(1);
    }
    expect(names((await lookUp({}, other)).events)).not.toContain("CreateGroup");
    await send(emulator().endpoints.s3, { method: "GET", target: "/eventful/a/b", headers: { host: "127.0.0.1" } });
    expect(detail((await by("EventName", "GetObject"))[0])).toMatchObject({
      userIdentity: { type: "Anonymous" },
      errorCode: "AccessDenied",
    });
  });

  test("holds no secret, however it was sent", async () => {
    const secret = "S3cret-never-recorded";
    await time.iam("CreateLoginProfile", { UserName: "reader", Password: secret });
    await time.iam("UpdateLoginProfile", { UserName: "reader", Password: `${secret}-2` });
    await expect(time.iam("CreateLoginProfile", { UserName: "reader", Pasword: secret })).rejects.toThrow("400");
    await expect(time.iam("ChangePassword", { OldPassword: secret, NewPassword: `${secret}-3` }, reader)).rejects.toThrow("403");
    const { VirtualMFADevice } = await time.iam("CreateVirtualMFADevice", { VirtualMFADeviceName: "eventful" });
    const device = VirtualMFADevice as Record<string, string>;
    const codes = { AuthenticationCode1: "123456", AuthenticationCode2: "654321" };
    await expect(time.iam("EnableMFADevice", { UserName: "reader", SerialNumber: device["SerialNumber"] ?? "", ...codes })).rejects.toThrow(
      "403",
    );
    const made = keysOf(await time.iam("CreateAccessKey", { UserName: "reader" }));
    const session = keysOf(await time.iam("GetSessionToken", { DurationSeconds: "900" }, reader));
    await time.iam("GetUser", {}, session).catch(() => undefined);
    await time.iam("DeleteAccessKey", { UserName: "reader", AccessKeyId: made.accessKeyId });
    const text = JSON.stringify((await lookUp()).events);
    for (const name of ["CreateLoginProfile", "UpdateLoginProfile", "ChangePassword", "CreateVirtualMFADevice", "EnableMFADevice"]) {
      expect(text).toContain(name);
    }
    const secrets = [
      secret,
      device["Base32StringSeed"],
      made.secretAccessKey,
      session.secretAccessKey,
      session.sessionToken,
      reader.secretAccessKey,
      emulator().secretAccessKey,
      "123456",
      "654321",
    ];
    for (const value of secrets) expect(text).not.toContain(value);
  });
});

describe("LookupEvents", () => {
  test("shows the latest first, in pages that new events do not shift", async () => {
    const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
    for (let number = 0; number < 5; number++) await time.iam("CreateUser", { UserName: `paged-${number}` }, other);
    const creations = { LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: "CreateUser" }], MaxResults: "2" };
    const seen: string[] = [];
    let next: unknown;
    do {
      const page = await lookUp({ ...creations, ...(next === undefined ? {} : { NextToken: next }) }, other);
      expect(page.events.length).toBeLessThanOrEqual(2);
      seen.push(...page.events.map((event) => String((detail(event)["requestParameters"] as Record<string, unknown>)["UserName"])));
      next = page.next;
      await time.iam("CreateUser", { UserName: `late-${seen.length}` }, other);
    } while (next !== undefined);
    expect(seen).toEqual(["paged-4", "paged-3", "paged-2", "paged-1", "paged-0"]);
  });

  test("gives fifty at most", async () => {
    const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
    for (let number = 0; number < 51; number++) await time.iam("ListUsers", {}, other);
    const first = await lookUp({}, other);
    expect([first.events.length, typeof first.next]).toEqual([50, "string"]);
    expect((await lookUp({ NextToken: first.next }, other)).events).toHaveLength(1);
  });

  test("finds by every attribute", async () => {
    await time.iam("CreatePolicy", {
      PolicyName: "Findable",
      PolicyDocument: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
    });
    const [event] = await by("ResourceName", "Find");
    expect(event?.EventName).toBe("CreatePolicy");
    expect(await by("ResourceName", "find")).toEqual([]);
    expect(await by("EventId", event?.EventId ?? "")).toEqual([event]);
    expect(await by("ResourceType", "Policy")).toContainEqual(event);
    expect(await by("EventSource", "oos-cn-iam.ctyunapi.cn")).toContainEqual(event);
    expect(await by("UserName", "root")).toContainEqual(event);
    expect(await by("AccessKeyId", emulator().accessKeyId)).toContainEqual(event);
    expect(await by("ReadOnly", "false")).toContainEqual(event);
    expect(new Set((await by("ReadOnly", "true")).map((other) => other.ReadOnly))).toEqual(new Set(["true"]));
    expect((await lookUp({ LookupAttributes: [{ AttributeKey: "", AttributeValue: "" }] })).events.length).toBeGreaterThan(1);
  });

  test("keeps to its times, to the millisecond, and reaches back 184 days", async () => {
    const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
    const start = Date.now();
    await time.iam("CreateUser", { UserName: "old" }, other);
    const creation = (input: object = {}): Promise<{ readonly events: readonly Shown[] }> =>
      lookUp({ LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: "CreateUser" }], ...input }, other);
    const at = (await creation()).events[0]?.EventTime ?? 0;
    expect((await creation({ StartTime: String(at), EndTime: String(at + 1) })).events).toHaveLength(1);
    expect((await creation({ StartTime: at + 1, EndTime: at + 2 })).events).toHaveLength(0);
    expect((await creation({ EndTime: at - 1 })).events).toHaveLength(0);
    await time.to(new Date(start + 182 * DAY_MS).toISOString());
    expect((await creation({ StartTime: 0 })).events).toHaveLength(1);
    expect((await creation({ StartTime: 0, EndTime: 1 })).events).toHaveLength(0);
    await time.to(new Date(at + 184 * DAY_MS - 60_000).toISOString());
    // All before the 184 days: the first of them.
    expect((await creation({ StartTime: 0, EndTime: 1 })).events).toHaveLength(1);
    await time.to(new Date(start + 185 * DAY_MS).toISOString());
    expect((await creation({ StartTime: 0 })).events).toHaveLength(0);
    await time.to(new Date().toISOString());
  });

  test.each([
    [{ StartTime: 2, EndTime: 1 }, "400 InvalidTimeRangeException"],
    [{ StartTime: 1, EndTime: 1 }, "400 InvalidTimeRangeException"],
    [{ StartTime: "yesterday" }, "400 InvalidTimeRangeException"],
    [{ MaxResults: 51 }, "400 InvalidMaxResultsException"],
    [{ MaxResults: "0" }, "400 InvalidMaxResultsException"],
    [{ NextToken: "nonsense" }, "400 InvalidNextTokenException"],
    [{ NextToken: 7 }, "400 InvalidNextTokenException"],
    [{ LookupAttributes: [{ AttributeKey: "Color", AttributeValue: "red" }] }, "400 InvalidLookupAttributesException"],
    [{ LookupAttributes: [{ AttributeKey: "EventName" }] }, "400 InvalidLookupAttributesException"],
    [{ LookupAttributes: ["EventName"] }, "400 InvalidLookupAttributesException"],
    [{ Order: "asc" }, "400 InvalidParameterException"],
    [
      {
        LookupAttributes: [
          { AttributeKey: "EventName", AttributeValue: "a" },
          { AttributeKey: "UserName", AttributeValue: "b" },
        ],
      },
      "400 InvalidLookupAttributesException",
    ],
  ])("%j is refused", async (input, refusal) => {
    await expect(lookUp(input)).rejects.toThrow(refusal);
  });

  test("needs permission", async () => {
    expect((await lookUp({}, reader)).events.length).toBeGreaterThan(0);
    const nobody = await userWithKey(emulator(), "nobody");
    await expect(lookUp({}, nobody)).rejects.toThrow("403 AccessDenied");
  });
});
