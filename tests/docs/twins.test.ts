/** A page and its Chinese twin say the same: the same outline, the same commands and programs, the same tables. */
import { describe, expect, test } from "vitest";
import { allPages, codeBlocks, headings, type Page, readPage, withoutCode } from "../support/docs/pages";

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

/** One Chinese term for one English term, and what else was written for it. */
const terms: readonly (readonly [english: string, chinese: string, others: RegExp])[] = [
  ["bucket", "存储桶", /(?<!存储)桶/],
  ["stack", "stack", /堆栈/],
  ["preview", "预览", /(?<!pulumi )(?<![\w-])preview/],
  ["refresh", "刷新", /(?<!pulumi )(?<![\w-])refresh/],
  ["trail", "操作跟踪", /审计跟踪/],
  ["multipart upload", "分段上传", /分片|分块/],
  ["object lock", "对象锁定", /对象锁(?!定)/],
  ["attach", "附加", /绑定|挂载/],
  ["plugin face", "插件方式", /plugin 方式/],
  ["dynamic face", "动态方式", /dynamic 方式/],
  ["endpoint", "端点", /终端节点|终结点/],
  ["emulator", "模拟器", /仿真器/],
  ["unverified", "未经证实", /未经?验证|未核实/],
  ["take over, adopt", "接管", /收养|采用现有/],
  ["quota", "配额", /限额/],
];

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
  test("says of every link to a page without a Chinese twin that it is English", () => {
    // A table whose row or page says so for all of its links.
    const prose = withoutCode(chinese.text).replaceAll(/^\|[^|]*（英文）[^|]*\|.*$/gm, "");
    if (prose.includes("页面为英文")) return;
    const links = [...prose.matchAll(/\]\((?!http|#)([^)]*?(?:\.md|decisions))(?:#[^)]*)?\)(（英文）|，英文）)?/g)];
    const unmarked = links
      .filter(([, target = "", mark]) => !target.endsWith(".zh-CN.md") && mark === undefined)
      .map(([, target]) => target);
    expect(unmarked).toEqual([chinese.name.split("/").at(-1)?.replace(".zh-CN.md", ".md")]);
  });
  test("has one term for one thing", () => {
    const prose = withoutCode(chinese.text).replaceAll(/`[^`\n]+`|\]\([^)]*\)|<!--.*-->/g, "");
    expect(terms.flatMap(([, term, others]) => [...prose.matchAll(new RegExp(others, "g"))].map(([found]) => `${found}: ${term}`))).toEqual(
      [],
    );
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
