import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
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

function find(settings: Record<string, string> = {}): Promise<Outcome> {
  const env = { PATH: `${sandbox.path("bin")}:/usr/bin:/bin`, HOME: sandbox.root, PULUMI_OOS_CACHE: sandbox.path("cache"), ...settings };
  return runProgram(process.execPath, [join(checkout, "tools/engine.mjs")], { env });
}

function installDistribution(version: string): void {
  sandbox.script("bin/pulumi", `echo ${version}`);
  sandbox.script("bin/pulumi-language-nodejs", "exit 0");
}

/** An npm that delivers a package `pulumi` whose run.js does that. */
function installNpm(run: string): void {
  sandbox.write("run.js", run);
  sandbox.script("bin/npm", `mkdir -p "$3/node_modules/pulumi" && cp ${sandbox.path("run.js")} "$3/node_modules/pulumi/run.js"`);
}

const reachesNoHost = `process.stderr.write("pulumi: fetch failed\\n"); process.exit(1);`;
const downloads = `
  const fs = require("fs"), path = require("path");
  const bin = path.join(process.env.PULUMI_HOME, "versions", process.env.PULUMI_VERSION, "bin");
  fs.mkdirSync(bin, { recursive: true });
  for (const file of ["pulumi", "pulumi-language-nodejs"]) fs.writeFileSync(path.join(bin, file), "#!/bin/sh\\necho downloaded\\n", { mode: 0o755 });`;

/** A go that writes a script at `-o FILE` after a moment and keeps count. */
function installGo(): void {
  sandbox.script(
    "bin/go",
    `echo build >> ${sandbox.path("go.calls")}
while [ "$1" != -o ]; do shift; done
sleep 0.3
printf '#!/bin/sh\\necho built\\n' > "$2"
chmod +x "$2"`,
  );
}

const goCalls = (): number =>
  existsSync(sandbox.path("go.calls")) ? readFileSync(sandbox.path("go.calls"), "utf8").trim().split("\n").length : 0;
const cached = (): string[] => readdirSync(sandbox.path("cache")).sort();

describe("tools/engine.mjs", () => {
  it("leaves PATH alone when it holds a Pulumi distribution", async () => {
    installDistribution("v3.150.0");
    expect(await find()).toEqual({ code: 0, stdout: "\n", stderr: "" });
  });

  it("takes the distribution that the npm package downloads, and keeps it", async () => {
    installNpm(downloads);
    const first = await find();
    expect(first.code).toBe(0);
    expect((await runProgram(join(first.stdout.trim(), "pulumi"), [], { env: {} })).stdout).toBe("downloaded\n");
    installNpm(reachesNoHost);
    expect(await find()).toEqual({ code: 0, stdout: first.stdout, stderr: "" });
    expect(readdirSync(dirname(first.stdout.trim()))).toEqual(["bin"]);
  });

  it("builds when nothing can be downloaded, and says so in one line", async () => {
    installNpm(reachesNoHost);
    installGo();
    const outcome = await find();
    expect(outcome.code).toBe(0);
    expect(outcome.stderr.match(/^no Pulumi distribution to download \(fetch failed\); building the engine instead$/gm)).toHaveLength(1);
    expect(outcome.stderr).toMatch(/building the Pulumi engine v3\.\d+\.\d+ from Go modules/);
    const files = readdirSync(outcome.stdout.trim());
    expect(files).toEqual(expect.arrayContaining(["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs", "main.cjs"]));
    expect((await runProgram(join(outcome.stdout.trim(), "pulumi"), [], { env: {} })).stdout).toBe("built\n");
  });

  it("builds once, however many ask at the same time", async () => {
    installNpm(reachesNoHost);
    installGo();
    const outcomes = await Promise.all([find(), find(), find()]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(new Set(outcomes.map(({ stdout }) => stdout)).size).toBe(1);
    expect(goCalls()).toBe(1);
    expect(cached().filter((name) => /lock|making/.test(name))).toEqual([]);
    expect(await find()).toMatchObject({ code: 0, stderr: "" });
  });

  it("takes over the lock of a process that died", async () => {
    installGo();
    const lock = `engine-v${/pkg\/v3 v(\S+)/.exec(readFileSync(join(checkout, "tools/engine/go.mod"), "utf8"))?.[1] ?? ""}-${process.platform}-${process.arch}.lock`;
    mkdirSync(sandbox.path(`cache/${lock}`), { recursive: true });
    const gone = await runProgram("/bin/sh", ["-c", "echo $$"], { env: {} });
    writeFileSync(sandbox.path(`cache/${lock}/owner`), JSON.stringify({ pid: Number(gone.stdout), host: hostname() }));
    expect(await find({ PULUMI_OOS_ENGINE: "build" })).toMatchObject({ code: 0 });
  });

  it.each([
    ["a pulumi without its language host", (): string => sandbox.script("bin/pulumi", "echo v3.150.0"), "no `pulumi-language-nodejs`"],
    ["a pulumi of another major version", (): void => installDistribution("v2.25.0"), "is v2.25.0, not 3.x"],
    ["a pulumi that does not run", (): string => (installDistribution("x"), sandbox.script("bin/pulumi", "exit 7")), "exit code 7"],
  ])("does not use %s", async (_what, prepare, reason) => {
    prepare();
    const outcome = await find({ PULUMI_OOS_ENGINE: "path" });
    expect(outcome).toMatchObject({ code: 1, stdout: "" });
    expect(outcome.stderr).toContain(reason);
  });

  it("tells everything it tried when no way works, and leaves nothing behind", async () => {
    installNpm(reachesNoHost);
    sandbox.script("bin/go", "echo 'dial tcp: lookup failed' >&2; exit 1");
    const outcome = await find();
    expect(outcome).toMatchObject({ code: 1, stdout: "" });
    for (const words of ["on PATH: no `pulumi`", "download: fetch failed", "build: ", "dial tcp: lookup failed", "install Pulumi"]) {
      expect(outcome.stderr).toContain(words);
    }
    expect(cached()).toEqual([]);
  });

  it("asks for Go where there is none", async () => {
    sandbox.script("bin/npm", "exit 1");
    const outcome = await find({ PATH: sandbox.path("bin") });
    expect(outcome.stderr).toContain("no `go` on PATH");
  });

  it("refuses an unknown way", async () => {
    expect((await find({ PULUMI_OOS_ENGINE: "magic" })).stderr).toContain('PULUMI_OOS_ENGINE is "magic"; it takes path, download, build');
  });
});
