/** The first screen of the README: numbers that hold, pictures that are there and come from a real run. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { registry } from "../../provider/registry";
import { readPage } from "../support/docs/pages";
import { checkout } from "../support/checkout";

const pages = ["README.md", "README.zh-CN.md"].map(readPage);
const pictures = [...(pages[0]?.text.matchAll(/(?:src|srcset)="([^"]+)"/g) ?? [])].map(([, file = ""]) => file);

test.each(pages)("$name counts what there is", ({ text }) => {
  const [resources, functions] = [...text.matchAll(/(\d+) (?:resources|functions|种资源|个函数)/g)].map(([, count]) => Number(count));
  expect({ resources, functions }).toEqual({ resources: registry.resources.size, functions: registry.functions.size });
});

test.each(pages)("$name is short", ({ text }) => {
  expect(text.length).toBeLessThan(10_000);
});

test("both have the same pictures, in light and dark", () => {
  expect(pictures).toHaveLength(4);
  for (const file of pictures) expect(pages[1]?.text).toContain(file);
  expect(pictures.filter((file) => file.includes("-dark."))).toHaveLength(2);
});

describe.each(pictures)("%s", (file) => {
  const text = readFileSync(path.join(checkout, file), "utf8");
  test("is an SVG by itself", () => {
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).not.toMatch(/(?:href|src)="(?!#)|@import|<script/);
  });
  test("names no path of a machine", () => {
    expect(text).not.toMatch(/\/(?:home|root|tmp|work|Users)\//);
  });
});

test("the run shows what a person would see", () => {
  const shown = readFileSync(path.join(checkout, "docs/images/run-light.svg"), "utf8").replaceAll(/<[^>]+>|&#160;/g, " ");
  for (const words of ["pulumi up", "8 created", "[secret]", "pulumi refresh", "oos:index:BucketPolicy", "1 updated"])
    expect(shown.replaceAll(/\s+/g, " ")).toContain(words);
});

test("the picture of the architecture shows every box of its source", () => {
  const source = readFileSync(path.join(checkout, "tools/recording/architecture.dot"), "utf8");
  const drawn = readFileSync(path.join(checkout, "docs/images/architecture-dark.svg"), "utf8")
    .replaceAll("&#160;", " ")
    .replaceAll("&#45;", "-");
  const labels = [...source.matchAll(/label="([^"]+)"/g)].flatMap(([, label = ""]) => label.split("\\n"));
  expect(labels.length).toBeGreaterThan(15);
  expect(labels.filter((label) => !drawn.includes(label))).toEqual([]);
});
