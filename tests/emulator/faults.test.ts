import { CreateBucketCommand, HeadBucketCommand, ListObjectsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { CallCounts, FaultRule } from "../../emulator";
import { admin, emulatorForFile, failure, iam, s3Client, send, sendSigned, TimeTraveller, trail, xmlOf } from "../support/emulator/support";

const emulator = emulatorForFile();
const add = (rule: FaultRule): Promise<unknown> => admin(emulator(), "POST", "/faults", rule);
const counts = (): Promise<CallCounts> => admin(emulator(), "GET", "/calls");
const exists = (Bucket: string): Promise<string> => failure(s3Client(emulator()).send(new HeadBucketCommand({ Bucket })));
const create = (Bucket: string, timeoutMs?: number): Promise<string> =>
  failure(
    s3Client(emulator()).send(
      new CreateBucketCommand({ Bucket }),
      timeoutMs === undefined ? {} : { abortSignal: AbortSignal.timeout(timeoutMs) },
    ),
  );

beforeAll(async () => {
  await create("faulty");
  await s3Client(emulator()).send(new PutObjectCommand({ Bucket: "faulty", Key: "k", Body: "x" }));
});
afterEach(async () => {
  await admin(emulator(), "DELETE", "/faults");
});

describe("a fault of kind", () => {
  test("error answers in the service's shape and executes nothing", async () => {
    await add({ kind: "error", operation: "PutBucket", status: 500, code: "InternalError", message: "made up", times: 1 });
    expect(await create("after-error")).toBe("500 InternalError");
    expect(await exists("after-error")).toBe("404 NotFound");
    expect(await create("after-error")).toBe("no failure");
    await add({ kind: "error", service: "iam", times: 1, status: 403, code: "AccessDenied" });
    await expect(iam(emulator(), "ListUsers")).rejects.toThrow("403 AccessDenied: Injected fault.");
    await add({ kind: "error", service: "trail", times: 1 });
    await expect(trail(emulator(), "DescribeTrails", {})).rejects.toThrow("503 ServiceUnavailable");
  });

  test("error may say when to come back", async () => {
    await add({ kind: "error", status: 503, code: "SlowDown", retryAfterSeconds: 7, times: 1 });
    const answer = await sendSigned(emulator().endpoints.s3, { method: "GET", target: "/" }, { keys: emulator(), service: "s3" });
    expect([answer.status, answer.headers["retry-after"], xmlOf(answer)["Code"]]).toEqual([503, "7", "SlowDown"]);
  });

  test("foreign answers what is not the service's, executes nothing and carries none of its headers", async () => {
    const get = (): ReturnType<typeof sendSigned> =>
      sendSigned(emulator().endpoints.s3, { method: "PUT", target: "/after-foreign" }, { keys: emulator(), service: "s3" });
    await add({ kind: "foreign", times: 1 });
    const page = await get();
    expect([page.status, page.headers["content-type"], page.headers["x-amz-request-id"]]).toEqual([200, "text/html", undefined]);
    expect(page.text).toMatch(/^<!DOCTYPE html>/);
    await add({ kind: "foreign", status: 404, body: '{"error":"none"}', contentType: "application/json", times: 1 });
    const json = await get();
    expect([json.status, json.headers["content-type"], json.text]).toEqual([404, "application/json", '{"error":"none"}']);
    expect(await exists("after-foreign")).toBe("404 NotFound");
  });

  test("another kind may wait before it acts", async () => {
    await add({ kind: "error", status: 403, code: "AccessDenied", operation: "HeadBucket", delayMs: 80, times: 1 });
    const start = performance.now();
    expect(await exists("faulty")).toMatch(/^403/);
    expect(performance.now() - start).toBeGreaterThanOrEqual(79);
  });

  test("delay answers later", async () => {
    await add({ kind: "delay", operation: "HeadBucket", delayMs: 80, times: 1 });
    const start = performance.now();
    expect(await exists("faulty")).toBe("no failure");
    expect(performance.now() - start).toBeGreaterThanOrEqual(79);
  });

  test("foreign answers what stands in between, and executes nothing", async () => {
    await add({ kind: "foreign", operation: "PutBucket", times: 1 });
    const answer = await sendSigned(
      emulator().endpoints.s3,
      { method: "PUT", target: "/after-foreign" },
      { keys: emulator(), service: "s3" },
    );
    expect([answer.status, answer.headers["content-type"], answer.headers["x-amz-request-id"]]).toEqual([200, "text/html", undefined]);
    expect(answer.text).toContain("Sign in");
    expect(await exists("after-foreign")).toBe("404 NotFound");
  });

  test("reset breaks the connection and executes nothing", async () => {
    await add({ kind: "reset", operation: "PutBucket", times: 1 });
    expect(await create("after-reset")).toMatch(/^none/);
    expect(await exists("after-reset")).toBe("404 NotFound");
  });

  test("reset-after-execute executes and breaks the connection", async () => {
    await add({ kind: "reset-after-execute", operation: "PutBucket", times: 1 });
    expect(await create("done-reset")).toMatch(/^none/);
    expect(await exists("done-reset")).toBe("no failure");
  });

  test("hang-before-execute never answers and executes nothing", async () => {
    await add({ kind: "hang-before-execute", operation: "PutBucket", times: 1 });
    expect(await create("never", 150)).toBe("none AbortError");
    expect(await exists("never")).toBe("404 NotFound");
  });

  test("hang-after-execute executes and never answers", async () => {
    await add({ kind: "hang-after-execute", operation: "PutBucket", bucket: "hung", times: 1 });
    expect(await create("not-hung")).toBe("no failure");
    const hanging = create("hung", 2000);
    await expect.poll(() => exists("hung"), { timeout: 1500 }).toBe("no failure");
    expect(await hanging).toBe("none AbortError");
  });

  test("truncate breaks off in the middle of the body", async () => {
    await add({ kind: "truncate", operation: "ListObjects", times: 1 });
    expect(await failure(s3Client(emulator()).send(new ListObjectsCommand({ Bucket: "faulty" })))).toMatch(/^(none|200)/);
    expect(await failure(s3Client(emulator()).send(new ListObjectsCommand({ Bucket: "faulty" })))).toBe("no failure");
  });
});

test("a rule acts as often as it says, and until it is removed otherwise", async () => {
  await add({ kind: "error", operation: "HeadBucket", times: 2, status: 500 });
  expect([await exists("faulty"), await exists("faulty"), await exists("faulty")]).toEqual(["500 Unknown", "500 Unknown", "no failure"]);
  await add({ kind: "error", operation: "HeadBucket", status: 500 });
  expect([await exists("faulty"), await exists("faulty")]).toEqual(["500 Unknown", "500 Unknown"]);
  await admin(emulator(), "DELETE", "/faults");
  expect(await exists("faulty")).toBe("no failure");
});

test.each([
  [{}],
  [{ kind: "explode" }],
  [{ kind: "error", times: -1 }],
  [{ kind: "error", wen: 1 }],
  [{ kind: "error", bucket: 7 }],
  [{ kind: "error", status: 99 }],
  [{ kind: "delay", delayMs: 2 ** 31 }],
  [{ kind: "foreign", contentType: "a\nb" }],
  ["error"],
])("the rule %j is refused", async (rule) => {
  await expect(admin(emulator(), "POST", "/faults", rule)).rejects.toThrow("400");
  expect(await admin(emulator(), "GET", "/faults")).toEqual([]);
});

test("calls are counted by operation and status, unanswered and unknown ones too", async () => {
  await admin(emulator(), "DELETE", "/calls");
  await exists("faulty");
  await exists("absent");
  await iam(emulator(), "ListUsers");
  await add({ kind: "reset", operation: "GetBucketAcl", times: 1 });
  await sendSigned(emulator().endpoints.s3, { method: "GET", target: "/faulty?acl=" }, { keys: emulator(), service: "s3" }).catch(
    () => undefined,
  );
  await sendSigned(emulator().endpoints.s3, { method: "GET", target: "/faulty?nothing=" }, { keys: emulator(), service: "s3" });
  expect(await counts()).toEqual({
    total: 5,
    byOperation: {
      "s3:HeadBucket": { count: 2, statuses: { 200: 1, 404: 1 } },
      "iam:ListUsers": { count: 1, statuses: { 200: 1 } },
      "s3:GetBucketAcl": { count: 1, statuses: { none: 1 } },
      "s3:Unknown": { count: 1, statuses: { 501: 1 } },
    },
    byStatus: { 200: 2, 404: 1, 501: 1, none: 1 },
    bySigner: { [emulator().accessKeyId]: { "s3 v4": 4, "iam v4": 1 } },
  });
});

describe("the admin URL", () => {
  test("summarises the state without a secret", async () => {
    await iam(emulator(), "CreateUser", { UserName: "shown" });
    const key = (await iam(emulator(), "CreateAccessKey", { UserName: "shown" }))["AccessKey"] as Record<string, string>;
    await iam(emulator(), "CreateLoginProfile", { UserName: "shown", Password: "a-password-here" });
    await iam(emulator(), "CreateVirtualMFADevice", { VirtualMFADeviceName: "shown" });
    const state = await admin<{ accounts: { users: { name: string; accessKeys: { id: string }[] }[] }[] }>(emulator(), "GET", "/state");
    expect(state.accounts[0]?.users.find((user) => user.name === "shown")?.accessKeys).toEqual([
      { id: key["AccessKeyId"], status: "Active" },
    ]);
    const text = JSON.stringify(state);
    for (const secret of [key["SecretAccessKey"] ?? "", emulator().secretAccessKey, "a-password-here", "passwordHash", "seed"])
      expect(text).not.toContain(secret);
  });

  test("makes accounts with chosen ids and keys, each once", async () => {
    const wanted = { accountId: "abc1234567890", accessKeyId: "chosen-id", secretAccessKey: "chosen-secret" };
    expect(await admin(emulator(), "POST", "/accounts", wanted)).toEqual(wanted);
    expect((await iam(emulator(), "GetUser", {}, wanted))["User"]).toMatchObject({ Arn: "arn:ctyun:iam::abc1234567890:root" });
    await expect(admin(emulator(), "POST", "/accounts", wanted)).rejects.toThrow("400");
    await expect(admin(emulator(), "POST", "/accounts", { accessKeyId: "chosen-id" })).rejects.toThrow("400");
  });

  describe("is no place for web pages", () => {
    const fault = '{"kind":"error"}';
    const post = async (headers: Readonly<Record<string, string>>, body = fault): Promise<number> => {
      const { status } = await send(emulator().admin, {
        method: "POST",
        target: "/faults",
        body,
        headers: { host: new URL(emulator().admin).host, ...headers },
      });
      return status;
    };
    const json = { "content-type": "application/json" };

    test.each([
      ["of another site", { origin: "http://page.example", "content-type": "text/plain" }],
      ["of another port", { origin: "http://127.0.0.1:9", ...json }],
      ["without an origin", { origin: "null", ...json }],
      ["as its browser says", { "sec-fetch-site": "same-site", ...json }],
      ["under a name that was rebound", { host: "page.example", ...json }],
    ])("%s", async (_name, headers) => {
      expect(await post(headers)).toBe(403);
      expect(await admin(emulator(), "GET", "/faults")).toEqual([]);
    });

    test.each(["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain", "application/jsonp"])(
      "nor for what a form can send: %s",
      async (type) => {
        expect(await post({ "content-type": type })).toBe(415);
        expect(await admin(emulator(), "GET", "/faults")).toEqual([]);
      },
    );

    test("but for programs, whatever they call their JSON", async () => {
      for (const headers of [json, { "content-type": "application/vnd.api+json; charset=utf-8" }, {}, { "sec-fetch-site": "none" }])
        expect(await post(headers)).toBe(200);
      // `fetch` names a text by itself.
      expect((await fetch(`${emulator().admin}/faults`, { method: "POST", body: fault })).status).toBe(200);
    });
  });

  test("says what is wrong with a body, and changes nothing", async () => {
    const ask = async (method: string, target: string, body: string): Promise<readonly [number, string]> => {
      const host = new URL(emulator().admin).host;
      const answer = await send(emulator().admin, { method, target, body, headers: { host } });
      return [answer.status, String((JSON.parse(answer.text) as { error?: string }).error)];
    };
    for (const offset of ["1e300", "-1e300", "1e18", "253402300800000"])
      expect(await ask("PUT", "/clock", `{"offsetMs":${offset}}`)).toEqual([
        400,
        expect.stringMatching(/^offsetMs must keep the clock between/),
      ]);
    expect(await admin(emulator(), "GET", "/clock")).toMatchObject({ offsetMs: 0 });
    for (const path of ["/faults", "/accounts", "/calls"]) {
      const method = path === "/calls" ? "DELETE" : "POST";
      expect(await ask(method, path, "null")).toEqual([400, "the body must be a JSON object or a list"]);
      expect(await ask(method, path, "7")).toEqual([400, "the body must be a JSON object or a list"]);
      expect(await ask(method, path, "{")).toEqual([400, expect.stringMatching(/^the body is not JSON: /)]);
    }
    expect(await ask("POST", "/faults", "[null]")).toEqual([400, "a fault rule is an object"]);
    expect(await ask("POST", "/faults", "x".repeat(1024 * 1024 + 1))).toEqual([400, expect.stringContaining("at most 1048576 bytes")]);
    expect(await ask("GET", "/state?%", "")).toEqual([400, expect.stringContaining("percent")]);
    expect(await ask("POST", "/accounts", '{"accessKeyId":"a/b"}')).toEqual([400, expect.stringContaining("accessKeyId must be")]);
    expect(await admin(emulator(), "GET", "/faults")).toEqual([]);
  });

  test("answers only what is addressed to this machine, and names what it knows", async () => {
    expect((await send(emulator().admin, { method: "GET", target: "/state", headers: { host: "evil.example" } })).status).toBe(403);
    expect((await send(emulator().admin, { method: "GET", target: "/secrets", headers: { host: "localhost" } })).text).toContain(
      "GET /calls",
    );
    expect(await admin(emulator(), "GET", "/health")).toEqual({ ok: true });
    await expect(admin(emulator(), "PUT", "/clock", { offsetMs: "soon" })).rejects.toThrow("400");
  });
});

describe("the settings of a bucket", () => {
  const time = new TimeTraveller(emulator);
  const retention = "<Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Days>1</Days></DefaultRetention></Rule>";
  test.each([
    [
      "Lifecycle",
      "<LifecycleConfiguration><Rule><ID>a</ID><Prefix>a</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>",
    ],
    [
      "Cors",
      "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>",
    ],
    ["Website", "<WebsiteConfiguration><IndexDocument><Suffix>i.html</Suffix></IndexDocument></WebsiteConfiguration>"],
    [
      "Logging",
      "<BucketLoggingStatus><LoggingEnabled><TargetBucket>faulty</TargetBucket><TargetPrefix>l</TargetPrefix></LoggingEnabled></BucketLoggingStatus>",
    ],
    [
      "ObjectLockConfiguration",
      `<ObjectLockConfiguration><ObjectLockEnabled>Disabled</ObjectLockEnabled>${retention}</ObjectLockConfiguration>`,
    ],
    ["Accelerate", "<AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>"],
  ])("%s: refused before, lost after, and counted", async (name, body) => {
    const target = `/faulty?${name === "ObjectLockConfiguration" ? "object-lock" : name.toLowerCase()}=`;
    const [put, get] = name === "ObjectLockConfiguration" ? [`Put${name}`, `Get${name}`] : [`PutBucket${name}`, `GetBucket${name}`];
    const root = /<(\w+)>/.exec(body)?.[0] ?? "";
    const stored = async (): Promise<boolean> => (await time.send("GET", target)).text.includes(body.slice(root.length));
    await admin(emulator(), "DELETE", "/calls");
    await add({ kind: "error", operation: put, bucket: "faulty", times: 1 });
    expect([(await time.send("PUT", target, body)).status, await stored()]).toEqual([503, false]);
    await add({ kind: "reset-after-execute", operation: put, bucket: "faulty", times: 1 });
    await expect(time.send("PUT", target, body)).rejects.toThrow();
    expect(await stored()).toBe(true);
    const { byOperation } = await counts();
    expect(byOperation[`s3:${put}`]).toEqual({ count: 2, statuses: { "503": 1, none: 1 } });
    expect(byOperation[`s3:${get}`]?.count).toBe(2);
  });
});
