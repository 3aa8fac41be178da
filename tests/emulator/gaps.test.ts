import { expect, test } from "vitest";
import { gapsMarkdown } from "../../emulator/gaps";
import { OPERATIONS, TABLES } from "../../emulator/flavours";
import type { OperationRow } from "../../emulator/contract";

test("GAPS.md is what the operation table says", async () => {
  await expect(gapsMarkdown()).toMatchFileSnapshot("../../emulator/GAPS.md");
});

test("a served operation leaves the list of refused ones", () => {
  const rows = OPERATIONS.filter((row) => row.name === "CreateGroup" || row.name === "CreateUser").map((row) =>
    row.name === "CreateGroup" ? { ...row, run: undefined } : row,
  ) as OperationRow[];
  expect(gapsMarkdown(rows)).toContain("Of 2 operations in the manuals, 1 are served and 1 are refused");
  expect(gapsMarkdown(rows)).toContain("- CreateGroup `POST / Action=CreateGroup` (GUIDE 7.2.1)");
  expect(gapsMarkdown(rows)).not.toContain("- CreateUser");
});

test("the table holds every operation of the manuals once", () => {
  const names = OPERATIONS.map((row) => `${row.service} ${row.name} ${row.manual}`);
  expect(new Set(names).size).toBe(names.length);
  const count = (service: string): number => OPERATIONS.filter((row) => row.service === service).length;
  expect({ s3: count("s3"), statistics: count("statistics"), trail: count("trail"), iam: count("iam") }).toEqual({
    s3: 40,
    statistics: 9,
    trail: 10,
    iam: 50,
  });
});

test("the table of ZOS holds every operation of the guide once, and serves all but one", () => {
  const names = TABLES.zos.s3.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(TABLES.zos.s3.flatMap(({ name, run }) => (run === undefined ? [name] : []))).toEqual(["RestoreObject"]);
  const chapters = new Set(TABLES.zos.s3.map(({ manual }) => manual));
  const guide = [...Array.from({ length: 31 }, (_, at) => `1.${String(at + 1)}`), ...["5.1", "5.2", "5.3", "5.4"]];
  expect(guide.filter((chapter) => !chapters.has(`ZOS ${chapter}`))).toEqual([]);
  const [, section = ""] = gapsMarkdown().split("## flavour zos");
  for (const { name, wire } of TABLES.zos.s3) expect(section).toContain(`- ${name} \`${wire}\``);
});
