import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { makeSandbox, runProgram } from "./sandbox";
import { checkout } from "../support/checkout";

type Import = readonly [from: string, to: string];

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: string;
}

/** What the rules say of a tree with these imports. */
async function broken(imports: readonly Import[], remove: (cleanUp: () => void) => void = onTestFinished): Promise<readonly Violation[]> {
  const sandbox = makeSandbox();
  remove(() => {
    sandbox.remove();
  });
  sandbox.write("tsconfig.json", '{ "compilerOptions": { "module": "nodenext", "moduleResolution": "nodenext" } }');
  const importing = new Map<string, readonly string[]>();
  for (const [from, to] of imports) importing.set(from, [...(importing.get(from) ?? []), to]);
  for (const [from, all] of importing) {
    const lines = all.map((to, index) => {
      const path = relative(join("/", dirname(from)), join("/", to)).replace(/\.ts$/, "");
      return `import type { X as X${String(index)} } from "${path.startsWith(".") ? path : `./${path}`}";\n`;
    });
    sandbox.write(from, `${lines.join("")}export type X = ${all.map((_, index) => `X${String(index)}`).join(" | ")};\n`);
  }
  for (const [, to] of imports) if (!importing.has(to)) sandbox.write(to, "export type X = 1;\n");
  const folders = readdirSync(sandbox.root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const tool = join(checkout, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const config = join(checkout, ".dependency-cruiser.cjs");
  const args = [tool, "--config", config, "--output-type", "json", ...folders.map(({ name }) => name)];
  const { stdout } = await runProgram(process.execPath, args, { env: {}, cwd: sandbox.root });
  const report = JSON.parse(stdout) as { summary: { violations: { from: string; to: string; rule: { name: string } }[] } };
  return report.summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }));
}

const forbidden: readonly (readonly [from: string, to: string, rule: string])[] = [
  ["provider/pure/defined.ts", "provider/rules/arn.ts", "pure"],
  ["provider/catalog/index.ts", "provider/backends/types.ts", "catalog"],
  ["provider/backends/oos/limits.ts", "provider/transport/types.ts", "backends"],
  ["provider/backends/zos/limits.ts", "provider/backends/oos/limits.ts", "backends-apart"],
  ["provider/transport/send/send.ts", "provider/services/s3/client.ts", "transport"],
  ["provider/transport/send/send.ts", "provider/backends/oos/errors.ts", "transport"],
  ["provider/rules/arn.ts", "provider/services/s3/client.ts", "rules"],
  ["provider/rules/arn.ts", "provider/policy/parse.ts", "rules"],
  ["provider/policy/parse.ts", "provider/backends/types.ts", "policy"],
  ["provider/services/s3/client.ts", "provider/services/iam/client.ts", "services-apart"],
  ["provider/services/s3/client.ts", "provider/define.ts", "services"],
  ["provider/contract/fields.ts", "provider/resources/shared/claim.ts", "contract"],
  ["provider/define.ts", "provider/resources/bucket/bucket.ts", "contract"],
  ["provider/resources/cors.ts", "provider/contract/fields.ts", "resources"],
  ["provider/resources/cors.ts", "provider/engine/faces/plugin.ts", "resources"],
  ["provider/resources/cors.ts", "provider/resources/trail.ts", "resources-apart"],
  ["provider/resources/cors.ts", "provider/resources/bucket/fields.ts", "resources-apart"],
  ["provider/resources/bucket/bucket.ts", "provider/resources/object/store.ts", "resources-apart"],
  ["provider/resources/shared/claim.ts", "provider/resources/trail.ts", "shared-by-resources"],
  ["provider/functions/get-bucket.ts", "provider/resources/bucket/bucket.ts", "functions"],
  ["provider/engine/steps/inputs.ts", "provider/contract/fields.ts", "engine"],
  ["provider/engine/faces/plugin.ts", "provider/resources/cors.ts", "engine"],
  ["provider/engine/steps/diff.ts", "provider/engine/faces/dynamic.ts", "steps-below-faces"],
  ["provider/engine/memory/owners.ts", "provider/engine/faces/dynamic-wire.ts", "steps-below-faces"],
  ["provider/registry.ts", "provider/engine/faces/plugin.ts", "registry"],
  ["sdk/nodejs/runtime.ts", "provider/define.ts", "sdk"],
  ["sdk/nodejs/generated/resources/bucket.ts", "provider/define.ts", "sdk"],
  ["emulator/sign.ts", "provider/transport/sign/sign-v4.ts", "emulator"],
  ["emulator/wire/xml.ts", "emulator/http/render.ts", "emulator-wire"],
  ["emulator/state/model.ts", "emulator/access/grants.ts", "emulator-state"],
  ["emulator/access/facts.ts", "emulator/contract.ts", "emulator-access"],
  ["emulator/background/usage.ts", "emulator/contract.ts", "emulator-background"],
  ["emulator/contract.ts", "emulator/http/router.ts", "emulator-contract"],
  ["emulator/contract.ts", "emulator/services/s3/object.ts", "emulator-contract"],
  ["emulator/http/perform.ts", "emulator/services/s3/website-site.ts", "emulator-http"],
  ["emulator/http/router.ts", "emulator/flavours/index.ts", "emulator-http"],
  ["emulator/services/s3/object.ts", "emulator/http/cors.ts", "emulator-services"],
  ["emulator/services/s3/object.ts", "emulator/flavours/zos/lock.ts", "emulator-services"],
  ["emulator/services/trail/trail.ts", "emulator/services/iam/entities.ts", "emulator-services-apart"],
  ["emulator/services/shared/dates.ts", "emulator/services/iam/entities.ts", "emulator-services-apart"],
  ["emulator/flavours/zos/object.ts", "emulator/http/router.ts", "emulator-flavours"],
  ["emulator/flavours/zos/object.ts", "emulator/flavours/oos/index.ts", "emulator-flavours-apart"],
  ["emulator/flavours/zos/object.ts", "emulator/flavours/index.ts", "emulator-flavours-apart"],
  ["cli/main.ts", "tests/setup.ts", "cli"],
];

describe("the import directions", () => {
  let all: readonly Violation[];
  beforeAll(async () => {
    const cleanUps: (() => void)[] = [];
    all = await broken(
      forbidden.map(([from, to]) => [from, to]),
      (cleanUp) => cleanUps.push(cleanUp),
    );
    for (const cleanUp of cleanUps) cleanUp();
  });

  test.each(forbidden)("forbid %s -> %s", (from, to, rule) => {
    // Two imports of this table may make a circle together.
    const rules = all.filter((violation) => violation.from === from && violation.to === to && violation.rule !== "no-cycles");
    expect(rules.map((violation) => violation.rule)).toContain(rule);
  });

  test("forbid cycles of types", async () => {
    expect(
      await broken([
        ["emulator/a.ts", "emulator/b.ts"],
        ["emulator/b.ts", "emulator/a.ts"],
      ]),
    ).toMatchObject([{ rule: "no-cycles" }]);
  });

  test("allow the way down", async () => {
    const files = {
      "provider/main.ts": "provider/registry.ts",
      "provider/registry.ts": "provider/resources/bucket/bucket.ts",
      "provider/resources/bucket/bucket.ts": "provider/services/s3/client.ts",
      "provider/services/s3/client.ts": "provider/transport/send/send.ts",
      "provider/transport/send/send.ts": "provider/backends/types.ts",
      "sdk/nodejs/index.ts": "sdk/nodejs/generated/resources/bucket.ts",
      "sdk/nodejs/generated/resources/bucket.ts": "sdk/nodejs/runtime.ts",
      "sdk/nodejs/runtime.ts": "provider/faces.ts",
      "cli/main.ts": "emulator/server.ts",
      "emulator/server.ts": "emulator/flavours/zos/object.ts",
      "emulator/flavours/zos/object.ts": "emulator/services/s3/object.ts",
      "emulator/services/s3/object.ts": "emulator/contract.ts",
      "emulator/http/perform.ts": "emulator/contract.ts",
      "emulator/contract.ts": "emulator/background/usage.ts",
      "emulator/background/usage.ts": "emulator/access/grants.ts",
      "emulator/access/grants.ts": "emulator/state/model.ts",
      "emulator/services/trail/trail.ts": "emulator/services/shared/dates.ts",
    };
    expect(await broken(Object.entries(files))).toEqual([]);
  });
});
