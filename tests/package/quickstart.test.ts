/** The quickstart as `make quickstart` runs it, and its way of failing. */
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainEnvironment, run } from "../support/package/run";
import { checkout } from "../support/checkout";

const script = path.join(checkout, "examples", "quickstart", "run.mjs");

let temporary: string;

beforeAll(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), "oos-package-"));
});
afterAll(async () => {
  await rm(temporary, { recursive: true, force: true });
});

function quickstart(more: Readonly<Record<string, string>>, limitMs: number): ReturnType<typeof run> {
  const fallback = process.env["PULUMI_OOS_CHECKOUT"];
  const env = plainEnvironment({ TMPDIR: temporary, ...(fallback === undefined ? {} : { PULUMI_OOS_CHECKOUT: fallback }), ...more });
  return run(process.execPath, [script], { cwd: temporary, env, limitMs });
}

/** Lines of the output; names, ids and seconds differ from run to run. */
function withoutNames(text: string): string[] {
  return text.split("\n").map((line) => line.replace(/(created:).*/, "$1").replace(/\d+ s:/, "s:"));
}

/** The lines of the output that a README shows. */
function shownIn(page: string): string[] {
  const [, excerpt = ""] = /^```text\n([\s\S]*?)^```$/m.exec(readFileSync(path.join(checkout, page), "utf8")) ?? [];
  const lines = withoutNames(excerpt).filter((line) => line !== "");
  if (lines.length === 0) throw new Error(`${page} shows no output`);
  return lines;
}

describe("the quickstart", () => {
  test("shows created, unchanged, drift found, repaired, destroyed, and leaves no file", { timeout: 240_000 }, async () => {
    const { code, stdout, stderr } = await quickstart({}, 220_000);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const told = ["created:", "unchanged", "drift found", "repaired", "destroyed"].map((word) => ({
      word,
      at: stdout.split("\n").findIndex((line) => /^ {3}\w/.test(line) && line.includes(word)),
    }));
    expect(told.filter(({ at }) => at < 0)).toEqual([]);
    expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).sort((a, b) => a - b));
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^== Done in \d+ s: created -> unchanged -> drift found -> repaired -> destroyed$/);
    expect(stdout).toContain("secretAccessKey: [secret]");
    for (const page of ["README.md", "README.zh-CN.md"]) expect(withoutNames(stdout), page).toEqual(expect.arrayContaining(shownIn(page)));
    expect(await readdir(temporary)).toEqual([]);
  });

  test("says what is missing when there is no engine", async () => {
    const { code, stderr } = await quickstart({ PATH: path.join(temporary, "nothing") }, 60_000);
    expect(code).toBe(1);
    expect(stderr).toContain("`pulumi` is not on PATH; run `make quickstart`");
    expect(await readdir(temporary)).toEqual([]);
  });

  test("fails when a step fails, and shows what the emulator was asked", async () => {
    // Stands for an engine whose `up` breaks after it has reached the service: the list of buckets is asked without a signature.
    const bin = path.join(temporary, "bin");
    const engine = [
      `#!${process.execPath}`,
      'const { readFileSync, writeFileSync } = require("node:fs");',
      "const [command, , key, value] = process.argv.slice(2);",
      'if (command === "config" && key === "oos:endpoints") writeFileSync("endpoints.json", value);',
      'if (command !== "up") process.exit(0);',
      'const { s3 } = JSON.parse(readFileSync("endpoints.json", "utf8"));',
      'fetch(s3).then(() => { console.log("error: the engine broke"); process.exitCode = 255; });',
    ];
    await mkdir(bin);
    await writeFile(path.join(bin, "pulumi"), `${engine.join("\n")}\n`, { mode: 0o755 });
    const { code, stdout, stderr } = await quickstart({ PATH: bin }, 60_000);
    await rm(bin, { recursive: true });
    expect(code).toBe(1);
    expect(stdout).toContain("   | error: the engine broke");
    expect(stdout).not.toContain("created:");
    expect(stderr).toMatch(/The quickstart failed: pulumi up ended with code 255/);
    expect(stderr).toMatch(/The emulator's last requests:\n {3}.*ListBuckets.*403/);
    expect(await readdir(temporary)).toEqual([]);
  });
});
