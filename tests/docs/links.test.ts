/** Every link within the repository leads somewhere, anchors included. */
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { allPages, anchorOf, headings, readPage, withoutCode } from "../support/docs/pages";
import { checkout } from "../support/checkout";

function problemOf(page: string, link: string): string | undefined {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
  if (!existsSync(path.join(checkout, target))) return `${page}: ${link} leads nowhere`;
  if (anchor === undefined) return undefined;
  const anchors = headings(readPage(target)).map(({ title }) => anchorOf(title));
  return anchors.includes(decodeURIComponent(anchor)) ? undefined : `${page}: ${link} has no such heading`;
}

test("links", () => {
  const links = allPages().flatMap(({ name, text }) =>
    [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = ""]) => ({ name, link }))
      .filter(({ link }) => !/^[a-z]+:/.test(link)),
  );
  expect(links.length).toBeGreaterThan(100);
  expect(links.map(({ name, link }) => problemOf(name, link)).filter((problem) => problem !== undefined)).toEqual([]);
});

test("files that the pages name in code are there", () => {
  const named = allPages().flatMap(({ name, text }) =>
    [...withoutCode(text).matchAll(/`((?:provider|emulator|sdk|cli|tests|tools|examples|bench)\/[\w./-]+\.\w+)`/g)].map(
      ([, file = ""]) => ({ name, file }),
    ),
  );
  expect(named.filter(({ file }) => !existsSync(path.join(checkout, file)))).toEqual([]);
});
