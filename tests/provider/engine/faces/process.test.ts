/** The compiled plugin as the engine starts it: a process whose first line is its port. */
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import empty from "google-protobuf/google/protobuf/empty_pb";
import type pluginProto from "@pulumi/pulumi/proto/plugin_pb";
import proto from "@pulumi/pulumi/proto/provider_pb";
import { expect, onTestFinished, test } from "vitest";
import { admin } from "../../../support/emulator/support";
import { TestWorld } from "../../../support/resources/world";
import { PluginClient } from "../../../support/plugin/client";
import { type PluginProcess, startPlugin } from "../../../support/plugin/server";
import { checkout } from "../../../support/checkout";

const { version } = JSON.parse(readFileSync(path.join(checkout, "package.json"), "utf8")) as { version: string };

async function start(
  environment: Readonly<Record<string, string>> = {},
  ...args: readonly string[]
): Promise<{ plugin: PluginProcess; client: PluginClient }> {
  const plugin = await startPlugin(environment, ...args);
  const client = new PluginClient(plugin.address);
  onTestFinished(async () => {
    client.close();
    await plugin.close();
  });
  return { plugin, client };
}

test("has the package's version and schema, and prints nothing but its port", async () => {
  const { plugin, client } = await start({}, "127.0.0.1:1");
  expect((await client.call<pluginProto.PluginInfo>("getPluginInfo", new empty.Empty())).getVersion()).toBe(version);
  const { schema } = (await client.call<proto.GetSchemaResponse>("getSchema", new proto.GetSchemaRequest())).toObject();
  expect(JSON.parse(schema)).toEqual(JSON.parse(readFileSync(path.join(checkout, "schema.json"), "utf8")));
  await plugin.close();
  expect(plugin.errors()).toBe("");
});

test("takes its configuration from the environment, and manages a bucket", async () => {
  const world = await TestWorld.start();
  onTestFinished(() => world.close());
  const { emulator, environment } = world;
  const { client } = await start({
    ...environment,
    OOS_ENDPOINTS: JSON.stringify(emulator.endpoints),
    OOS_ACCESS_KEY_ID: emulator.accessKeyId,
    OOS_SECRET_ACCESS_KEY: emulator.secretAccessKey,
  });
  await client.configure({});
  const { inputs, failures } = await client.check("Bucket", "logs", {}, {});
  expect(failures).toEqual([]);
  const { id, state } = await client.create("Bucket", "logs", inputs);
  expect(await client.read("Bucket", id, state, inputs)).toEqual({ id, state, inputs });
  // A destroy is a run of its own, which configures the provider anew.
  await client.configure({});
  await client.delete("Bucket", id, state);
  expect(
    (
      await client.call<proto.ReadResponse>("read", new proto.ReadRequest().setUrn("urn:pulumi:a::b::oos:index:Bucket::logs").setId(id))
    ).getId(),
  ).toBe("");
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "by %s in the middle of a call: takes back what it has begun, answers, and ends",
  async (signal) => {
    const world = await TestWorld.start();
    onTestFinished(() => world.close());
    const { emulator, environment } = world;
    const { plugin, client } = await start(environment);
    await client.configure(world.config());
    await client.create("Bucket", "b", (await client.check("Bucket", "b", {}, { bucket: "b-one" })).inputs);
    const source = path.join(world.journal, "large");
    writeFileSync(source, "x".repeat(6 * 1024 * 1024));
    const { inputs } = await client.check("BucketObject", "o", {}, { bucket: "b-one", key: "k", source, partSizeMiB: 5 });
    await admin(emulator, "POST", "/faults", { kind: "hang-before-execute", operation: "UploadPart" });
    const outcome = expect(client.create("BucketObject", "o", inputs)).rejects.toThrow(/UploadPart .* cancelled/);
    await expect.poll(async () => (await world.calls())["s3:UploadPart"], { timeout: 20_000 }).toBe(1);
    const exit = once(plugin.child, "exit");
    plugin.child.kill(signal);
    await outcome;
    client.close();
    expect(await exit).toEqual([0, null]);
    expect((await world.calls())["s3:AbortMultipartUpload"]).toBeGreaterThan(0);
    const { accounts } = await admin<{ accounts: { buckets: { uploads: number }[] }[] }>(emulator, "GET", "/state");
    expect(accounts[0]?.buckets[0]?.uploads).toBe(0);
  },
);
