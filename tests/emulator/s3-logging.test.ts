import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  GetBucketLoggingCommand,
  GetObjectCommand,
  PutBucketLoggingCommand,
  PutObjectCommand,
  type BucketLoggingStatus,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { startEmulator } from "../../emulator";
import { admin, emulatorForFile, failure, outcome, s3Client, send, TimeTraveller, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile();
const s3 = new TimeTraveller(emulator);

async function put(bucket: string, status: BucketLoggingStatus): Promise<unknown> {
  return s3.client().send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: status }));
}

const flush = (): Promise<{ written: readonly string[] }> => admin(emulator(), "POST", "/logs");

/** The lines of all log objects under a prefix. */
async function lines(bucket: string, prefix: string): Promise<readonly string[]> {
  const client = s3.client();
  const found: string[] = [];
  for (const key of (await s3.keys(bucket)).filter((name) => name?.startsWith(prefix))) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    found.push(...((await Body?.transformToString()) ?? "").trimEnd().split("\n"));
  }
  return found;
}

describe("configuration", () => {
  beforeAll(async () => {
    await s3.send("PUT", "/logged");
    await s3.send("PUT", "/target");
  });

  test("the AWS SDK turns it on, changes it and turns it off", async () => {
    const read = async (): Promise<unknown> => (await s3.client().send(new GetBucketLoggingCommand({ Bucket: "logged" }))).LoggingEnabled;
    expect(await read()).toBeUndefined();
    await put("logged", { LoggingEnabled: { TargetBucket: "target", TargetPrefix: "a/" } });
    expect(await read()).toEqual({ TargetBucket: "target", TargetPrefix: "a/" });
    await put("logged", { LoggingEnabled: { TargetBucket: "logged", TargetPrefix: "" } });
    expect(await read()).toEqual({ TargetBucket: "logged", TargetPrefix: "" });
    await put("logged", {});
    expect(await read()).toBeUndefined();
    expect((await s3.send("GET", "/logged?logging=")).text).toContain("<BucketLoggingStatus");
  });

  test("a target that is not there or not one's own, other elements, no DELETE", async () => {
    const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
    await s3Client(emulator(), { credentials: other }).send(new CreateBucketCommand({ Bucket: "not-mine" }));
    const to = (TargetBucket: string): Promise<string> => failure(put("logged", { LoggingEnabled: { TargetBucket, TargetPrefix: "" } }));
    expect(await to("nobody-has-this")).toBe("400 InvalidTargetBucketForLogging");
    expect(await to("not-mine")).toBe("400 InvalidTargetBucketForLogging");
    const grants =
      "<LoggingEnabled><TargetBucket>target</TargetBucket><TargetPrefix></TargetPrefix><TargetGrants></TargetGrants></LoggingEnabled>";
    expect(outcome(await s3.send("PUT", "/logged?logging=", `<BucketLoggingStatus>${grants}</BucketLoggingStatus>`))).toBe(
      "400 MalformedXML",
    );
    expect(outcome(await s3.send("DELETE", "/logged?logging="))).toBe("501 NotImplemented");
  });
});

describe("log objects", () => {
  test("each request makes a line, which comes to the target when the logs are flushed", async () => {
    await s3.send("PUT", "/seen", "", { "x-amz-acl": "public-read" });
    await s3.send("PUT", "/sink");
    await put("seen", { LoggingEnabled: { TargetBucket: "sink", TargetPrefix: "seen-" } });
    await flush();
    await s3.client().send(new PutObjectCommand({ Bucket: "seen", Key: "a b", Body: "12345" }));
    await fetch(`${emulator().endpoints.s3}/seen/none?X-Amz-Security-Token=hidden`, { headers: { "user-agent": 'me "quoted"' } });
    await fetch(`${emulator().endpoints.s3}/seen/a%20b`, { headers: { referer: "http://from.example/" } });
    expect(await s3.keys("sink")).toHaveLength(1);
    const { written } = await flush();
    expect(written).toEqual([expect.stringMatching(/^sink\/seen-GMT\d{4}(-\d\d){5}-[0-9A-F]{16}$/)]);
    const log = (await lines("sink", "seen-")).filter((line) => line.includes("OBJECT"));
    const { accountId } = emulator();
    expect(log).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${accountId} seen \\[\\d\\d/\\w{3}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000\\] 127.0.0.1 arn:ctyun:iam::${accountId}:root [0-9a-f]{16} REST.PUT.OBJECT a%20b "PUT /seen/a%20b\\?x-id=PutObject HTTP/1.1" 200 - 0 `,
        ),
      ),
      expect.stringMatching(/ 127.0.0.1 - [0-9a-f]{16} REST.GET.OBJECT none "GET \/seen\/none HTTP\/1.1" 404 NoSuchKey \d+ /),
      expect.stringMatching(/REST.GET.OBJECT a%20b "GET \/seen\/a%20b HTTP\/1.1" 200 - 5 - - - "http:\/\/from.example\/" /),
    ]);
    expect(log.join()).not.toContain("hidden");
    expect(log[1]).toContain('"me %22quoted%22"');
  });

  test("without a flush they come when the clock has moved by an hour", async () => {
    await s3.to("2050-01-01T10:00:00Z");
    await s3.send("PUT", "/waiting");
    await put("waiting", { LoggingEnabled: { TargetBucket: "waiting", TargetPrefix: "log/" } });
    expect(await s3.keys("waiting")).toEqual([]);
    await s3.to("2050-01-01T10:59:00Z");
    expect(await s3.keys("waiting")).toEqual([]);
    await s3.to("2050-01-01T11:00:30Z");
    expect(await s3.keys("waiting")).toEqual([expect.stringMatching(/^log\/GMT2050-01-01-11-00-\d\d-/)]);
    expect(await lines("waiting", "log/")).toContainEqual(expect.stringContaining("REST.PUT.LOGGING - "));
  });

  test("lifecycle runs, preflights and visits are told as well; a bucket without logging tells nothing", async () => {
    await s3.to("2051-01-01T10:00:00Z");
    await s3.send("PUT", "/ruled", "", { "x-amz-acl": "public-read" });
    await s3.client().send(new PutObjectCommand({ Bucket: "ruled", Key: "old", Body: "x" }));
    const rule = "<Rule><ID>a</ID><Prefix>old</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>";
    await s3.send("PUT", "/ruled?lifecycle=", `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`);
    await put("ruled", { LoggingEnabled: { TargetBucket: "ruled", TargetPrefix: "log/" } });
    await send(emulator().endpoints.s3, { method: "OPTIONS", target: "/ruled/a" });
    await send(emulator().endpoints.s3, { method: "GET", target: "/", headers: { host: "ruled.oos-website-cn.oos-cn.ctyunapi.cn" } });
    await s3.to("2051-01-03T00:00:00Z");
    await flush();
    const log = (await lines("ruled", "log/")).map((line) => line.split(" ").find((word) => /^(REST|OOS|WEBSITE)\./.test(word)));
    expect(log).toEqual(expect.arrayContaining(["OOS.EXPIRE.OBJECT", "REST.OPTIONS.PREFLIGHT", "WEBSITE.GET.OBJECT", "REST.PUT.LOGGING"]));
    expect((await lines("ruled", "log/")).some((line) => line.includes("REST.PUT.LIFECYCLE"))).toBe(false);
  });

  test("a target that was deleted meanwhile gets nothing", async () => {
    await s3.send("PUT", "/orphaned");
    await s3.send("PUT", "/short-lived");
    await put("orphaned", { LoggingEnabled: { TargetBucket: "short-lived", TargetPrefix: "" } });
    await flush();
    for (const key of await s3.keys("short-lived")) await s3.send("DELETE", `/short-lived/${key ?? ""}`);
    expect((await s3.send("DELETE", "/short-lived")).status).toBe(204);
    await s3.send("HEAD", "/orphaned");
    expect((await flush()).written.filter((name) => name.startsWith("short-lived"))).toEqual([]);
    expect((await s3.send("HEAD", "/orphaned")).status).toBe(200);
  });
});

test("settings, and what the logs hold, are there after a restart", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "emulator-logs-"));
  try {
    const first = await startEmulator({ dataFolder });
    const time = new TimeTraveller(() => first);
    await time.send("PUT", "/lasting");
    const rule = "<Rule><ID>a</ID><Prefix>x</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>";
    await time.send("PUT", "/lasting?lifecycle=", `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`);
    await time.client().send(
      new PutBucketLoggingCommand({
        Bucket: "lasting",
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "lasting", TargetPrefix: "log/" } },
      }),
    );
    await first.close();
    const second = await startEmulator({ dataFolder });
    const again = new TimeTraveller(() => second);
    expect((await again.send("GET", "/lasting?lifecycle=")).text).toContain(rule);
    expect(await again.keys("lasting")).toEqual([expect.stringMatching(/^log\/GMT/)]);
    await second.close();
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});
