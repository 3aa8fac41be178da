/** What a real gateway refuses, as a person reads it: the code of the gateway, and the next step of the catalogue. */
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { DynamicFace } from "../../provider/engine/faces/dynamic";
import { registry } from "../../provider/registry";
import { withClient } from "../support/contract/server";
import type { Properties } from "../support/plugin/results";
import { openDriver } from "../support/resources/driver";
import { GatewayWorld } from "./world";

const bucket = "b-one";

/** The words of the failure when the resource is made. */
async function refusal(noun: string, news: Properties): Promise<string> {
  const world = await GatewayWorld.start();
  const driver = await openDriver("plugin", world.world, world.config);
  onTestFinished(async () => {
    await driver.close();
    await world.close();
  });
  await withClient(world, (s3) => s3.send(new CreateBucketCommand({ Bucket: bucket })));
  const { inputs, failures } = await driver.check(noun, "r", {}, news);
  expect(failures).toEqual([]);
  return driver.create(noun, "r", inputs).then(
    () => "it was made",
    (error: unknown) => String(error),
  );
}

test.each([
  ["an unknown key", { accessKeyId: "NOBODY" }],
  ["a wrong secret", { secretAccessKey: "x" }],
])("%s", async (_what, wrong) => {
  const world = await GatewayWorld.start();
  const config = { ...world.config, ...wrong };
  const face = new DynamicFace(registry, world.world);
  onTestFinished(async () => {
    await face.session(config).close();
    await world.close();
  });
  const failed = await face.invoke("getBuckets", {}, config).then(
    () => "it was answered",
    (error: unknown) => String(error),
  );
  expect(failed).toMatch(
    /s3 ListBuckets failed with 403 AccessDenied .*\n {2}next: check oos:accessKeyId and oos:secretAccessKey, then the policy/,
  );
});

const makeFirst = "create the bucket first, or let this resource depend on it";

test.each([
  ["Cors", { bucket: "not-there", rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] }, "404 NoSuchBucket", makeFirst],
  ["BucketObject", { bucket: "not-there", key: "k", content: "x" }, "404 NoSuchBucket", makeFirst],
  ["ObjectLock", { bucket, state: "Enabled", retention: { days: 1 } }, "409 InvalidBucketState", "only a bucket created with"],
  [
    "BucketAcl",
    { bucket, grants: [{ emailAddress: "nobody@example.com", permission: "READ" }] },
    "400 UnresolvableGrantByEmailAddress",
    "no account has this address",
  ],
  ["Bucket", { bucket: "b-two", storageClass: "DEEP_ARCHIVE" }, "400 InvalidArgument", "correct the value named in the message; where"],
  [
    "BucketNotification",
    { bucket, notifications: [{ id: "n", topicArn: "arn:aws:sns:zg_cn:t:gone", events: ["s3:ObjectCreated:*"] }] },
    "404 NoSuchKey",
    "create the object first, or the topic of the notification",
  ],
])("%s with %j: %s", async (noun, news, code, next) => {
  const [first = "", second = ""] = (await refusal(noun, news)).split("\n");
  expect(first).toContain(` failed with ${code}`);
  expect(second).toContain(`  next: ${next}`);
});
