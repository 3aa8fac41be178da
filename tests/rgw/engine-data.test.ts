/**
 * The real engine against a real gateway, in both faces, where data is: events of objects arrive where the program says, and a bucket full of
 * versions goes with a destroy that is cut off and run again.
 */
import { CreateBucketCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf } from "../support/contract/server";
import { readPage } from "../support/docs/pages";
import { useProgramOf } from "../support/engine/guide";
import { engineTestLimit, faces, type Spec, Stack } from "../support/engine/harness";
import { Receiver } from "../support/rgw/receiver";
import { countVersions, fillWithEverything } from "./versions";
import { bucketsOf, GatewayWorld, settingsOf } from "./world";

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let world: GatewayWorld;
  let stack: Stack;
  let s3: S3Client;
  const settings: Record<string, string> = {};
  beforeAll(async () => {
    world = await GatewayWorld.start();
    s3 = clientOf(world);
    stack = await Stack.create({ face, config: settingsOf(world, world.proxy.endpoint), environment: settings });
  });
  afterAll(async () => {
    s3.destroy();
    await stack.close();
    await world.close();
  });

  test("an event arrives after up, at the topic's new place after a change, and nowhere after destroy", async () => {
    const [first, second] = [await Receiver.start(), await Receiver.start()];
    const Bucket = "not-of-the-stack";
    await s3.send(new CreateBucketCommand({ Bucket }));
    // The gateway pushes before it answers the writer, so an event that comes is there when this returns.
    const put = (Key: string): Promise<unknown> => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    const wanted = (pushEndpoint: string): Spec => ({
      resources: [
        { name: "topic", noun: "Topic", args: { name: "uploads", pushEndpoint } },
        {
          name: "events",
          noun: "BucketNotification",
          args: {
            bucket: Bucket,
            notifications: [{ id: "images", topicArn: { $ref: "topic.arn" }, events: ["s3:ObjectCreated:*"], filterSuffix: ".jpg" }],
          },
        },
      ],
    });
    await stack.up(wanted(first.url));
    await put("a.jpg");
    await put("a.txt");
    expect(first.seen).toEqual(["images a.jpg"]);
    await stack.up(wanted(second.url));
    await put("b.jpg");
    expect({ first: first.seen, second: second.seen }).toEqual({ first: ["images a.jpg"], second: ["images b.jpg"] });
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    await put("c.jpg");
    expect({ first: first.events.length, second: second.events.length }).toEqual({ first: 1, second: 1 });
    first.close();
    second.close();
  });

  // tests/real-engine/zos-guide.test.ts has the other face.
  test.runIf(face === "plugin")("the program of the guide goes up, is quiet, and its events arrive", async () => {
    const receiver = await Receiver.start();
    const guide = await Stack.create({ face, config: settingsOf(world, world.proxy.endpoint) });
    try {
      guide.configure("receiver", receiver.url);
      useProgramOf(readPage("docs/guide/zos.md"), guide);
      await guide.up();
      await guide.mustBeQuiet();
      const { bucket, topicArn } = (await guide.outputs()) as Record<"bucket" | "topicArn", string>;
      expect(topicArn).toMatch(/^arn:aws:sns:zg_cn:\w+:arrivals-[0-9a-f]{7}$/);
      const [inside, outside] = ["invoices/a", "b"].map((Key) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: "x" })));
      await Promise.all([inside, outside]);
      expect(receiver.seen).toEqual(["invoices invoices/a"]);
      const { code, text } = await guide.destroy();
      // The bucket holds objects and is guarded; everything else is gone.
      expect([code, text]).toEqual([255, expect.stringContaining("holds objects")]);
    } finally {
      receiver.close();
      await guide.close();
    }
  });

  test("1,200 versions, delete markers and an open upload: a destroy that is cut off, and one that ends the work", async () => {
    const Bucket = "many-versions";
    await stack.up({ resources: [{ name: "b", noun: "Bucket", args: { bucket: Bucket, versioning: "Enabled", forceDestroy: true } }] });
    await fillWithEverything(s3, Bucket);
    // The first batch is deleted, its answer is lost: the run ends there.
    settings["OOS_MAX_RETRIES"] = "0";
    world.proxy.losesAnswer = ({ method, target }) => method === "POST" && target.includes("delete");
    const { code, text } = await stack.destroy();
    world.proxy.losesAnswer = () => false;
    expect(code, text).not.toBe(0);
    expect(await stack.resource("b")).toMatchObject({ id: Bucket });
    const left = await countVersions(s3, Bucket);
    expect(left).toBeLessThan(1220);
    expect(left).toBeGreaterThan(0);

    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(await bucketsOf(world)).not.toContain(Bucket);
    // A page of the gateway holds fewer than the thousand that were asked for.
    expect(world.proxy.calls.filter((call) => call === `POST /${Bucket}?delete`).length).toBeLessThanOrEqual(5);
    expect((await stack.exported()).resources).toEqual([]);
  });
});
