/** Data functions through both faces. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { checkout } from "../../support/checkout";
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import { registry } from "../../../provider/registry";
import { admin, type Keys, s3Client } from "../../support/emulator/support";
import { PluginClient, plain } from "../../support/plugin/client";
import type { Properties } from "../../support/plugin/results";
import { servePlugin } from "../../support/plugin/server";
import { type Face, faces } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

let world: TestWorld;

beforeAll(async () => {
  world = await TestWorld.start({ locations: { metadata: ["QingDao"], data: ["QingDao", "SuZhou"] } });
  const s3 = s3Client(world.emulator);
  await s3.send(new CreateBucketCommand({ Bucket: "known", ACL: "public-read" }));
  s3.destroy();
});
afterAll(() => world.close());

type Call = (name: string, args: Properties, config?: Properties) => Promise<unknown>;

async function caller(face: Face): Promise<Call> {
  if (face === "dynamic") {
    const dynamic = new DynamicFace(registry, world);
    return (name, args, config = {}) => dynamic.invoke(name, args, world.config(config));
  }
  return async (name, args, config = {}) => {
    const server = await servePlugin(world);
    const client = new PluginClient(server.address);
    onTestFinished(async () => {
      client.close();
      await server.close();
    });
    await client.configure(world.config(config));
    const { result, failures } = await client.invoke(`oos:index:${name}`, args);
    if (failures.length > 0) throw new Error(failures.map(({ property, reason }) => `${reason} (${property})`).join("\n"));
    return plain(result);
  };
}

describe.each(faces)("%s face", (face) => {
  test("getCallerIdentity: root of the account, or the user", async () => {
    const call = await caller(face);
    const { accountId } = world.emulator;
    expect(await call("getCallerIdentity", {})).toEqual({ accountId, arn: `arn:ctyun:iam::${accountId}:root`, userId: accountId });
    const other = await admin<Keys & { accountId: string }>(world.emulator, "POST", "/accounts", {});
    expect(await call("getCallerIdentity", {}, { accessKeyId: other.accessKeyId, secretAccessKey: other.secretAccessKey })).toMatchObject({
      accountId: other.accountId,
    });
  });

  test("getRegions: what the account may use; not in Hong Kong", async () => {
    const call = await caller(face);
    expect(await call("getRegions", {})).toEqual({ metadataLocations: ["QingDao"], dataLocations: ["QingDao", "SuZhou"] });
    await expect(call("getRegions", {}, { region: "cn-hk-hqnet" })).rejects.toThrow(
      /getRegions is not available in region cn-hk-hqnet, which has one location\n {2}next: leave/,
    );
  });

  test("getBucket: one bucket; one that does not exist is an error, never empty", async () => {
    const call = await caller(face);
    expect(await call("getBucket", { bucket: "known" })).toEqual({
      bucket: "known",
      arn: "arn:ctyun:oos:::known",
      acl: "public-read",
      bucketDomainName: `known.${new URL(world.emulator.endpoints.s3).host}`,
      creationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
      metadataLocation: "QingDao",
    });
    await expect(call("getBucket", { bucket: "unknown" })).rejects.toThrow(/bucket "unknown" does not exist\n {2}next: check the name/);
    const failing = world.faulty([{ kind: "error", operation: "GetBucketAcl", status: 500, code: "InternalError" }], () =>
      call("getBucket", { bucket: "known" }),
    );
    await expect(failing).rejects.toThrow("500 InternalError");
  });

  test("bad arguments: every problem, with its path, and no call", async () => {
    const call = await caller(face);
    const { calls, result } = await world.counted(() =>
      call("getBucket", { bucket: "X_", buket: 1 }).catch((error: unknown) => String(error)),
    );
    expect(calls).toEqual({});
    expect(result).toMatch(
      /unknown property buket; did you mean bucket\? \(buket, .*must have at least 3 characters.*\(bucket, .*may contain only.*\(bucket, /s,
    );
  });
});

test("every function is called here, in tests/provider/functions or on a gateway", () => {
  const folders = ["provider/functions", "rgw"].map((name) => path.join(checkout, "tests", name));
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => path.join(folder, file)));
  const texts = [__filename, ...files.filter((file) => file.endsWith(".ts"))].map((file) => readFileSync(file, "utf8"));
  const uncalled = [...registry.functions.keys()].filter((name) => !texts.some((text) => text.includes(`("${name}"`)));
  expect(uncalled).toEqual([]);
});
