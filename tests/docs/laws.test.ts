/** Comments say "law 3" and `[GUIDE 4.2.16]`: each law stands in docs/laws.md with what keeps it, each source in docs/sources.md; decisions are whole. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { headings, readPage } from "../support/docs/pages";
import { checkout } from "../support/checkout";

interface Text {
  readonly name: string;
  readonly text: string;
}

/** What people read in the code and in docs/: pages whole, of the code the comments only. */
const texts: readonly Text[] = execFileSync("git", ["ls-files", "provider", "emulator", "cli", "docs"], {
  cwd: checkout,
  encoding: "utf8",
})
  .split("\n")
  .filter((name) => /\.(?:ts|mjs|md)$/.test(name) && existsSync(path.join(checkout, name)))
  .map((name) => {
    const text = readFileSync(path.join(checkout, name), "utf8");
    return { name, text: name.endsWith(".md") ? text : [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/ .*$/gm)].join("\n") };
  });

describe("laws", () => {
  const sections = readPage("docs/laws.md")
    .text.split(/^## Law /m)
    .slice(1);
  const laws = sections.map((section) => ({
    number: Number.parseInt(section, 10),
    keepers: itemsOf(section, "Kept by:"),
    tests: itemsOf(section, "Tests:"),
  }));

  test("are twelve, in their order", () => {
    expect(laws.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test("every one that is named in the code and in docs/ is there", () => {
    const named = texts.flatMap(({ name, text }) => lawsIn(text).map((number) => ({ name, number })));
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(({ number }) => !laws.some((law) => law.number === number))).toEqual([]);
  });

  test.each(laws)("law $number has files that keep it, and tests with these titles", ({ keepers, tests }) => {
    expect(keepers.length).toBeGreaterThan(0);
    expect(tests.length).toBeGreaterThan(0);
    expect(keepers.filter(({ file }) => !existsSync(path.join(checkout, file)))).toEqual([]);
    const lost = tests.filter(({ file, title }) => {
      const inCheckout = path.join(checkout, file);
      return title === undefined || !existsSync(inCheckout) || !readFileSync(inCheckout, "utf8").includes(title);
    });
    expect(lost).toEqual([]);
  });
});

/** `law 3`, `laws 8 and 10`: 3, 8 and 10. */
function lawsIn(text: string): readonly number[] {
  return [...text.matchAll(/\blaws? (\d+)(?: and (\d+))?/gi)].flatMap(([, ...numbers]) => numbers.filter(Boolean).map(Number));
}

/** The list after `heading`: each item begins with a file, the title of a test stands in quotes behind it. */
function itemsOf(section: string, heading: string): readonly { readonly file: string; readonly title: string | undefined }[] {
  const [, after = ""] = section.split(`${heading}\n\n`);
  const [list = ""] = after.split("\n\n");
  return [...list.matchAll(/^- `([^`]+)`(?:: "(.*)")?/gm)].map(([, file = "", title]) => ({ file, title }));
}

describe("sources", () => {
  const rows = [...readPage("docs/sources.md").text.matchAll(/^\|(.*)\|$/gm)].map(([, row = ""]) =>
    row.split("|").map((cell) => cell.trim()),
  );
  const entries = new Map(rows.map(([mark = "", second = ""]) => [mark.replaceAll("`", ""), second]));
  const tags = new Set([...entries.keys()].map((mark) => mark.split(" ")[0]));
  const operations = new Set(entries.values());

  /** `GUIDE 4.2.16` is one of the sections of `GUIDE 4.2`; of pages and other documents the mark itself stands there, or the document. */
  function isKnown(mark: string): boolean {
    if (entries.has(mark)) return true;
    const [, parent = "", last = ""] = /^(.+)\.(\d+)$/.exec(mark) ?? [];
    const [, first, end] = /^(\d+)-(\d+)$/.exec(entries.get(parent) ?? "") ?? [];
    return first !== undefined && Number(last) >= Number(first) && Number(last) <= Number(end);
  }

  /** Of one pair of brackets: its marks, or undefined for brackets that are no source. */
  function marksOf(brackets: string): readonly string[] | undefined {
    const page = /^(\w+) page$/.exec(brackets);
    if (page !== null) return operations.has(page[1] ?? "") ? [] : [brackets];
    const [, tag = "", rest = ""] = /^([A-Z]{2,6})\b(.*)$/.exec(brackets) ?? [];
    if (rest === "") return tags.has(tag) ? [tag] : undefined;
    if (tag === "RFC") return [/^RFC \d+/.exec(brackets)?.[0] ?? brackets];
    if (brackets === "ZOS, global table") return ["ZOS"];
    if (!/^ \d/.test(rest)) return undefined;
    const places = rest.trim().split(/, |-/);
    return places.map((place, index) => `${tag} ${index > 0 && !place.includes(".") ? sibling(places[index - 1] ?? "", place) : place}`);
  }

  /** `4.2.16-18` ends with 4.2.18. */
  function sibling(before: string, last: string): string {
    return before.replace(/\d+$/, last);
  }

  test.each([
    ["GUIDE 4.2.16", true],
    ["GUIDE 4.2.25", false],
    ["GUIDE 9", false],
    ["DOC 10027305", true],
    ["DOC 1", false],
  ])("%s is known: %s", (mark, known) => {
    expect(isKnown(mark)).toBe(known);
  });

  test("every mark in the code, in docs/ and in the tables of operations has an entry", () => {
    const bracketed = texts.flatMap(({ name, text }) =>
      [...text.matchAll(/\[([^\][\n]+)\](?!\()/g)].flatMap(([, brackets = ""]) =>
        (marksOf(brackets) ?? []).map((mark) => ({ name, brackets, mark })),
      ),
    );
    const { name: tables, text: rowsOfOperations } = readPage("docs/reference/operations.md");
    const inTable = [...rowsOfOperations.matchAll(/^\| ([A-Z]{2,}[^|]*?) +\|/gm)].flatMap(([, brackets = ""]) =>
      (marksOf(brackets) ?? [`unreadable ${brackets}`]).map((mark) => ({ name: tables, brackets, mark })),
    );
    expect(bracketed.length).toBeGreaterThan(300);
    expect(inTable.length).toBeGreaterThan(100);
    expect([...bracketed, ...inTable].filter(({ mark }) => !isKnown(mark))).toEqual([]);
  });
});

test("every decision record has its four parts", () => {
  const folder = path.join(checkout, "docs", "decisions");
  const parts = ["Context", "Decision", "Consequences", "Alternatives"];
  const records = readdirSync(folder).map((name) => readPage(`docs/decisions/${name}`));
  expect(records.length).toBeGreaterThan(15);
  const incomplete = records.filter((record) => !parts.every((part) => headings(record).some(({ title }) => title === part)));
  expect(incomplete.map(({ name }) => name)).toEqual([]);
  expect(records.filter(({ name, text }) => !text.startsWith(`# ${path.basename(name).slice(0, 4)} `)).map(({ name }) => name)).toEqual([]);
});
