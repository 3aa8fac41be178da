/** Failures in numbers and lengths that nobody can read are bounded in one place, whoever finds them. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registry } from "../../provider/registry";
import { DynamicFace } from "../../provider/engine/faces/dynamic";
import type { Properties } from "../support/plugin/results";
import { type Driver, faces, openDriver } from "../support/resources/driver";
import { TestWorld } from "../support/resources/world";
import { expectWords } from "./words";

let world: TestWorld;
beforeAll(async () => {
  world = await TestWorld.start();
});
afterAll(() => world.close());

const megabyte = "x".repeat(1_000_000);
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

describe.each(faces)("%s face", (face) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await openDriver(face, world, world.config());
  });
  afterAll(() => driver.close());

  const failuresOf = async (noun: string, news: Properties) => (await driver.check(noun, "r", {}, news)).failures;

  test("ten thousand equal rules: each kind of problem, and how many more there are", async () => {
    const rules = times(10_000, () => ({ id: "a", prefix: "a/", expiration: { days: 1 } }));
    const failures = await failuresOf("Lifecycle", { bucket: "b", rules, forceDestroy: true });
    expect(failures).toHaveLength(21);
    const properties = failures.map(({ property }) => property);
    expect(properties).toEqual(expect.arrayContaining(["forceDestroy", "rules", "rules[1].id", "rules[1].prefix"]));
    expect(failures.at(-1)?.reason).toMatch(/^and 19980 more problems, not shown here$/);
    expectWords("equal rules", failures);
  });

  test("values and names of a megabyte", async () => {
    const wrongs: readonly (readonly [string, Properties])[] = [
      ["Bucket", { bucket: megabyte }],
      ["Bucket", { bucket: "b-one", [megabyte]: 1 }],
      ["IamUser", { userName: "u", tags: { [megabyte]: 5 } }],
      ["Website", { bucket: "b", redirectAllRequestsTo: { hostName: `${megabyte} ${megabyte}` } }],
      ["BucketPolicy", { bucket: "b", policy: `{"Statement": "${megabyte}"}` }],
      [
        "BucketPolicy",
        { bucket: "b", policy: { Statement: [{ Effect: megabyte, Principal: { [megabyte]: [megabyte] }, Action: [megabyte] }] } },
      ],
      ["BucketObject", { bucket: "b", key: "k", source: `/${megabyte}` }],
      ["GroupMembership", { group: "g", users: [megabyte, megabyte] }],
    ];
    for (const [noun, news] of wrongs) {
      const failures = await failuresOf(noun, news);
      expect({ noun, count: failures.length }).not.toEqual({ noun, count: 0 });
      expectWords(noun, failures);
    }
  });

  test("names that two resources share", async () => {
    const group = { group: `g${megabyte}`, users: ["u"] };
    expectWords("members", (await driver.check("GroupMembers", "one", {}, group)).failures);
    const failures = await failuresOf("GroupMembership", group);
    expect(failures.length).toBeGreaterThan(0);
    expectWords("membership", failures);
  });
});

test("what a data function refuses", async () => {
  const dynamic = new DynamicFace(registry, world);
  const statements = times(3000, () => ({ effect: "Alow", actions: [megabyte.slice(0, 5000)] }));
  const refusal = await dynamic.invoke("getPolicyDocument", { statements }, world.config()).then(String, String);
  expect(refusal.split("\n").at(-1)).toMatch(/^and 29\d\d more problems, not shown here$/);
  expect(refusal.length).toBeLessThan(20_000);
});
