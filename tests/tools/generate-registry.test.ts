import { cpSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeSandbox, type Outcome, runProgram, type Sandbox } from "./sandbox";
import { checkout } from "../support/checkout";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = makeSandbox();
  for (const name of ["tools/generate-registry.mjs", "tools/generated-files.mjs", ".prettierrc.json"])
    cpSync(join(checkout, name), sandbox.path(name));
  symlinkSync(join(checkout, "node_modules"), sandbox.path("node_modules"));
  sandbox.write("provider/resources/group.ts", "export const group = defineResource({});\nexport const other = made({});\n");
  sandbox.write("provider/resources/bucket/bucket.ts", "const own = defineResource({});\nexport const bucket = defineResource(own);\n");
  sandbox.write("provider/functions/get-group.ts", "export const getGroup = defineFunction({});\n");
});
afterEach(() => {
  sandbox.remove();
});

function generate(...options: string[]): Promise<Outcome> {
  return runProgram(process.execPath, [sandbox.path("tools/generate-registry.mjs"), ...options], { env: {}, cwd: sandbox.root });
}

function registry(): string {
  return readFileSync(sandbox.path("provider/registry.ts"), "utf8");
}

it("imports and lists what the files of both folders define, in the order of the names", async () => {
  sandbox.write(
    "provider/functions/statistics.ts",
    "export const getUsage = defineStatistics({});\nexport const getCapacity = defineStatistics({});\n",
  );
  expect(await generate()).toEqual({ code: 0, stdout: "", stderr: "" });
  for (const part of [
    'import { getGroup } from "./functions/get-group";\nimport { getCapacity, getUsage } from "./functions/statistics";\n',
    'import { bucket } from "./resources/bucket/bucket";\nimport { group } from "./resources/group";\n',
    "ResourceDefinition[] = [bucket, group];\n",
    "FunctionDefinition[] = [getCapacity, getGroup, getUsage];\n",
  ])
    expect(registry()).toContain(part);
  expect((await generate("--check")).code).toBe(0);
});

it("is stale with a definition more or less: the check says so and writes nothing", async () => {
  await generate();
  const before = registry();
  const stale = { code: 1, stdout: "", stderr: "stale generated files, run `npm run generate`:\n  provider/registry.ts\n" };
  sandbox.write("provider/functions/get-groups.ts", "export const getGroups = defineFunction({});\n");
  expect(await generate("--check")).toEqual(stale);
  rmSync(sandbox.path("provider/functions/get-groups.ts"));
  rmSync(sandbox.path("provider/functions/get-group.ts"));
  expect(await generate("--check")).toEqual(stale);
  expect(registry()).toBe(before);
});
