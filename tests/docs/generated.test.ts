/** What is generated from the definitions is what is checked in. */
import path from "node:path";
import { expect, test } from "vitest";
import { run } from "../package/run";
import { checkout } from "./pages";

test("schema, classes, reference and tables are fresh, and every text has its Chinese", { timeout: 60_000 }, async () => {
  const result = await run(process.execPath, [path.join(checkout, "tools", "generate.mjs"), "--check"], { cwd: checkout });
  expect(result).toEqual({ code: 0, stdout: "generated files are fresh\n", stderr: "" });
});
