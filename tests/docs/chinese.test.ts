/** The Chinese of the definitions: every documented text has its own, and a change of the English is noticed. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkout } from "../support/checkout";

/** A copy of the translations and of the schema, in which texts may be changed. */
function copy(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "chinese-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const name of ["schema.json", "tools/chinese.mjs", "tools/documented.mjs", "tools/chinese"])
    cpSync(path.join(checkout, name), path.join(folder, name), { recursive: true });
  return folder;
}

function change(folder: string, name: string, from: string, to: string): void {
  const file = path.join(folder, name);
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

function translations(folder: string, ...words: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["tools/chinese.mjs", ...words], { cwd: folder, encoding: "utf8" });
  return { status, said: `${stdout}${stderr}`.trim() };
}

const whole = { status: 0, said: "every text has its Chinese" };

test("every documented text has its Chinese, made from the English of today", () => {
  expect(translations(checkout)).toEqual(whole);
});

test("another English is noticed, until its Chinese is said to be right", () => {
  const folder = copy();
  change(folder, "schema.json", "A bucket: a container of objects", "A bucket: a place for objects");
  const { status, said } = translations(folder);
  expect(status).toBe(1);
  expect(said).toMatch(/^Bucket has the Chinese of another English \(.+\): A bucket: a place for objects$/);
  expect(translations(folder, "--same", "Bucket")).toEqual(whole);
  expect(translations(folder)).toEqual(whole);
  expect(translations(folder, "--same", "Buckets").said).toContain("no translated text: Buckets");
});

test("a text without Chinese is named, and Chinese without a text", () => {
  const folder = copy();
  change(folder, "tools/chinese/resources.json", '"Cors":', '"Kors":');
  const { status, said } = translations(folder);
  expect(status).toBe(1);
  expect(said.split("\n")).toEqual([expect.stringMatching(/^Cors has no Chinese: /), "Kors is no documented text"]);
});

test("a field with a text of its own does not pass for the shared one", () => {
  const folder = copy();
  change(folder, "schema.json", "The ID is `<bucket name>`.", "The ID is `<name of the bucket>`.");
  expect(translations(folder).said).toMatch(/^\w+#import has the Chinese of another English \(`<存储桶名>`\): `<name of the bucket>`$/);
});
