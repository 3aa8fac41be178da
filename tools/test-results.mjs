import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { XMLParser } from "fast-xml-parser";

const shownFailures = 20;
const shownLines = 10;

/**
 * What one test runner did: `{name, passed, failed, skipped, problems, failures}`; `failures` are texts for the person who reads a log. A runner that crashed, left no report, ran nothing or ended
 * badly although no test failed counts as one failure, with the reason in `problems`: silence is never success.
 */
export function judge({ name, exit, counts }) {
  const { passed = 0, failed = 0, skipped = 0, problems = [], failures = [] } = counts ?? { problems: ["left no readable report"] };
  const found = [...problems];
  if (found.length === 0 && passed + failed + skipped === 0) found.push("ran no tests");
  if (exit !== 0 && failed === 0 && found.length === 0) found.push(`ended with ${exit} although no test failed`);
  return { name, passed, failed: failed + found.length, skipped, problems: found, failures };
}

/** Counts of vitest's JSON report; undefined when there is none or it cannot be read. */
export function vitestCounts(file) {
  return readReport(file, (text) => {
    const report = JSON.parse(text);
    // A file that does not load has no tests to fail; it shows only as a failed file.
    const broken = report.testResults.filter(({ status, assertionResults }) => {
      return status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed");
    });
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + (report.numTodoTests ?? 0),
      problems: broken.map((suite) => `${suite.name}: ${String(suite.message ?? "").split("\n")[0] || "failed outside of its tests"}`),
      failures: report.testResults.flatMap(({ assertionResults }) =>
        assertionResults.filter(({ status }) => status === "failed").map(describeFailure),
      ),
    };
  });
}

/** The name of a failed test and what it says, without the stack trace; of a long text the lines that tell of errors and differences. */
function describeFailure({ fullName, failureMessages = [] }) {
  const lines = stripVTControlCharacters(failureMessages.join("\n"))
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^ +at /.test(line));
  const told = lines.length > shownLines ? lines.filter((line, index) => index === 0 || /error|^[-+] /i.test(line)) : lines;
  return [fullName, ...told.slice(0, shownLines).map((line) => `    ${line.trim().slice(0, 300)}`)].join("\n");
}

/** What failed, once more and in short, the first failure last: the end of a log is what people are shown, and the first failure causes others. */
export function failureLines(results) {
  const all = results.flatMap(({ name, failures }) => failures.map((failure) => `${name}: ${failure}`));
  const more = all.length > shownFailures ? [`... and ${all.length - shownFailures} more`] : [];
  return [...more, ...all.slice(0, shownFailures).reverse()];
}

/** Counts of pytest's JUnit report; undefined when there is none or it cannot be read. */
export function pytestCounts(file) {
  return readReport(file, (text) => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", processEntities: false });
    const suites = [parser.parse(text).testsuites.testsuite].flat();
    const total = (key) => suites.reduce((sum, suite) => sum + Number(suite[key]), 0);
    const failed = total("failures") + total("errors");
    return { passed: total("tests") - failed - total("skipped"), failed, skipped: total("skipped"), problems: [] };
  });
}

/** The line that ends a test run: `N passed, N failed` and, when there are any, `, N skipped`. */
export function sumLine(results) {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const skipped = total("skipped");
  return `${total("passed")} passed, ${total("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function readReport(file, read) {
  try {
    return read(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
