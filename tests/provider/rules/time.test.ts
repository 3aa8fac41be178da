import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayProblems, daysFrom, momentProblems, wholeDaysSince } from "../../../provider/pure/time";

describe("a day", () => {
  it.each(["2023-07-20", "2024-02-29", "0001-01-01"])("%s is one", (text) => {
    expect(dayProblems(text)).toEqual([]);
  });
  it.each([
    ["2023-7-20", 'must be a day, yyyy-MM-dd; found "2023-7-20"'],
    ["2023-07-20T00:00:00Z", 'must be a day, yyyy-MM-dd; found "2023-07-20T00:00:00Z"'],
    ["", 'must be a day, yyyy-MM-dd; found ""'],
    ["2023-02-29", "must be a day, yyyy-MM-dd; there is no 2023-02-29"],
    ["2023-13-01", "must be a day, yyyy-MM-dd; there is no 2023-13-01"],
  ])("%s is none", (text, message) => {
    expect(dayProblems(text)).toEqual([message]);
  });
});

describe("a moment", () => {
  it.each(["2023-07-20T08:05:00+08:00", "2023-07-20T08:05Z", "2023-07-20T08:05:00.123Z"])("%s is one", (text) => {
    expect(momentProblems(text)).toEqual([]);
  });
  it.each(["2023-07-20", "2023-07-20T08:05:00", "2023-07-20 08:05:00Z", "1700000000000", "2023-02-29T00:00:00Z", "2023-07-20T25:00:00Z"])(
    "%s is none",
    (text) => {
      expect(momentProblems(text)).toHaveLength(1);
    },
  );
});

const days = fc
  .date({ min: new Date("1970-01-01"), max: new Date("2200-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("spans", () => {
  it("count both ends, and are turned by turning the ends", () => {
    expect([daysFrom("2023-07-20", "2023-07-20"), daysFrom("2024-02-28", "2024-03-01"), daysFrom("2023-07-21", "2023-07-20")]).toEqual([
      1, 3, 0,
    ]);
    fc.assert(fc.property(days, days, (first, last) => daysFrom(first, last) - 1 === -(daysFrom(last, first) - 1)));
    fc.assert(fc.property(days, (day) => dayProblems(day).length === 0));
  });

  it("whole days since", () => {
    const now = new Date("2026-01-10T00:00:00Z");
    expect(wholeDaysSince(new Date("2026-01-08T23:59:59Z"), now)).toBe(1);
    expect(wholeDaysSince(new Date("2026-01-10T00:00:01Z"), now)).toBe(-1);
  });
});
