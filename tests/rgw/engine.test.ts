/**
 * The real engine against a real gateway, in both faces: each field of the ZOS resources set, changed and removed, quiet after each step; and a
 * gateway that stops, or dies, during up, refresh and destroy.
 */
import { GetBucketAclCommand, GetBucketVersioningCommand, ListBucketsCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { zos } from "../../provider/backends/zos";
import { contractCases } from "../contract/cases";
import { withClient } from "../contract/server";
import { engineTestLimit, faces, type ResourceSpec, type Spec, Stack } from "../engine/harness";
import { CountingProxy } from "../servers/rgw/proxy";
import { type Daemon, findPrograms, freePort } from "../servers/rgw/programs";
import { startGateway } from "../servers/rgw/cluster";
import { GatewayWorld } from "./world";

type Step = "minimal" | "full" | "changed";

/** All settings stand on one bucket, made with object lock; the versions of such a bucket cannot be suspended. */
const settings = contractCases.filter(
  ({ noun, notOnGateway }) =>
    zos.resources.has(noun) && notOnGateway === undefined && !["Bucket", "BucketVersioning", "Topic"].includes(noun),
);

function spec(world: GatewayWorld, step: Step): Spec {
  const ref = { $ref: "bucket.bucket" };
  const topicCase = contractCases.find(({ noun }) => noun === "Topic");
  const resources: ResourceSpec[] = [
    { name: "bucket", noun: "Bucket", args: { bucket: "b-one", objectLockEnabled: true, versioning: "Enabled", forceDestroy: true } },
    {
      name: "versions",
      noun: "Bucket",
      args: {
        bucket: "b-two",
        forceDestroy: step === "full",
        ...(step === "minimal"
          ? {}
          : { acl: step === "full" ? "public-read" : "authenticated-read", versioning: step === "full" ? "Enabled" : "Suspended" }),
      },
    },
    { name: "third", noun: "Bucket", args: { bucket: "b-three", storageClass: "STANDARD_IA" } },
    {
      name: "keeps",
      noun: "BucketVersioning",
      args: { bucket: { $ref: "third.bucket" }, status: step === "full" ? "Suspended" : "Enabled" },
    },
    { name: "one", noun: "Topic", args: { name: "one" } },
    { name: "two", noun: "Topic", args: { name: "two" } },
    { name: "uploads", noun: "Topic", args: topicCase?.[step](world) ?? {} },
    ...settings.map(({ noun, ...it }) => ({
      name: noun,
      noun,
      args: { ...it[step](world), bucket: ref },
      options: { dependsOn: ["one", "two"] },
    })),
  ];
  return { resources };
}

const settingsOf = (world: GatewayWorld, endpoint: string): Record<string, string> => ({
  backend: "zos",
  endpoints: JSON.stringify({ s3: endpoint }),
  accessKeyId: world.account.accessKeyId,
  secretAccessKey: world.account.secretAccessKey,
});

async function bucketsOf(world: GatewayWorld): Promise<readonly (string | undefined)[]> {
  const { Buckets = [] } = await withClient(world, (s3) => s3.send(new ListBucketsCommand({})));
  return Buckets.map(({ Name }) => Name).sort();
}

describe.each(faces)("each field set, changed and removed, %s face", engineTestLimit, (face) => {
  let world: GatewayWorld;
  let stack: Stack;
  beforeAll(async () => {
    world = await GatewayWorld.start();
    stack = await Stack.create({ face, config: settingsOf(world, world.proxy.endpoint) });
  });
  afterAll(async () => {
    await stack.close();
    await world.close();
  });

  test.each(["minimal", "full", "changed", "minimal"] as const)("%s", async (step) => {
    await stack.up(spec(world, step));
    await stack.mustBeQuiet();
    expect(await bucketsOf(world)).toEqual(["b-one", "b-three", "b-two"]);
    for (const it of settings) {
      const shown = await withClient(world, (s3) => it.look(s3, world));
      expect({ noun: it.noun, isThere: shown !== undefined }).toEqual({ noun: it.noun, isThere: true });
      if (it.shown !== undefined) expect({ noun: it.noun, shown }).toEqual({ noun: it.noun, shown: it.shown(it[step](world), world) });
    }
  });

  test("a field and a resource of its own: refused side by side in preview, and taken from one to the other, and back, in one update", async () => {
    const minimal = spec(world, "minimal").resources;
    const others = minimal.filter(({ name }) => name !== "versions");
    const two = (more: object): ResourceSpec => ({ name: "versions", noun: "Bucket", args: { bucket: "b-two", ...more } });
    const inline = two({ acl: "public-read", versioning: "Enabled" });
    const bucket = { $ref: "versions.bucket" };
    const group = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
    const split: readonly ResourceSpec[] = [
      { name: "list", noun: "BucketAcl", args: { bucket, grants: [{ uri: group, permission: "WRITE" }] } },
      { name: "more-keeps", noun: "BucketVersioning", args: { bucket, adopt: true } },
    ];
    const shown = async (): Promise<object> =>
      withClient(world, async (s3) => {
        const { Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: "b-two" }));
        const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: "b-two" }));
        return { status: Status, groups: Grants.flatMap(({ Grantee, Permission }) => (Grantee?.URI === undefined ? [] : [Permission])) };
      });
    await stack.up({ resources: [...others, inline] });
    expect(await shown()).toEqual({ status: "Enabled", groups: ["READ"] });

    stack.write({ resources: [...others, inline, ...split] });
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    const words = text.replaceAll(/\s+/g, " ");
    const urn = face === "plugin" ? " (urn:pulumi:test::suite::oos:index:Bucket::versions)" : "";
    expect(words).toContain(
      `BucketAcl "list" and acl of Bucket "versions"${urn} both write the BucketAcl of bucket "b-two" and would overwrite each other: remove BucketAcl "list", or leave acl out of Bucket "versions" (bucket, backend zos)`,
    );

    await stack.up({ resources: [...others, two({}), ...split] });
    expect(await shown()).toEqual({ status: "Enabled", groups: ["WRITE"] });
    const back = await stack.up({ resources: [...others, inline] });
    expect(back).toContain('BucketVersioning b-two leaves what others say from now on as it is: versioning of Bucket "versions"');
    await stack.mustBeQuiet();
    expect(await shown()).toEqual({ status: "Enabled", groups: ["READ"] });
    await stack.up({ resources: minimal });
  });

  test("one refresh asks once, and once more for each managed aspect", async () => {
    const before = world.proxy.calls.length;
    await stack.must("refresh", "--yes", "--skip-preview", "--color", "never");
    const calls = world.proxy.calls.slice(before);
    // Three buckets, one of them with two managed aspects and one with none; a call for every other resource.
    expect(calls.length, calls.join("\n")).toBeLessThanOrEqual(settings.length + 4 + 4);
    expect(
      calls.every((call) => /^(GET|HEAD) |GetTopic$/.test(call)),
      calls.join("\n"),
    ).toBe(true);
  });

  test("destroy leaves nothing", async () => {
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(await bucketsOf(world)).toEqual([]);
  });
});

describe("a gateway that stops or dies", engineTestLimit, () => {
  let world: GatewayWorld;
  let stack: Stack;
  let gateway: Daemon;
  let proxy: CountingProxy;
  const port = freePort().then(String);
  const begin = async (): Promise<Daemon> => startGateway(await findPrograms(), inject("rgw"), await port, world.journal);
  const wanted: Spec = {
    resources: Array.from({ length: 6 }, (_, index) => [
      { name: `bucket-${String(index)}`, noun: "Bucket", args: { bucket: `chaos-${String(index)}`, versioning: "Enabled" } },
      {
        name: `tags-${String(index)}`,
        noun: "BucketTagging",
        args: { bucket: { $ref: `bucket-${String(index)}.bucket` }, tags: { a: "1" } },
      },
    ]).flat(),
  };
  const all = Array.from({ length: 6 }, (_, index) => `chaos-${String(index)}`);

  beforeAll(async () => {
    world = await GatewayWorld.start();
    gateway = await begin();
    proxy = await CountingProxy.start(`http://127.0.0.1:${await port}`);
    stack = await Stack.create({
      face: "plugin",
      config: { ...settingsOf(world, proxy.endpoint), maxRetries: "2", requestTimeoutSeconds: "20" },
    });
  });
  afterAll(async () => {
    await stack.close();
    await gateway.stop();
    await proxy.close();
    await world.close();
  });

  /** Starts a run, and disturbs it when so many more requests have gone through. */
  async function disturbed(
    requests: number,
    disturb: () => void,
    ...args: readonly string[]
  ): Promise<{ readonly code: number | null; readonly text: string }> {
    const until = proxy.seen.length + requests;
    const run = stack.start(...args);
    const seen = async (): Promise<void> => {
      const limit = Date.now() + 60_000;
      while (proxy.seen.length < until) {
        if (run.process.exitCode !== null || Date.now() > limit) throw new Error(`too few requests: ${run.text()}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await seen();
    disturb();
    return run.done;
  }
  const upArgs = ["up", "--yes", "--skip-preview", "--color", "never"] as const;
  const quick = (name: string): readonly string[] => [name, "--yes", "--skip-preview", "--color", "never"];

  test("killed during up: the run fails, the next one makes the rest, and nothing differs", async () => {
    stack.write(wanted);
    const { code } = await disturbed(8, () => gateway.signal("SIGKILL"), ...upArgs);
    expect(code).not.toBe(0);
    gateway = await begin();
    await stack.up();
    await stack.mustBeQuiet();
    expect(await bucketsOf(world)).toEqual(all);
  });

  test("stopped for a moment during refresh: it waits, and finds nothing", async () => {
    const { code, text } = await disturbed(
      3,
      () => {
        gateway.signal("SIGSTOP");
        setTimeout(() => gateway.signal("SIGCONT"), 3000);
      },
      ...quick("refresh"),
    );
    expect({ code, text }).toMatchObject({ code: 0 });
    expect((await stack.exported()).resources).toHaveLength(12);
  });

  test("killed during refresh: nothing is taken for gone", async () => {
    const { code } = await disturbed(3, () => gateway.signal("SIGKILL"), ...quick("refresh"));
    expect(code).not.toBe(0);
    expect((await stack.exported()).resources).toHaveLength(12);
    gateway = await begin();
    await stack.mustBeQuiet();
  });

  test("killed during destroy: the next one finishes", async () => {
    const { code } = await disturbed(4, () => gateway.signal("SIGKILL"), ...quick("destroy"));
    expect(code).not.toBe(0);
    gateway = await begin();
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(await bucketsOf(world)).toEqual([]);
    expect((await stack.exported()).resources).toEqual([]);
  });
});
