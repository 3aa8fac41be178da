/** What is gone for a read of the state is gone for a reason, which the person sees without debug: the answer of the service. */
import { describe, expect, onTestFinished, test } from "vitest";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

describe.each(faces)("%s face", (face) => {
  async function start(): Promise<{ driver: Driver; hand: Driver }> {
    const world = await TestWorld.start();
    const open = (of: typeof face): Promise<Driver> => openDriver(of, world, world.config({ settleSeconds: 0 }));
    const [driver, hand] = await Promise.all([open(face), open("dynamic")]);
    onTestFinished(async () => {
      await driver.close();
      await hand.close();
      await world.close();
    });
    return { driver, hand };
  }

  test.each([
    [
      "Bucket",
      { bucket: "b-one", forceDestroy: false },
      /^info: Bucket b-one: \w+ answered 404( NoSuchBucket)? \(request id \S+\): it is gone$/,
    ],
    [
      "IamUser",
      { userName: "u-one", forceDestroy: false },
      /^info: IamUser u-one: GetUser answered 404 NoSuchEntity \(request id \S+\): it is gone$/,
    ],
  ])("%s: one line with operation, status, code and request id", async (noun, wanted, line) => {
    const { driver, hand } = await start();
    const { inputs } = await driver.check(noun, "r", {}, wanted);
    const { id, state } = await driver.create(noun, "r", inputs);
    expect(await driver.read(noun, id, state)).toBeDefined();
    expect(driver.said()).toEqual([]);
    await hand.delete(noun, id, state);
    expect(await driver.read(noun, id, state)).toBeUndefined();
    await expect.poll(() => driver.said()).toEqual([expect.stringMatching(line)]);
  });

  test("an entry of a list that lacks it; a look-up and an import of what is not there say nothing of the kind", async () => {
    const { driver, hand } = await start();
    for (const [noun, inputs] of [
      ["IamUser", { userName: "u-one", forceDestroy: false }],
      ["Group", { groupName: "g-one", forceDestroy: false }],
    ] as const)
      await hand.create(noun, "r", inputs);
    const wanted = { group: "g-one", users: ["u-one"] };
    const { id, state } = await driver.create("GroupMembers", "m", wanted);
    await hand.delete("GroupMembers", id, state);
    expect(await driver.read("GroupMembers", id, state)).toBeUndefined();
    await expect.poll(() => driver.said()).toEqual([`info: GroupMembers ${id}: the answer of the service does not have it: it is gone`]);
    expect(await driver.read("Bucket", "b-none", {})).toBeUndefined();
    expect(await driver.import("Bucket", "b-none")).toBeUndefined();
    expect(driver.said()).toHaveLength(1);
  });
});
