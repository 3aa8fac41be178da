// Plays N random stories (tests/life) and prints how they ended: `node tools/chaos.mjs [N] [first seed]`. Exit code 0 only when none went wrong.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tableOf, wrongLines } from "./chaos-table.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const [count = 1000, first = Date.now() % 1_000_000_000] = process.argv.slice(2).map(Number);
const folder = `${root}.cache/reports`;
const report = `${folder}/chaos.jsonl`;
mkdirSync(folder, { recursive: true });
rmSync(report, { force: true });
writeFileSync(report, "");

process.stdout.write(`${count} stories from seed ${first} on; again with: make chaos N=${count} SEED=${first}\n`);
const vitest = `${root}node_modules/vitest/vitest.mjs`;
const { status, signal } = spawnSync(
  process.execPath,
  [vitest, "run", "tests/life", "tests/rgw/life.test.ts", "--reporter=dot", "--silent"],
  {
    cwd: root,
    env: { ...process.env, LIFE_CHAOS: `${first}+${count}`, LIFE_REPORT: report },
    stdio: ["ignore", "ignore", "ignore"],
  },
);
const stories = readFileSync(report, "utf8").split("\n").filter(Boolean).map(JSON.parse);
process.stdout.write(`${tableOf(stories)}\n`);
for (const line of wrongLines(stories)) process.stdout.write(`${line}\n`);
if (stories.length < count) process.stdout.write(`only ${stories.length} of ${count} stories ended (vitest: ${status ?? signal})\n`);
process.exitCode = stories.length >= count && stories.every(({ wrong }) => wrong === undefined) ? 0 : 1;
