import { copyFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeOnce } from "./cache.mjs";
import { isExecutable, lastLines, run, which } from "./process.mjs";

const modulePath = "github.com/pulumi/pulumi/pkg/v3";
const buildTimeoutMs = 30 * 60_000;
const tickMs = 30_000;

/** Where an engine of the pinned version and this platform is kept once it is built. */
export function builtEngine(cache) {
  return join(cache, `engine-${engineVersion()}-${process.platform}-${process.arch}`);
}

/** Builds the engine from the modules pinned in go.mod and go.sum. Answers `{directory}` or `{reason}`. */
export async function buildEngine({ env, cache, report }) {
  const target = builtEngine(cache);
  const go = which("go", env.PATH);
  if (go === undefined) return { reason: "no `go` on PATH (Go 1.24 or newer)" };
  try {
    const build = (scratch) => buildInto(scratch, { go, env, report });
    await makeOnce(target, build, () => report("waiting for another process that builds the Pulumi engine ..."));
    return { directory: target };
  } catch (error) {
    return { reason: error.message };
  }
}

async function buildInto(scratch, { go, env, report }) {
  const version = engineVersion();
  report(`building the Pulumi engine ${version} from Go modules (about 2-5 minutes, once) ...`);
  const started = Date.now();
  const ticker = setInterval(() => report(`still building (${Math.round((Date.now() - started) / 1000)} s) ...`), tickMs);
  // The module files are copied so that Go never writes into the checkout.
  const source = join(scratch, "source");
  mkdirSync(source);
  for (const file of ["go.mod", "go.sum"]) copyFileSync(new URL(file, import.meta.url), join(source, file));
  try {
    const { output, failure } = await run(go, buildArguments(join(scratch, "pulumi"), version), {
      env: { ...env, GOWORK: "off" },
      cwd: source,
      timeoutMs: buildTimeoutMs,
    });
    if (failure !== undefined) throw new Error(`${failure}\n${lastLines(output, 12)}`);
  } finally {
    clearInterval(ticker);
  }
  if (!isExecutable(join(scratch, "pulumi"))) throw new Error("go build left no binary");
  rmSync(source, { recursive: true });
}

function buildArguments(binary, version) {
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  return [
    "build",
    "-mod=readonly",
    "-tags",
    "osusergo grpcnotrace",
    "-ldflags",
    `-s -w ${stamp}`,
    "-o",
    binary,
    `${modulePath}/cmd/pulumi`,
  ];
}

/** The version that go.mod pins, `v3.220.0` for example. */
function engineVersion() {
  const required = readFileSync(new URL("go.mod", import.meta.url), "utf8").match(/^require github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)$/m);
  if (required === null) throw new Error("tools/engine/go.mod does not require the Pulumi engine");
  return required[1];
}
