/** The data functions about buckets and objects, through both faces. Links are followed by fetch, which knows nothing of signatures. */
import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import { registry } from "../../../provider/registry";
import { s3Client } from "../../support/emulator/support";
import { plain, PluginClient } from "../../support/plugin/client";

import { placeFirst } from "../../support/plugin/results";
import { servePlugin } from "../../support/plugin/server";
import { makeBucket } from "../../support/resources/cases";
import { TestWorld } from "../../support/resources/world";

type Values = Record<string, unknown>;
type Invoke = (name: string, args: Values) => Promise<Values>;

let world: TestWorld;
let s3: S3Client;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  world = await TestWorld.start();
  s3 = s3Client(world.emulator);
  for (const name of ["b-one", "b-two", "other"]) await makeBucket(name)(world.emulator);
  const keys = Array.from({ length: 1005 }, (_, index) => `k/${String(index).padStart(4, "0")}`);
  for (let at = 0; at < keys.length; at += 50)
    await Promise.all(keys.slice(at, at + 50).map((Key) => s3.send(new PutObjectCommand({ Bucket: "b-one", Key, Body: "12345" }))));
  await s3.send(new PutObjectCommand({ Bucket: "b-one", Key: "a b/ü.txt", Body: "hello", StorageClass: "STANDARD_IA" }));
}, 60_000);
afterAll(async () => {
  for (const close of closing) await close();
  s3.destroy();
  await world.close();
});

async function plugin(config: Values = {}): Promise<Invoke> {
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  closing.push(async () => {
    client.close();
    await server.close();
  });
  await client.configure(world.config(config));
  const call = async (name: string, args: Values): Promise<Values> => {
    const { result, failures } = await client.invoke(`oos:index:${name}`, args);
    if (failures.length > 0) throw new Error(failures.map(({ property, reason }) => `${reason} (${property})`).join("\n"));
    return plain(result) as Values;
  };
  return (name, args) => placeFirst(call(name, args));
}

function dynamic(config: Values = {}): Promise<Invoke> {
  const face = new DynamicFace(registry, world);
  const settings = world.config(config);
  closing.push(() => face.session(settings).close());
  return Promise.resolve((name, args) => placeFirst(face.invoke(name, args, settings)));
}

describe.each([
  ["plugin", plugin],
  ["dynamic", dynamic],
] as const)("%s face", (_face, open) => {
  let invoke: Invoke;
  beforeAll(async () => {
    invoke = await open();
  });

  test("getBuckets lists by prefix", async () => {
    const { names, buckets, ownerId } = await invoke("getBuckets", { prefix: "b-" });
    expect(names).toEqual(["b-one", "b-two"]);
    expect(buckets).toEqual([
      { name: "b-one", creationDate: expect.stringMatching(/^20\d\d-.*Z$/) as string },
      { name: "b-two", creationDate: expect.any(String) as string },
    ]);
    expect(ownerId).toEqual(expect.any(String));
    expect((await invoke("getBuckets", {}))["names"]).toEqual(["b-one", "b-two", "other"]);
  });

  test("getBucketPolicy shows the text, or nothing", async () => {
    expect(await invoke("getBucketPolicy", { bucket: "b-one" })).toEqual({});
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b-two/*" }],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket: "b-two", Policy }));
    expect(JSON.parse(String((await invoke("getBucketPolicy", { bucket: "b-two" }))["policy"]))).toEqual(JSON.parse(Policy));
    await expect(invoke("getBucketPolicy", { bucket: "nobody" })).rejects.toThrow("NoSuchBucket");
  });

  test("getObjects turns pages up to the limit, and says whether there is more", async () => {
    const all = await world.counted(() => invoke("getObjects", { bucket: "b-one", prefix: "k/" }));
    expect(all.calls).toEqual({ "s3:ListObjects": 2 });
    expect(all.result).toMatchObject({ isTruncated: false });
    expect(all.result["keys"]).toHaveLength(1005);
    const some = await world.counted(() => invoke("getObjects", { bucket: "b-one", startAfter: "k/1001", limit: 2 }));
    expect(some.result).toMatchObject({ keys: ["k/1002", "k/1003"], isTruncated: true });
    expect(some.calls).toEqual({ "s3:ListObjects": 1 });
    const exact = await invoke("getObjects", { bucket: "b-one", startAfter: "k/1002", limit: 2 });
    expect(exact).toMatchObject({ keys: ["k/1003", "k/1004"], isTruncated: false });
    const [object] = (await invoke("getObjects", { bucket: "b-one", prefix: "a" }))["objects"] as Values[];
    expect(object).toMatchObject({
      key: "a b/ü.txt",
      size: 5,
      storageClass: "STANDARD_IA",
      lastModified: expect.stringMatching(/Z$/) as string,
    });
  });

  test("getObject reads headers and content, whole or a piece, of what is small enough", async () => {
    const key = "a b/ü.txt";
    const whole = await world.counted(() => invoke("getObject", { bucket: "b-one", key }));
    expect(whole.calls).toEqual({ "s3:HeadObject": 1, "s3:GetObject": 1 });
    expect(whole.result).toEqual({
      content: "hello",
      size: 5,
      etag: '"5d41402abc4b2a76b9719d911017c592"',
      lastModified: expect.stringMatching(/^20\d\d-.*Z$/) as string,
      contentType: expect.any(String) as string,
      storageClass: "STANDARD_IA",
      metadata: {},
    });
    const read = async (more: Values): Promise<unknown> => (await invoke("getObject", { bucket: "b-one", key, ...more }))["content"];
    expect(await read({ encoding: "base64", offset: 1, length: 3 })).toBe(Buffer.from("ell").toString("base64"));
    expect(await read({ offset: 3, length: 100 })).toBe("lo");
    expect(await read({ offset: 5 })).toBe("");
    expect(await read({ offset: 1, length: 2, maxBytes: 2 })).toBe("el");
    const headers = await world.counted(() => invoke("getObject", { bucket: "b-one", key, encoding: "none" }));
    expect(headers.calls).toEqual({ "s3:HeadObject": 1 });
    expect(headers.result).toMatchObject({ size: 5 });
    expect(headers.result).not.toHaveProperty("content");
  });

  test("getObject refuses what is not there, too large, no text, or another object by now", async () => {
    await s3.send(new PutObjectCommand({ Bucket: "b-two", Key: "bytes", Body: Buffer.from([0xff, 0x00]), Metadata: { team: "a" } }));
    const refusal = (args: Values): Promise<string> =>
      invoke("getObject", { bucket: "b-two", key: "bytes", ...args }).then(() => "read", String);
    expect(await refusal({ key: "none" })).toMatch(/object "none" of bucket "b-two" does not exist\n {2}next: check bucket and key/);
    expect(await refusal({})).toMatch(/is not UTF-8 text\n {2}next: use encoding "base64"/);
    const large = await world.counted(() => refusal({ maxBytes: 1 }));
    expect(large.result).toMatch(/2 bytes of object "bytes" of bucket "b-two" are more than maxBytes \(1\); nothing was read/);
    expect(large.calls).toEqual({ "s3:HeadObject": 1 });
    expect(await refusal({ offset: 3 })).toMatch(/has 2 bytes, and byte 3 is after its end/);
    expect(await refusal({ offset: -1, length: 0, maxBytes: 99_999_999 })).toMatch(
      /offset: .*at least 0.*length: .*maxBytes: .*at most 16777216/s,
    );
    expect(await invoke("getObject", { bucket: "b-two", key: "bytes", encoding: "base64" })).toMatchObject({
      content: "/wA=",
      metadata: { team: "a" },
      storageClass: "STANDARD",
    });
    // A proxy, or a write in between: what comes is not what HEAD has told.
    const other = { kind: "foreign", operation: "GetObject", status: 206, body: "xx", contentType: "text/plain", times: 1 } as const;
    expect(await world.faulty([other], () => refusal({ encoding: "base64" }))).toMatch(/changed while it was being read/);
    const denied = { kind: "error", operation: "HeadObject", status: 403, code: "AccessDenied" } as const;
    expect(await world.faulty([denied], () => refusal({}))).toContain("403");
  });

  test("getBucketUsage counts what is there", async () => {
    expect(await invoke("getBucketUsage", { bucket: "b-one" })).toEqual({
      objects: 1006,
      bytes: 1006 * 5,
      bytesByStorageClass: { STANDARD: 1005 * 5, STANDARD_IA: 5 },
    });
    expect(await invoke("getBucketUsage", { bucket: "other" })).toEqual({ objects: 0, bytes: 0, bytesByStorageClass: {} });
  });

  test("getMultipartUploads shows open uploads by prefix and age", async () => {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket: "other", Key: "big/one" }));
    expect(await invoke("getMultipartUploads", { bucket: "other" })).toEqual({
      uploads: [{ key: "big/one", uploadId: UploadId, initiated: expect.stringMatching(/Z$/) as string }],
    });
    expect(await invoke("getMultipartUploads", { bucket: "other", prefix: "small/" })).toEqual({ uploads: [] });
    expect(await invoke("getMultipartUploads", { bucket: "other", olderThanHours: 1 })).toEqual({ uploads: [] });
    await world.pass(3_700_000);
    expect(((await invoke("getMultipartUploads", { bucket: "other", olderThanHours: 1 }))["uploads"] as Values[]).length).toBe(1);
    await world.pass(-3_700_000);
    await s3.send(new AbortMultipartUploadCommand({ Bucket: "other", Key: "big/one", UploadId }));
  });

  test("getEndpoints knows its URLs and the regions", async () => {
    const { result, calls } = await world.counted(() => invoke("getEndpoints", {}));
    expect(calls).toEqual({});
    expect(result).toMatchObject({ region: "cn", s3: world.emulator.endpoints.s3, iam: world.emulator.endpoints.iam });
    expect(result["regions"]).toContainEqual({ region: "hazz", title: "Zhengzhou", s3: "oos-hazz.ctyunapi.cn", hasLocations: true });
  });

  test.each(["v4", "v2"])("presignUrl makes %s links that work, and end", async (signatureVersion) => {
    const wanted = { bucket: "b-one", key: "a b/ü.txt", signatureVersion };
    const link = await invoke("presignUrl", {
      ...wanted,
      limitRate: 100,
      responseContentType: "text/x-test",
      responseContentDisposition: "attachment; filename*=UTF-8''%C3%BC.txt",
    });
    const answer = await fetch(String(link["url"]));
    expect({ status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() }).toEqual({
      status: 200,
      type: "text/x-test",
      text: "hello",
    });
    expect(String(link["url"])).toContain("x-amz-limitrate=100");
    expect(Math.abs(Date.parse(String(link["expiresAt"])) - Date.now() - 900_000)).toBeLessThan(60_000);

    const put = await invoke("presignUrl", { ...wanted, key: `new-${signatureVersion}`, method: "PUT", expiresInSeconds: 60 });
    expect((await fetch(String(put["url"]), { method: "PUT", body: Buffer.from("mine") })).status).toBe(200);
    const typed = await invoke("presignUrl", { ...wanted, key: `new-${signatureVersion}`, method: "PUT", contentType: "text/x-up" });
    const upload = (type: string): Promise<Response> =>
      fetch(String(typed["url"]), { method: "PUT", body: "mine", headers: { "content-type": type } });
    expect([(await upload("text/x-other")).status, (await upload("text/x-up")).status]).toEqual([403, 200]);
    expect((await fetch(String(put["url"]))).status).toBe(403);
    const gone = await invoke("presignUrl", { ...wanted, key: `new-${signatureVersion}`, method: "DELETE" });
    expect((await fetch(String(gone["url"]), { method: "DELETE" })).status).toBe(204);

    const short = await invoke("presignUrl", { ...wanted, expiresInSeconds: 1 });
    await expect.poll(async () => (await fetch(String(short["url"]))).status, { timeout: 10_000, interval: 200 }).toBe(403);
  });

  test("presignUrl refuses what cannot be", async () => {
    await expect(invoke("presignUrl", { bucket: "b", key: "k", expiresInSeconds: 604_801, signatureVersion: "v4" })).rejects.toThrow(
      "from 1 to 604800, not 604801",
    );
    expect((await invoke("presignUrl", { bucket: "b", key: "k", expiresInSeconds: 604_801, signatureVersion: "v2" }))["url"]).toContain(
      "Signature=",
    );
    await expect(invoke("presignUrl", { bucket: "b", key: "k", method: "PUT", limitRate: 5 })).rejects.toThrow(
      "limitRate: needs method GET, found PUT",
    );
    await expect(invoke("presignUrl", { bucket: "b", key: "k", responseContentType: "ü" })).rejects.toThrow(
      "responseContentType: must be printable ASCII",
    );
    await expect(invoke("presignUrl", { bucket: "b", method: "POST" })).rejects.toThrow(
      /key: is required[^]*method: must be one of GET, HEAD, PUT, DELETE|method[^]*key/,
    );
  });
});

test("the link is a secret on the plugin's wire", async () => {
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  await client.configure(world.config());
  const { result } = await client.invoke("oos:index:presignUrl", { bucket: "b", key: "k" });
  expect(result["url"]).toMatchObject({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" });
  expect(result["expiresAt"]).toEqual(expect.any(String));
  client.close();
  await server.close();
});
