/** The plugin face without its plugin: said with the lines to add, and nothing said in doubt. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pluginProblem, type Surroundings } from "../../../sdk/nodejs/plugin-file";
import { checkout } from "../../support/checkout";

let root: string;
let surroundings: Surroundings;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "oos-plugin-file-"));
  surroundings = {
    environment: { PATH: path.join(root, "nowhere") },
    home: path.join(root, "home"),
    root,
    ownFolder: path.join(root, "up", "pulumi-oos"),
  };
});
afterEach(() => rm(root, { recursive: true, force: true }));

function put(file: string, text = ""): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const bare = "name: oos-project\nruntime: nodejs\nconfig:\n  oos:region: cn\n";

test("the lines to add, with the path as it is in this project", () => {
  put("Pulumi.yaml", bare);
  expect(pluginProblem(surroundings)).toBe(
    [
      `the plugin face of pulumi-oos (oos:face or OOS_FACE is plugin) needs its plugin, and ${path.join(root, "Pulumi.yaml")} does not say where it is`,
      "  next: add these lines to it (or put node_modules/.bin, which has pulumi-resource-oos, on PATH; or go back: pulumi config set oos:face dynamic)",
      "",
      "plugins:",
      "  providers:",
      "    - name: oos",
      "      path: up/pulumi-oos",
    ].join("\n"),
  );
  put("node_modules/pulumi-oos/package.json");
  expect(pluginProblem(surroundings)).toMatch(/ {6}path: node_modules\/pulumi-oos$/);
});

test("the compiled package knows its own folder", () => {
  put("Pulumi.yaml", bare);
  const script =
    'try { require("./dist/sdk/nodejs/plugin-file.js").assertPlugin(); } catch (error) { process.stdout.write(error.message); }';
  const folder = realpathSync(root);
  const env = { ...surroundings.environment, HOME: folder, PULUMI_NODEJS_ROOT_DIRECTORY: folder };
  const { stdout } = spawnSync(process.execPath, ["-e", script], { cwd: checkout, env, encoding: "utf8" });
  expect(stdout.split("\n").at(-1)).toBe(`      path: ${path.relative(folder, checkout)}`);
});

test.each([
  ["its lines", `${bare}plugins:\n  providers:\n    - name: oos\n      path: node_modules/pulumi-oos\n`],
  ["its lines in another form", `plugins: {providers: [{name: "oos", path: ../x}]}\n${bare}`],
  ["a package", `${bare}packages:\n  oos: node_modules/pulumi-oos\n`],
  ["JSON", '{"name":"a","runtime":"nodejs","plugins":{"providers":[{"name":"oos","path":"x"}]}}'],
])("nothing where the project file has %s", (_words, text) => {
  put(text.startsWith("{") ? "Pulumi.json" : "Pulumi.yaml", text);
  expect(pluginProblem(surroundings)).toBeUndefined();
});

test("other plugins are not this one", () => {
  put("Pulumi.yml", bare.replace("oos-project", "a").replace(/config[^]*/, "plugins:\n  providers:\n    - name: aws\n      path: x\n"));
  expect(pluginProblem(surroundings)).toContain("Pulumi.yml does not say where it is");
});

test("nothing where the engine has another way: PATH, an installed plugin, a debugged one, or no project to look into", () => {
  put("Pulumi.yaml", bare);
  const { environment } = surroundings;
  put("bin/pulumi-resource-oos");
  expect(
    pluginProblem({ ...surroundings, environment: { PATH: `${path.join(root, "x")}${path.delimiter}${path.join(root, "bin")}` } }),
  ).toBeUndefined();
  expect(pluginProblem({ ...surroundings, environment: { ...environment, PULUMI_DEBUG_PROVIDERS: "aws:1,oos:2" } })).toBeUndefined();
  expect(pluginProblem({ ...surroundings, environment: { ...environment, PULUMI_DEBUG_PROVIDERS: "aws:1" } })).toBeDefined();
  expect(pluginProblem({ ...surroundings, root: "" })).toBeUndefined();
  expect(pluginProblem({ ...surroundings, root: "rootDirectory" })).toBeUndefined();
  put("home/.pulumi/plugins/resource-aws-v6.0.0/x");
  expect(pluginProblem(surroundings)).toBeDefined();
  put("other/plugins/resource-oos-v0.1.0/x");
  expect(pluginProblem({ ...surroundings, environment: { ...environment, PULUMI_HOME: path.join(root, "other") } })).toBeUndefined();
  put("home/.pulumi/plugins/resource-oos-v0.1.0/x");
  expect(pluginProblem(surroundings)).toBeUndefined();
});
