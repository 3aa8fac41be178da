/** An enabled lock: refused in preview what the service would refuse, never removed, left only when told to. Both faces. */
import { describe, expect, onTestFinished, test } from "vitest";
import type { Properties } from "../../support/plugin/results";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { bucketCall } from "../../support/resources/setting-cases";
import { makeBucket } from "../../support/resources/cases";
import { TestWorld } from "../../support/resources/world";

const noun = "ObjectLock";
const enabled = { bucket: "b-one", state: "Enabled", retention: { years: 1 }, confirmIrreversible: true } as const;

describe.each(faces)("an enabled lock, %s face", (face) => {
  async function start(): Promise<{ readonly world: TestWorld; readonly driver: Driver }> {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config());
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    await makeBucket("b-one")(world.emulator);
    return { world, driver };
  }

  async function problems(driver: Driver, olds: Properties, news: Properties): Promise<string> {
    return (await driver.check(noun, "r", olds, news)).failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n");
  }

  async function checked(driver: Driver, olds: Properties, news: Properties): Promise<Properties> {
    const { inputs, failures } = await driver.check(noun, "r", olds, news);
    expect(failures).toEqual([]);
    return inputs;
  }

  test("needs a confirmation, and is never disabled or shortened", async () => {
    const { driver } = await start();
    const { confirmIrreversible: _confirmed, ...unconfirmed } = enabled;
    expect(await problems(driver, {}, unconfirmed)).toBe(
      "confirmIrreversible: must be true to enable the lock, which can never be disabled, shortened or removed (confirmIrreversible, backend oos)",
    );
    const olds = await checked(driver, {}, enabled);
    expect(await problems(driver, olds, { ...enabled, state: "Disabled", retention: { days: 364 } })).toBe(
      "state: nobody can disable an enabled lock; keep Enabled (state, backend oos)\n" +
        "retention: nobody can shorten an enabled lock: it is 365 days, 364 are asked for; keep or lengthen it (retention, backend oos)",
    );
    for (const retention of [{ days: 365 }, { days: 366 }, { years: 2 }])
      expect(await problems(driver, olds, { ...enabled, retention })).toBe("");
    // Of another bucket it is a new lock.
    expect(await problems(driver, olds, { ...enabled, bucket: "b-two", retention: { days: 1 } })).toBe("");
    const disabled = { ...enabled, state: "Disabled" };
    expect(await problems(driver, disabled, { ...disabled, retention: { days: 1 } })).toBe("");
  });

  test("is enabled, said in other words without a call, and made longer", async () => {
    const { world, driver } = await start();
    const before = await checked(driver, {}, { bucket: "b-one", state: "Disabled", retention: { days: 365 } });
    const { id, state: stored } = await driver.create(noun, "r", before);
    const news = await checked(driver, before, enabled);
    const { result: state } = await world.counted(() => driver.update(noun, id, stored, news));
    expect(await bucketCall(world.emulator, "GET", "object-lock")).toMatchObject({ ObjectLockEnabled: "Enabled" });
    const days = await checked(driver, news, { ...enabled, retention: { days: 365 } });
    expect((await driver.diff(noun, id, state, days)).changes).toBe(false);
    const longer = await checked(driver, news, { ...enabled, retention: { days: 400 } });
    await driver.update(noun, id, state, longer);
    expect(await bucketCall(world.emulator, "GET", "object-lock")).toMatchObject({
      Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: "400" } },
    });
  });

  test("is not deleted with its resource: that fails, or forgets it when told to", async () => {
    const { world, driver } = await start();
    const inputs = await checked(driver, {}, enabled);
    const { id, state } = await driver.create(noun, "r", inputs);
    const refused = await world.counted(() => driver.delete(noun, id, state).then(() => "deleted", String));
    expect(refused.result).toContain(
      'the object lock of bucket "b-one" is enabled (365 days) and can never be removed; nothing was changed',
    );
    expect(refused.result).toContain('onDestroy: "abandon"');
    expect(refused.calls).toEqual({ "s3:GetObjectLockConfiguration": 1 });

    const leaving = await checked(driver, inputs, { ...enabled, onDestroy: "abandon" });
    expect((await driver.diff(noun, id, state, leaving)).changes).toBe(true);
    const updated = await world.counted(() => driver.update(noun, id, state, leaving));
    expect(updated.calls).toEqual({});
    await driver.delete(noun, id, updated.result);
    await expect
      .poll(() => driver.said())
      .toEqual([expect.stringMatching(/^warn: .*it stays on the bucket, and is removed from this stack only$/) as string]);
    expect(await bucketCall(world.emulator, "GET", "object-lock")).toMatchObject({ ObjectLockEnabled: "Enabled" });
  });
});
