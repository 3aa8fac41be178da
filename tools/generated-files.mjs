/** Generated files: written if they are stale, or only named. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** True: nothing is written, and what is stale is an error. */
export const check = process.argv.includes("--check");

/**
 * @param {Record<string, string>} texts file name to text, unformatted
 * @returns {Promise<string[]>} the names of those that were stale
 */
export async function refresh(texts) {
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
  return stale;
}

export function reportStale(stale) {
  process.stderr.write(`stale generated files, run \`npm run generate\`:\n${stale.map((name) => `  ${name}\n`).join("")}`);
}
