/**
 * Writes what follows from the definitions: schema.json, the generated files of sdk/, the reference and the generated parts of other pages. `--check` writes nothing and fails when a file is stale.
 * Reads the compiled registry, which generate-registry.mjs writes: build first (`npm run generate` does all three).
 */
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { translationProblems } from "./chinese.mjs";
import { docFiles, mixedPages } from "./generate-docs.mjs";
import { sdkFiles, sdkFolder } from "./generate-sdk.mjs";
import { check, refresh, reportStale, root } from "./generated-files.mjs";
import { knownFacts } from "./known-facts.mjs";

const facts = await knownFacts();
const pages = Object.fromEntries(await Promise.all(mixedPages.map(async (name) => [name, await readFile(path.join(root, name), "utf8")])));
const texts = { "schema.json": JSON.stringify(facts.schema), ...sdkFiles(facts), ...docFiles(facts, pages) };
const stale = await refresh(texts);

for (const folder of [sdkFolder, "docs/reference"]) {
  for (const entry of await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => [])) {
    const file = path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/");
    if (entry.isDirectory() || file in texts) continue;
    stale.push(`${file} (no definition has it)`);
    if (!check) await rm(path.join(root, file));
  }
}

const missing = translationProblems(facts.schema).map((problem) => `tools/chinese: ${problem}`);
process.stderr.write(missing.map((line) => `${line}\n`).join(""));
if (check && stale.length > 0) reportStale(stale);
if (check && stale.length + missing.length > 0) process.exit(1);
process.stdout.write(check ? "generated files are fresh\n" : `${stale.length} of ${Object.keys(texts).length} generated files written\n`);
