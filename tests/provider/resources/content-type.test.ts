/** The content type of an object of which the program says none: by the ending of its name, as a browser will need it. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Asset } from "../../../provider/rules/asset";
import { encode } from "../../../provider/engine/values";
import { s3Client } from "../../support/emulator/support";
import { unknown } from "../../support/plugin/client";
import type { Properties } from "../../support/plugin/results";
import { makeBucket } from "../../support/resources/cases";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const noun = "BucketObject";

describe.each(faces)("%s face", (face) => {
  let world: TestWorld;
  let driver: Driver;
  let page: string;
  beforeAll(async () => {
    world = await TestWorld.start();
    driver = await openDriver(face, world, world.config());
    await makeBucket("b-one")(world.emulator);
    page = path.join(world.journal, "page.HTML");
    writeFileSync(page, "<p>x</p>");
  });
  afterAll(async () => {
    await driver.close();
    await world.close();
  });

  const typeOf = async (inputs: Properties, olds: Properties = {}): Promise<unknown> => {
    const checked = await driver.check(noun, "o", olds, { bucket: "b-one", key: "k", ...inputs });
    expect(checked.failures).toEqual([]);
    return checked.inputs["contentType"];
  };

  test("by the key, else by the file; a text says that it is UTF-8", async () => {
    expect(await typeOf({ key: "a/index.html", content: "x" })).toBe("text/html; charset=utf-8");
    expect(await typeOf({ key: "a/index.html", source: page })).toBe("text/html");
    expect(await typeOf({ key: "a", source: page })).toBe("text/html");
    expect(await typeOf({ key: "app.js", content: "x" })).toBe("text/javascript; charset=utf-8");
    expect(await typeOf({ key: "logo.svg", content: "x" })).toBe("image/svg+xml");
    expect(await typeOf({ key: "a.d/no-ending", content: "x" })).toBeUndefined();
    const asset = encode({ source: new Asset({ text: "x" }) })["source"];
    expect(await typeOf({ key: "style.css", source: asset })).toBe("text/css; charset=utf-8");
  });

  test("what the program says counts, and so does that it wants none, and a copy's source", async () => {
    expect(await typeOf({ key: "a.html", content: "x", contentType: "text/x-own" })).toBe("text/x-own");
    expect(await typeOf({ key: "a.html", content: "x", guessContentType: false })).toBeUndefined();
    expect(await typeOf({ key: "a.html", copyFrom: { bucket: "b-one", key: "z" } })).toBeUndefined();
    const imported = { bucket: "b-one", key: "a.html", contentHash: "an old print", storageClass: "STANDARD", partSizeMiB: 64 };
    expect(await typeOf(imported, { ...imported, guessContentType: true })).toBeUndefined();
  });

  test("an object that is there is not stored again for its type alone: from an older version, or imported; with another content it gets one", async () => {
    const program = { bucket: "b-one", key: "old.html", content: "<p>x</p>" };
    const { inputs } = await driver.check(noun, "o", {}, { ...program, guessContentType: false });
    const { id, state } = await driver.create(noun, "o", inputs);
    const { guessContentType: _later, ...older } = state;
    for (const before of [older, { ...older, guessContentType: true }]) {
      const checked = await driver.check(noun, "o", before, program);
      expect(checked.inputs["contentType"]).toBeUndefined();
      expect((await driver.diff(noun, id, before, checked.inputs)).changes).toBe(false);
      expect(await typeOf({ ...program, content: "other" }, before)).toBe("text/html; charset=utf-8");
      expect(await typeOf({ ...program, key: "new.html" }, before)).toBe("text/html; charset=utf-8");
    }
    expect(await typeOf(program, state)).toBe("text/html; charset=utf-8");
  });

  test("what is not known yet: the type of an unknown one is not guessed, content need not be known", async () => {
    expect(await typeOf({ key: "a.html", content: unknown })).toBe("text/html; charset=utf-8");
    expect(await typeOf({ key: unknown, content: "x" })).toBeUndefined();
    expect(await typeOf({ key: "a.html", content: "x", contentType: unknown })).toBe(unknown);
  });

  test("it is stored, read back without a difference, and taken away again", async () => {
    const inputs = { bucket: "b-one", key: `${face}.html`, content: "<p>x</p>" };
    const { inputs: news } = await driver.check(noun, "r", {}, inputs);
    const { id, state } = await driver.create(noun, "r", news);
    const s3 = s3Client(world.emulator);
    const shown = async (): Promise<string | undefined> =>
      (await s3.send(new HeadObjectCommand({ Bucket: "b-one", Key: inputs.key }))).ContentType;
    expect(await shown()).toBe("text/html; charset=utf-8");
    expect(await driver.read(noun, id, state)).toEqual({ id, state });
    const { inputs: without } = await driver.check(noun, "r", news, { ...inputs, guessContentType: false });
    expect((await driver.diff(noun, id, state, without)).changes).toBe(true);
    const after = await driver.update(noun, id, state, without);
    expect(await shown()).toMatch(/octet-stream$/);
    expect(await driver.read(noun, id, after)).toEqual({ id, state: after });
    s3.destroy();
  });
});
