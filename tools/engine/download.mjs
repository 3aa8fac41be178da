import { renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeOnce } from "./cache.mjs";
import { isExecutable, run } from "./process.mjs";

/** Version of the npm package `pulumi` and of the distribution that it downloads. */
const version = "3.265.0";
const installTimeoutMs = 60_000;
const downloadTimeoutMs = 300_000;

/** Where an earlier run left a whole distribution, or undefined. */
export function cachedDistribution(cache) {
  const directory = distributionDirectory(cache);
  return isExecutable(join(directory, "pulumi")) ? directory : undefined;
}

/**
 * The Pulumi distribution, by way of the npm package `pulumi`, which downloads it when it first runs.
 * Answers `{directory}` or `{reason}`. Without network to the download host it fails within a second or so.
 */
export async function downloadDistribution({ env, cache, report }) {
  let reason;
  report(`looking for a Pulumi ${version} distribution to download ...`);
  try {
    const fetchIt = (scratch) => fetchDistribution({ env, scratch });
    await makeOnce(dirname(distributionDirectory(cache)), fetchIt, () => report("waiting for another process that downloads Pulumi ..."));
  } catch (error) {
    reason = error.message;
  }
  return reason === undefined ? { directory: distributionDirectory(cache) } : { reason };
}

function distributionDirectory(cache) {
  return join(cache, `distribution-v${version}`, "bin");
}

async function fetchDistribution({ env, scratch }) {
  const quiet = ["--no-save", "--no-audit", "--no-fund", "--fetch-retries=0", "--fetch-timeout=20000"];
  const install = await run("npm", ["install", "--prefix", scratch, ...quiet, `pulumi@${version}`], {
    env,
    cwd: scratch,
    timeoutMs: installTimeoutMs,
  });
  if (install.failure !== undefined) throw new Error(`npm package pulumi@${version}: ${install.failure}`);
  const home = join(scratch, "home");
  // NODE_USE_ENV_PROXY lets the download honour HTTPS_PROXY on Node >= 24.
  const download = await run(process.execPath, [join(scratch, "node_modules", "pulumi", "run.js"), "version"], {
    env: { ...env, PULUMI_HOME: home, PULUMI_VERSION: version, PULUMI_SKIP_UPDATE_CHECK: "true", NODE_USE_ENV_PROXY: "1" },
    cwd: scratch,
    timeoutMs: downloadTimeoutMs,
  });
  if (download.failure !== undefined) throw new Error(lastWords(download));
  const bin = join(home, "versions", version, "bin");
  for (const file of ["pulumi", "pulumi-language-nodejs"]) {
    if (!isExecutable(join(bin, file))) throw new Error(`the download holds no ${file}`);
  }
  renameSync(bin, join(scratch, "bin"));
  for (const leftover of ["home", "node_modules"]) rmSync(join(scratch, leftover), { recursive: true, force: true });
}

function lastWords({ output, failure }) {
  const last = output.trim().split("\n").at(-1);
  return last ? last.replace(/^pulumi: /, "") : failure;
}
