/**
 * The plugin face without its plugin: the engine would ask a release server for it and show a failed download. This says what to add instead. In
 * doubt it says nothing: the engine finds plugins in more ways than these.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { namesPlugin, pluginLines } from "../../provider/faces";

type Environment = Readonly<Record<string, string | undefined>>;

/** What is looked at, so that tests can stand in for it. */
export interface Surroundings {
  readonly environment: Environment;
  readonly home: string;
  /** Folder of `Pulumi.yaml`; empty, or no folder, where there is none (unit tests, programs inside another process). */
  readonly root: string;
  /** Folder of this package. */
  readonly ownFolder: string;
}

/** @throws pulumi.RunError with the lines to add: Pulumi shows it as it is worded, without a stack */
export function assertPlugin(): void {
  const words = pluginProblem({
    environment: process.env,
    home: homedir(),
    root: pulumi.getRootDirectory(),
    ownFolder: path.resolve(__dirname, "..", "..", ".."),
  });
  if (words !== undefined) throw new pulumi.RunError(words);
}

/** What to add, and where; undefined when the engine has, or may have, a way to the plugin. */
export function pluginProblem({ environment, home, root, ownFolder }: Surroundings): string | undefined {
  if (root === "" || /(^|,)\s*oos\s*:/.test(environment["PULUMI_DEBUG_PROVIDERS"] ?? "")) return undefined;
  const file = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].map((name) => path.join(root, name)).find((candidate) => existsSync(candidate));
  if (file === undefined || namesPlugin(readFileSync(file, "utf8"))) return undefined;
  if (isOnPath(environment) || isInstalled(environment, home)) return undefined;
  const own = path.join(root, "node_modules", "pulumi-oos");
  const place = existsSync(own) ? "node_modules/pulumi-oos" : path.relative(root, ownFolder) || ".";
  return [
    `the plugin face of pulumi-oos (oos:face or OOS_FACE is plugin) needs its plugin, and ${file} does not say where it is`,
    "  next: add these lines to it (or put node_modules/.bin, which has pulumi-resource-oos, on PATH; or go back: pulumi config set oos:face dynamic)",
    "",
    pluginLines(place).trimEnd(),
  ].join("\n");
}

const program = "pulumi-resource-oos";

function isOnPath(environment: Environment): boolean {
  const folders = (environment["PATH"] ?? environment["Path"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.some((folder) => ["", ".exe", ".cmd", ".bat"].some((ending) => existsSync(path.join(folder, `${program}${ending}`))));
}

/** `pulumi plugin install` puts each version into a folder of its own. */
function isInstalled(environment: Environment, home: string): boolean {
  const folder = path.join(environment["PULUMI_HOME"] ?? path.join(home, ".pulumi"), "plugins");
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("resource-oos-"));
}
