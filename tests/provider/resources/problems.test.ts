/** Inputs with several problems: each face gives all of them in one check. tests/real-engine/drift.test.ts shows that a preview has them too. */
import { expect, onTestFinished, test } from "vitest";
import { faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const bad = [
  { noun: "BucketPolicy", args: { bucket: "b-1", policy: '{"Version": "2012-10-17",\n "Statement": [}' }, words: ["line 2"] },
  {
    noun: "UserPolicyAttachment",
    args: { policyArn: "arn:ctyun:iam::policy/p" },
    words: ["policyArn: ", "is required (user, ", "arn:ctyun:iam::<account>:policy/<name>"],
  },
  {
    noun: "Trail",
    args: { name: "t", eventSelector: { readWriteTyp: "All" } },
    words: ["name: ", "s3BucketName", "did you mean readWriteType", "eventSelector.readWriteType"],
  },
  {
    noun: "RotatingAccessKey",
    args: { user: "a/b", rotationDays: 3, graceDays: 3 },
    words: ["must be less than rotationDays (3)", "user: "],
  },
];

test.each(faces.flatMap((face) => bad.map((it) => ({ face, ...it }))))("a bad $noun, $face face", async ({ face, noun, args, words }) => {
  const world = await TestWorld.start();
  const driver = await openDriver(face, world, world.config());
  onTestFinished(async () => {
    await driver.close();
    await world.close();
  });
  const { failures } = await driver.check(noun, "bad", {}, args);
  const text = failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n");
  for (const word of words) expect(text).toContain(word);
});
