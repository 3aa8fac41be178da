import { describe, expect, onTestFinished, test } from "vitest";
import { unknown } from "../plugin/client";
import { type Driver, faces, openDriver } from "../resources/driver";
import { TestWorld } from "../resources/world";

describe.each(faces)("two resources of one entity, %s face", (face) => {
  async function start(): Promise<{ driver: Driver; calls: () => Promise<unknown> }> {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config());
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    return { driver, calls: () => world.calls() };
  }
  const rules = { rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] };

  test("the second one is refused in check, with the name of the first, and nothing is asked of the service", async () => {
    const { driver, calls } = await start();
    expect((await driver.check("Cors", "one", {}, { bucket: "b-one", ...rules })).failures).toEqual([]);
    const { failures } = await driver.check("Cors", "two", {}, { bucket: "b-one", ...rules });
    expect(failures).toEqual([
      {
        property: "bucket",
        reason: expect.stringMatching(
          /^Cors with bucket "b-one" is in this program already, as .*one; two resources of one thing would overwrite each other: keep one$/,
        ) as unknown,
      },
    ]);
    expect(await calls()).toEqual({});
  });

  test("names that the service takes for one are one", async () => {
    const { driver } = await start();
    expect((await driver.check("IamUser", "one", {}, { userName: "Bob" })).failures).toEqual([]);
    expect((await driver.check("IamUser", "two", {}, { userName: "bob" })).failures.map(({ property }) => property)).toEqual(["userName"]);
  });

  test("of what an account has once there is one in a program", async () => {
    const { driver } = await start();
    expect((await driver.check("PasswordPolicy", "one", {}, { maxPasswordAge: 90 })).failures).toEqual([]);
    const { failures } = await driver.check("PasswordPolicy", "two", {}, { requireNumbers: true });
    expect(failures).toEqual([
      { property: "", reason: expect.stringMatching(/^PasswordPolicy of the account is in this program already, as .*one;/) as unknown },
    ]);
  });

  test("members of a group are told apart by the group, memberships by their users as well", async () => {
    const { driver } = await start();
    const check = async (noun: string, name: string, users: readonly string[]): Promise<number> =>
      (await driver.check(noun, name, {}, { group: "Ops", users })).failures.length;
    expect(await check("GroupMembership", "one", ["bob", "eve"])).toBe(0);
    expect(await check("GroupMembership", "two", ["mia"])).toBe(0);
    expect(await check("GroupMembership", "three", ["EVE", "Bob"])).toBe(1);
    expect(await check("GroupMembers", "four", ["bob"])).toBe(0);
    expect(await check("GroupMembers", "five", ["eve"])).toBe(1);
  });

  test("a resource may be checked again; another bucket, another setting, an unknown name and things without a name stand in nobody's way", async () => {
    const { driver } = await start();
    const failures: unknown[] = [];
    const check = async (noun: string, name: string, inputs: Readonly<Record<string, unknown>>): Promise<void> => {
      failures.push(...(await driver.check(noun, name, {}, inputs)).failures);
    };
    await check("Cors", "one", { bucket: "b-one", ...rules });
    await check("Cors", "one", { bucket: "b-one", ...rules });
    await check("Cors", "two", { bucket: "b-two", ...rules });
    await check("Bucket", "three", { bucket: "b-one" });
    await check("Cors", "four", { bucket: unknown, ...rules });
    await check("Cors", "five", { bucket: unknown, ...rules });
    await check("AccessKey", "six", { user: "bob" });
    await check("AccessKey", "seven", { user: "bob" });
    expect(failures).toEqual([]);
  });
});
