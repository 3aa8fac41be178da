/** What a real gateway keeps of the documents that it is sent: scopes, spaces, empty prefixes, and what Ceph 16 drops without a word. Both faces. */
import { CreateBucketCommand, GetBucketLifecycleConfigurationCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createTopic, getTopic } from "../../provider/services/topic";
import { bucketName as bucket } from "../support/contract/cases";
import { withClient } from "../support/contract/server";
import type { Properties } from "../support/plugin/results";
import { type Driver, faces, openDriver } from "../support/resources/driver";
import { GatewayWorld } from "./world";

describe.each(faces)("%s face", (face) => {
  async function start() {
    const world = await GatewayWorld.start();
    const said: string[] = [];
    const driver = await openDriver(face, world.world, world.config, (line) => said.push(line));
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    await withClient(world, (s3) => s3.send(new CreateBucketCommand({ Bucket: bucket })));
    return { world, driver, said };
  }

  async function checked(driver: Driver, noun: string, inputs: Properties): Promise<Properties> {
    const { inputs: news, failures } = await driver.check(noun, "r", {}, inputs);
    expect(failures).toEqual([]);
    return news;
  }

  const rulesOf = (world: GatewayWorld) =>
    withClient(world, async (s3) => (await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }))).Rules);

  test.each<[string, Properties]>([
    [
      "every scope of a lifecycle",
      {
        noun: "Lifecycle",
        rules: [
          { id: "all", prefix: "", expiration: { days: 900 } },
          { id: "prefix", prefix: "a/", transition: { days: 0 }, expiration: { days: 3 } },
          { id: "space", prefix: " ", expiration: { days: 3 } },
          { id: "tag", tags: { team: " " }, expiration: { days: 3 } },
          { id: "tags", prefix: "a b ", tags: { team: "", " k ": " v " }, expiration: { days: 3 } },
        ],
      },
    ],
    [
      "empty prefixes of routing rules",
      {
        noun: "Website",
        indexDocument: "i.html",
        routingRules: [
          { condition: { keyPrefixEquals: "" }, redirect: { replaceKeyWith: "k" } },
          { condition: { keyPrefixEquals: "" }, redirect: { replaceKeyPrefixWith: "b/" } },
          { condition: { keyPrefixEquals: " " }, redirect: { replaceKeyPrefixWith: " " } },
        ],
      },
    ],
    ["tags of spaces", { noun: "BucketTagging", tags: { a: " ", b: " c ", d: "" } }],
    [
      "CORS rules that expose every header",
      { noun: "Cors", rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"], exposeHeaders: ["*"], maxAgeSeconds: 2_147_483_647 }] },
    ],
  ])("%s: kept, and quiet afterwards", async (_what, { noun, ...inputs }) => {
    const { world, driver, said } = await start();
    const kind = String(noun);
    const news = await checked(driver, kind, { bucket, ...inputs });
    const { id, state } = await driver.create(kind, "r", news);
    await world.pass(600_000);
    expect(await driver.read(kind, id, state)).toEqual({ id, state });
    expect((await driver.diff(kind, id, state, news)).changes).toBe(false);
    const imported = await driver.read(kind, id, {});
    expect((await driver.diff(kind, id, imported?.state ?? {}, news)).changes).toBe(false);
    expect(said).toEqual([]);
  });

  test("a size that this gateway drops is an error, and no rule is left that deletes more", async () => {
    const { world, driver } = await start();
    const rules = [{ id: "r", objectSizeGreaterThan: 500, expiration: { days: 3 } }];
    const inputs = await checked(driver, "Lifecycle", { bucket, rules });
    await expect(driver.create("Lifecycle", "r", inputs)).rejects.toThrow(/rules\[0\]\.objectSizeGreaterThan was dropped; it was removed/);
    await expect(rulesOf(world)).rejects.toMatchObject({ name: "NoSuchLifecycleConfiguration" });
    // A change is put back.
    const harmless = await checked(driver, "Lifecycle", { bucket, rules: [{ id: "r", prefix: "a/", expiration: { days: 3 } }] });
    const { id, state } = await driver.create("Lifecycle", "r", harmless);
    const before = await rulesOf(world);
    const newer = { id: "s", prefix: "b/", noncurrentVersionExpiration: { noncurrentDays: 3, newerNoncurrentVersions: 2 } };
    const news = await checked(driver, "Lifecycle", { bucket, rules: [{ id: "r", prefix: "a/", expiration: { days: 3 } }, newer] });
    await expect(driver.update("Lifecycle", id, state, news)).rejects.toThrow(
      /rules\[1\]\.noncurrentVersionExpiration\.newerNoncurrentVersions was dropped; the previous value was restored/,
    );
    expect(await rulesOf(world)).toEqual(before);
  });

  test("attributes of a topic that others have set survive a change", async () => {
    const { world, driver, said } = await start();
    const transport = world.openTransport();
    onTestFinished(() => transport.close());
    const client = transport.client();
    const name = `theirs-${face}`;
    const arn = await createTopic(client, {
      name,
      attributes: { "push-endpoint": "http://127.0.0.1:9", mechanism: "SCRAM", OpaqueData: "x" },
    });
    expect((await driver.read("Topic", arn, {}))?.state).toMatchObject({ unknownElements: { "attribute mechanism": "" } });
    await vi.waitFor(() => expect(said.join("\n")).toMatch(/^warning: topic arn:.* has elements that .*: attribute mechanism$/m));
    const inputs = await checked(driver, "Topic", { name, pushEndpoint: "http://127.0.0.1:9", opaqueData: "x", adopt: true });
    const { id, state } = await driver.create("Topic", "r", inputs);
    expect(state).toMatchObject({ keptElements: { "attribute mechanism": "" } });
    const changed = await driver.update(
      "Topic",
      id,
      state,
      await checked(driver, "Topic", { name, pushEndpoint: "http://127.0.0.1:9", opaqueData: "y" }),
    );
    expect((await getTopic(client, { arn })).attributes).toMatchObject({ mechanism: "SCRAM", OpaqueData: "y" });
    expect(await driver.read("Topic", id, changed)).toEqual({ id, state: changed });
    // By hand, after the last update.
    await createTopic(client, { name, attributes: { "push-endpoint": "http://127.0.0.1:9", OpaqueData: "y", "x-new": "1" } });
    const read = await driver.read("Topic", id, changed);
    expect(read?.state).toMatchObject({ unknownElements: { "attribute x-new": "" } });
    expect(read?.state).not.toHaveProperty("keptElements");
    await vi.waitFor(() => expect(said.join("\n")).toMatch(/^warning: topic arn:.*attribute x-new$/m));
    expect((await driver.diff("Topic", id, read?.state ?? {}, { name, pushEndpoint: "http://127.0.0.1:9", opaqueData: "y" })).changes).toBe(
      true,
    );
    const noted = await driver.update("Topic", id, read?.state ?? {}, { name, pushEndpoint: "http://127.0.0.1:9", opaqueData: "y" });
    expect(await driver.read("Topic", id, noted)).toEqual({ id, state: noted });
  });
});
