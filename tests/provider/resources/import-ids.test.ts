/** Wrong import IDs of every noun: words that name the form, never an answer of the service to another question, never an import of something else. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oos as backend } from "../../../provider/backends/oos";
import { registry } from "../../../provider/registry";
import { nounsOf } from "../../support/backends/nouns";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

/** No noun has an ID like these. */
const wrong: Readonly<Record<string, string>> = {
  "an empty one": "",
  "a space": " ",
  "two words": "a b",
  "a control character": "a\u0007b",
  "a bad percent escape": "a%ZZ",
  "half of a character": "a\ud800",
  "a URL": "https://example.com/a?b=c#d",
  "5,000 characters": "x".repeat(5000),
  "the separator alone": "/",
  "nothing behind it": "abc/",
  "nothing before it": "/abc",
  "an ARN of another service": "arn:aws:ec2:::instance/i-1",
  "a pattern": "arn:ctyun:iam::*:policy/*",
};

const nounsOfOos = nounsOf(backend);

describe.each(faces)("%s face", (face) => {
  let oos: TestWorld;
  let zos: TestWorld;
  let onOos: Driver;
  let onZos: Driver;
  beforeAll(async () => {
    oos = await TestWorld.start();
    zos = await TestWorld.start({ flavour: "zos" });
    const { s3 } = zos.emulator.endpoints;
    onOos = await openDriver(face, oos, oos.config());
    onZos = await openDriver(face, zos, zos.config({ backend: "zos", endpoints: JSON.stringify({ s3, topic: s3 }) }));
  });
  afterAll(async () => {
    for (const each of [onOos, onZos, oos, zos]) await each.close();
  });

  test.each([...registry.resources])("%s", async (noun, { idForm }) => {
    const named = `${/^[AEIO]/.test(noun) ? "an" : "a"} ${noun}`;
    const [driver, world] = nounsOfOos.has(noun) ? [onOos, oos] : [onZos, zos];
    for (const [what, id] of Object.entries(wrong)) {
      const { result, calls } = await world.counted(() =>
        driver.read(noun, id, {}).then(
          (found) => ({ found }),
          (error: unknown) => ({ words: error instanceof Error ? error.message.replace(/^\d+ \w+: /, "") : String(error) }),
        ),
      );
      expect({ what, noun, result }).toEqual({
        what,
        noun,
        result: { words: expect.stringContaining(`is not the ID of ${named}: `) as unknown },
      });
      const words = "words" in result ? result.words : "";
      expect(words.endsWith(`; nothing was read\n  next: the ID of ${named} is ${idForm}`)).toBe(true);
      expect(words).not.toMatch(/URI malformed|undefined|\[object|failed with/);
      expect(words.length).toBeLessThan(1200);
      expect({ what, noun, calls }).toEqual({ what, noun, calls: {} });
    }
  });
});
