/**
 * Writes what follows from the definitions: schema.json and the classes of sdk/. `--check` writes nothing and fails when a file is stale.
 * Reads the compiled registry: build first (`npm run generate` does).
 */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { sdkFiles } from "./generate-sdk.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const { registry } = require(path.join(root, "dist/provider/registry.js"));
const { packageSchema } = require(path.join(root, "dist/provider/engine/schema.js"));
const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));

const schema = packageSchema(registry, version);
const texts = { "schema.json": JSON.stringify(schema), ...sdkFiles(schema) };
const check = process.argv.includes("--check");
const stale = [];

for (const [name, text] of Object.entries(texts)) {
  const file = path.join(root, name);
  const wanted = await format(text, { ...(await resolveConfig(file)), filepath: file });
  const found = await readFile(file, "utf8").catch(() => undefined);
  if (found === wanted) continue;
  stale.push(name);
  if (check) continue;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, wanted);
}
for (const folder of ["sdk/resources", "sdk/functions"]) {
  for (const name of await readdir(path.join(root, folder)).catch(() => [])) {
    const file = `${folder}/${name}`;
    if (file in texts) continue;
    stale.push(`${file} (no definition has it)`);
    if (!check) await rm(path.join(root, file));
  }
}

if (check && stale.length > 0) {
  process.stderr.write(`stale generated files, run \`npm run generate\`:\n${stale.map((name) => `  ${name}\n`).join("")}`);
  process.exit(1);
}
process.stdout.write(check ? "generated files are fresh\n" : `${stale.length} of ${Object.keys(texts).length} generated files written\n`);
