// Runs every test: vitest and, beside it, the Python clients of the emulator. The last line is the sum; the exit code is 0 only when nothing failed.
// `node tools/test.mjs --sum vitest REPORT EXIT pytest REPORT EXIT` only adds up reports that are there already.
import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { preparePython, pythonTests } from "./python.mjs";
import { failureLines, judge, pytestCounts, sumLine, vitestCounts } from "./test-results.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const reports = `${root}.cache/reports`;
const limitMs = Number(process.env.PULUMI_OOS_TEST_LIMIT_MINUTES ?? 75) * 60_000;
/** What pytest says, which is shown when vitest has had its say. */
const said = `${reports}/pytest.txt`;
/** Hundreds of Node processes load the same code: the runners' own, and those that the tests start. */
const env = { ...process.env, NODE_COMPILE_CACHE: `${root}.cache/node-compile` };
const counters = { vitest: vitestCounts, pytest: pytestCounts };

const results = process.argv[2] === "--sum" ? addUp(process.argv.slice(3)) : await runAll();
for (const failure of failureLines(results)) process.stdout.write(`${failure}\n`);
for (const { name, problems } of results) {
  for (const problem of problems) process.stdout.write(`${name}: ${problem}\n`);
}
process.stdout.write(`${sumLine(results)}\n`);
process.exitCode = results.every(({ failed }) => failed === 0) ? 0 : 1;

function addUp(words) {
  const found = [];
  for (let i = 0; i < words.length; i += 3) {
    const [name, report, exit] = words.slice(i, i + 3);
    const count = counters[name];
    if (count === undefined) throw new Error(`unknown runner "${name}"; known: ${Object.keys(counters).join(", ")}`);
    found.push(judge({ name, exit: Number(exit), counts: count(report) }));
  }
  return found;
}

async function runAll() {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  // Tests of both runners use it; two that prepared it at once would disturb each other.
  const python = preparePython(root);
  const found = await Promise.all([runVitest(), runPytest(python)]);
  if (existsSync(said)) process.stdout.write(readFileSync(said));
  writeFileSync(`${reports}/sum.txt`, `${sumLine(found)}\n`);
  return found;
}

async function runVitest() {
  const report = `${reports}/vitest.json`;
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const exit = await start(process.execPath, [`${root}node_modules/vitest/vitest.mjs`, ...args], 1, 2);
  return judge({ name: "vitest", exit, counts: vitestCounts(report) });
}

async function runPytest(python) {
  const report = `${reports}/pytest.xml`;
  if (python.problem !== undefined) return judge({ name: "pytest", exit: 1, counts: { problems: [python.problem] } });
  const words = ["-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", `--junitxml=${report}`, "-o", "junit_family=xunit2", pythonTests];
  const file = openSync(said, "w");
  const exit = await start(python.executable, words, file, file);
  closeSync(file);
  return judge({ name: "pytest", exit, counts: pytestCounts(report) });
}

/** Runs to the end or the time limit and answers the exit code, or the signal's name. */
function start(command, args, out, err) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", out, err], timeout: limitMs, killSignal: "SIGTERM" });
    child.once("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(1);
    });
    child.once("close", (code, signal) => resolve(code ?? signal ?? 1));
  });
}
