/** A page and its Chinese twin say the same: the same outline, the same commands and programs, the same tables. */
import { describe, expect, test } from "vitest";
import { allPages, codeBlocks, headings, type Page, readPage, withoutCode } from "./pages";

const twins = allPages()
  .filter(({ name }) => name.endsWith(".zh-CN.md"))
  .map((chinese) => ({ name: chinese.name, chinese, english: readPage(chinese.name.replace(".zh-CN.md", ".md")) }));

/** Code without what people read: comments, `<placeholders>`, quoted ids. */
function commands(page: Page): readonly string[] {
  return codeBlocks(page).map(({ language, code }) => {
    const plain = code.replaceAll(/<[^>\n]+>/g, "<>").replaceAll(/(\s)(?:#|\/\/) .*$/gm, "$1");
    return `${language}\n${plain.replaceAll(/[ \t]+$/gm, "")}`;
  });
}

function tables({ text }: Page): readonly { readonly columns: number; readonly rows: number }[] {
  return [...withoutCode(text).matchAll(/(?:^\|.*\n)+/gm)].map(([table]) => {
    const rows = table.trim().split("\n");
    return { columns: (rows[1] ?? "").split("|").length - 2, rows: rows.length - 2 };
  });
}

/** Words in back quotes: names, settings, codes. A translation keeps them all. */
function names({ text }: Page): readonly string[] {
  return [...new Set([...withoutCode(text).matchAll(/`([^`\n]+)`/g)].map(([, name = ""]) => name))]
    .filter((name) => !/[<＜]/.test(name))
    .sort();
}

describe.each(twins)("$name", ({ chinese, english }) => {
  test("has the outline", () => {
    expect(headings(chinese).map(({ level }) => level)).toEqual(headings(english).map(({ level }) => level));
  });
  test("has the commands and programs", () => {
    expect(commands(chinese)).toEqual(commands(english));
  });
  test("has the tables", () => {
    expect(tables(chinese)).toEqual(tables(english));
  });
  test("has every name", () => {
    expect(names(chinese)).toEqual(names(english));
  });
  test("is Chinese", () => {
    const prose = withoutCode(chinese.text).replaceAll(/`[^`\n]+`|\]\([^)]*\)|<!--.*-->/g, "");
    const plain = prose.split("\n").filter((line) => /[A-Za-z]{3,}(?: [a-z]{2,}){4,}/.test(line));
    expect(plain).toEqual([]);
  });
});

test("README, guide and errors have twins", () => {
  expect(twins.map(({ name }) => name).sort()).toEqual([
    "README.zh-CN.md",
    "docs/command-line.zh-CN.md",
    "docs/configuration.zh-CN.md",
    "docs/emulator.zh-CN.md",
    "docs/errors.zh-CN.md",
    "docs/guarantees.zh-CN.md",
    "docs/guide/access-keys.zh-CN.md",
    "docs/guide/from-pulumi-aws.zh-CN.md",
    "docs/guide/getting-started.zh-CN.md",
    "docs/guide/objects.zh-CN.md",
    "docs/guide/policies.zh-CN.md",
    "docs/guide/real-account.zh-CN.md",
    "docs/guide/renaming.zh-CN.md",
    "docs/guide/zos.zh-CN.md",
    "docs/reference/README.zh-CN.md",
  ]);
});
