import { existsSync } from "node:fs";
import { delimiter, dirname, resolve } from "node:path";
import { cacheRoot } from "./cache.mjs";
import { buildEngine, builtEngine } from "./build.mjs";
import { cachedDistribution, downloadDistribution } from "./download.mjs";
import { run, which } from "./process.mjs";
import { makeToolchain } from "./toolchain.mjs";

/** No way led to an engine; the message tells what was tried and what to do. */
export class EngineUnavailable extends Error {}

const ways = ["path", "download", "build"];

/**
 * The directories to put first on PATH so that `pulumi` runs Node programs; empty when PATH is right as it is.
 * Three ways in this order: a distribution on PATH, a downloaded distribution, an engine built from Go modules with the stand-in
 * language host. What an earlier run fetched or built is used before anything is fetched again. Throws EngineUnavailable.
 */
export async function findEngine({ env, report }) {
  const only = env.PULUMI_OOS_ENGINE || undefined;
  if (only !== undefined && !ways.includes(only)) {
    throw new EngineUnavailable(`PULUMI_OOS_ENGINE is "${only}"; it takes ${ways.join(", ")} or nothing`);
  }
  const cache = cacheRoot(env);
  const wanted = (way) => only === undefined || only === way;
  const tried = [];

  if (wanted("path")) {
    const reason = await whyPathLacksEngine(env, cache);
    if (reason === undefined) return [];
    tried.push(`on PATH: ${reason}`);
  }
  if (wanted("download") && cachedDistribution(cache) !== undefined) return [cachedDistribution(cache)];
  if (wanted("build") && existsSync(builtEngine(cache))) return [await makeToolchain(builtEngine(cache))];

  if (wanted("download")) {
    const outcome = await downloadDistribution({ env, cache, report });
    if (outcome.directory !== undefined) return [outcome.directory];
    tried.push(`download: ${outcome.reason}`);
    if (wanted("build")) report(`no Pulumi distribution to download (${outcome.reason.split("\n")[0]}); building the engine instead`);
  }
  if (wanted("build")) {
    const outcome = await buildEngine({ env, cache, report });
    if (outcome.directory !== undefined) return [await makeToolchain(outcome.directory)];
    tried.push(`build: ${outcome.reason}`);
  }
  throw new EngineUnavailable(
    [
      "no Pulumi engine. Tried:",
      ...tried.map((line) => `  - ${line}`),
      "Any one of these helps: install Pulumi (its `pulumi` and `pulumi-language-nodejs` on PATH);",
      "reach the network, so that the distribution can be downloaded; or install Go and reach a Go module proxy.",
    ].join("\n"),
  );
}

/** Undefined when PATH holds a whole Pulumi 3 distribution, else the reason in words. */
async function whyPathLacksEngine(env, cache) {
  // Directories that an earlier call put on PATH are not the machine's own.
  const path = (env.PATH ?? "")
    .split(delimiter)
    .filter((directory) => !resolve(directory).startsWith(resolve(cache)))
    .join(delimiter);
  const pulumi = which("pulumi", path);
  if (pulumi === undefined) return "no `pulumi`";
  if (which("pulumi-language-nodejs", path) === undefined) return `${pulumi} has no \`pulumi-language-nodejs\` beside it or on PATH`;
  const { output, failure } = await run(pulumi, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    cwd: dirname(pulumi),
    timeoutMs: 30_000,
  });
  if (failure !== undefined) return `${pulumi}: ${failure}`;
  const version = output.trim();
  return /^v3\./m.test(version) ? undefined : `${pulumi} is ${version || "of no known version"}, not 3.x`;
}
