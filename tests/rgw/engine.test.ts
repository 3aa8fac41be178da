/** The real engine against a real gateway, in both faces: each field of the ZOS resources set, changed and removed, quiet after each step. */
import { nounsOf } from "../support/backends/nouns";
import { GetBucketAclCommand, GetBucketVersioningCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { zos } from "../../provider/backends/zos";
import { contractCases } from "../support/contract/cases";
import { withClient } from "../support/contract/server";
import { engineTestLimit, faces, type ResourceSpec, type Spec, Stack } from "../support/engine/harness";
import { bucketsOf, GatewayWorld, settingsOf } from "./world";

type Step = "minimal" | "full" | "changed";

/** All settings stand on one bucket, made with object lock; the versions of such a bucket cannot be suspended. */
const settings = contractCases.filter(
  ({ noun, notOnGateway }) =>
    nounsOf(zos).has(noun) && notOnGateway === undefined && !["Bucket", "BucketVersioning", "Topic"].includes(noun),
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

  // The other face skips the least, before and after: tests/contract goes all four steps in both.
  const steps: readonly Step[] = face === "dynamic" ? ["minimal", "full", "changed", "minimal"] : ["full", "changed"];

  test.each(steps)("%s", async (step) => {
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
      // After the other, so that a preview that stops at the first refusal stops there.
      { name: "more-keeps", noun: "BucketVersioning", args: { bucket, adopt: true }, options: { dependsOn: ["list"] } },
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
    const type = face === "plugin" ? "oos:index:Bucket" : "pulumi-nodejs:dynamic/oos:Bucket";
    expect(words).toContain(
      `BucketAcl "list" and acl of Bucket "versions" (urn:pulumi:test::suite::${type}::versions) both write the BucketAcl of bucket "b-two" and would overwrite each other: remove BucketAcl "list", or leave acl out of Bucket "versions" (bucket, backend zos)`,
    );

    await stack.up({ resources: [...others, two({}), ...split] });
    expect(await shown()).toEqual({ status: "Enabled", groups: ["WRITE"] });
    const back = await stack.up({ resources: [...others, inline] });
    expect(back).toContain('BucketVersioning b-two is kept, since other resources manage it now: versioning of Bucket "versions"');
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
