/** Every setting on one bucket at once: none touches another or the bucket, and a cache that lags shows no drift. Both faces. */
import { CreateMultipartUploadCommand, ListMultipartUploadsCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import type { EmulatorOptions } from "../../../emulator";
import { registry } from "../../../provider/registry";
import { s3Client } from "../../support/emulator/support";
import type { Kept, Properties } from "../../support/plugin/results";
import { callBudgets } from "../../support/resources/call-budget";
import { resourceCases } from "../../support/resources/cases";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { settingCases } from "../../support/resources/setting-cases";
import { TestWorld } from "../../support/resources/world";

const bucketIdForm = registry.resources.get("Bucket")?.idForm;
/** What is one of a kind for its bucket has the bucket's name as ID. */
const cases = resourceCases.filter(({ noun }) => noun !== "Bucket" && registry.resources.get(noun)?.idForm === bucketIdForm);

test("the settings are known", () => {
  expect(cases.map(({ noun }) => noun)).toEqual(expect.arrayContaining(["BucketPolicy", ...settingCases.map(({ noun }) => noun)]));
});

async function start(face: Face, options: EmulatorOptions = {}): Promise<{ readonly world: TestWorld; readonly driver: Driver }> {
  const world = await TestWorld.start(options);
  const driver = await openDriver(face, world, world.config());
  onTestFinished(async () => {
    await driver.close();
    await world.close();
  });
  await settingCases[0]?.prepare?.(world.emulator);
  return { world, driver };
}

async function checked(driver: Driver, noun: string, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures } = await driver.check(noun, "r", olds, news);
  expect(failures).toEqual([]);
  return inputs;
}

describe.each(faces)("settings of one bucket, %s face", (face) => {
  test("are deleted one by one, and each deletion leaves the others, the bucket and what is in it", async () => {
    const { world, driver } = await start(face);
    const { emulator } = world;
    const s3 = s3Client(emulator);
    onTestFinished(() => s3.destroy());
    const Bucket = "b-one";
    const bucketCase = resourceCases.find(({ noun }) => noun === "Bucket");
    const objectCase = resourceCases.find(({ noun }) => noun === "BucketObject");
    const asWanted = await checked(driver, "Bucket", {}, { ...bucketCase?.full(emulator), adopt: true });
    await driver.create("Bucket", "r", asWanted);
    await driver.create("BucketObject", "r", await checked(driver, "BucketObject", {}, objectCase?.full(emulator) ?? {}));
    await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "open" }));
    const kept = new Map<string, Kept>();
    for (const it of cases) kept.set(it.noun, await driver.create(it.noun, "r", await checked(driver, it.noun, {}, it.full(emulator))));
    const shownNow = async (): Promise<Record<string, unknown>> => {
      const settings = await Promise.all(cases.map(async (it) => [it.noun, await it.look(emulator)] as const));
      const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
      const inBucket = { acl: await bucketCase?.look(emulator), object: await objectCase?.look(emulator), uploads: Uploads };
      return { ...Object.fromEntries(settings), ...inBucket };
    };
    let shown = await shownNow();
    expect(Object.values(shown)).not.toContain(undefined);
    for (const [noun, { id, state }] of kept) {
      const { calls } = await world.counted(() => driver.delete(noun, id, state));
      expect(calls).toEqual(callBudgets[noun]?.delete);
      const { [noun]: gone, ...others } = await shownNow();
      const { [noun]: _before, ...left } = shown;
      expect({ noun, gone, others }).toEqual({ noun, gone: undefined, others: left });
      shown = left;
    }
  });

  test("show no drift while reads lag behind, neither after creation nor after a change", async () => {
    const { world, driver } = await start(face, { staleMs: 60_000 });
    for (const it of cases) {
      const { noun } = it;
      const inputs = await checked(driver, noun, {}, it.minimal(world.emulator));
      const { id, state } = await driver.create(noun, "r", inputs);
      expect({ noun, read: await driver.read(noun, id, state) }).toEqual({ noun, read: { id, state } });
      const news = await checked(driver, noun, inputs, it.full(world.emulator));
      const changed = await driver.update(noun, id, state, news);
      expect({ noun, read: await driver.read(noun, id, changed) }).toEqual({ noun, read: { id, state: changed } });
      expect((await driver.diff(noun, id, changed, news)).changes).toBe(false);
    }
  });
});
