/** What a preview says of a policy given as it is: refused where the grammar is broken, advised on where it may not be what was meant. Both faces. */
import { describe, expect, onTestFinished, test } from "vitest";
import { unknown } from "../../support/plugin/client";
import { faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const statement = { Effect: "Allow", Action: "oos:GetObjet", Resource: "arn:ctyun:oos:::b-one/*" };
const bucketPolicy = (more: object): object => ({
  Version: "2012-10-17",
  Statement: [{ ...statement, Principal: { CTYUN: "*" }, ...more }],
});

describe.each(faces)("%s face", (face) => {
  async function start() {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config());
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    return driver;
  }

  test.each(["object", "text"])(
    "given as %s: an action that may be new is a warning, with what was probably meant and what to do",
    async (form) => {
      const driver = await start();
      const policy = form === "text" ? JSON.stringify(bucketPolicy({})) : bucketPolicy({});
      const inputs = { bucket: "b-one", policy };
      expect((await driver.check("BucketPolicy", "r", {}, inputs)).failures).toEqual([]);
      const iam = { name: "p", policy: { Statement: [{ ...statement, Action: ["oos:GetObject", "oosx:PutObject"] }] } };
      expect((await driver.check("Policy", "p", {}, iam)).failures).toEqual([]);
      await expect
        .poll(() => driver.said())
        .toEqual([
          expect.stringMatching(
            /policy\.Statement\[0\]\.Action: the action "oos:GetObjet" is not known \(did you mean "?GetObject"?\?\) \(policy-unknown-action\)\n {2}next: correct the spelling/,
          ),
          expect.stringMatching(/policy\.Statement\[0\]\.Action\[1\]: the service "oosx"/),
        ]);
      // Nobody hears it again while nothing changes.
      await driver.check("BucketPolicy", "r", inputs, inputs);
      await driver.check("Group", "g", {}, { groupName: "g" });
      expect(driver.said()).toHaveLength(2);
    },
  );

  test("triggers of a key that are named for the first time replace nothing: said", async () => {
    const driver = await start();
    const olds = { user: "bob", graceDays: 1 };
    const firstTime = /triggers are set for the first time, so the key stays/;
    for (const [before, triggers, isSaid] of [
      [undefined, { leaked: "never" }, false],
      [{ ...olds, triggers: { leaked: "never" } }, { leaked: "today" }, false],
      [olds, { leaked: "today" }, true],
    ] as const) {
      const { failures } = await driver.check("RotatingAccessKey", "key", before ?? {}, { user: "bob", triggers });
      expect(failures).toEqual([]);
      if (isSaid) await expect.poll(() => driver.said().join("\n")).toMatch(firstTime);
      else expect(driver.said().join("\n")).not.toMatch(firstTime);
    }
  });

  test("what the service has taken before stops nothing while it stays as it is", async () => {
    const driver = await start();
    const { Action: _positive, ...rest } = statement;
    const negated = { Statement: [{ ...rest, Principal: "*", NotAction: "oos:DeleteBucket" }] };
    const incomparable = {
      Statement: [{ ...statement, Action: "oos:ListBucket", Condition: { NumericLessThan: { "s3:max-keys": "ten" } } }],
    };
    for (const [noun, olds] of [
      ["BucketPolicy", { bucket: "b-one", policy: negated }],
      ["Policy", { name: "p", policy: incomparable }],
    ] as const) {
      expect((await driver.check(noun, "r", {}, olds)).failures).not.toEqual([]);
      expect((await driver.check(noun, "r", olds, olds)).failures).toEqual([]);
      const [first] = olds.policy.Statement;
      const changed = { ...olds, policy: { Statement: [{ ...first, Resource: "arn:ctyun:oos:::b-one/other/*" }] } };
      expect((await driver.check(noun, "r", olds, changed)).failures).not.toEqual([]);
    }
  });

  test("what breaks the grammar is refused, and nothing else is said of it; what is not known yet is not judged", async () => {
    const driver = await start();
    const broken = await driver.check("BucketPolicy", "r", {}, { bucket: "b-one", policy: bucketPolicy({ Effect: "Alow" }) });
    expect(broken.failures.map(({ property }) => property)).toEqual(["policy.Statement[0].Effect"]);
    const open = await driver.check("BucketPolicy", "s", {}, { bucket: "b-two", policy: bucketPolicy({ Resource: unknown }) });
    expect(open.failures).toEqual([]);
    expect(driver.said()).toEqual([]);
  });
});
