import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysAfter, daysSince, isOver, retirementReason, rotationReason } from "../../../provider/rules/key-rotation";

const createdAt = "2026-01-01T00:00:00Z";
const key = { accessKeyId: "k1", status: "Active", createdAt };
const on = (time: string): Date => new Date(time);
const dayMs = 86_400_000;

describe("a new key is due", () => {
  test("when it has reached its age, to the second", () => {
    const wishes = { rotationDays: 90 };
    expect(rotationReason(key, wishes, wishes, on("2026-03-31T23:59:59Z"))).toBeUndefined();
    expect(rotationReason(key, wishes, wishes, on("2026-04-01T00:00:00Z"))).toBe(
      "access key k1 is 90 days old, its rotation is due after 90; an update creates a new one",
    );
    expect(rotationReason(key, {}, {}, on("2036-01-01T00:00:00Z"))).toBeUndefined();
  });

  test("when a trigger changes, is added or removed; not when triggers are named for the first time or no more", () => {
    const due = (before?: Record<string, string>, after?: Record<string, string>): boolean =>
      rotationReason(
        key,
        before === undefined ? {} : { triggers: before },
        after === undefined ? {} : { triggers: after },
        on(createdAt),
      ) !== undefined;
    expect([due({ a: "1" }, { a: "2" }), due({ a: "1" }, { a: "1", b: "" }), due({ a: "1", b: "" }, { a: "1" })]).toEqual([
      true,
      true,
      true,
    ]);
    expect([due({ a: "1" }, {}), due({}, { a: "1" })]).toEqual([false, false]);
    expect([due(undefined, { a: "1" }), due({ a: "1" }, undefined), due({ a: "1", b: "" }, { b: "", a: "1" })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("when the key was deactivated or deleted elsewhere", () => {
    expect(rotationReason({ ...key, status: "Inactive" }, {}, {}, on(createdAt))).toContain("k1 was deactivated elsewhere");
    expect(rotationReason({ previousAccessKeyId: "k0" }, {}, {}, on(createdAt))).toContain("deleted elsewhere");
  });
});

describe("the previous key's time is over", () => {
  const both = { ...key, previousAccessKeyId: "k0" };

  test("grace days after the new one was made", () => {
    expect(retirementReason(both, { graceDays: 7 }, on("2026-01-07T23:59:59Z"))).toBeUndefined();
    expect(retirementReason(both, { graceDays: 7 }, on("2026-01-08T00:00:00Z"))).toBe(
      "the grace period of the previous access key k0 ended at 2026-01-08T00:00:00Z; an update deletes it",
    );
    expect(retirementReason(both, { graceDays: 0 }, on(createdAt))).toBeDefined();
    expect(retirementReason(key, { graceDays: 0 }, on(createdAt))).toBeUndefined();
  });
});

test("days are counted as they are added", () => {
  fc.assert(
    fc.property(fc.date({ min: on("2000-01-01"), max: on("2100-01-01"), noInvalidDate: true }), fc.nat({ max: 5000 }), (start, days) => {
      const time = start.toISOString().replace(/\.\d+Z$/, "Z");
      const end = daysAfter(time, days);
      expect(daysSince(time, on(String(end)))).toBe(days);
      expect(isOver(end, on(String(end)))).toBe(true);
      expect(isOver(end, new Date(Date.parse(String(end)) - 1))).toBe(false);
      expect(daysSince(time, new Date(Date.parse(time) - dayMs))).toBe(0);
    }),
  );
  expect([daysAfter(undefined, 1), daysAfter(createdAt, undefined), daysAfter("soon", 1), daysSince(undefined, on(createdAt))]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(isOver(undefined, on(createdAt))).toBe(false);
});
