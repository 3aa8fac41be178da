/**
 * Every noun of every backend is imported somewhere: in the lifecycle suite (OOS), in the contract (ZOS) and here; and what an imported object, of which
 * the program has no content, can become.
 */
import { nounsOf as nounsOn } from "../backends/nouns";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oos } from "../../provider/backends/oos";
import { zos } from "../../provider/backends/zos";
import { contractCases } from "../contract/cases";
import type { Properties } from "../plugin/results";
import { resourceCases } from "./cases";
import { type Driver, faces, openDriver } from "./driver";
import { importsPass } from "./imports";
import { TestWorld } from "./world";

test("no noun of a backend is left out", () => {
  const nounsOf = (cases: readonly { readonly noun: string }[]): readonly string[] => cases.map(({ noun }) => noun);
  expect(nounsOf(resourceCases)).toEqual(expect.arrayContaining([...nounsOn(oos)]));
  expect([...nounsOf(contractCases), "BucketObject"]).toEqual(expect.arrayContaining([...nounsOn(zos)]));
});

const object = {
  bucket: "b-one",
  key: "k",
  contentType: "text/x-one",
  metadata: { a: "1" },
  storageClass: "STANDARD",
  partSizeMiB: 64,
  guessContentType: true,
};

describe.each(faces)("%s face", (face) => {
  let world: TestWorld;
  let config: Properties;
  let driver: Driver;
  beforeAll(async () => {
    world = await TestWorld.start();
    config = world.config();
    const maker = await openDriver(face, world, config);
    for (const [noun, inputs] of [
      ["Bucket", { bucket: "b-one" }],
      ["BucketObject", { ...object, content: "one" }],
    ] as const) {
      const checked = await maker.check(noun, "r", {}, inputs);
      expect(checked.failures).toEqual([]);
      await maker.create(noun, "r", checked.inputs);
    }
    await maker.close();
    driver = await openDriver(face, world, config);
  });
  afterAll(async () => {
    await driver.close();
    await world.close();
  });

  const imported = async (): Promise<{ readonly state: Properties; readonly inputs: Properties }> => {
    const found = await driver.import("BucketObject", "b-one/k");
    if (found === undefined) throw new Error("the object is not there");
    return found;
  };

  test("an object without its content passes as it is, beside its bucket", () =>
    importsPass(face, world, config, [
      ["Bucket", "b-one"],
      ["BucketObject", "b-one/k"],
    ]));

  test("what would store it again needs its content, which is said in preview", async () => {
    const { inputs } = await imported();
    const news = { ...inputs, contentType: "text/x-two", metadata: { a: "2" } };
    const { failures } = await driver.check("BucketObject", "o", inputs, news);
    expect(failures.map(({ property }) => property)).toEqual(["contentType", "metadata"]);
    for (const { reason } of failures) expect(reason).toMatch(/set source or content as well/);
  });

  test("with its content in the program nothing differs; with another one it is stored again", async () => {
    const { state, inputs } = await imported();
    const { contentHash: _print, ...said } = inputs;
    for (const [content, changes] of [
      ["one", false],
      ["two", true],
    ] as const) {
      const { inputs: news, failures } = await driver.check("BucketObject", "o", inputs, { ...said, content });
      expect(failures).toEqual([]);
      const { calls } = await world.counted(() => driver.update("BucketObject", "b-one/k", state, news));
      expect({ content, isStored: "s3:PutObject" in calls }).toEqual({ content, isStored: changes });
      expect((await imported()).inputs["contentHash"] === inputs["contentHash"]).toBe(!changes);
    }
  });

  test("a new one is not made of a print alone, nor is one that has another content", async () => {
    const { inputs } = await imported();
    for (const olds of [{}, { ...inputs, contentHash: "0".repeat(64) }, { ...inputs, key: "other" }]) {
      const { failures } = await driver.check("BucketObject", "new", olds, inputs);
      expect(failures.map(({ property }) => property)).toContain("source");
    }
  });
});
