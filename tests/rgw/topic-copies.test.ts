/** A changed topic reaches the copies that notifications keep of it: in each bucket, around those that are gone, refuse, or are somebody else's. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateBucketCommand, DeleteBucketCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { expect, inject, onTestFinished, test } from "vitest";
import type { ResourceDefinition } from "../../provider/define";
import { create, remove, type Scope, update } from "../../provider/engine/steps/lifecycle";
import { Session } from "../../provider/engine/instance";
import { registry } from "../../provider/registry";
import { topicNames } from "../support/contract/cases";
import { clientOf, withClient } from "../support/contract/server";
import { sendSigned } from "../support/emulator/support";
import { type Account, createAccount } from "../support/servers/rgw/accounts";
import { GatewayWorld } from "./world";

/** Where events are pushed: what arrives, as `entry bucket`. */
async function receiver(): Promise<{ readonly url: string; readonly seen: readonly string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { Records } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
        readonly Records: readonly { readonly s3: { readonly configurationId: string; readonly bucket: { readonly name: string } } }[];
      };
      seen.push(...Records.map(({ s3 }) => `${s3.configurationId} ${s3.bucket.name}`));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, seen };
}

interface Running {
  readonly world: GatewayWorld;
  readonly scope: Scope;
  readonly log: readonly string[];
  readonly s3: S3Client;
  /** Makes the bucket with the notification `ours` of the topic. */
  readonly bucketOf: (bucket: string, topicArn: string) => Promise<void>;
}

async function start(): Promise<Running> {
  const world = await GatewayWorld.start();
  const session = new Session(registry, world.config, world.world);
  const s3 = clientOf(world);
  onTestFinished(async () => {
    s3.destroy();
    await session.close();
    await world.close();
  });
  const log: string[] = [];
  const scope = await session.scope({ log: (level, message) => (level === "warn" ? log.push(message) : undefined) });
  const bucketOf = async (bucket: string, topicArn: string): Promise<void> => {
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await create(definition("BucketNotification"), scope, {
      bucket,
      notifications: [{ id: "ours", topicArn, events: ["s3:ObjectCreated:*"] }],
    });
  };
  return { world, scope, log, s3, bucketOf };
}

const definition = (noun: string): ResourceDefinition => registry.resources.get(noun) as ResourceDefinition;
const put = (s3: S3Client, Bucket: string): Promise<unknown> => s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }));

/** Gives the bucket to another user of the tenant, as the service's operator can. */
async function handOver({ account, endpoint }: GatewayWorld, bucket: string, to: Account): Promise<void> {
  const query = `bucket=${encodeURIComponent(`${account.tenant}/${bucket}`)}&uid=${encodeURIComponent(to.id)}`;
  const answer = await sendSigned(
    endpoint,
    { method: "PUT", target: `/admin/bucket?${query}` },
    { keys: inject("rgw").admin, service: "s3" },
  );
  if (answer.status !== 200) throw new Error(`${String(answer.status)} ${answer.text}`);
}

test("in two buckets whose entries have one id, and again after an update that failed between the two", async () => {
  const { world, scope, log, s3, bucketOf } = await start();
  const [old, next, last] = [await receiver(), await receiver(), await receiver()];
  const { id, state } = await create(definition("Topic"), scope, { name: "t", pushEndpoint: old.url });
  for (const bucket of ["b-one", "b-two"]) await bucketOf(bucket, id);
  // The copies of both are one topic.
  expect(await topicNames(world)).toEqual(["ours_t", "t"]);

  const moved = await update(definition("Topic"), scope, id, state, { name: "t", pushEndpoint: next.url });
  for (const bucket of ["b-one", "b-two"]) await put(s3, bucket);
  expect({ old: old.seen, next: next.seen }).toEqual({ old: [], next: ["ours b-one", "ours b-two"] });

  world.proxy.meanwhile = ({ method, target }) =>
    method === "PUT" && target === "/b-two?notification" ? Promise.reject(new Error("the connection breaks")) : Promise.resolve();
  const news = { name: "t", pushEndpoint: last.url };
  await expect(update(definition("Topic"), scope, id, moved, news)).rejects.toThrow("PutBucketNotification");
  world.proxy.meanwhile = () => Promise.resolve();
  await update(definition("Topic"), scope, id, moved, news);
  for (const bucket of ["b-one", "b-two"]) await put(s3, bucket);
  expect({ next: next.seen.length, last: last.seen }).toEqual({ next: 2, last: ["ours b-one", "ours b-two"] });
  expect(log).toEqual([]);
});

test("around a bucket that goes away, before it is looked at or before it is written", async () => {
  const { world, scope, log, s3, bucketOf } = await start();
  const [old, next] = [await receiver(), await receiver()];
  const { id, state } = await create(definition("Topic"), scope, { name: "t", pushEndpoint: old.url });
  for (const bucket of ["b-one", "b-two", "b-three"]) await bucketOf(bucket, id);
  const deleted: string[] = [];
  world.proxy.meanwhile = async ({ method, target }) => {
    const [, bucket] = /^\/(b-[a-z]+)\?notification$/.exec(target) ?? [];
    if (bucket === undefined || !((method === "GET" && bucket === "b-one") || (method === "PUT" && bucket === "b-two"))) return;
    await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
    deleted.push(`${method} ${bucket}`);
  };
  await update(definition("Topic"), scope, id, state, { name: "t", pushEndpoint: next.url });
  expect(deleted.sort()).toEqual(["GET b-one", "PUT b-two"]);
  await put(s3, "b-three");
  expect({ old: old.seen, next: next.seen, log }).toEqual({ old: [], next: ["ours b-three"], log: [] });
});

test.each([
  { method: "PUT", what: "and its notifications still push to the old place" },
  { method: "GET", what: "and whether it has notifications of the topic is not known" },
])("around a bucket that refuses $method, which is named in a warning", async ({ method, what }) => {
  const { world, scope, log, s3, bucketOf } = await start();
  const [old, next] = [await receiver(), await receiver()];
  const { id, state } = await create(definition("Topic"), scope, { name: "t", pushEndpoint: old.url });
  for (const bucket of ["b-one", "b-two"]) await bucketOf(bucket, id);
  const other = await createAccount(inject("rgw"), world.account.tenant);
  world.proxy.meanwhile = async (seen) => {
    if (seen.method === method && seen.target === "/b-one?notification") await handOver(world, "b-one", other);
  };
  await update(definition("Topic"), scope, id, state, { name: "t", pushEndpoint: next.url });
  expect(log).toEqual([`topic ${id} changed; bucket "b-one" refuses these credentials, ${what}: put its BucketNotification again`]);
  await put(s3, "b-two");
  await withClient({ backend: world.backend, endpoint: other.endpoint, keys: other }, (theirs) => put(theirs, "b-one"));
  expect({ old: old.seen, next: next.seen }).toEqual({ old: ["ours b-one"], next: ["ours b-two"] });
});

test("those of another user's bucket are counted in a warning", async () => {
  const { world, scope, log, s3, bucketOf } = await start();
  const [old, next] = [await receiver(), await receiver()];
  const { id, state } = await create(definition("Topic"), scope, { name: "t", pushEndpoint: old.url });
  await bucketOf("b-one", id);
  const other = await createAccount(inject("rgw"), world.account.tenant);
  const body = `<NotificationConfiguration><TopicConfiguration><Id>theirs</Id><Topic>${id}</Topic></TopicConfiguration></NotificationConfiguration>`;
  await withClient({ backend: world.backend, endpoint: other.endpoint, keys: other }, (theirs) =>
    theirs.send(new CreateBucketCommand({ Bucket: "b-theirs" })),
  );
  const answer = await sendSigned(
    other.endpoint,
    { method: "PUT", target: "/b-theirs?notification", body },
    { keys: other, service: "s3" },
  );
  expect(answer).toMatchObject({ status: 200 });

  await update(definition("Topic"), scope, id, state, { name: "t", pushEndpoint: next.url });
  expect(log).toEqual([expect.stringContaining(`topic ${id} changed; 1 of the copies that notifications keep of it did not`)]);
  await put(s3, "b-one");
  expect({ old: old.seen, next: next.seen }).toEqual({ old: [], next: ["ours b-one"] });
});

test("outlive the topic: events go where they went, until the notification is deleted", async () => {
  const { world, scope, s3, bucketOf } = await start();
  const old = await receiver();
  const { id, state } = await create(definition("Topic"), scope, { name: "t", pushEndpoint: old.url });
  await bucketOf("b-one", id);
  await remove(definition("Topic"), scope, id, state);
  await put(s3, "b-one");
  expect({ seen: old.seen, topics: await topicNames(world) }).toEqual({ seen: ["ours b-one"], topics: ["ours_t"] });
  const notifications = [{ id: "ours", topicArn: id, events: ["s3:ObjectCreated:*"] }];
  await remove(definition("BucketNotification"), scope, "b-one", { bucket: "b-one", notifications });
  await put(s3, "b-one");
  expect({ seen: old.seen, topics: await topicNames(world) }).toEqual({ seen: ["ours b-one"], topics: [] });
});
