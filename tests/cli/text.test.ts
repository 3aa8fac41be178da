import { expect, test } from "vitest";
import { ageText, bytesText, columns, counted, parseDuration, printable } from "../../cli/text";

test.each([
  ["7d", 604_800_000],
  ["2w", 1_209_600_000],
  ["12h", 43_200_000],
  ["30m", 1_800_000],
  ["90s", 90_000],
  ["0", 0],
  ["0d", 0],
])("%s is a time", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(["", "7", "d", "-1d", "1.5h", "1y", "1 d"])("%j is no time", (text) => {
  expect(() => parseDuration(text)).toThrow("expected a time such as");
});

test("ages by their largest unit, sizes by theirs", () => {
  expect([-5, 59_999, 60_000, 7_199_999, 86_400_000 * 9.9].map(ageText)).toEqual(["0 s", "59 s", "1 m", "1 h", "9 d"]);
  expect([0, 1, 1023, 1024, 1536, 5 * 1024 ** 2, 3.25 * 1024 ** 4, 2 * 1024 ** 6].map(bytesText)).toEqual([
    ...["0 B", "1 B", "1023 B", "1 KiB", "1.5 KiB", "5 MiB", "3.3 TiB", "2097152 TiB"],
  ]);
  expect([counted(1, "upload"), counted(0, "upload")]).toEqual(["1 upload", "0 uploads"]);
});

test("columns are as wide as their widest cell; nothing in a cell steers the terminal", () => {
  expect(
    columns(
      ["A", "BB"],
      [
        ["long", "x"],
        ["y", ""],
      ],
    ),
  ).toBe("A     BB\nlong  x\ny\n");
  expect(printable("a\u001b[31m\n\u0085ü")).toBe("a\\x1b[31m\\n\\x85ü");
});
