/** What a refresh costs on a real gateway, counted at a proxy before it: one call for each resource; for a bucket, one for each aspect that it manages. */
import { nounsOf } from "../support/backends/nouns";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { zos } from "../../provider/backends/zos";
import { operationNamed } from "../../provider/catalog";
import { registry } from "../../provider/registry";
import { bucketName as bucket, contractCases } from "../support/contract/cases";
import { withClient } from "../support/contract/server";
import type { Properties } from "../support/plugin/results";
import { faces, openDriver } from "../support/resources/driver";
import { GatewayWorld } from "./world";

/** Nothing that the provider remembers of its own writes is believed any more. */
const longAfter = 600_000;

/** The one call of a refresh: of a setting, the operation of its definition that reads. */
function callOf(noun: string): string {
  if (noun === "Topic") return "POST / GetTopic";
  const reads = (registry.resources.get(noun)?.uses ?? []).map(operationNamed).filter(({ effect }) => effect === "read");
  expect(reads).toHaveLength(1);
  return `GET /${bucket}?${String(reads[0]?.subresource)}`;
}

/** What a bucket manages, and the call that asks for it. */
const aspects = {
  acl: { inputs: { acl: "public-read" }, call: `GET /${bucket}?acl` },
  versioning: { inputs: { versioning: "Enabled" }, call: `GET /${bucket}?versioning` },
  objectLock: { inputs: { objectLockEnabled: true }, call: `GET /${bucket}?object-lock` },
} as const;
type Aspect = keyof typeof aspects;
const managed: readonly (readonly Aspect[])[] = [
  [],
  ...([["acl"], ["versioning"], ["objectLock"]] as const),
  ...([
    ["acl", "versioning"],
    ["acl", "objectLock"],
    ["versioning", "objectLock"],
  ] as const),
  ["acl", "versioning", "objectLock"],
];

const onGateway = contractCases.filter(({ noun, notOnGateway }) => nounsOf(zos).has(noun) && notOnGateway === undefined);

test("every resource of ZOS is counted here, or by tests/contract/flavoured.test.ts where this gateway lacks it", () => {
  const elsewhere = contractCases.filter(({ notOnGateway }) => notOnGateway !== undefined).map(({ noun }) => noun);
  expect([...onGateway.map(({ noun }) => noun), "BucketObject", ...elsewhere].sort()).toEqual([...nounsOf(zos)].sort());
});

describe.each(faces)("%s face", (face) => {
  /** The requests of one refresh, long after the resource was made from `inputs`. */
  async function refreshed(
    noun: string,
    inputsOf: (world: GatewayWorld) => Properties,
    prepare?: (world: GatewayWorld) => Promise<unknown>,
  ): Promise<readonly string[]> {
    const world = await GatewayWorld.start();
    const driver = await openDriver(face, world.world, world.config);
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    await prepare?.(world);
    const { inputs, failures } = await driver.check(noun, "r", {}, inputsOf(world));
    expect(failures).toEqual([]);
    const { id, state } = await driver.create(noun, "r", inputs);
    await world.pass(longAfter);
    const before = world.proxy.calls.length;
    expect(await driver.read(noun, id, state)).toEqual({ id, state });
    return world.proxy.calls.slice(before);
  }

  test.each(onGateway.filter(({ noun }) => noun !== "Bucket"))("$noun: one call", async ({ noun, prepare, minimal, full }) => {
    for (const inputs of [minimal, full]) {
      const seen = await refreshed(noun, inputs, (world) => withClient(world, async (s3) => prepare?.(s3, world)));
      expect(seen).toEqual([callOf(noun)]);
    }
  });

  test("BucketObject: one call", async () => {
    const seen = await refreshed(
      "BucketObject",
      () => ({ bucket, key: "k", content: "x", metadata: { team: "a" } }),
      (world) => withClient(world, (s3) => s3.send(new CreateBucketCommand({ Bucket: bucket }))),
    );
    expect(seen).toEqual([`HEAD /${bucket}/k`]);
  });

  test.each(managed.map((names) => ({ names })))("Bucket that manages $names: one call for each, and one at least", async ({ names }) => {
    const seen = await refreshed("Bucket", () => Object.assign({ bucket }, ...names.map((name) => aspects[name].inputs)) as Properties);
    expect([...seen].sort()).toEqual(names.length === 0 ? [`HEAD /${bucket}`] : names.map((name) => aspects[name].call).sort());
  });
});
