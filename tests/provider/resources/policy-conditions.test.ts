/** Conditions with numbers and booleans, which mean their texts: they are sent as such, and nothing differs afterwards. Both faces. */
import { describe, expect, onTestFinished, test } from "vitest";
import { makeBucket } from "../../support/resources/cases";
import { faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const conditions = [
  { NumericLessThanEquals: { "s3:max-keys": 10 } },
  { Bool: { "ctyun:SecureTransport": [true] } },
  { Bool: { "ctyun:SecureTransport": ["true", true] } },
];

describe.each(faces)("%s face", (face) => {
  test.each(["object", "text"])("given as %s", async (form) => {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config());
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    await makeBucket("b-one")(world.emulator);
    const document = (more: object): unknown => {
      const statement = { Effect: "Allow", Action: "oos:ListBucket", Resource: "arn:ctyun:oos:::b-one", ...more };
      const policy = {
        Version: "2012-10-17",
        Statement: conditions.map((Condition, index) => ({ Sid: `s${index}`, ...statement, Condition })),
      };
      return form === "text" ? JSON.stringify(policy) : policy;
    };
    for (const [noun, inputs] of [
      ["BucketPolicy", { bucket: "b-one", policy: document({ Principal: "*" }) }],
      ["Policy", { name: "Lister", policy: document({}) }],
    ] as const) {
      const { inputs: news, failures } = await driver.check(noun, "r", {}, inputs);
      expect(failures).toEqual([]);
      const { id, state } = await driver.create(noun, "r", news);
      const read = await driver.read(noun, id, state);
      expect(read?.state).toEqual(state);
      expect((await driver.diff(noun, id, state, news)).changes).toBe(false);
    }
  });
});
