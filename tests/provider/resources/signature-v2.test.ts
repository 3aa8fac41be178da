/**
 * `signatureVersion: v2` over the whole S3 side: the life of every resource of it, every function, large objects and a forced deletion. The
 * provider has a key of its own here, so that the emulator tells its requests from those of the tests.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PutBucketPolicyCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CATALOG } from "../../../provider/catalog";
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import { registry } from "../../../provider/registry";
import { admin, iam, s3Client } from "../../support/emulator/support";
import type { Properties } from "../../support/plugin/results";
import { callBudgets } from "../../support/resources/call-budget";
import { makeBucket, resourceCases } from "../../support/resources/cases";
import { faces, openDriver } from "../../support/resources/driver";
import { lifecycleSuite, type Variant } from "../../support/resources/suite";
import { TestWorld } from "../../support/resources/world";

async function keyOf({ emulator }: TestWorld): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  const { AccessKey } = (await iam(emulator, "CreateAccessKey", {})) as { AccessKey: { AccessKeyId: string; SecretAccessKey: string } };
  return { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
}

async function mustBeV2(world: TestWorld, { accessKeyId }: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await world.claimsOf(String(accessKeyId))).toEqual(["s3 v2"]);
}

const v2: Variant = {
  title: "signed with V2",
  config: async (world) => ({ signatureVersion: "v2", ...(await keyOf(world)) }),
  finish: mustBeV2,
};

const isOfS3 = (noun: string): boolean => Object.keys(callBudgets[noun]?.create ?? {}).every((name) => name.startsWith("s3:"));
const cases = resourceCases.filter(({ noun }) => isOfS3(noun));

test("the S3 side is known", () => {
  expect(cases.map(({ noun }) => noun)).toEqual(expect.arrayContaining(["Bucket", "BucketObject", "BucketPolicy", "Cors", "Lifecycle"]));
});

for (const face of faces) for (const it of cases) lifecycleSuite(face, it, v2);

describe("beside the lives of resources", () => {
  let world: TestWorld;
  let s3: S3Client;
  let config: Record<string, unknown>;

  beforeEach(async () => {
    world = await TestWorld.start();
    s3 = s3Client(world.emulator);
    config = world.config(await v2.config(world));
    await makeBucket("b-one")(world.emulator);
  });
  afterEach(async () => {
    await mustBeV2(world, config);
    s3.destroy();
    await world.close();
  });

  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b-one/open/*" }],
  });
  const key = "a b/ü+.txt";

  /** Arguments of every function that needs an operation of S3, and what it must answer. */
  const calls: Readonly<Record<string, readonly [Properties, Properties]>> = {
    getBucket: [{ bucket: "b-one" }, { acl: "private" }],
    getBucketPolicy: [{ bucket: "b-one" }, { policy: Policy }],
    getBucketUsage: [{ bucket: "b-one" }, { objects: 1, bytes: 5 }],
    getBuckets: [{}, { names: ["b-one"] }],
    getMultipartUploads: [{ bucket: "b-one", prefix: "a/" }, { uploads: [] }],
    getObject: [
      { bucket: "b-one", key, offset: 1, length: 3 },
      { content: "ell", size: 5 },
    ],
    getObjects: [{ bucket: "b-one", prefix: "a b/" }, { keys: [key] }],
    getRegions: [{}, { dataLocations: expect.arrayContaining(["QingDao"]) as unknown }],
  };

  test("every function", async () => {
    const ofS3 = [...registry.functions].flatMap(([name, definition]) =>
      "uses" in definition && definition.uses.some((operation) => CATALOG[operation].service === "s3") ? [name] : [],
    );
    expect(Object.keys(calls).sort()).toEqual(ofS3.sort());
    await s3.send(new PutObjectCommand({ Bucket: "b-one", Key: key, Body: "hello" }));
    await s3.send(new PutBucketPolicyCommand({ Bucket: "b-one", Policy }));
    const face = new DynamicFace(registry, world);
    for (const [name, [args, answer]] of Object.entries(calls))
      expect({ name, result: await face.invoke(name, args, config) }).toEqual({ name, result: expect.objectContaining(answer) as unknown });
    const { url } = await face.invoke("presignUrl", { bucket: "b-one", key }, config);
    expect(String(url)).toMatch(/[?&]Signature=/);
    expect(await (await fetch(String(url))).text()).toBe("hello");
    await face.session(config).close();
  });

  test.each(faces)("a large object in parts, its copy in parts, and a bucket that is emptied, %s face", async (faceName) => {
    const driver = await openDriver(faceName, world, config);
    const folder = await mkdtemp(path.join(tmpdir(), "oos-v2-"));
    const source = path.join(folder, "file");
    await writeFile(source, randomBytes(6 * 1024 * 1024));
    const create = async (noun: string, more: Properties): Promise<unknown> => {
      const { inputs, failures } = await driver.check(noun, "r", {}, more);
      expect(failures).toEqual([]);
      return driver.create(noun, "r", inputs);
    };
    const bucket = await driver.create("Bucket", "b", { bucket: "b-two", acl: "private", forceDestroy: true });
    const failing = { kind: "error", operation: "UploadPart", status: 400, code: "InvalidRequest", times: 1 } as const;
    const large = { bucket: "b-two", key, source, partSizeMiB: 5 };
    await expect(world.faulty([failing], () => create("BucketObject", large))).rejects.toThrow("UploadPart");
    await create("BucketObject", large);
    const copy = await world.counted(() =>
      create("BucketObject", { bucket: "b-two", key: "copy", copyFrom: { bucket: "b-two", key }, partSizeMiB: 5 }),
    );
    expect(copy.calls).toMatchObject({ "s3:UploadPartCopy": 2, "s3:CompleteMultipartUpload": 1 });
    await create("BucketObject", { bucket: "b-two", key: "small copy", copyFrom: { bucket: "b-two", key } });
    await driver.delete("Bucket", bucket.id, bucket.state);
    const { accounts } = await admin<{ accounts: { buckets: { name: string }[] }[] }>(world.emulator, "GET", "/state");
    expect(accounts[0]?.buckets.map(({ name }) => name)).toEqual(["b-one"]);
    await driver.close();
    await rm(folder, { recursive: true, force: true });
  });
});
