/** docs/unverified.md names every file in which the code says that it guesses, and no other. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { checkout } from "../support/checkout";

const page = readFileSync(path.join(checkout, "docs", "unverified.md"), "utf8");
const named = [...page.matchAll(/\]\(\.\.\/((?:provider|emulator)\/[\w./-]+)\)/g)].map(([, file = ""]) => file);

function guessing(): string[] {
  const files = ["provider", "emulator"].flatMap((folder) =>
    readdirSync(path.join(checkout, folder), { recursive: true, encoding: "utf8" }).map((name) => path.posix.join(folder, name)),
  );
  const sources = files.filter((file) => file.endsWith(".ts"));
  return sources.filter((file) => /unverified/i.test(readFileSync(path.join(checkout, file), "utf8"))).sort();
}

test("every file with an `unverified` comment has a row, and every row a file", () => {
  expect([...new Set(named)].sort()).toEqual(guessing());
});

test("every row says how to settle it", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:-|assumed)/.test(line));
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter((row) => row.split(" | ").length !== 3 || / \|\s*\|$/.test(row))).toEqual([]);
});
