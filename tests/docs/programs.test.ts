/** Every TypeScript program of the pages compiles against the package, with the settings of the example. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../support/package/run";
import { allPages, codeBlocks } from "../support/docs/pages";
import { checkout } from "../support/checkout";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "oos-docs-"));
  symlinkSync(path.join(checkout, "node_modules"), path.join(folder, "node_modules"), "dir");
  cpSync(path.join(checkout, "examples", "quickstart", "tsconfig.json"), path.join(folder, "base.json"));
  mkdirSync(path.join(folder, "programs"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("programs", { timeout: 120_000 }, async () => {
  const programs = allPages().flatMap((page) =>
    codeBlocks(page)
      .filter(({ language }) => language === "typescript")
      .map(({ code }, index) => ({ name: `${page.name.replaceAll(/\W+/g, "-")}-${String(index)}.ts`, code })),
  );
  expect(programs.length).toBeGreaterThan(10);
  for (const { name, code } of programs) writeFileSync(path.join(folder, "programs", name), code);
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "./base.json", files: programs.map(({ name }) => `programs/${name}`) }),
  );
  const compiler = path.join(checkout, "node_modules", "typescript", "bin", "tsc");
  expect(await run(process.execPath, [compiler, "-p", "."], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
});
