import { oos } from "../../../provider/backends/oos";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Backend } from "../../../provider/backends/types";
import { zos } from "../../../provider/backends/zos";
import { Owners } from "../../../provider/engine/memory/owners";
import { registry } from "../../../provider/registry";
import type { Failure } from "../../support/plugin/results";
import { unknown, urnOf } from "../../support/plugin/client";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

async function open(face: Face, backend: "oos" | "zos"): Promise<{ driver: Driver; calls: () => Promise<unknown> }> {
  const world = await TestWorld.start();
  const driver = await openDriver(face, world, world.config({ backend }));
  onTestFinished(async () => {
    await driver.close();
    await world.close();
  });
  return { driver, calls: () => world.calls() };
}

describe.each(faces)("two resources of one entity, %s face", (face) => {
  const start = (): ReturnType<typeof open> => open(face, "oos");
  const rules = { rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] };

  test("the second one is refused in check, with the name of the first, and nothing is asked of the service", async () => {
    const { driver, calls } = await start();
    expect((await driver.check("Cors", "one", {}, { bucket: "b-one", ...rules })).failures).toEqual([]);
    const { failures } = await driver.check("Cors", "two", {}, { bucket: "b-one", ...rules });
    expect(failures).toEqual([
      {
        property: "bucket",
        reason: expect.stringMatching(
          /^Cors with bucket "b-one" is in this program already, as .*one; two resources of one thing would overwrite each other: keep one \(bucket, backend oos\)$/,
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
      {
        property: "resource",
        reason: expect.stringMatching(/^PasswordPolicy of the account is in this program already, as .*one;/) as unknown,
      },
    ]);
  });

  test("members of a group are told apart by the group, memberships by their users as well", async () => {
    const { driver } = await start();
    const check = async (noun: string, name: string, users: readonly string[]): Promise<number> =>
      (await driver.check(noun, name, {}, { group: "Ops", users })).failures.length;
    expect(await check("GroupMembership", "one", ["bob", "eve"])).toBe(0);
    expect(await check("GroupMembership", "two", ["mia"])).toBe(0);
    expect(await check("GroupMembership", "three", ["EVE", "Bob"])).toBe(1);
    expect((await driver.check("GroupMembers", "four", {}, { group: "Admins", users: ["bob"] })).failures).toEqual([]);
    expect((await driver.check("GroupMembers", "five", {}, { group: "admins", users: ["eve"] })).failures).toHaveLength(1);
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

describe.each(faces)("one thing said by two nouns, %s face", (face) => {
  type Said = readonly [noun: string, name: string, inputs: Readonly<Record<string, unknown>>];
  const grants = [{ canonicalId: "partner", permission: "WRITE" }];
  const inline: Said = ["Bucket", "site", { bucket: "b-one", acl: "public-read" }];
  const split: Said = ["BucketAcl", "drop", { bucket: "b-one", grants }];
  /** How a message names a resource that was checked before. */
  const as = ([noun, name]: Said): string => `${noun} "${name}" (${urnOf(noun, name)})`;
  const checked = async (driver: Driver, [noun, name, inputs]: Said): Promise<readonly Failure[]> =>
    (await driver.check(noun, name, {}, inputs)).failures;

  test("a field and a resource of its own: whichever comes second is refused, with both names, the field and what to do", async () => {
    const remedy = (first: string, second: string): string => `and would overwrite each other: ${first}, or ${second}`;
    const [without, remove] = ['leave acl out of Bucket "site"', 'remove BucketAcl "drop"'];
    const first = await open(face, "zos");
    expect(await checked(first.driver, inline)).toEqual([]);
    expect(await checked(first.driver, split)).toEqual([
      {
        property: "bucket",
        reason: `BucketAcl "drop" and acl of ${as(inline)} both write the BucketAcl of bucket "b-one" ${remedy(remove, without)} (bucket, backend zos)`,
      },
    ]);
    expect(await first.calls()).toEqual({});

    const second = await open(face, "zos");
    expect(await checked(second.driver, split)).toEqual([]);
    expect(await checked(second.driver, inline)).toEqual([
      {
        property: "acl",
        reason: `acl of Bucket "site" and ${as(split)} both write the BucketAcl of bucket "b-one" ${remedy(without, remove)} (acl, backend zos)`,
      },
    ]);
  });

  test("two resources of one name are two; every field that is said twice is told, beside what is wrong otherwise", async () => {
    const { driver } = await open(face, "zos");
    expect(await checked(driver, ["BucketAcl", "b", { bucket: "b-one", grants }])).toEqual([]);
    expect(await checked(driver, ["BucketVersioning", "b", { bucket: "b-one" }])).toEqual([]);
    const failures = await checked(driver, ["Bucket", "b", { bucket: "b-one", acl: "private", versioning: "Enabled", azPolicy: "none" }]);
    expect(failures.map(({ property }) => property).sort()).toEqual(["acl", "azPolicy", "versioning"]);
  });

  test("a field that has no value, another bucket, another setting and unknown names are nobody's business", async () => {
    const { driver } = await open(face, "zos");
    const all: readonly Said[] = [
      ["Bucket", "one", { bucket: "b-one", versioning: "Enabled" }],
      ["BucketAcl", "one", { bucket: "b-one", grants }],
      ["Bucket", "two", { bucket: "b-two", acl: "public-read" }],
      ["BucketVersioning", "two", { bucket: "b-two" }],
      ["Bucket", "three", { bucket: "b-three", acl: unknown }],
      ["BucketAcl", "three", { bucket: "b-three", grants }],
      ["Bucket", "four", { bucket: unknown, acl: "public-read" }],
      ["BucketAcl", "four", { bucket: unknown, grants }],
    ];
    for (const each of all) expect({ each, failures: await checked(driver, each) }).toEqual({ each, failures: [] });
  });

  test("a name, or a value, that becomes known is found then", async () => {
    const { driver } = await open(face, "zos");
    expect(await checked(driver, ["Bucket", "site", { bucket: "b-one", acl: unknown }])).toEqual([]);
    expect(await checked(driver, ["BucketAcl", "drop", { bucket: unknown, grants }])).toEqual([]);
    expect(await checked(driver, inline)).toEqual([]);
    expect((await checked(driver, split)).map(({ property }) => property)).toEqual(["bucket"]);
  });

  test("a bucket whose name is made by us", async () => {
    const { driver } = await open(face, "zos");
    const { inputs, failures } = await driver.check("Bucket", "site", {}, { acl: "public-read" });
    expect(failures).toEqual([]);
    expect(await checked(driver, ["BucketAcl", "drop", { bucket: inputs["bucket"], grants }])).toHaveLength(1);
    // A replacement is checked again, as a new one: the old name is nobody's from then on.
    const again = await driver.check("Bucket", "site", {}, { bucket: "b-new", acl: "public-read" });
    expect(again.failures).toEqual([]);
    expect(await checked(driver, ["BucketAcl", "drop", { bucket: inputs["bucket"], grants }])).toEqual([]);
    expect(await checked(driver, ["BucketAcl", "drop", { bucket: "b-new", grants }])).toHaveLength(1);
  });

  test("from the field to the resource in one update, and back: the program says it once at a time", async () => {
    const { driver } = await open(face, "zos");
    const state = { bucket: "b-one", acl: "public-read", versioning: "Enabled", forceDestroy: false };
    expect((await driver.check("Bucket", "site", state, { bucket: "b-one" })).failures).toEqual([]);
    expect(await checked(driver, split)).toEqual([]);
    expect(await checked(driver, ["BucketVersioning", "keeps", { bucket: "b-one", adopt: true }])).toEqual([]);

    const back = await open(face, "zos");
    expect((await back.driver.check("Bucket", "site", { bucket: "b-one", forceDestroy: false }, state)).failures).toEqual([]);
  });

  test("where a backend has no such noun, its default of the field is in nobody's way", async () => {
    const { driver } = await open(face, "oos");
    const { inputs, failures } = await driver.check("Bucket", "site", {}, { bucket: "b-one" });
    expect({ acl: inputs["acl"], failures }).toEqual({ acl: "private", failures: [] });
    const refused = await checked(driver, split);
    expect(refused).toEqual([{ property: "", reason: expect.stringContaining("BucketAcl is not available on backend oos") as unknown }]);
  });

  test("all members of a group and some of them, in either order, also of users that are not known yet", async () => {
    const some = (users: readonly unknown[]): Said => ["GroupMembership", "some", { group: "Ops", users }];
    const all: Said = ["GroupMembers", "all", { group: "ops", users: ["bob"] }];
    const either = 'and would overwrite each other: remove GroupMembership "some", or remove GroupMembers "all"';
    const first = await open(face, "oos");
    expect(await checked(first.driver, all)).toEqual([]);
    expect(await checked(first.driver, some([unknown]))).toEqual([
      {
        property: "users",
        reason: `users of GroupMembership "some" and ${as(all)} both write the GroupMembers of group "Ops" ${either} (users, backend oos)`,
      },
    ]);
    const second = await open(face, "oos");
    expect(await checked(second.driver, some(["eve"]))).toEqual([]);
    expect((await checked(second.driver, all)).map(({ property, reason }) => [property, reason.includes("(group, backend oos)")])).toEqual([
      ["group", true],
    ]);
    expect(await checked(second.driver, ["GroupMembers", "others", { group: "Admins", users: ["eve"] }])).toEqual([]);
  });

  test("a user has one membership in a group", async () => {
    const { driver } = await open(face, "oos");
    const one: Said = ["GroupMembership", "one", { group: "Ops", users: ["bob", "eve"] }];
    expect(await checked(driver, one)).toEqual([]);
    expect(await checked(driver, ["GroupMembership", "two", { group: "ops", users: ["mia", "EVE", "Bob"] }])).toEqual([
      {
        property: "users[1]",
        reason: `users of GroupMembership "two" and users of ${as(one)} both have "EVE", "Bob" of group "ops", and either would take away what the other needs: leave it to one of them (users[1], backend oos)`,
      },
    ]);
    expect(await checked(driver, ["GroupMembership", "three", { group: "Ops", users: ["mia", unknown] }])).toEqual([]);
    expect(await checked(driver, ["GroupMembership", "four", { group: "Ops", users: [unknown, "MIA"] }])).toHaveLength(1);
    expect(await checked(driver, ["GroupMembership", "five", { group: "Admins", users: ["bob"] }])).toEqual([]);
  });
});

type OneOf = readonly [noun: string, inputs: Readonly<Record<string, unknown>>];
const names = fc.constantFrom("b-one", "b-two");
const users = fc.subarray(["bob", "eve", "mia"], { minLength: 1 });
const anyResource: fc.Arbitrary<OneOf> = fc.oneof(
  fc.tuple(
    fc.constant("Bucket"),
    fc.record({ bucket: names, acl: fc.constant("private"), versioning: fc.constant("Enabled") }, { requiredKeys: ["bucket"] }),
  ),
  fc.tuple(fc.constantFrom("BucketAcl", "BucketVersioning"), fc.record({ bucket: names })),
  fc.tuple(fc.constantFrom("GroupMembers", "GroupMembership"), fc.record({ group: names, users })),
);

test("a program is refused, in whatever order it is checked, exactly when two of its resources are", () => {
  // No service has all of these nouns; here one does.
  const backend: Backend = { ...zos, services: { ...oos.services, ...zos.services }, lacks: { ...zos.lacks, fields: {} } };
  const isRefused = (program: readonly OneOf[]): boolean => {
    const owners = new Owners(registry.resources);
    return program
      .map(([noun, inputs], index) => {
        const definition = registry.resources.get(noun);
        if (definition === undefined) throw new Error(`no ${noun}`);
        const id = String(index);
        return owners.claim(definition, inputs, { id, name: id }, backend).length > 0;
      })
      .includes(true);
  };
  fc.assert(
    fc.property(
      fc
        .array(anyResource, { maxLength: 6 })
        .chain((program) => fc.tuple(fc.constant(program), fc.shuffledSubarray(program, { minLength: program.length }))),
      ([program, shuffled]) => {
        const pairs = program.flatMap((one, index) => program.slice(index + 1).map((other) => isRefused([one, other])));
        expect(isRefused(program)).toBe(pairs.includes(true));
        expect(isRefused(shuffled)).toBe(isRefused(program));
      },
    ),
  );
});
