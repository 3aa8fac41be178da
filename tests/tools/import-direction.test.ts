import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkout, makeSandbox, runProgram, type Sandbox } from "./sandbox";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = makeSandbox();
});
afterEach(() => {
  sandbox.remove();
});

/** The names of the rules that a tree breaks in which `from` imports `to`. */
async function broken(files: Record<string, string>): Promise<string[]> {
  sandbox.write("tsconfig.json", '{ "compilerOptions": { "module": "nodenext", "moduleResolution": "nodenext" } }');
  for (const [file, imported] of Object.entries(files)) {
    const path = relative(join("/", dirname(file)), join("/", imported)).replace(/\.ts$/, "");
    sandbox.write(file, `import type { X } from "${path.startsWith(".") ? path : `./${path}`}";\nexport type Y = X;\n`);
    if (!(imported in files)) sandbox.write(imported, "export type X = 1;\n");
  }
  const folders = readdirSync(sandbox.root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const tool = join(checkout, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = join(checkout, ".dependency-cruiser.cjs");
  const args = [tool, "--config", config, "--output-type", "json", ...folders.map(({ name }) => name)];
  const { stdout } = await runProgram(process.execPath, args, { env: {}, cwd: sandbox.root });
  const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort();
}

describe("the import directions", () => {
  it.each([
    ["provider/transport/send.ts", "provider/services/s3/client.ts", "transport"],
    ["provider/backends/oos.ts", "provider/transport/types.ts", "backends"],
    ["provider/rules/arn.ts", "provider/services/s3/client.ts", "rules"],
    ["provider/services/s3/client.ts", "provider/services/iam/client.ts", "services-apart"],
    ["provider/services/s3/client.ts", "provider/define.ts", "services"],
    ["provider/contract/fields.ts", "provider/parts/claim.ts", "contract"],
    ["provider/define.ts", "provider/resources/bucket.ts", "contract"],
    ["provider/resources/bucket.ts", "provider/contract/fields.ts", "resources"],
    ["provider/engine/check.ts", "provider/contract/fields.ts", "engine"],
    ["provider/resources/bucket.ts", "provider/resources/trail.ts", "resources"],
    ["provider/resources/bucket.ts", "provider/engine/plugin.ts", "resources"],
    ["provider/functions/get-bucket.ts", "provider/resources/bucket.ts", "functions"],
    ["provider/engine/plugin.ts", "provider/resources/bucket.ts", "engine"],
    ["provider/registry.ts", "provider/engine/plugin.ts", "registry"],
    ["sdk/bucket.ts", "provider/define.ts", "sdk"],
    ["emulator/sign.ts", "provider/transport/sign-v4.ts", "emulator"],
    ["cli/main.ts", "tests/setup.ts", "cli"],
  ])("forbid %s -> %s", async (from, to, rule) => {
    expect(await broken({ [from]: to })).toContain(rule);
  });

  it("forbid cycles of types", async () => {
    expect(await broken({ "emulator/a.ts": "emulator/b.ts", "emulator/b.ts": "emulator/a.ts" })).toEqual(["no-cycles"]);
  });

  it("allow the way down", async () => {
    const files = {
      "provider/main.ts": "provider/registry.ts",
      "provider/registry.ts": "provider/resources/bucket.ts",
      "provider/resources/bucket.ts": "provider/services/s3/client.ts",
      "provider/services/s3/client.ts": "provider/transport/send.ts",
      "provider/transport/send.ts": "provider/backends/types.ts",
      "cli/main.ts": "emulator/server.ts",
    };
    expect(await broken(files)).toEqual([]);
  });
});
