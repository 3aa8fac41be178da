import { readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";

/**
 * What one test runner did: `{name, passed, failed, skipped, problems}`. A runner that crashed, left no report, ran nothing or ended
 * badly although no test failed counts as one failure, with the reason in `problems`: silence is never success.
 */
export function judge({ name, exit, counts }) {
  const { passed = 0, failed = 0, skipped = 0, problems = [] } = counts ?? { problems: ["left no readable report"] };
  const found = [...problems];
  if (found.length === 0 && passed + failed + skipped === 0) found.push("ran no tests");
  if (exit !== 0 && failed === 0 && found.length === 0) found.push(`ended with ${exit} although no test failed`);
  return { name, passed, failed: failed + found.length, skipped, problems: found };
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
    };
  });
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
