import { describe, expect, it } from "vitest";
import { completeRules, type LifecycleRule, midnight, sameLifecycle } from "../../../provider/rules/lifecycle";
import { lifecycleProblems } from "../../../provider/rules/lifecycle-problems";
import { formatProblem } from "../../../provider/rules/problem";

const allKnown = { isUnknown: () => false, isItem: () => true };
const complete = (rules: unknown, old?: unknown): LifecycleRule[] => completeRules(rules, old, allKnown) as LifecycleRule[];
const problems = (...rules: LifecycleRule[]): string[] => lifecycleProblems(rules, { rules: 3, overlap: "refused" }).map(formatProblem);
const expire = (prefix: string, more: object = {}): LifecycleRule => ({ prefix, expiration: { days: 1 }, ...more });

describe("ids", () => {
  it("are made of prefix and actions, readable and stable", () => {
    const [tmp, all, both] = complete([expire("tmp/a b/"), expire(""), { prefix: "x", expiration: { days: 9 }, transition: { days: 1 } }]);
    expect(tmp?.id).toMatch(/^tmp-a-b-expiration-[0-9a-f]{7}$/);
    expect(all?.id).toMatch(/^all-expiration-[0-9a-f]{7}$/);
    expect(both?.id).toMatch(/^x-expiration-transition-[0-9a-f]{7}$/);
    expect(complete([expire("tmp/a b/", { expiration: { days: 7 } })])[0]?.id).toBe(tmp?.id);
  });

  it("do not follow the position", () => {
    const before = complete([expire("a/"), expire("b/")]);
    const after = complete([expire("new/"), expire("b/"), expire("a/")], before);
    expect(after.map(({ id }) => id).slice(1)).toEqual([before[1]?.id, before[0]?.id]);
  });

  it("that the service made are kept for the rule that says the same", () => {
    const old = [expire("a/", { id: "svc-1" }), expire("b/", { id: "svc-2", expiration: { days: 5 } })];
    const news = complete([expire("b/", { expiration: { days: 6 } }), expire("a/", { enabled: false })], old);
    expect(news.map(({ id }) => id)).toEqual(["svc-2", "svc-1"]);
  });

  it("that the program gives are never given twice", () => {
    const old = [expire("a/", { id: "mine" })];
    const [first, second] = complete([expire("a/"), expire("c/", { id: "mine" })], old);
    expect(second?.id).toBe("mine");
    expect(first?.id).toMatch(/^a-expiration-/);
  });

  it("wait for what is unknown", () => {
    const unknown = Symbol("unknown");
    const rules = completeRules([{ prefix: unknown, expiration: { days: 1 } }, expire("b/")], undefined, {
      ...allKnown,
      isUnknown: (value) => value === unknown,
    });
    expect(rules).toEqual([{ prefix: unknown, expiration: { days: 1 } }, expect.objectContaining({ id: expect.any(String) as string })]);
  });

  it.each(["text", 7, null, [null, 3, "x"], { a: 1 }])("leave %j as it is", (value) => {
    expect(completeRules(value, undefined, allKnown)).toEqual(value);
  });
});

describe("presets", () => {
  it("stand for prefix and action, and let the program say another prefix", () => {
    expect(
      complete([
        { preset: "tmp-30d", id: "a" },
        { preset: "logs-to-cold-180d", prefix: "audit/", id: "b", enabled: false },
      ]),
    ).toEqual([
      { id: "a", prefix: "tmp/", expiration: { days: 30 } },
      { id: "b", prefix: "audit/", enabled: false, transition: { days: 180, storageClass: "STANDARD_IA" } },
    ]);
  });

  it("take no actions beside them", () => {
    expect(problems(...complete([{ preset: "tmp-30d", expiration: { days: 3 }, prefix: "x", id: "a" }]))).toEqual([
      "[0].preset: cannot be combined with expiration or transition",
    ]);
  });
});

describe("problems", () => {
  it("names both rules that overlap, for each action", () => {
    expect(problems(expire("AB", { id: "outer" }), expire("ABC", { id: "inner", transition: undefined }))).toEqual([
      '[1].prefix: rule "inner" (prefix "ABC") overlaps with rule "outer" (prefix "AB"): the service accepts only one expiration for a key',
    ]);
    expect(problems(expire("a", { id: "x" }), expire("a", { id: "y" }))).toHaveLength(1);
    expect(problems(expire("", { id: "x" }), expire("zz", { id: "y" }))).toHaveLength(1);
  });

  it("lets an expiration and a transition share a prefix, and siblings stand side by side", () => {
    expect(problems(expire("a/", { id: "x" }), { id: "y", prefix: "a/", transition: { days: 1 } }, expire("b/", { id: "z" }))).toEqual([]);
  });

  it("says everything that is wrong", () => {
    expect(
      problems(
        { expiration: {} },
        { prefix: "b", id: "" },
        { prefix: "c", id: "c", expiration: { days: 0 }, transition: { days: 5, date: "2030-01-01" } },
        { prefix: "d", id: "c", expiration: { date: "2030-02-30" }, transition: { date: "2030-01-01T08:00:00Z" } },
      ).join("\n"),
    ).toMatchInlineSnapshot(`
      "must have at most 3 rules, has 4
      [0].prefix: is required; "" means every object of the bucket
      [0].expiration: needs either days or date
      [1].id: must have 1 to 255 characters, has 0
      [1]: needs expiration or transition
      [2].expiration.days: must be a whole number from 1, found 0
      [2].transition: needs either days or date
      [2].transition: must come before the expiration of the same rule
      [3].id: "c" is the id of rules[2] as well
      [3].expiration.date: must be a day or midnight UTC of it, such as 2030-01-31; found "2030-02-30"
      [3].transition.date: must be a day or midnight UTC of it, such as 2030-01-31; found "2030-01-01T08:00:00Z""
    `);
  });

  it("wants the transition before the expiration", () => {
    const order = "[0].transition: must come before the expiration of the same rule";
    expect(problems({ prefix: "a", expiration: { days: 5 }, transition: { days: 5 } })).toEqual([order]);
    expect(problems({ prefix: "a", expiration: { date: "2030-01-01" }, transition: { date: "2030-01-01" } })).toEqual([order]);
    expect(problems({ prefix: "a", expiration: { days: 6 }, transition: { days: 5 } })).toEqual([]);
    expect(problems({ prefix: "a", expiration: { date: "2030-01-01" }, transition: { days: 5000 } })).toEqual([]);
  });

  it("takes sizes in the place of a prefix, and sizes that some object can have", () => {
    const sized = (more: object): string[] => problems({ id: "x", expiration: { days: 1 }, ...more });
    expect(sized({ objectSizeGreaterThan: 0 })).toEqual([]);
    expect(sized({ objectSizeGreaterThan: 5, objectSizeLessThan: 7 })).toEqual([]);
    expect(sized({ objectSizeGreaterThan: -1, objectSizeLessThan: 0 })).toEqual([
      "[0].objectSizeGreaterThan: must be a whole number of bytes from 0, found -1",
      "[0].objectSizeLessThan: must be a whole number of bytes from 1, found 0",
      "[0].objectSizeLessThan: matches no size: above -1 and below 0 bytes",
    ]);
    expect(sized({ objectSizeGreaterThan: 5, objectSizeLessThan: 6 })).toEqual([
      "[0].objectSizeLessThan: matches no size: above 5 and below 6 bytes",
    ]);
    expect(
      problems({
        id: "x",
        objectSizeLessThan: 6,
        expiration: { expiredObjectDeleteMarker: true },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      }),
    ).toEqual([
      "[0].abortIncompleteMultipartUpload: cannot be combined with sizes: an open upload has no size",
      "[0].expiration.expiredObjectDeleteMarker: cannot be combined with sizes: a delete marker has no size",
    ]);
  });

  it("counts versions that stay from 1, and days before a transition from where the backend does", () => {
    const rule = {
      id: "x",
      prefix: "a",
      transition: { days: 0 },
      noncurrentVersionExpiration: { noncurrentDays: 0, newerNoncurrentVersions: 0 },
      noncurrentVersionTransitions: [{ noncurrentDays: 0, storageClass: "GLACIER" }],
    };
    const fromOne = ["[0].transition.days: must be a whole number from 1, found 0"];
    const versions = [
      "[0].noncurrentVersionExpiration.noncurrentDays: must be a whole number from 1, found 0",
      "[0].noncurrentVersionExpiration.newerNoncurrentVersions: must be a whole number from 1, found 0",
    ];
    const moved = ["[0].noncurrentVersionTransitions[0].noncurrentDays: must be a whole number from 1, found 0"];
    expect(problems(rule)).toEqual([...fromOne, ...versions, ...moved]);
    expect(lifecycleProblems([rule], { rules: 3, overlap: "equal-refused", transitionDays: 0 }).map(formatProblem)).toEqual(versions);
  });

  it("wants at least one rule", () => {
    expect(problems()).toEqual(["must have at least one rule; remove the resource to have none"]);
  });
});

describe("dates", () => {
  it.each(["2030-01-31", "2030-01-31T00:00Z", "2030-01-31T00:00:00Z", "2030-01-31T00:00:00.000Z", "2030-01-31T00:00:00+00:00"])(
    "%s",
    (date) => {
      expect(midnight(date)).toBe("2030-01-31T00:00:00.000Z");
    },
  );
  it.each(["", "2030-02-30", "2030-1-1", "2030-01-31T00:00:00", "2030-01-31T00:00:00+08:00", "2030-01-31T12:00:00Z", "tomorrow"])(
    "not %j",
    (date) => {
      expect(midnight(date)).toBeUndefined();
    },
  );
});

describe("equality", () => {
  it("takes defaults as said", () => {
    const short = [{ id: "a", prefix: "", transition: { date: "2030-01-01" } }];
    const long = [{ id: "a", prefix: "", enabled: true, transition: { date: "2030-01-01T00:00:00.000Z", storageClass: "STANDARD_IA" } }];
    expect(sameLifecycle(short, long)).toBe(true);
  });
  it.each([
    ["another id", expire("a", { id: "y" })],
    ["another prefix", expire("b", { id: "x" })],
    ["disabled", expire("a", { id: "x", enabled: false })],
    ["other days", expire("a", { id: "x", expiration: { days: 2 } })],
    ["a size", expire("a", { id: "x", objectSizeGreaterThan: 0 })],
    ["another size", expire("a", { id: "x", objectSizeLessThan: 9 })],
  ])("sees %s", (_name, other) => {
    expect(sameLifecycle([expire("a", { id: "x" })], [other])).toBe(false);
  });
});
