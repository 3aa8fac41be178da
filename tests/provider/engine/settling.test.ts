import { CreateBucketCommand, DeleteBucketCommand, DeleteBucketPolicyCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { afterWrite, printOf, settlingOf, staleUntil } from "../../../provider/engine/memory/stale-reads";
import { iam, s3Client } from "../../support/emulator/support";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

describe("prints", () => {
  test("are equal for equal values, whatever the order of keys; absent is a value of its own", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (value) => {
        expect(printOf(Object.fromEntries(Object.entries(value).reverse()))).toBe(printOf(value));
      }),
    );
    expect(new Set([undefined, "", "private", {}, [], { a: 1 }, { a: "1" }, [1, 2], [2, 1]].map(printOf)).size).toBe(9);
    expect(printOf("a very secret thing")).not.toContain("secret");
  });

  test("hold for their time, one beside the other", () => {
    const at = (now: number): { now: number; settleMs: number } => ({ now, settleMs: 500 });
    const first = afterWrite(undefined, { acl: "private", "*": undefined }, at(1000));
    expect(staleUntil(first, "acl", "private", at(1499))).toBe(1500);
    expect(staleUntil(first, "acl", "private", at(1500))).toBeUndefined();
    expect(staleUntil(first, "acl", "public-read", at(1001))).toBeUndefined();
    expect(staleUntil(first, "other", "private", at(1001))).toBeUndefined();
    expect(staleUntil(first, "*", undefined, at(1001))).toBe(1500);
    const second = afterWrite(first, { acl: "public-read" }, at(1200));
    expect([
      staleUntil(second, "acl", "private", at(1400)),
      staleUntil(second, "acl", "public-read", at(1600)),
      staleUntil(second, "acl", "private", at(1600)),
    ]).toEqual([1500, 1700, undefined]);
    expect(afterWrite(second, {}, at(9999))).toEqual({});
    expect([staleUntil(undefined, "acl", "private", at(0)), settlingOf(undefined), settlingOf({ __settling: first })]).toEqual([
      undefined,
      undefined,
      first,
    ]);
  });

  test("count by the setting of the day, whatever was meant when they were made", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(1000), fc.nat(1000), fc.nat(20_000), fc.boolean(), (at, then, today, now, isOldFormat) => {
        const made = afterWrite(undefined, { acl: "private" }, { now: at, settleMs: then });
        const settling = isOldFormat ? { acl: [{ print: printOf("private"), until: at + then }] } : made;
        const until = staleUntil(settling, "acl", "private", { now, settleMs: today });
        // Never longer than today's setting from now on, nor longer than was meant.
        if (until !== undefined) expect(until > now && until <= Math.min(now + today, at + then)).toBe(true);
        if (!isOldFormat && then === today) expect(until !== undefined).toBe(at <= now && now < at + then);
        if (today === 0) expect(until).toBeUndefined();
      }),
    );
  });

  test("of a clock that was far ahead hide nothing, and go with the next write", () => {
    const year = 365 * 24 * 3600 * 1000;
    const made = afterWrite(undefined, { acl: "private" }, { now: year, settleMs: 500 });
    expect(staleUntil(made, "acl", "private", { now: 0, settleMs: 500 })).toBeUndefined();
    expect(afterWrite(made, {}, { now: 0, settleMs: 500 })).toEqual({});
  });

  test("of a setting that was longer end with the shorter one, once and for all", () => {
    const made = afterWrite(undefined, { acl: "private" }, { now: 0, settleMs: 300 });
    const isOld = (now: number): boolean => staleUntil(made, "acl", "private", { now, settleMs: 60 }) !== undefined;
    expect([0, 59, 60, 250, 299].map(isOld)).toEqual([true, true, false, false, false]);
  });
});

const staleMs = 60_000;
const allow = (action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: action, Resource: "arn:ctyun:oos:::b-one/*" }],
  });

async function startFace(
  face: Face,
  config: Readonly<Record<string, unknown>> = {},
  options: { staleMs?: number } = {},
): Promise<{ world: TestWorld; driver: Driver }> {
  const world = await TestWorld.start(options);
  const driver = await openDriver(face, world, world.config({ settleSeconds: 300, ...config }));
  onTestFinished(async () => {
    await driver.close();
    await world.close();
  });
  return { world, driver };
}

describe.each(faces)("a service that reads from a cache, %s face", (face) => {
  const start = (config: Readonly<Record<string, unknown>> = {}): Promise<{ world: TestWorld; driver: Driver }> =>
    startFace(face, config, { staleMs });

  test("the value from before our write is no drift; another value is; after the time every other value is", async () => {
    const { world, driver } = await start();
    const outside = await openDriver(face, world, world.config());
    onTestFinished(() => outside.close());
    const { id, state: made } = await driver.create("Bucket", "b", { bucket: "b-one", acl: "private", forceDestroy: false });
    const news = { bucket: "b-one", acl: "public-read", forceDestroy: false };
    const state = await driver.update("Bucket", id, made, news);
    // The cache shows `private`.
    expect((await driver.read("Bucket", id, state))?.state).toEqual(state);

    await world.pass(staleMs);
    expect((await driver.read("Bucket", id, state))?.state).toEqual(state);
    // Somebody else writes a third value; the cache then shows our own, then theirs.
    await outside.update("Bucket", id, state, { ...news, acl: "public-read-write" });
    expect((await driver.read("Bucket", id, state))?.state["acl"]).toBe("public-read");
    await world.pass(staleMs);
    expect((await driver.read("Bucket", id, state))?.state["acl"]).toBe("public-read-write");

    // Back to the value from before our write: trusted only within the time.
    await outside.update("Bucket", id, { ...state, acl: "public-read-write" }, { ...news, acl: "private" });
    await world.pass(staleMs);
    expect((await driver.read("Bucket", id, state))?.state["acl"]).toBe("public-read");
    await world.pass(300_000);
    expect((await driver.read("Bucket", id, state))?.state["acl"]).toBe("private");
  });

  test("whatever was there before a field was managed is no drift either, for as long", async () => {
    const { world, driver } = await start();
    const { id, state: made } = await driver.create("Bucket", "b", { bucket: "b-one", acl: "private", forceDestroy: false });
    const dataLocation = { type: "Specified", locations: ["QingDao"] };
    const news = { bucket: "b-one", acl: "private", forceDestroy: false, dataLocation };
    const state = await driver.update("Bucket", id, made, news);
    // The cache shows the service's own choice, which nobody has said.
    expect((await driver.read("Bucket", id, state))?.state).toEqual(state);
    await world.pass(staleMs);
    expect((await driver.read("Bucket", id, state))?.state).toEqual(state);

    const outside = await openDriver(face, world, world.config());
    onTestFinished(() => outside.close());
    const theirs = { type: "Specified", locations: ["ChengDu"] };
    await outside.update("Bucket", id, state, { ...news, dataLocation: theirs });
    await world.pass(300_000);
    expect((await driver.read("Bucket", id, state))?.state["dataLocation"]).toMatchObject(theirs);
  });

  test("settleSeconds 0: what is read counts", async () => {
    const { driver } = await start({ settleSeconds: 0 });
    const { id, state: made } = await driver.create("Bucket", "b", { bucket: "b-one", acl: "private", forceDestroy: false });
    expect(made).not.toHaveProperty("__settling");
    const state = await driver.update("Bucket", id, made, { bucket: "b-one", acl: "public-read", forceDestroy: false });
    expect((await driver.read("Bucket", id, state))?.state["acl"]).toBe("private");
  });

  test("a policy that is not there yet, and one that is not the new one yet", async () => {
    const { world, driver } = await start();
    await driver.create("Bucket", "b", { bucket: "b-one", acl: "private", forceDestroy: false });
    const { id, state: made } = await driver.create("BucketPolicy", "p", { bucket: "b-one", policy: allow("oos:GetObject") });
    // 404 NoSuchPolicy right after the PUT.
    expect(await driver.read("BucketPolicy", id, made)).toEqual({ id, state: made });
    await world.pass(staleMs);
    const state = await driver.update("BucketPolicy", id, made, { bucket: "b-one", policy: allow("oos:PutObject") });
    expect(await driver.read("BucketPolicy", id, state)).toEqual({ id, state });

    await driver.delete("BucketPolicy", id, state);
    await world.pass(400_000);
    expect(await driver.read("BucketPolicy", id, state)).toBeUndefined();
  });

  test("an adopted bucket and an adopted policy", async () => {
    const { world, driver } = await start();
    const { id: bucketId, state: before } = await driver.create("Bucket", "b", {
      bucket: "b-one",
      acl: "public-read",
      forceDestroy: false,
    });
    await driver.create("BucketPolicy", "p", { bucket: "b-one", policy: allow("oos:GetObject") });
    await world.pass(staleMs);
    for (const [noun, id, inputs] of [
      ["Bucket", bucketId, { bucket: "b-one", acl: "private", forceDestroy: false, adopt: true }],
      ["BucketPolicy", "b-one", { bucket: "b-one", policy: allow("oos:PutObject"), adopt: true }],
    ] as const) {
      const { state } = await driver.create(noun, "again", inputs);
      expect(await driver.read(noun, id, state)).toEqual({ id, state });
      await world.pass(staleMs);
      expect(await driver.read(noun, id, state)).toEqual({ id, state });
    }
    expect(before["acl"]).toBe("public-read");
  });
});

/** Whatever a cache could have done, the service of these tests answers what is so: a loss is a loss. */
describe.each(faces)("a loss soon after our write, %s face", (face) => {
  const inputs = { bucket: "b-one", acl: "private", forceDestroy: false };
  const policy = { bucket: "b-one", policy: allow("oos:GetObject") };

  async function start(config: Readonly<Record<string, unknown>> = {}) {
    const { world, driver } = await startFace(face, config);
    const hand = s3Client(world.emulator);
    onTestFinished(() => hand.destroy());
    return { world, driver, hand };
  }

  /** What was said, but for the reason why something is gone. */
  const doubts = (driver: Driver): readonly string[] => driver.said().filter((line) => !/^info: .*: it is gone$/.test(line));

  test("a bucket that is deleted by hand is gone at once, and so is what was set on it", async () => {
    const { driver, hand } = await start();
    const bucket = await driver.create("Bucket", "b", inputs);
    const setting = await driver.create("BucketPolicy", "p", policy);
    await hand.send(new DeleteBucketCommand({ Bucket: "b-one" }));
    expect(await driver.read("Bucket", bucket.id, bucket.state)).toBeUndefined();
    expect(await driver.read("BucketPolicy", setting.id, setting.state)).toBeUndefined();
    expect(doubts(driver)).toEqual([]);
  });

  test("a setting that is deleted by hand alone: a cache may be blamed, so one line says what is not believed, and until when", async () => {
    const { world, driver, hand } = await start();
    await driver.create("Bucket", "b", inputs);
    const before = world.now().getTime();
    const { id, state } = await driver.create("BucketPolicy", "p", policy);
    await hand.send(new DeleteBucketPolicyCommand({ Bucket: "b-one" }));
    expect(await driver.read("BucketPolicy", id, state)).toEqual({ id, state });
    await expect.poll(() => driver.said()).toHaveLength(1);
    const [line = ""] = driver.said();
    expect(line).toMatch(
      /^warn: BucketPolicy b-one: the service shows none, as before it was made; the answer may come from a cache, so it is ignored until \S+Z \(to accept every answer: oos:settleSeconds 0, then pulumi refresh --run-program\)$/,
    );
    const until = Date.parse(/until (\S+)/.exec(line)?.[1] ?? "");
    expect(until).toBeGreaterThanOrEqual(before + 299_000);
    expect(until).toBeLessThanOrEqual(world.now().getTime() + 300_000);
    await world.pass(300_000);
    expect(await driver.read("BucketPolicy", id, state)).toBeUndefined();
  });

  test("one that was there before is gone at once: the service has never been without it", async () => {
    const { driver, hand } = await start();
    await driver.create("Bucket", "b", inputs);
    for (const text of [policy.policy, allow("oos:PutObject")]) {
      await hand.send(new PutBucketPolicyCommand({ Bucket: "b-one", Policy: text }));
      const { id, state } = await driver.create("BucketPolicy", "p", { ...policy, adopt: true });
      await hand.send(new DeleteBucketPolicyCommand({ Bucket: "b-one" }));
      expect(await driver.read("BucketPolicy", id, state)).toBeUndefined();
    }
    expect(doubts(driver)).toEqual([]);
  });

  test("one whose making was answered too late is not gone while a cache may say so", async () => {
    const { world, driver, hand } = await start();
    await driver.create("Bucket", "b", inputs);
    const { id, state } = await world.faulty([{ kind: "reset-after-execute", operation: "PutBucketPolicy", times: 1 }], () =>
      driver.create("BucketPolicy", "p", policy),
    );
    await hand.send(new DeleteBucketPolicyCommand({ Bucket: "b-one" }));
    expect(await driver.read("BucketPolicy", id, state)).toEqual({ id, state });
    await expect.poll(() => driver.said()).toHaveLength(1);
  });

  test("the value from before our update, put back by hand: said while it is not believed", async () => {
    const { driver, hand } = await start();
    const set = (acl: "private" | "public-read-write"): Promise<unknown> =>
      hand.send(new CreateBucketCommand({ Bucket: "b-one", ACL: acl }));
    const made = await driver.create("Bucket", "b", inputs);
    const state = await driver.update("Bucket", made.id, made.state, { ...inputs, acl: "public-read" });
    await set("private");
    expect((await driver.read("Bucket", made.id, state))?.state).toEqual(state);
    await expect
      .poll(() => driver.said())
      .toEqual([expect.stringMatching(/^info: Bucket b-one: acl is shown as it was before the last write; /)]);
    await set("public-read-write");
    expect((await driver.read("Bucket", made.id, state))?.state["acl"]).toBe("public-read-write");
    expect(driver.said()).toHaveLength(1);
  });

  test("settleSeconds 0 believes every reading, whatever end stands in the state", async () => {
    const { world, driver, hand } = await start();
    await driver.create("Bucket", "b", inputs);
    const { id, state } = await driver.create("BucketPolicy", "p", policy);
    await hand.send(new DeleteBucketPolicyCommand({ Bucket: "b-one" }));
    const today = await openDriver(face, world, world.config({ settleSeconds: 0 }));
    onTestFinished(() => today.close());
    expect(await driver.read("BucketPolicy", id, state)).toEqual({ id, state });
    expect(await today.read("BucketPolicy", id, state)).toBeUndefined();
  });

  test("prints of version 0.1.0 are read; an end that a wrong clock has set a year ahead is not believed", async () => {
    const { world, driver, hand } = await start();
    await driver.create("Bucket", "b", inputs);
    const { id, state } = await driver.create("BucketPolicy", "p", policy);
    await hand.send(new DeleteBucketPolicyCommand({ Bucket: "b-one" }));
    const endingIn = (ms: number): Record<string, unknown> => ({
      ...state,
      __settling: { "*": [{ print: "absent", until: world.now().getTime() + ms }] },
    });
    expect(await driver.read("BucketPolicy", id, endingIn(200_000))).toMatchObject({ id });
    expect(await driver.read("BucketPolicy", id, endingIn(365 * 86_400_000))).toBeUndefined();
  });

  test("a state that was written while the clock was a year ahead hides no loss, and no change", async () => {
    const { world, driver, hand } = await start();
    const yearMs = 365 * 86_400_000;
    await world.pass(yearMs);
    const bucket = await driver.create("Bucket", "b", inputs);
    const state = await driver.update("Bucket", bucket.id, bucket.state, { ...inputs, acl: "public-read" });
    const setting = await driver.create("BucketPolicy", "p", policy);
    await world.pass(-yearMs);
    await hand.send(new DeleteBucketPolicyCommand({ Bucket: "b-one" }));
    await hand.send(new CreateBucketCommand({ Bucket: "b-one", ACL: "private" }));
    expect(await driver.read("BucketPolicy", setting.id, setting.state)).toBeUndefined();
    expect((await driver.read("Bucket", bucket.id, state))?.state["acl"]).toBe("private");
    expect(driver.said().filter((line) => line.startsWith("warn"))).toEqual([]);
    await expect.poll(() => driver.said()).toContainEqual(expect.stringMatching(/^info: BucketPolicy b-one: .*: it is gone$/));
  });

  test("who may not list the buckets is told what he cannot know", async () => {
    const { world, driver, hand } = await start();
    await iam(world.emulator, "CreateUser", { UserName: "narrow" });
    const { Policy: made } = (await iam(world.emulator, "CreatePolicy", {
      PolicyName: "narrow",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["oos:*"], Resource: ["arn:ctyun:oos:::b-one", "arn:ctyun:oos:::b-one/*"] }],
      }),
    })) as { Policy: { Arn: string } };
    await iam(world.emulator, "AttachUserPolicy", { UserName: "narrow", PolicyArn: made.Arn });
    const { AccessKey: key } = (await iam(world.emulator, "CreateAccessKey", { UserName: "narrow" })) as {
      AccessKey: { AccessKeyId: string; SecretAccessKey: string };
    };
    const narrow = await openDriver(
      face,
      world,
      world.config({ settleSeconds: 300, accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey }),
    );
    onTestFinished(() => narrow.close());
    const { id, state } = await driver.create("Bucket", "b", inputs);
    await hand.send(new DeleteBucketCommand({ Bucket: "b-one" }));
    expect(await narrow.read("Bucket", id, state)).toEqual({ id, state });
    await expect.poll(() => narrow.said()).toEqual([expect.stringMatching(/^warn: Bucket b-one: the service shows none/)]);
    expect(await driver.read("Bucket", id, state)).toBeUndefined();
  });
});
