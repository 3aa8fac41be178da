/**
 * The Chinese of what the definitions say: `tools/chinese/*.json`, by key (see documented.mjs), each with a short hash of the English that it translates.
 *
 *   npm run chinese                          says what is missing, what has no definition, and what was translated from another English
 *   npm run chinese -- --same Bucket ...     the Chinese of these keys is right for the English of today: stores its hash
 *   npm run chinese -- --same all            of all keys
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { documentedTexts } from "./documented.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, "tools", "chinese");

/** By file: key to [hash of the English, Chinese]. */
const files = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, JSON.parse(readFileSync(path.join(folder, name), "utf8"))]),
);
const entries = new Map(Object.values(files).flatMap((entriesOfFile) => Object.entries(entriesOfFile)));

/** The key of the entry that translates `key`: its own, else the shared one of all fields of that name (`*.createDate`). */
function entryKey(key) {
  return entries.has(key) ? key : key.replace(/^\w+(?=[.(#])/, "*");
}

/** @returns the Chinese of a documented text, or undefined */
export function chineseOf(key) {
  return entries.get(entryKey(key))?.[1];
}

/** What is wrong with the translations of a schema, a line each. */
export function translationProblems(schema) {
  const texts = documentedTexts(schema);
  const used = new Set([...texts.keys()].map(entryKey));
  const missing = [...texts].filter(([key]) => !entries.has(entryKey(key)));
  const stale = [...texts].filter(([key, english]) => (entries.get(entryKey(key))?.[0] ?? hashOf(english)) !== hashOf(english));
  return [
    ...missing.map(([key, english]) => `${key} has no Chinese: ${english}`),
    ...stale.map(([key, english]) => `${key} has the Chinese of another English (${chineseOf(key)}): ${english}`),
    ...[...entries.keys()].filter((key) => !used.has(key)).map((key) => `${key} is no documented text`),
  ];
}

function hashOf(english) {
  return createHash("sha256").update(english).digest("hex").slice(0, 8);
}

/** Stores the hash of today's English beside the Chinese of `keys`. */
function accept(schema, keys) {
  const texts = documentedTexts(schema);
  const chosen = keys.includes("all") ? [...texts.keys()].filter((key) => entries.has(entryKey(key))) : keys;
  const unknown = chosen.filter((key) => !texts.has(key) || !entries.has(entryKey(key)));
  if (unknown.length > 0) throw new Error(`no translated text: ${unknown.join(", ")}`);
  for (const key of chosen) {
    const file = Object.values(files).find((entriesOfFile) => entryKey(key) in entriesOfFile);
    file[entryKey(key)][0] = hashOf(texts.get(key));
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), linesOf(content));
}

/** JSON with one entry a line. */
function linesOf(content) {
  const lines = Object.entries(content).map(
    ([key, [hash, chinese]]) => `  ${JSON.stringify(key)}: ["${hash}", ${JSON.stringify(chinese)}]`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const schema = JSON.parse(readFileSync(path.join(root, "schema.json"), "utf8"));
  const [option, ...keys] = process.argv.slice(2);
  if (option === "--same") accept(schema, keys);
  const problems = translationProblems(schema);
  process.stdout.write(problems.length === 0 ? "every text has its Chinese\n" : `${problems.join("\n")}\n`);
  process.exit(problems.length === 0 ? 0 : 1);
}
