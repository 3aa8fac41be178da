/**
 * Law 3 against names: buckets, keys and prefixes that look like other requests, through the transport, resources, functions and commands. A real
 * gateway decodes a path before it takes it apart, so `DELETE /b%2Fk` deletes an object, and `DELETE /b/` a bucket.
 */
import { nounsOf } from "../support/backends/nouns";
import { createHmac } from "node:crypto";
import { Readable } from "node:stream";
import * as sdk from "@aws-sdk/client-s3";
import { Command } from "commander";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { addPasswordCommand } from "../../cli/commands/password";
import { addUploadsCommand } from "../../cli/commands/uploads";
import type { Io } from "../../cli/io";
import { zos } from "../../provider/backends/zos";
import { DynamicFace } from "../../provider/engine/faces/dynamic";
import { registry } from "../../provider/registry";
import type { Transport } from "../../provider/transport/send/client";
import { contractCases } from "../support/contract/cases";
import { withClient } from "../support/contract/server";
import { send, sendSigned } from "../support/emulator/support";
import { faces, openDriver } from "../support/resources/driver";
import type { SeenRequest } from "../support/servers/rgw/proxy";
import { GatewayWorld } from "./world";

const Bucket = "b-one";
/** Names of buckets that are none. */
const strangeBuckets = [
  ...["b-one?policy", "b-one/?acl", "b-one?x-unknown", "b-one#x", "b-one&delete", "b-one/", "b-one/k", "/b-one", "b-one%2Fk"],
  ...["../b-one", ".", "..", "", " ", "b-one ", "b-one\r\nx-amz-acl: public-read", "x.example/", "u@x.example", "x:80"],
];
/** Keys and prefixes, which may be anything. */
const strangeKeys = [
  ...["?policy", "k?versionId=x", "&uploads", "k&x-unknown=1", "%3Fpolicy", "#x", "../b-two", "a/../../b-two", "..", ".", "/"],
  ...["//b-two", "/b-two", "k\r\nx-amz-acl: public-read", "+", "a b", "a//b/", "ü?acl"],
];

let world: GatewayWorld;
let transport: Transport;
beforeAll(async () => {
  world = await GatewayWorld.start();
  transport = world.openTransport();
  await withClient(world, async (s3) => {
    for (const name of [Bucket, "b-two"]) await s3.send(new sdk.CreateBucketCommand({ Bucket: name }));
    await s3.send(new sdk.PutObjectCommand({ Bucket, Key: "k", Body: "x" }));
  });
});
afterAll(async () => {
  await transport.close();
  await world.close();
});
afterEach(async () => {
  await withClient(world, async (s3) => {
    for (const name of [Bucket, "b-two"]) await s3.send(new sdk.HeadBucketCommand({ Bucket: name }));
    await s3.send(new sdk.HeadObjectCommand({ Bucket, Key: "k" }));
    expect((await s3.send(new sdk.ListObjectsCommand({ Bucket: "b-two" }))).Contents).toBeUndefined();
  });
});

async function sentBy(task: () => Promise<unknown>): Promise<readonly SeenRequest[]> {
  const before = world.proxy.seen.length;
  await task();
  return world.proxy.seen.slice(before);
}

/** What a gateway takes the request for: `PUT object`, and the names of its parameters. */
function asTaken({ method, target }: SeenRequest): string {
  const [path = "", query = ""] = target.split("?");
  const [, bucket = "", ...key] = decodeURIComponent(path).split("/");
  const level = bucket === "" ? "service" : key.join("/") === "" ? `bucket ${bucket}` : `object of ${bucket}`;
  return [method, level, ...[...new URLSearchParams(query).keys()].sort()].join(" ");
}
const taken = (requests: readonly SeenRequest[]): readonly string[] => [...new Set(requests.map(asTaken))].sort();

test("the gateway does what this is about", async () => {
  const doomed = { Bucket: "b-doomed" };
  await withClient(world, async (s3) => {
    await s3.send(new sdk.CreateBucketCommand(doomed));
    await s3.send(new sdk.PutObjectCommand({ ...doomed, Key: "k", Body: "x" }));
    // The signature of V2 is over the path as it is sent, that of V4 here over the decoded one.
    const date = new Date().toUTCString();
    const signature = createHmac("sha1", world.keys.secretAccessKey).update(`DELETE\n\n\n${date}\n/b-doomed%2Fk`).digest("base64");
    const headers = { date, authorization: `AWS ${world.keys.accessKeyId}:${signature}` };
    expect(await send(world.endpoint, { method: "DELETE", target: "/b-doomed%2Fk", headers })).toMatchObject({ status: 204 });
    await expect(s3.send(new sdk.HeadObjectCommand({ ...doomed, Key: "k" }))).rejects.toMatchObject({ name: "NotFound" });
    const remove = { method: "DELETE", target: "/b-doomed/" };
    expect(await sendSigned(world.endpoint, remove, { keys: world.keys, service: "s3" })).toMatchObject({ status: 204 });
    await expect(s3.send(new sdk.HeadBucketCommand(doomed))).rejects.toMatchObject({ name: "NotFound" });
  });
});

describe("what cannot be a bucket's name", () => {
  test("is refused by the transport, for each operation, and by its links", async () => {
    const client = transport.client();
    const rows = (zos.services.s3?.operations ?? []).filter(({ level, copySource }) => level !== "service" && copySource !== true);
    const sent = await sentBy(async () => {
      for (const bucket of strangeBuckets)
        for (const { operation, method, level, subresource } of rows) {
          const more = { bucket, ...(level === "object" ? { key: "k" } : {}), ...(subresource === undefined ? {} : { subresource }) };
          await expect(client.send({ operation, bucket, ...(level === "object" ? { key: "k" } : {}) })).rejects.toMatchObject({
            kind: "invalid",
          });
          await expect(transport.presign({ method, expiresInSeconds: 60, ...more })).rejects.toMatchObject({ kind: "invalid" });
        }
    });
    expect(taken(sent)).toEqual([]);
  });

  test("is refused in the AWS SDK's client", async () => {
    const s3 = await transport.client().s3();
    const send = s3.send.bind(s3) as (command: unknown) => Promise<unknown>;
    const sent = await sentBy(async () => {
      for (const name of strangeBuckets)
        for (const command of [
          new sdk.DeleteBucketCommand({ Bucket: name }),
          new sdk.DeleteBucketPolicyCommand({ Bucket: name }),
          new sdk.ListObjectsCommand({ Bucket: name }),
          new sdk.DeleteObjectCommand({ Bucket: name, Key: "k" }),
          // The URL of a bucket `..` is that of the service, and so the key is a bucket.
          new sdk.DeleteObjectCommand({ Bucket: name, Key: "b-two" }),
        ])
          await expect(send(command), `${command.constructor.name} ${name}`).rejects.toThrow();
    });
    expect(taken(sent)).toEqual([]);
  });

  test.each(faces)("is refused by every resource, %s face", async (face) => {
    const driver = await openDriver(face, world.world, world.config);
    const sent = await sentBy(async () => {
      for (const { noun, full } of contractCases.filter((it) => it.noun !== "Topic"))
        for (const bucket of strangeBuckets) {
          const state = { ...full(world), bucket };
          const what = `${noun} ${bucket}`;
          await expect(driver.create(noun, "r", state), what).rejects.toThrow();
          await expect(driver.read(noun, bucket, state), what).rejects.toThrow();
          // Where nothing differs there is nothing to do.
          await driver.update(noun, bucket, state, state).catch(() => undefined);
          await expect(driver.delete(noun, bucket, state), what).rejects.toThrow();
        }
    });
    await driver.close();
    expect(taken(sent)).toEqual([]);
  });

  test("is refused by every function that takes a bucket", async () => {
    const face = new DynamicFace(registry, world.world);
    const names = [...registry.functions.keys()].filter(
      (name) => "bucket" in (registry.functions.get(name)?.inputs.shape ?? {}) && !zos.lacks.instead[name],
    );
    expect(names).toEqual(expect.arrayContaining(["getBucket", "getObjects", "presignUrl"]));
    const sent = await sentBy(async () => {
      for (const name of names)
        for (const bucket of strangeBuckets)
          await expect(face.invoke(name, { bucket, key: "k" }, world.config), `${name} ${bucket}`).rejects.toThrow();
    });
    await face.session(world.config).close();
    expect(taken(sent)).toEqual([]);
  });

  test("is refused by the commands", async () => {
    const sent = await sentBy(async () => {
      for (const bucket of strangeBuckets)
        for (const args of [["list"], ["list", "--sizes"], ["abort", "--yes", "--older-than", "0"]])
          await expect(command("uploads", ...args, "--", bucket), `${args.join(" ")} ${bucket}`).rejects.toThrow();
    });
    expect(taken(sent)).toEqual([]);
  });
});

describe("what the backend lacks", () => {
  /** Whatever a handler may ask for. */
  const anything = {
    ...{
      bucket: Bucket,
      key: "k",
      name: "n",
      userName: "u",
      user: "u",
      users: ["u"],
      group: "g",
      groupName: "g",
      policyArn: "arn:aws:iam::1:policy/p",
    },
    ...{ s3BucketName: Bucket, policy: "{}", status: "Active", ipWhiteList: ["10.0.0.1"], password: "Aa1!aaaaaaaa", accessKeyId: "AK" },
  };

  test.each(faces)("is refused by the handlers of its resources, %s face", async (face) => {
    const nouns = [...registry.resources.keys()].filter((noun) => !nounsOf(zos).has(noun));
    expect(nouns).toEqual(expect.arrayContaining(["AccessKey", "BucketAccelerate", "Trail"]));
    const driver = await openDriver(face, world.world, world.config);
    const sent = await sentBy(async () => {
      for (const noun of nouns) {
        await expect(driver.create(noun, "r", anything), noun).rejects.toThrow();
        // Some see by the id alone that there is nothing to ask for.
        for (const attempt of [
          () => driver.read(noun, "x", anything),
          () => driver.update(noun, "x", anything, { ...anything, status: "Inactive" }),
          () => driver.delete(noun, "x", anything),
        ])
          await attempt().catch(() => undefined);
      }
    });
    await driver.close();
    // Who the caller is, is asked of the list of buckets.
    expect(["", "GET service"]).toContain(taken(sent).join());
  });

  test("is refused by its functions", async () => {
    const face = new DynamicFace(registry, world.world);
    const names = [...registry.functions.keys()].filter((name) => zos.lacks.instead[name] !== undefined);
    expect(names).toEqual(expect.arrayContaining(["getUsers", "getTrails", "getUsage"]));
    const sent = await sentBy(async () => {
      for (const name of names) await expect(face.invoke(name, {}, world.config), name).rejects.toThrow("is not available on backend zos");
    });
    await face.session(world.config).close();
    expect(taken(sent)).toEqual([]);
  });

  test("is refused by the commands", async () => {
    const sent = await sentBy(() => expect(command("password", "change")).rejects.toThrow("ZOS has no iam service"));
    expect(taken(sent)).toEqual([]);
  });
});

describe("a key or a prefix that looks like another request", () => {
  test("and an empty key is refused", async () => {
    const client = transport.client();
    const request = { operation: "DeleteObject", bucket: Bucket, key: "" } as const;
    const sent = await sentBy(async () => {
      await expect(client.send(request)).rejects.toMatchObject({ kind: "invalid" });
      await expect(transport.presign({ method: "DELETE", bucket: Bucket, key: "", expiresInSeconds: 60 })).rejects.toMatchObject({
        kind: "invalid",
      });
    });
    expect(taken(sent)).toEqual([]);
  });

  test.each(faces)("is an object's key and nothing else, %s face", async (face) => {
    const driver = await openDriver(face, world.world, world.config);
    const keysNow = () =>
      withClient(world, async (s3) => ((await s3.send(new sdk.ListObjectsCommand({ Bucket }))).Contents ?? []).map(({ Key }) => Key));
    const sent = await sentBy(async () => {
      for (const key of strangeKeys) {
        const { inputs, failures } = await driver.check("BucketObject", "r", {}, { bucket: Bucket, key, content: "x" });
        expect({ key, failures }).toEqual({ key, failures: [] });
        const { id, state } = await driver.create("BucketObject", "r", inputs);
        expect(await keysNow()).toContain(key);
        expect((await driver.read("BucketObject", id, state))?.state).toMatchObject({ key });
        await driver.delete("BucketObject", id, state);
        expect(await keysNow()).toEqual(["k"]);
      }
    });
    await driver.close();
    expect(taken(sent)).toEqual(["DELETE object of b-one", "HEAD object of b-one", "PUT object of b-one"]);
  });

  test("is a prefix of the functions and commands, and nothing else", async () => {
    const face = new DynamicFace(registry, world.world);
    const sent = await sentBy(async () => {
      for (const text of strangeKeys) {
        expect(await face.invoke("getObjects", { bucket: Bucket, prefix: text }, world.config)).toMatchObject({ keys: [] });
        expect(await face.invoke("getMultipartUploads", { bucket: Bucket, prefix: text }, world.config)).toMatchObject({ uploads: [] });
        await command("uploads", "list", "--sizes", `--prefix=${text}`, Bucket);
        await command("uploads", "abort", "--yes", "--older-than", "0", `--prefix=${text}`, Bucket);
      }
    });
    await face.session(world.config).close();
    expect(taken(sent)).toEqual(["GET bucket b-one encoding-type max-keys prefix", "GET bucket b-one encoding-type prefix uploads"]);
  });
});

async function command(...args: readonly string[]): Promise<void> {
  const program = new Command("pulumi-oos");
  const { accessKeyId, secretAccessKey } = world.account;
  const io: Io = {
    environment: {
      ...{ OOS_BACKEND: "zos", OOS_ENDPOINT_S3: world.proxy.endpoint, OOS_MAX_RETRIES: "0" },
      ...{ OOS_ACCESS_KEY_ID: accessKeyId, OOS_SECRET_ACCESS_KEY: secretAccessKey },
    },
    out: () => true,
    err: () => true,
    now: () => new Date(),
    isInteractive: false,
    ask: () => Promise.resolve(""),
  };
  addUploadsCommand(program, io);
  addPasswordCommand(program, io, Readable.from(["old secret\nnew secret\n"]));
  await program.parseAsync(args, { from: "user" });
}
