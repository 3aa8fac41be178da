/** What a run leaves whose engine is gone, and what the next one makes of it. */
import { describe, expect, onTestFinished, test } from "vitest";
import type { World } from "../../../provider/engine/instance";
import { iam, members } from "../../support/emulator/support";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

describe.each(faces)("%s face", (face) => {
  /** The provider of a run, and the end of its engine. */
  async function run(world: TestWorld): Promise<{ readonly driver: Driver; readonly kill: () => void }> {
    const gone = new AbortController();
    const { environment } = world;
    const mortal: World = {
      ...{ environment, now: () => world.now(), sleep: (ms) => world.sleep(ms) },
      ...{
        engine: { address: "127.0.0.1:1", gone: gone.signal, isThere: async () => Promise.resolve(!gone.signal.aborted) },
        cancelled: gone.signal,
      },
    };
    const driver = await openDriver(face, mortal, world.config());
    onTestFinished(() => driver.close());
    return { driver, kill: () => gone.abort(new Error("the engine is gone")) };
  }

  async function keysOf({ emulator }: TestWorld): Promise<readonly unknown[]> {
    return members((await iam(emulator, "ListAccessKeys", { UserName: "bob" }))["AccessKeyMetadata"]).map(({ AccessKeyId }) => AccessKeyId);
  }

  test("made, then cut off in a later step: the next run replaces the key that nobody has", async () => {
    const world = await TestWorld.start();
    onTestFinished(() => world.close());
    const first = await run(world);
    await first.driver.create("IamUser", "u", { userName: "bob", forceDestroy: false });
    await world.faulty([{ kind: "hang-before-execute", operation: "UpdateAccessKey" }], async () => {
      const cut = expect(first.driver.create("AccessKey", "k", { user: "bob", status: "Inactive" })).rejects.toThrow();
      await expect.poll(async () => (await world.calls())["iam:UpdateAccessKey"], { timeout: 20_000 }).toBe(1);
      first.kill();
      await cut;
    });
    const { driver } = await run(world);
    const { id } = await driver.create("AccessKey", "k", { user: "bob", status: "Inactive" });
    expect(await keysOf(world)).toEqual([id]);
  });

  test("a key that the service makes when the next run is there already is in doubt: it is named and left, and a person decides", async () => {
    const ended: string[] = [];
    const world = await TestWorld.start({ log: (line) => line.includes("CreateAccessKey") && ended.push(line) });
    onTestFinished(() => world.close());
    const first = await run(world);
    await first.driver.create("IamUser", "u", { userName: "bob", forceDestroy: false });
    await world.faulty([{ kind: "delay", delayMs: 1000, operation: "CreateAccessKey" }], async () => {
      const cut = expect(first.driver.create("AccessKey", "k", { user: "bob", status: "Active" })).rejects.toThrow();
      await expect.poll(async () => (await world.calls())["iam:CreateAccessKey"], { timeout: 20_000 }).toBe(1);
      first.kill();
      await cut;
    });
    world.pause = () => expect.poll(() => keysOf(world), { timeout: 20_000 }).toHaveLength(1);
    const { driver } = await run(world);
    const wanted = { user: "bob", status: "Active" };
    await expect(driver.create("AccessKey", "k", wanted)).rejects.toThrow(/cannot be told whether it made what is there: \w{20}/);
    await expect.poll(() => ended, { timeout: 20_000 }).toHaveLength(1);
    const [lost] = await keysOf(world);
    await iam(world.emulator, "DeleteAccessKey", { UserName: "bob", AccessKeyId: String(lost) });
    world.pause = (ms) => world.pass(ms);
    const { id } = await driver.create("AccessKey", "k", wanted);
    expect(await keysOf(world)).toEqual([id]);
  });

  test("what the service makes between the next run's look and its request is known to it", async () => {
    const world = await TestWorld.start();
    onTestFinished(() => world.close());
    const first = await run(world);
    const inputs = { userName: "bob", forceDestroy: false };
    const { driver } = await run(world);
    await world.faulty([{ kind: "delay", delayMs: 1000, operation: "CreateUser" }], async () => {
      const cut = expect(first.driver.create("IamUser", "u", inputs)).rejects.toThrow();
      await expect.poll(async () => (await world.calls())["iam:CreateUser"], { timeout: 20_000 }).toBe(1);
      first.kill();
      await cut;
      expect((await driver.create("IamUser", "u", inputs)).id).toBe("bob");
    });
    expect((await world.calls())["iam:CreateUser"]).toBe(2);
  });

  test("what somebody else makes between look and request is nobody's of ours", async () => {
    const world = await TestWorld.start();
    onTestFinished(() => world.close());
    const { driver } = await run(world);
    await world.faulty([{ kind: "delay", delayMs: 1000, operation: "CreateUser", times: 1 }], async () => {
      const refused = expect(driver.create("IamUser", "u", { userName: "bob", forceDestroy: false })).rejects.toThrow(/already exists/);
      await expect.poll(async () => (await world.calls())["iam:CreateUser"], { timeout: 20_000 }).toBe(1);
      await iam(world.emulator, "CreateUser", { UserName: "bob" });
      await refused;
    });
  });
});
