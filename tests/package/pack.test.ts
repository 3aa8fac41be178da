/** What `npm pack` ships, and that it works where there is no checkout. */
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Face, InstalledEmulator, InstalledStack, installQuickstart, pack, type Packed, scratchFolder } from "./installed";
import { must, plainEnvironment, run } from "../support/package/run";

let scratch: Awaited<ReturnType<typeof scratchFolder>>;
let packed: Packed;
let project: string;
let emulator: InstalledEmulator | undefined;

beforeAll(async () => {
  scratch = await scratchFolder();
  packed = await pack(scratch.path);
  project = path.join(scratch.path, "project");
  await installQuickstart(packed, project);
  emulator = await InstalledEmulator.start(project, path.join(scratch.path, "emulator"));
}, 240_000);

afterAll(async () => {
  await emulator?.stop();
  await scratch.remove();
}, 60_000);

describe("the archive", () => {
  test("holds compiled code, the schema, the plugin's description and words for people, nothing else", () => {
    const beside = packed.paths.filter((name) => !name.startsWith("dist/"));
    expect(beside).toEqual([
      ...["CHANGELOG.md", "LICENSE", "PulumiPlugin.yaml", "README.md", "README.zh-CN.md", "package.json"],
      ...["plugin/PulumiPlugin.yaml", "plugin/package.json", "schema.json"],
    ]);
    const compiled = packed.paths.filter((name) => name.startsWith("dist/"));
    const expected = /^dist\/(?:provider|sdk\/nodejs|emulator|cli)\/[\w./-]+\.(?:js|js\.map|d\.ts)$/;
    expect(compiled.filter((name) => !expected.test(name))).toEqual([]);
    expect(compiled.filter((name) => /test/i.test(name))).toEqual([]);
    const entries = ["provider/main.js", "provider/bin.js", "provider/dynamic.js", "cli/main.js"];
    for (const entry of [...entries, "sdk/nodejs/index.js", "sdk/nodejs/index.d.ts"]) expect(compiled).toContain(`dist/${entry}`);
  });

  test("weighs less than 1 MB, and less than 4 MB unpacked", () => {
    expect(packed.size).toBeLessThan(1_000_000);
    expect(packed.unpackedSize).toBeLessThan(4_000_000);
  });
});

describe("the installed package", () => {
  const node = (...args: readonly string[]): Promise<string> => must(process.execPath, args, { cwd: project });

  test("is loaded by its name, from CommonJS and from modules", async () => {
    const names = 'JSON.stringify([typeof oos.Bucket, typeof oos.getRegions, typeof oos.Provider, "default" in oos])';
    expect(await node("-p", `const oos = require("pulumi-oos"); ${names}`)).toBe('["function","function","function",false]\n');
    const module =
      'import { Bucket, getRegions, Provider } from "pulumi-oos"; console.log(typeof Bucket, typeof getRegions, typeof Provider);';
    expect(await node("--input-type=module", "-e", module)).toBe("function function function\n");
  });

  test("brings the entry that dynamic resources name, and no way past it", async () => {
    const methods =
      'const bucket = require("pulumi-oos/dynamic").handler("Bucket"); ["check", "create", "read"].map((name) => typeof bucket[name]).join()';
    expect(await node("-p", methods)).toBe("function,function,function\n");
    const { code, stderr } = await run(process.execPath, ["-e", 'require("pulumi-oos/dist/provider/registry.js")'], { cwd: project });
    expect({ code, isRefused: stderr.includes("ERR_PACKAGE_PATH_NOT_EXPORTED") }).toEqual({ code: 1, isRefused: true });
  });

  test("brings the command", async () => {
    const command = path.join(project, "node_modules", ".bin", "pulumi-oos");
    expect(await must(command, ["--version"], { cwd: project })).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await must(command, ["emulator", "--help"], { cwd: project })).toContain("--data");
  });
});

describe("the schema, for SDKs of other languages", () => {
  const installed = (): Promise<readonly string[]> =>
    readdir(path.join(project, "node_modules", "pulumi-oos"), { recursive: true }).then((names) =>
      names.filter((name) => /(^|\/)node_modules\/[^/]+$/.test(name)).sort(),
    );

  // In a folder with PulumiPlugin.yaml the engine runs `npm install`: this one has nothing to install.
  test.each(["./node_modules/pulumi-oos/plugin", "./node_modules/.bin/pulumi-resource-oos"])(
    "pulumi package get-schema %s installs nothing",
    { timeout: 120_000 },
    async (source) => {
      const before = await installed();
      const home = path.join(scratch.path, "home");
      const env = { ...plainEnvironment(), PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
      const text = await must("pulumi", ["package", "get-schema", source], { cwd: project, env });
      expect(Object.keys((JSON.parse(text) as { readonly resources: object }).resources)).toContain("oos:index:Bucket");
      expect(await installed()).toEqual(before);
    },
  );
});

describe("types", () => {
  const compile = (...args: readonly string[]): ReturnType<typeof run> =>
    run(process.execPath, [path.join(project, "node_modules", "typescript", "bin", "tsc"), ...args], { cwd: project });
  const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2023", "--types", "node", "--ignoreConfig"];

  test("resolve under moduleResolution node10, which the example uses", { timeout: 60_000 }, async () => {
    expect(await compile("-p", ".")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("resolve under nodenext without skipLibCheck, from CommonJS and from modules", { timeout: 60_000 }, async () => {
    const program = [
      'import * as oos from "pulumi-oos";',
      'const bucket = new oos.Bucket("b", { acl: "private", dataLocation: { type: "Local" } });',
      'export const policy = new oos.BucketPolicy("p", { bucket: bucket.bucket, policy: { Statement: [] } });',
      "export const isBucket: boolean = oos.Bucket.isInstance(bucket);",
      "// @ts-expect-error: an ACL that does not exist",
      'new oos.Bucket("c", { acl: "open" });',
      "// @ts-expect-error: a property that does not exist",
      'new oos.Bucket("d", { versioning: true });',
      "",
    ].join("\n");
    const names = ["program.mts", "program.cts"];
    for (const name of names) await writeFile(path.join(project, name), program);
    expect(await compile(...strict, "--module", "nodenext", ...names)).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe.each<Face>(["dynamic", "plugin"])("the quickstart program over the %s face", (face) => {
  let stack: InstalledStack;
  const server = (): InstalledEmulator => {
    if (emulator === undefined) throw new Error("the emulator does not run");
    return emulator;
  };

  test("up makes what it says", { timeout: 180_000 }, async () => {
    stack = await InstalledStack.create(project, scratch.path, face, server());
    await stack.pulumi("up", "--yes", "--skip-preview");
    const { bucketName, accessKeyId, secretAccessKey, trailName } = await stack.outputs();
    const state = await server().state();
    expect(state.buckets).toMatchObject([{ name: bucketName, hasPolicy: true }]);
    expect(state.users).toMatchObject([{ accessKeys: [{ id: accessKeyId }], policies: [expect.any(String)] }]);
    expect(state.trails).toMatchObject([{ name: trailName }]);
    const prefix = face === "dynamic" ? "pulumi-nodejs:dynamic/oos:" : "oos:index:";
    expect(secretAccessKey).toMatch(/^[0-9a-f]{40}$/);
    const exported = await stack.pulumi("stack", "export");
    expect([secretAccessKey ?? "", server().secretAccessKey].filter((secret) => exported.includes(secret))).toEqual([]);
    expect((await stack.types()).filter((type) => !type.startsWith(prefix))).toEqual([]);
  });

  test("preview finds nothing to do", { timeout: 120_000 }, async () => {
    expect(await stack.pulumi("preview", "--expect-no-changes")).toMatch(/8 unchanged/);
  });

  test("destroy leaves nothing", { timeout: 120_000 }, async () => {
    await stack.pulumi("destroy", "--yes", "--skip-preview");
    expect(await server().state()).toMatchObject({ buckets: [], users: [], policies: [], trails: [] });
  });
});

test("the plugin is found on PATH as well", { timeout: 180_000 }, async () => {
  if (emulator === undefined) throw new Error("the emulator does not run");
  const stack = await InstalledStack.create(project, scratch.path, "plugin", emulator, "on PATH");
  expect(await stack.pulumi("preview", "--diff")).toMatch(/oos:index:Bucket: \(create\)/);
});
