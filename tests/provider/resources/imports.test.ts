/**
 * Every noun of every backend is imported somewhere: in the lifecycle suite (OOS), in the contract (ZOS) and here; and what an imported object, of which
 * the program has no content, can become.
 */
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { nounsOf as nounsOn } from "../../support/backends/nouns";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oos } from "../../../provider/backends/oos";
import { zos } from "../../../provider/backends/zos";
import { s3Client } from "../../support/emulator/support";
import { contractCases } from "../../support/contract/cases";
import type { Properties } from "../../support/plugin/results";
import { resourceCases } from "../../support/resources/cases";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { importsPass } from "../../support/resources/imports";
import { TestWorld } from "../../support/resources/world";

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
    for (const { reason } of failures) expect(reason).toMatch(/write what is there .* or set source or content as well/);
    const { bucket, key } = object;
    const bare = await driver.check("BucketObject", "o", inputs, { bucket, key });
    expect(bare.failures.map(({ property }) => property)).toEqual(["contentType", "metadata"]);
  });

  test("its program needs no content and no print: what is there stays, also after the next run", async () => {
    const { state, inputs } = await imported();
    const { contentHash: print, ...said } = inputs;
    let olds = inputs;
    for (const news of [said, said, { ...said, partSizeMiB: 5 }]) {
      const { inputs: checked, failures } = await driver.check("BucketObject", "o", olds, news);
      expect(failures).toEqual([]);
      expect(checked["contentHash"]).toBe(print);
      const { changes } = await driver.diff("BucketObject", "b-one/k", state, checked);
      const { calls } = await world.counted(() => driver.update("BucketObject", "b-one/k", state, checked));
      expect({ changes, calls }).toEqual({ changes: news !== said, calls: {} });
      olds = checked;
    }
  });

  test("so does what others have stored", async () => {
    const s3 = s3Client(world.emulator);
    await s3.send(new PutObjectCommand({ Bucket: "b-one", Key: "theirs", Body: "theirs" }));
    s3.destroy();
    const found = await driver.import("BucketObject", "b-one/theirs");
    expect(found?.inputs["contentHash"]).toMatch(/^unknown, ETag "[0-9a-f]{32}"$/);
    const news = { bucket: "b-one", key: "theirs" };
    const { inputs, failures } = await driver.check("BucketObject", "o", found?.inputs ?? {}, news);
    expect(failures).toEqual([]);
    expect((await driver.diff("BucketObject", "b-one/theirs", found?.state ?? {}, inputs)).changes).toBe(false);
  });

  test("content that the program had is not taken out of it in silence", async () => {
    const { inputs } = await imported();
    const { contentHash: _print, ...said } = inputs;
    const { inputs: olds } = await driver.check("BucketObject", "o", inputs, { ...said, content: "one" });
    const { failures } = await driver.check("BucketObject", "o", olds, said);
    expect(failures.map(({ property, reason }) => `${property}: ${reason}`)).toEqual([
      expect.stringMatching(/^source: is required without content and copyFrom/),
    ]);
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
    const { contentHash: _print, ...said } = inputs;
    for (const olds of [{}, { ...inputs, contentHash: "0".repeat(64) }, { ...inputs, key: "other" }]) {
      const { failures } = await driver.check("BucketObject", "new", olds, inputs);
      const reason = failures.find(({ property }) => property === "source")?.reason;
      expect(reason).toMatch(/^is required without content and copyFrom; contentHash alone is enough only for/);
    }
    for (const olds of [{}, { ...inputs, key: "other" }, { ...inputs, bucket: "b-two" }]) {
      const { failures } = await driver.check("BucketObject", "new", olds, said);
      expect(failures.map(({ property }) => property)).toContain("source");
    }
  });
});
