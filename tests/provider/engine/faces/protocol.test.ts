/** The provider protocol method by method, through the client that Pulumi generates; the resources themselves have suites of their own. */
import * as grpc from "@grpc/grpc-js";
import empty from "google-protobuf/google/protobuf/empty_pb";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb";
import proto from "@pulumi/pulumi/proto/provider_pb";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { iam } from "../../../support/emulator/support";
import { TestWorld } from "../../../support/resources/world";
import { isSecret, PluginClient, secret, toJs, unknown } from "../../../support/plugin/client";
import { placeOf } from "../../../support/plugin/results";
import { serveEngineLog } from "../../../support/plugin/engine-log";
import { type PluginServer, servePlugin, testVersion } from "../../../support/plugin/server";

let world: TestWorld;
let server: PluginServer;
let client: PluginClient;

beforeAll(async () => {
  world = await TestWorld.start();
  server = await servePlugin(world);
  client = new PluginClient(server.address);
  await client.configure(world.config());
});
afterAll(async () => {
  client.close();
  await server.close();
  await world.close();
});

/** A plugin of its own, for tests that configure or cancel it. */
async function another(config?: Readonly<Record<string, unknown>>): Promise<PluginClient> {
  const own = await servePlugin(world);
  const ownClient = new PluginClient(own.address);
  onTestFinished(async () => {
    ownClient.close();
    await own.close();
  });
  if (config !== undefined) await ownClient.configure(config);
  return ownClient;
}

describe("the plugin itself", () => {
  test("Handshake and Configure say what it understands", async () => {
    const handshake = await client.call<proto.ProviderHandshakeResponse>("handshake", new proto.ProviderHandshakeRequest());
    expect(handshake.toObject()).toMatchObject({ acceptSecrets: true, acceptResources: false, acceptOutputs: false });
    const configured = await (await another()).configure(world.config());
    expect(configured.toObject()).toMatchObject({
      acceptsecrets: true,
      supportspreview: true,
      acceptresources: false,
      acceptoutputs: false,
    });
  });

  test("GetPluginInfo, GetMapping, GetMappings", async () => {
    expect((await client.call<pluginProto.PluginInfo>("getPluginInfo", new empty.Empty())).getVersion()).toBe(testVersion);
    expect((await client.call<proto.GetMappingResponse>("getMapping", new proto.GetMappingRequest())).getProvider()).toBe("");
    expect((await client.call<proto.GetMappingsResponse>("getMappings", new proto.GetMappingsRequest())).getProvidersList()).toEqual([]);
  });

  test.each<[Parameters<PluginClient["call"]>[0], () => unknown, RegExp]>([
    ["construct", () => new proto.ConstructRequest().setType("oos:index:SecureBucket"), /no component oos:index:SecureBucket/],
    ["call", () => new proto.CallRequest().setTok("oos:index:Bucket/empty"), /no method oos:index:Bucket\/empty/],
    ["parameterize", () => new proto.ParameterizeRequest(), /takes no parameters/],
  ])("%s is refused clearly", async (method, request, message) => {
    const error = await client.call(method, request()).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: grpc.status.UNIMPLEMENTED, details: expect.stringMatching(message) as unknown });
  });

  test("unknown types and functions are refused with the known ones", async () => {
    await expect(client.check("Buckett", "b", {}, {})).rejects.toMatchObject({
      code: grpc.status.INVALID_ARGUMENT,
      details: expect.stringMatching(/unknown resource type oos:index:Buckett; known: .*Bucket/) as unknown,
    });
    await expect(client.invoke("oos:index:getBukket", {})).rejects.toMatchObject({
      details: expect.stringMatching(/unknown function oos:index:getBukket; known: .*getBucket,/) as unknown,
    });
  });

  test("Attach gives it the engine's log", async () => {
    const engine = await serveEngineLog();
    onTestFinished(() => engine.close());
    // Without a URN: the log of the requests.
    const lines = (): string[] =>
      engine.entries.flatMap(({ urn, message }) => {
        if (urn !== "") return [`${urn.split("::").at(-1) ?? ""}: ${message}`];
        return message.includes(world.emulator.secretAccessKey) ? ["a secret"] : [];
      });
    const attached = await another(world.config());
    await attached.call("attach", new pluginProto.PluginAttach().setAddress(engine.address));
    const { id, state } = await attached.create("PasswordPolicy", "r", { maxPasswordAge: 90 });
    await attached.delete("PasswordPolicy", id, state);
    await expect.poll(lines).toEqual([expect.stringMatching(/^r: the account's password policy is deleted: /)]);
  });
});

describe("configuration", () => {
  test("CheckConfig says every problem and keeps secrets wrapped", async () => {
    const { failures, wire } = await client.checkConfig({
      region: "xx",
      signatureVersion: "v5",
      regoin: "cn",
      secretAccessKey: secret("hush"),
      accessKeyId: unknown,
    });
    expect(failures.map(({ property }) => property).sort()).toEqual(["region", "regoin", "signatureVersion"]);
    expect(wire).toMatchObject({ region: "xx", accessKeyId: unknown, secretAccessKey: secret("hush") });
    expect(isSecret((await client.checkConfig({ secretAccessKey: "plain", accessKeyId: "a" })).wire["secretAccessKey"])).toBe(true);
  });

  test("CheckConfig lists every place where credentials were looked for", async () => {
    const { failures } = await client.checkConfig({});
    expect(failures).toHaveLength(1);
    expect(failures.map(placeOf)).toEqual(["accessKeyId"]);
    for (const place of ["oos:accessKeyId", "oos:secretAccessKey", "OOS_ACCESS_KEY_ID", "OOS_SECRET_ACCESS_KEY", ".oos/credentials"])
      expect(failures[0]?.reason).toContain(place);
    expect((await client.checkConfig({ accessKeyId: "a" })).failures[0]?.reason).toContain("accessKeyId but not secretAccessKey");
    expect((await client.checkConfig({ accessKeyId: unknown, secretAccessKey: unknown })).failures).toEqual([]);
  });

  test("DiffConfig tells what changed and never replaces", async () => {
    const olds = { region: "cn", accessKeyId: "a", secretAccessKey: secret("x"), endpoints: { s3: "http://a" } };
    expect(await client.diffConfig(olds, olds)).toMatchObject({ changes: false, replaces: [] });
    expect(
      await client.diffConfig(olds, {
        ...olds,
        accessKeyId: "b",
        secretAccessKey: secret("y"),
        endpoints: { s3: "http://b" },
        maxRetries: "3",
      }),
    ).toMatchObject({
      changes: true,
      diffs: ["endpoints", "accessKeyId", "secretAccessKey", "maxRetries"],
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  test("what is wrong with it is a failure of every resource and function, not of Configure", async () => {
    const broken = await another({ region: "xx" });
    const { failures } = await broken.check("Bucket", "b", {}, { acl: "x" });
    expect(failures.map(placeOf)).toEqual(["oos:region", "acl"]);
    expect(failures.map(({ property }) => property)).toEqual(["", "acl"]);
    expect((await broken.invoke("oos:index:getRegions", {})).failures.map(({ property }) => property)).toEqual(["oos:region, backend oos"]);
    await expect(broken.create("Bucket", "b", { bucket: "b-one" })).rejects.toThrow("oos:region: unknown region xx");
  });

  test("while it is not known, a preview still checks and plans", async () => {
    const later = await another({ ...world.config(), accessKeyId: unknown });
    expect((await later.check("Bucket", "b", {}, { bucket: "b-one" })).failures).toEqual([]);
    const planned = toJs((await later.createWire("Bucket", "b", { bucket: "b-one" }, true)).getProperties());
    expect(planned).toMatchObject({ bucket: "b-one", arn: unknown, endpoint: unknown });
    await expect(later.create("Bucket", "b", { bucket: "b-one" })).rejects.toThrow("configuration is not known yet");
  });
});

describe("check and diff", () => {
  test("secret inputs come back wrapped, names follow the seed, all failures come at once", async () => {
    const seed = Uint8Array.from([1, 2, 3, 4]);
    const { wire, failures } = await client.check("IamUser", "u", {}, { tags: secret({ pin: "1" }) }, seed);
    expect(failures).toEqual([]);
    expect(wire["tags"]).toEqual(secret({ pin: "1" }));
    expect(wire["userName"]).toBe((await client.check("IamUser", "u", {}, {}, seed)).inputs["userName"]);
    expect((await client.check("Bucket", "a::b", {}, {})).inputs["bucket"]).toMatch(/^a-b-[0-9a-f]{7}$/);
    expect(
      (await client.check("Bucket", "b", {}, { bucket: "B", acl: "x", dataLocation: { type: "Local", locations: ["A"] } })).failures.map(
        placeOf,
      ),
    ).toEqual(["acl", "bucket", "bucket", "bucket", "dataLocation.locations"]);
  });

  test("the detailed diff names each place, its kind, and what replaces", async () => {
    const state = {
      bucket: "b-one",
      acl: "private",
      forceDestroy: false,
      metadataLocation: "A",
      dataLocation: { type: "Specified", locations: ["A", "B"] },
      arn: "x",
    };
    const news = {
      bucket: "b-one",
      acl: "public-read",
      forceDestroy: false,
      metadataLocation: "C",
      dataLocation: { type: "Specified", locations: ["A", "C", "D"] },
    };
    expect(await client.diff("Bucket", "b-one", state, news)).toMatchObject({
      changes: true,
      diffs: ["acl", "metadataLocation", "dataLocation"],
      replaces: ["metadataLocation"],
      deleteBeforeReplace: true,
      stables: [],
      detailed: {
        acl: "UPDATE",
        metadataLocation: "UPDATE_REPLACE",
        "dataLocation.locations[1]": "UPDATE",
        "dataLocation.locations[2]": "ADD",
      },
    });
    expect(
      await client.diff("IamUser", "u", { userName: "u", tags: { "a b": "1" } }, { userName: "u", tags: { c: unknown } }),
    ).toMatchObject({
      detailed: { 'tags["a b"]': "DELETE", "tags.c": "ADD" },
      stables: ["arn", "userId", "createDate", "userName"],
    });
    expect(await client.diff("Bucket", "b-one", state, news, ["*"])).toMatchObject({ changes: false, detailed: {} });
  });
});

describe("previews", () => {
  test("of a creation: what can be known is known, the rest is unknown, secrets are wrapped; no call is made", async () => {
    const { calls, result } = await world.counted(async () => ({
      bucket: toJs((await client.createWire("Bucket", "b", { bucket: "b-new", acl: "private" }, true)).getProperties()),
      unnamed: toJs((await client.createWire("Bucket", "b", { bucket: unknown }, true)).getProperties()),
      key: toJs((await client.createWire("AccessKey", "k", { user: "u", status: "Active" }, true)).getProperties()),
    }));
    expect(calls).toEqual({});
    const host = new URL(world.emulator.endpoints.s3).host;
    expect(result.bucket).toEqual({
      bucket: "b-new",
      acl: "private",
      arn: "arn:ctyun:oos:::b-new",
      bucketDomainName: `b-new.${host}`,
      endpoint: world.emulator.endpoints.s3,
      creationDate: unknown,
    });
    expect(result.unnamed).toMatchObject({ bucket: unknown, arn: unknown });
    expect(result.key).toEqual({
      user: "u",
      status: "Active",
      accessKeyId: unknown,
      secretAccessKey: secret(unknown),
      createDate: unknown,
      lastUsedDate: unknown,
      lastUsedService: unknown,
    });
  });

  test("of an update: what stays is known", async () => {
    const state = { user: "u", status: "Active", accessKeyId: "k1", secretAccessKey: secret("hush"), createDate: "2026" };
    const planned = toJs((await client.updateWire("AccessKey", "k1", state, { user: "u", status: "Inactive" }, true)).getProperties());
    expect(planned).toEqual({ ...state, status: "Inactive", lastUsedDate: unknown, lastUsedService: unknown });
  });
});

describe("secrets", () => {
  test("secret outputs and secret inputs stay wrapped through create, read and update", async () => {
    await iam(world.emulator, "CreateUser", { UserName: "keyed" });
    const response = await client.createWire("AccessKey", "k", { user: secret("keyed"), status: "Active" }, false);
    const state = toJs(response.getProperties());
    expect([isSecret(state["secretAccessKey"]), isSecret(state["user"]), isSecret(state["accessKeyId"])]).toEqual([true, true, false]);
    const request = new proto.ReadRequest()
      .setUrn("urn:pulumi:test::suite::oos:index:AccessKey::k")
      .setId(response.getId())
      .setProperties(response.getProperties());
    const read = await client.call<proto.ReadResponse>("read", request);
    expect(toJs(read.getProperties())).toEqual(state);
    expect(isSecret(toJs(read.getInputs())["user"])).toBe(true);
    const updated = toJs(
      (await client.updateWire("AccessKey", response.getId(), state, { user: secret("keyed"), status: "Inactive" }, false)).getProperties(),
    );
    expect(updated).toEqual({ ...state, status: "Inactive" });
    await client.delete("AccessKey", response.getId(), updated);
  });
});

describe("cancel", () => {
  test("ends a running call at once, and what may have been made is found afterwards", async () => {
    const cancelled = await another(world.config());
    const outcome = await world.faulty([{ kind: "hang-after-execute", operation: "CreateUser" }], async () => {
      const creating = cancelled.create("IamUser", "u", { userName: "slow", forceDestroy: false }).catch((error: unknown) => error);
      await expect.poll(async () => (await world.calls())["iam:CreateUser"] ?? 0).toBeGreaterThan(0);
      await cancelled.call("cancel", new empty.Empty());
      return creating;
    });
    expect(String(outcome)).toMatch(/cancelled/);
    await expect(cancelled.create("IamUser", "u", { userName: "more", forceDestroy: false })).rejects.toThrow("cancelled");

    // The next run takes what the cancelled one has made.
    const { id, state } = await client.create("IamUser", "u", { userName: "slow", forceDestroy: false });
    expect({ id, arn: state["arn"] }).toEqual({ id: "slow", arn: `arn:ctyun:iam::${world.emulator.accountId}:user/slow` });
    await client.delete("IamUser", id, state);
  });
});

describe("functions", () => {
  test("answer; bad arguments are failures with paths", async () => {
    const { result } = await client.invoke("oos:index:getCallerIdentity", {});
    expect(result).toMatchObject({ accountId: world.emulator.accountId });
    const { failures } = await client.invoke("oos:index:getBucket", { bucket: "B", x: 1 });
    // Every SDK prints the words and the property behind them.
    expect(failures.map(({ property }) => property)).toEqual(["x", "bucket", "bucket", "bucket"].map((name) => `${name}, backend oos`));
  });
});
