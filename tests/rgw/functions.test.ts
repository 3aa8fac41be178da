/** The data functions on ZOS, in both faces: against a real gateway, or without a call. */
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { DynamicFace } from "../../provider/engine/faces/dynamic";
import { registry } from "../../provider/registry";
import { putTopic } from "../support/contract/cases";
import { withClient } from "../support/contract/server";
import { sendSigned } from "../support/emulator/support";
import { plain, PluginClient } from "../support/plugin/client";
import { servePlugin } from "../support/plugin/server";
import { GatewayWorld } from "./world";

type Values = Record<string, unknown>;
type Invoke = (name: string, args: Values) => Promise<Values>;

async function plugin(world: GatewayWorld): Promise<Invoke> {
  const server = await servePlugin(world.world);
  const client = new PluginClient(server.address);
  onTestFinished(async () => {
    client.close();
    await server.close();
  });
  await client.configure(world.config);
  return async (name, args) => {
    const { result, failures } = await client.invoke(`oos:index:${name}`, args);
    if (failures.length > 0) throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    return plain(result) as Values;
  };
}

function dynamic(world: GatewayWorld): Promise<Invoke> {
  const face = new DynamicFace(registry, world.world);
  onTestFinished(() => face.session(world.config).close());
  return Promise.resolve((name, args) => face.invoke(name, args, world.config) as Promise<Values>);
}

describe.each([
  ["plugin", plugin],
  ["dynamic", dynamic],
] as const)("%s face", (_face, open) => {
  async function start(): Promise<{ readonly world: GatewayWorld; readonly call: Invoke }> {
    const world = await GatewayWorld.start();
    onTestFinished(() => world.close());
    return { world, call: await open(world) };
  }

  test("topics: the automatic ones are left out, one is looked up, and one that is not there is said to be so", async () => {
    const { world, call } = await start();
    await withClient(world, (s3) => s3.send(new CreateBucketCommand({ Bucket: "b-one" })));
    const [two, one] = [
      await putTopic(world, "two"),
      await putTopic(world, "one", { "push-endpoint": "http://127.0.0.1:9/x", OpaqueData: "a b" }),
    ];
    const body = `<NotificationConfiguration><TopicConfiguration><Id>n</Id><Topic>${one}</Topic></TopicConfiguration></NotificationConfiguration>`;
    await sendSigned(world.endpoint, { method: "PUT", target: "/b-one?notification", body }, { keys: world.keys, service: "s3" });
    expect(await call("getTopics", {})).toEqual({
      topics: [
        { name: "one", arn: one },
        { name: "two", arn: two },
      ],
      arns: [one, two],
    });
    expect(await call("getTopics", { prefix: "tw" })).toMatchObject({ arns: [two] });
    const found = await call("getTopic", { arn: one });
    expect(found).toMatchObject({ arn: one, name: "one" });
    expect(JSON.stringify(found["attributes"])).toContain("http://127.0.0.1:9/x");
    await expect(call("getTopic", { arn: `${one}-gone` })).rejects.toThrow(`topic "${one}-gone" does not exist`);
  });

  test("buckets, the caller, the URLs", async () => {
    const { world, call } = await start();
    await withClient(world, async (s3) => {
      await s3.send(new CreateBucketCommand({ Bucket: "b-one", ACL: "public-read" }));
      await s3.send(new PutObjectCommand({ Bucket: "b-one", Key: "k", Body: "12345" }));
    });
    expect(await call("getBuckets", {})).toMatchObject({ names: ["b-one"], ownerId: world.account.id });
    expect(await call("getBucket", { bucket: "b-one" })).toMatchObject({ arn: "arn:aws:s3:::b-one", acl: "public-read" });
    expect(await call("getBucketUsage", { bucket: "b-one" })).toMatchObject({ objects: 1, bytes: 5 });
    expect(await call("getBucketPolicy", { bucket: "b-one" })).toEqual({});
    expect(await call("getMultipartUploads", { bucket: "b-one" })).toMatchObject({ uploads: [] });
    expect(await call("getObjects", { bucket: "b-one" })).toMatchObject({ keys: ["k"] });
    expect(await call("getCallerIdentity", {})).toMatchObject({ accountId: world.account.id });
    expect(await call("getEndpoints", {})).toMatchObject({ s3: world.proxy.endpoint, topic: world.proxy.endpoint });
    const { url } = await call("presignUrl", { bucket: "b-one", key: "k" });
    expect(await (await fetch(String(url))).text()).toBe("12345");
  });

  test("what the backend has and lacks is told without a call, and what it lacks is refused", async () => {
    const { world, call } = await start();
    const told = await call("getCapabilities", {});
    expect(told).toMatchObject({ backend: "zos", limits: { lifecycleRules: 1000 } });
    expect(told["resources"]).toEqual(expect.arrayContaining(["Bucket", "Topic"]));
    expect(told["missing"]).toEqual(expect.arrayContaining([expect.objectContaining({ name: "Bucket.dataLocation" })]));
    await expect(call("getUsers", {})).rejects.toThrow(
      "getUsers is not available on backend zos: users and their permissions are not part",
    );
    expect(world.proxy.calls).toEqual([]);
  });
});
