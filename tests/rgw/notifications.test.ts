/** Events really arrive: object -> gateway -> HTTP receiver; after a topic's change at its new place, after a deletion nowhere. Foreign entries survive. */
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { putTopic, topicNames } from "../support/contract/cases";
import { withClient } from "../support/contract/server";
import { sendSigned } from "../support/emulator/support";
import type { Properties } from "../support/plugin/results";
import { type Driver, faces, openDriver } from "../support/resources/driver";
import { Receiver } from "../support/rgw/receiver";
import { GatewayWorld } from "./world";

const Bucket = "b-one";

async function start(face: (typeof faces)[number]): Promise<{ readonly world: GatewayWorld; readonly driver: Driver }> {
  const world = await GatewayWorld.start();
  const driver = await openDriver(face, world.world, world.config);
  onTestFinished(async () => {
    await driver.close();
    await world.close();
  });
  await withClient(world, (s3) => s3.send(new CreateBucketCommand({ Bucket })));
  return { world, driver };
}

async function receiver(): Promise<Receiver> {
  const started = await Receiver.start();
  onTestFinished(() => started.close());
  return started;
}

async function create(driver: Driver, noun: string, news: Properties): ReturnType<Driver["create"]> {
  const { inputs, failures } = await driver.check(noun, "r", {}, news);
  expect(failures).toEqual([]);
  return driver.create(noun, "r", inputs);
}

/** The gateway pushes before it answers the writer, so an event that comes is there when this returns. */
const put = (world: GatewayWorld, key: string): Promise<unknown> =>
  withClient(world, (s3) => s3.send(new PutObjectCommand({ Bucket, Key: key, Body: "x" })));

describe.each(faces)("%s face", (face) => {
  test("an event arrives, follows the topic to another place, and ends with the notification", async () => {
    const { world, driver } = await start(face);
    const [first, second] = [await receiver(), await receiver()];
    const topicInputs = { name: "uploads", pushEndpoint: first.url, opaqueData: "from the test" };
    const topic = await create(driver, "Topic", topicInputs);
    const arn = String(topic.state["arn"]);
    const notification = await create(driver, "BucketNotification", {
      bucket: Bucket,
      notifications: [{ id: "images", topicArn: arn, events: ["s3:ObjectCreated:*"], filterSuffix: ".jpg" }],
    });
    await put(world, "a.jpg");
    await put(world, "a.txt");
    expect(first.seen).toEqual(["images a.jpg"]);
    expect(first.events[0]).toMatchObject({
      eventName: expect.stringContaining("ObjectCreated:Put") as string,
      opaqueData: "from the test",
    });

    const moved = await driver.check("Topic", "r", topic.state, { ...topicInputs, pushEndpoint: second.url });
    const state = await driver.update("Topic", topic.id, topic.state, moved.inputs);
    await put(world, "b.jpg");
    expect({ first: first.seen, second: second.seen }).toEqual({ first: ["images a.jpg"], second: ["images b.jpg"] });
    expect(await driver.read("Topic", topic.id, state)).toEqual({ id: topic.id, state });
    expect(await driver.read("BucketNotification", notification.id, notification.state)).toEqual(notification);

    await driver.delete("BucketNotification", notification.id, notification.state);
    await driver.delete("Topic", topic.id, state);
    await put(world, "c.jpg");
    expect({ first: first.events.length, second: second.events.length }).toEqual({ first: 1, second: 1 });
  });

  test("entries of others survive creation, change and deletion, and an entry of theirs is not overwritten", async () => {
    const { world, driver } = await start(face);
    const arn = await putTopic(world, "one");
    const raw = (method: string, target: string, body = "") =>
      sendSigned(world.endpoint, { method, target, body }, { keys: world.keys, service: "s3" });
    const theirs = `<TopicConfiguration><Id>theirs</Id><Topic>${arn}</Topic><Event>s3:ObjectRemoved:*</Event></TopicConfiguration>`;
    await raw("PUT", `/${Bucket}?notification`, `<NotificationConfiguration>${theirs}</NotificationConfiguration>`);
    const ids = async () => [...(await raw("GET", `/${Bucket}?notification`)).text.matchAll(/<Id>([^<]+)</g)].map(([, id]) => id).sort();
    const entry = (id: string, event = "s3:ObjectCreated:*"): object => ({ id, topicArn: arn, events: [event] });

    const { id, state } = await create(driver, "BucketNotification", { bucket: Bucket, notifications: [entry("n1"), entry("n2")] });
    expect(await ids()).toEqual(["n1", "n2", "theirs"]);
    const change = async (notifications: readonly object[]): Promise<Properties> =>
      (await driver.check("BucketNotification", "r", state, { bucket: Bucket, notifications })).inputs;
    await expect(driver.update("BucketNotification", id, state, await change([entry("n1"), entry("theirs")]))).rejects.toThrow(
      'notification "theirs" of bucket "b-one" already exists and this stack did not create it',
    );
    const changed = await driver.update("BucketNotification", id, state, await change([entry("n2", "s3:ObjectCreated:Copy"), entry("n3")]));
    expect(await ids()).toEqual(["n2", "n3", "theirs"]);
    expect(await driver.read("BucketNotification", id, changed)).toEqual({ id, state: changed });
    await driver.delete("BucketNotification", id, changed);
    expect(await ids()).toEqual(["theirs"]);
  });

  test("topics and notifications that are made, changed and deleted at the same time do not get lost", async () => {
    const { world, driver } = await start(face);
    const names = Array.from({ length: 8 }, (_, index) => `many-${String(index)}`);
    await withClient(world, (s3) => Promise.all(names.map((name) => s3.send(new CreateBucketCommand({ Bucket: name })))));
    const ready = await putTopic(world, "ready");
    const made = await Promise.all(
      names.map(async (name) => ({
        name,
        topic: await create(driver, "Topic", { name }),
        notification: await create(driver, "BucketNotification", {
          bucket: name,
          notifications: [{ id: name, topicArn: ready, events: ["s3:ObjectCreated:*"] }],
        }),
      })),
    );
    const changed = await Promise.all(
      made.map(async ({ name, topic, notification }) => {
        const { inputs } = await driver.check("Topic", name, topic.state, { name, opaqueData: name });
        return { name, id: topic.id, state: await driver.update("Topic", topic.id, topic.state, inputs), notification };
      }),
    );
    for (const { id, state, notification } of changed) {
      expect(await driver.read("Topic", id, state)).toEqual({ id, state });
      expect(await driver.read("BucketNotification", notification.id, notification.state)).toEqual(notification);
    }
    // One run deletes them all: its queue is one.
    const destroying = await openDriver(face, world.world, world.config);
    onTestFinished(() => destroying.close());
    await Promise.all(
      changed.flatMap(({ id, state, notification }) => [
        destroying.deleteInRun("Topic", id, state),
        destroying.deleteInRun("BucketNotification", notification.id, notification.state),
      ]),
    );
    expect(await topicNames(world)).toEqual(["ready"]);
  });

  test("a password never reaches a service without TLS, and stands nowhere in plain", async () => {
    const { world, driver } = await start(face);
    const wanted = { name: "q", pushEndpoint: "kafka://127.0.0.1:9092", pushUser: "me", pushPassword: "hush-hush" };
    const failed = await create(driver, "Topic", wanted).then(
      () => "made",
      (error: unknown) => String(error),
    );
    expect(failed).toContain("400 InvalidInput");
    expect(failed).not.toContain("hush");
    expect(world.proxy.seen.at(-1)?.body).toContain("CreateTopic");
  });
});
