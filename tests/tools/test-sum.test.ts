import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSandbox, runProgram, type Outcome, type Sandbox } from "./sandbox";
import { checkout } from "../support/checkout";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = makeSandbox();
});
afterEach(() => {
  sandbox.remove();
});

function sum(...words: string[]): Promise<Outcome> {
  return runProgram(process.execPath, ["tools/test.mjs", "--sum", ...words], { env: {}, cwd: checkout });
}

interface VitestSample {
  readonly passed?: number;
  readonly failed?: number;
  readonly pending?: number;
  readonly files?: readonly unknown[];
}

function vitestReport({ passed = 0, failed = 0, pending = 0, files = [] }: VitestSample): string {
  const report = { numPassedTests: passed, numFailedTests: failed, numPendingTests: pending, numTodoTests: 0, testResults: files };
  return sandbox.write("vitest.json", JSON.stringify(report));
}

function pytestReport(...suites: { tests: number; failures?: number; errors?: number; skipped?: number }[]): string {
  const rows = suites.map(({ tests, failures = 0, errors = 0, skipped = 0 }) => {
    return `<testsuite name="pytest" errors="${errors}" failures="${failures}" skipped="${skipped}" tests="${tests}" time="0.1"></testsuite>`;
  });
  return sandbox.write("pytest.xml", `<?xml version="1.0" encoding="utf-8"?><testsuites>${rows.join("")}</testsuites>`);
}

const lastLine = ({ stdout }: Outcome): string | undefined => stdout.trimEnd().split("\n").at(-1);

describe("tools/test.mjs --sum", () => {
  it("adds up both runners", async () => {
    const outcome = await sum(
      "vitest",
      vitestReport({ passed: 40, pending: 1 }),
      "0",
      "pytest",
      pytestReport({ tests: 7, skipped: 2 }),
      "0",
    );
    expect(outcome).toEqual({ code: 0, stdout: "45 passed, 0 failed, 3 skipped\n", stderr: "" });
  });

  it("leaves skipped out when nothing was", async () => {
    expect(await sum("vitest", vitestReport({ passed: 3 }), "0")).toMatchObject({ code: 0, stdout: "3 passed, 0 failed\n" });
  });

  it("fails when one test of either runner failed", async () => {
    const passing = vitestReport({ passed: 40 });
    const outcome = await sum("vitest", passing, "0", "pytest", pytestReport({ tests: 7, failures: 1 }, { tests: 2, errors: 1 }), "1");
    expect(outcome).toMatchObject({ code: 1, stdout: "47 passed, 2 failed\n" });
  });

  it("counts a file that does not load", async () => {
    const broken = { name: "a.test.ts", status: "failed", message: "Cannot find module './x'\n    at ...", assertionResults: [] };
    const outcome = await sum("vitest", vitestReport({ passed: 5, files: [broken] }), "1");
    expect(outcome).toMatchObject({ code: 1, stdout: "vitest: a.test.ts: Cannot find module './x'\n5 passed, 1 failed\n" });
  });

  it("does not count a file twice whose tests failed", async () => {
    const file = {
      name: "a.test.ts",
      status: "failed",
      message: "",
      assertionResults: [
        { status: "failed", fullName: "a" },
        { status: "passed", fullName: "b" },
      ],
    };
    expect(await sum("vitest", vitestReport({ passed: 1, failed: 1, files: [file] }), "1")).toMatchObject({
      code: 1,
      stdout: "vitest: a\n1 passed, 1 failed\n",
    });
  });

  it("says in short what failed, the first failure last", async () => {
    const long = [
      "Error: pulumi up ended with code 255:",
      ...Array.from({ length: 40 }, (_, line) => `  line ${line}`),
      "  error: it is gone",
    ];
    const assertions = [
      { status: "failed", fullName: "a > first", failureMessages: [`${long.join("\n")}\n    at must (a.ts:1:1)`] },
      { status: "passed", fullName: "a > second" },
      { status: "failed", fullName: "a > third", failureMessages: ["\u001b[31mAssertionError\u001b[39m: expected 1 to be 2"] },
    ];
    const file = { name: "a.test.ts", status: "failed", assertionResults: assertions };
    const outcome = await sum("vitest", vitestReport({ passed: 1, failed: 2, files: [file] }), "1");
    expect(outcome.stdout.split("\n")).toEqual([
      "vitest: a > third",
      "    AssertionError: expected 1 to be 2",
      "vitest: a > first",
      "    Error: pulumi up ended with code 255:",
      "    error: it is gone",
      "1 passed, 2 failed",
      "",
    ]);
  });

  it.each([
    ["a runner that left no report", (): string[] => ["vitest", sandbox.path("none.json"), "137"], "vitest: left no readable report"],
    [
      "a report that is cut off",
      (): string[] => ["vitest", sandbox.write("cut.json", '{"numPassedTests": 4'), "0"],
      "vitest: left no readable report",
    ],
    [
      "a report of another kind",
      (): string[] => ["pytest", sandbox.write("x.xml", "<html></html>"), "0"],
      "pytest: left no readable report",
    ],
    ["no tests at all", (): string[] => ["pytest", pytestReport({ tests: 0 }), "5"], "pytest: ran no tests"],
    ["no tests at all with exit code 0", (): string[] => ["vitest", vitestReport({}), "0"], "vitest: ran no tests"],
  ])("fails on %s", async (_what, words, problem) => {
    const outcome = await sum(...words());
    expect(outcome).toMatchObject({ code: 1, stdout: `${problem}\n0 passed, 1 failed\n` });
  });

  it("fails on a bad ending although every test passed", async () => {
    const outcome = await sum("vitest", vitestReport({ passed: 9 }), "1");
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain("vitest: ended with 1 although no test failed");
    expect(lastLine(outcome)).toBe("9 passed, 1 failed");
  });
});

describe(".ci/run", () => {
  /** A checkout that holds nothing but .ci/run and a Makefile whose `test` does that. */
  async function ciWith(recipe: string): Promise<Outcome> {
    sandbox.write("repository/Makefile", `test:\n\t@${recipe}\n`);
    await runProgram(
      "/bin/sh",
      ["-c", `mkdir -p repository/.ci repository/.cache/reports && cp "${checkout}/.ci/run" repository/.ci/run`],
      {
        env: { PATH: "/usr/bin:/bin" },
        cwd: sandbox.root,
      },
    );
    // A sum of an earlier run must not be mistaken for this one's.
    sandbox.write("repository/.cache/reports/sum.txt", "99 passed, 0 failed\n");
    return runProgram(sandbox.path("repository/.ci/run"), [], { env: { PATH: "/usr/bin:/bin", CI: "true" }, cwd: "/" });
  }

  it("ends with the sum and exit code 0", async () => {
    const outcome = await ciWith("echo 5 passed, 0 failed > .cache/reports/sum.txt");
    expect(outcome).toMatchObject({ code: 0 });
    expect(lastLine(outcome)).toBe("5 passed, 0 failed");
  });

  it("ends with the sum when make complains last", async () => {
    const outcome = await ciWith("echo 5 passed, 1 failed > .cache/reports/sum.txt; exit 1");
    expect(outcome.code).not.toBe(0);
    expect(lastLine(outcome)).toBe("5 passed, 1 failed");
  });

  it.each(["exit 1", "kill -9 $$$$", "true"])("counts a preparation that left no sum as a failure (%s)", async (recipe) => {
    const outcome = await ciWith(recipe);
    expect(outcome.code).not.toBe(0);
    expect(lastLine(outcome)).toBe("0 passed, 1 failed");
  });
});
