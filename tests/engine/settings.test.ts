/** The settings of a bucket over the real engine, on a server that answers from a cache: set, changed, reordered, removed; nothing drifts. */
import type { S3Client } from "@aws-sdk/client-s3";
import { GetBucketCorsCommand, GetBucketLifecycleConfigurationCommand, GetBucketWebsiteCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, type ResourceSpec, Stack } from "./harness";
import { accountState, s3ClientOf, settingsFor } from "./servers";

const bucket = "settings-a";
const buckets: readonly ResourceSpec[] = [
  { name: "bucket", noun: "Bucket", args: { bucket } },
  { name: "logs", noun: "Bucket", args: { bucket: "settings-logs", forceDestroy: true } },
];
const on = { bucket: { $ref: "bucket.bucket" } };
const keep = { id: "keep", prefix: "keep/", transition: { days: 30 } };

const first: readonly ResourceSpec[] = [
  { name: "lifecycle", noun: "Lifecycle", args: { ...on, rules: [{ prefix: "tmp/", expiration: { days: 3 } }, keep] } },
  {
    name: "cors",
    noun: "Cors",
    args: { ...on, rules: [{ allowedOrigins: ["https://a.example"], allowedMethods: ["GET", "PUT"], maxAgeSeconds: 60 }] },
  },
  { name: "website", noun: "Website", args: { ...on, indexDocument: "index.html", errorDocument: "error.html" } },
  { name: "lock", noun: "ObjectLock", args: { ...on, state: "Disabled", retention: { days: 365 } } },
  { name: "logging", noun: "BucketLogging", args: { ...on, targetBucket: { $ref: "logs.bucket" }, targetPrefix: "access/" } },
  { name: "accelerate", noun: "BucketAccelerate", args: { ...on, ipWhiteList: ["36.111.88.0/24"] } },
];

/** The same meaning in another order and spelling. */
const respelled: readonly ResourceSpec[] = first.map((resource) => {
  const { noun, args } = resource;
  if (noun === "Lifecycle") return { ...resource, args: { ...args, rules: [keep, { expiration: { days: 3 }, prefix: "tmp/" }] } };
  if (noun === "Cors")
    return {
      ...resource,
      args: { ...args, rules: [{ maxAgeSeconds: 60, allowedMethods: ["PUT", "GET"], allowedOrigins: ["https://a.example"] }] },
    };
  return noun === "ObjectLock" ? { ...resource, args: { ...args, retention: { years: 1 } } } : resource;
});

const second: readonly ResourceSpec[] = [
  {
    name: "lifecycle",
    noun: "Lifecycle",
    args: { ...on, rules: [keep, { id: "day", prefix: "day/", enabled: false, expiration: { date: "2030-01-01" } }] },
  },
  { name: "cors", noun: "Cors", args: { ...on, rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] } },
  { name: "website", noun: "Website", args: { ...on, redirectAllRequestsTo: { hostName: "www.a.example", protocol: "https" } } },
  { name: "lock", noun: "ObjectLock", args: { ...on, state: "Disabled", retention: { days: 1 } } },
  { name: "logging", noun: "BucketLogging", args: { ...on, targetBucket: { $ref: "logs.bucket" } } },
  { name: "accelerate", noun: "BucketAccelerate", args: { ...on, status: "Suspended", ipWhiteList: ["192.0.2.1"] } },
];

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  let s3: S3Client;

  beforeAll(async () => {
    emulator = await startEmulator({ staleMs: 60_000 });
    s3 = s3ClientOf(emulator);
    stack = await Stack.create({ face, config: settingsFor(emulator) });
  });
  afterAll(async () => {
    s3.destroy();
    await stack.close();
    await emulator.close();
  });

  test("set, although every read still shows the bucket without them", async () => {
    await stack.up({ resources: [...buckets, ...first] });
    await stack.mustBeQuiet();
  });

  test("said again in another order and spelling: no change", async () => {
    stack.write({ resources: [...buckets, ...respelled] });
    await stack.must("preview", "--diff", "--color", "never", "--expect-no-changes");
  });

  test("changed: the server has it once its cache has passed", async () => {
    await stack.up({ resources: [...buckets, ...second] });
    await stack.mustBeQuiet();
    await fetch(`${emulator.admin}/clock`, { method: "PUT", body: JSON.stringify({ offsetMs: 120_000 }) });
    const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    expect((lifecycle.Rules ?? []).map(({ ID, Status }) => `${ID ?? ""} ${Status ?? ""}`).sort()).toEqual(["day Disabled", "keep Enabled"]);
    const cors = await s3.send(new GetBucketCorsCommand({ Bucket: bucket }));
    expect(cors.CORSRules).toEqual([{ AllowedOrigins: ["*"], AllowedMethods: ["GET"] }]);
    const website = await s3.send(new GetBucketWebsiteCommand({ Bucket: bucket }));
    expect(website.RedirectAllRequestsTo).toEqual({ HostName: "www.a.example", Protocol: "https" });
  });

  test("removed: the bucket and its siblings stay", async () => {
    await stack.up({ resources: [...buckets, ...second.filter(({ noun }) => noun === "Cors")] });
    expect((await accountState(emulator)).buckets.map(({ name }) => name).sort()).toEqual([bucket, "settings-logs"]);
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    expect((await accountState(emulator)).buckets).toEqual([]);
  });
});
