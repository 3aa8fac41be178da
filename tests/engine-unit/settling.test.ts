import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { afterWrite, isStale, printOf, settlingOf } from "../../provider/engine/settling";
import { type Driver, openDriver } from "../resources/driver";
import { TestWorld } from "../resources/world";

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
    const first = afterWrite(undefined, { acl: "private", "*": undefined }, 1000, 500);
    expect(isStale(first, "acl", "private", 1499)).toBe(true);
    expect(isStale(first, "acl", "private", 1500)).toBe(false);
    expect(isStale(first, "acl", "public-read", 1001)).toBe(false);
    expect(isStale(first, "other", "private", 1001)).toBe(false);
    expect(isStale(first, "*", undefined, 1001)).toBe(true);
    const second = afterWrite(first, { acl: "public-read" }, 1200, 500);
    expect([
      isStale(second, "acl", "private", 1400),
      isStale(second, "acl", "public-read", 1600),
      isStale(second, "acl", "private", 1600),
    ]).toEqual([true, true, false]);
    expect(afterWrite(second, {}, 9999, 500)).toEqual({});
    expect([isStale(undefined, "acl", "private", 0), settlingOf(undefined), settlingOf({ __settling: first })]).toEqual([
      false,
      undefined,
      first,
    ]);
  });
});

const staleMs = 60_000;
const allow = (action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: action, Resource: "arn:ctyun:oos:::b-one/*" }],
  });

describe("a service that reads from a cache", () => {
  async function start(config: Readonly<Record<string, unknown>> = {}): Promise<{ world: TestWorld; driver: Driver }> {
    const world = await TestWorld.start({ staleMs });
    const driver = await openDriver("plugin", world, world.config({ settleSeconds: 300, ...config }));
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    return { world, driver };
  }

  test("the value from before our write is no drift; another value is; after the time every other value is", async () => {
    const { world, driver } = await start();
    const outside = await openDriver("plugin", world, world.config());
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

    const outside = await openDriver("plugin", world, world.config());
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
