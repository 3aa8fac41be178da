import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSandbox, runProgram, type Outcome, type Sandbox } from "./sandbox";
import { checkout } from "../support/checkout";

const systemPath = "/usr/bin:/bin";
const pinned = /^version=(\S+)$/m.exec(readFileSync(join(checkout, "tools/node.sh"), "utf8"))?.[1] ?? "";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = makeSandbox();
  // The shell tools that node.sh uses, but neither the machine's node nor its npm.
  for (const tool of ["sh", "sed", "tail", "mktemp", "mkdir", "mv", "rm", "dirname", "cat"]) {
    sandbox.script(`bin/${tool}`, `PATH=${systemPath} exec ${tool} "$@"`);
  }
});
afterEach(() => {
  sandbox.remove();
});

/** A `node` that says it is of that version. */
function installNode(version: string): void {
  const evaluate = `(function(process){$2})({versions:{node:'${version}'},exit:(code)=>process.exit(code)})`;
  sandbox.script("bin/node", `if [ "$1" = -v ]; then echo v${version}; exit 0; fi\nexec ${process.execPath} -e "${evaluate}"`);
}

/** An npm that "installs" a node of the given version at `--prefix DIR` and keeps count in npm.calls. */
function installNpm(delivers: string): void {
  const target = `"$3/node_modules/node/bin`;
  sandbox.script(
    "bin/npm",
    [
      `echo "$@" >> ${sandbox.path("npm.calls")}`,
      `mkdir -p ${target}"`,
      `printf '#!/bin/sh\\necho v${delivers}\\n' > ${target}/node"`,
      `PATH=${systemPath} chmod +x ${target}/node"`,
    ].join("\n"),
  );
}

function chooseNode(): Promise<Outcome> {
  return runProgram("/bin/sh", [join(checkout, "tools/node.sh")], {
    env: { PATH: sandbox.path("bin"), HOME: sandbox.root, PULUMI_OOS_CACHE: sandbox.path("cache") },
  });
}

describe("tools/node.sh", () => {
  it.each(["22.12.0", "22.20.1", "24.0.0", "26.1.0"])("leaves PATH alone when the machine has Node %s", async (version) => {
    installNode(version);
    expect(await chooseNode()).toEqual({ code: 0, stdout: "\n", stderr: "" });
  });

  it.each(["22.11.9", "20.20.2", "18.0.0", undefined])("fetches a newer one when the machine has Node %s", async (version) => {
    if (version !== undefined) installNode(version);
    installNpm(pinned);
    const outcome = await chooseNode();
    const bin = sandbox.path(`cache/node-${pinned}/bin`);
    expect(outcome).toMatchObject({ code: 0, stdout: `${bin}\n` });
    expect(await runProgram(join(bin, "node"), ["-v"], { env: { PATH: systemPath } })).toMatchObject({ stdout: `v${pinned}\n` });
  });

  it("fetches once and leaves no scratch folder", async () => {
    installNpm(pinned);
    const [first, second] = [await chooseNode(), await chooseNode()];
    expect(second).toEqual({ code: 0, stdout: first.stdout, stderr: "" });
    expect(readFileSync(sandbox.path("npm.calls"), "utf8").trim().split("\n")).toHaveLength(1);
    expect((await runProgram("/bin/ls", [sandbox.path("cache")], { env: {} })).stdout).toBe(`node-${pinned}\n`);
  });

  it("survives several first runs at once", async () => {
    installNpm(pinned);
    const outcomes = await Promise.all([chooseNode(), chooseNode(), chooseNode()]);
    expect(new Set(outcomes.map(({ code, stdout }) => `${code ?? "-"} ${stdout}`)).size).toBe(1);
    expect(outcomes[0].code).toBe(0);
  });

  it("says what to do without npm", async () => {
    installNode("20.1.0");
    const outcome = await chooseNode();
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain("Node >= 22.12 is needed (found: v20.1.0)");
  });

  it("shows npm's words when it fails", async () => {
    sandbox.script("bin/npm", "echo registry cannot be reached; exit 1");
    const outcome = await chooseNode();
    expect(outcome).toMatchObject({ code: 1, stdout: "" });
    expect(outcome.stderr).toContain("registry cannot be reached");
  });

  it("refuses a binary that is not the pinned version", async () => {
    installNpm("9.9.9");
    expect(await chooseNode()).toMatchObject({ code: 1, stdout: "" });
  });

  it("asks for what package.json asks for", () => {
    const { engines } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as { engines: { node: string } };
    const source = readFileSync(join(checkout, "tools/node.sh"), "utf8");
    const required = `>=${/^required_major=(\d+)$/m.exec(source)?.[1] ?? ""}.${/^required_minor=(\d+)$/m.exec(source)?.[1] ?? ""}`;
    expect(engines.node).toBe(required);
  });
});
