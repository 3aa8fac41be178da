/** The pages that people read: README, CONTRIBUTING, CHANGELOG and everything in docs/. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkout } from "../checkout";

export interface Page {
  /** Path from the checkout, with `/`. */
  readonly name: string;
  readonly text: string;
}

export function readPage(name: string): Page {
  return { name, text: readFileSync(path.join(checkout, name), "utf8") };
}

export function allPages(): readonly Page[] {
  const inDocs = readdirSync(path.join(checkout, "docs"), { recursive: true, encoding: "utf8" }).map((name) =>
    path.posix.join("docs", name.split(path.sep).join("/")),
  );
  const names = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", ...inDocs];
  return names.filter((name) => name.endsWith(".md")).map(readPage);
}

export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

export function codeBlocks({ text }: Page): readonly CodeBlock[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = "", code = ""]) => ({ language, code }));
}

export function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, "");
}

/** Texts of the headings with their level: `## Limits` is `{ level: 2, title: "Limits" }`. */
export function headings({ text }: Page): readonly { readonly level: number; readonly title: string }[] {
  return [...withoutCode(text).matchAll(/^(#+) (.*)$/gm)].map(([, marks = "", title = ""]) => ({ level: marks.length, title }));
}

/** The anchor that a heading gets on GitHub. */
export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, "")
    .replaceAll(" ", "-");
}
