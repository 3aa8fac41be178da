// Installs the npm packages that package-lock.json names, unless that was done already, and links the package into its own
// node_modules, so that examples and the dynamic provider find it by its public name. With --link only the link is made.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const stamp = new URL("node_modules/.pulumi-oos-installed", root);
const link = new URL("node_modules/pulumi-oos", root);
const step = process.env.PULUMI_OOS_STEP ?? "";

if (!process.argv.includes("--link")) install();
linkToItself();

function install() {
  const wanted = fingerprint();
  if (read(stamp) === wanted) {
    process.stderr.write(`${step}npm packages are up to date\n`);
    return;
  }
  process.stderr.write(`${step}installing npm packages (npm ci) ...\n`);
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: ["ignore", 2, 2] });
  if (error || status !== 0) {
    process.stderr.write(
      `error: npm ci failed${error ? `: ${error.message}` : ""}. It needs the npm registry; the lines above tell more.\n`,
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** Changes whenever the lock file, the named packages or the Node line (native packages) do; not when a script is edited. */
function fingerprint() {
  const { dependencies, devDependencies, overrides } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
  const facts = [process.versions.node.split(".")[0], process.platform, process.arch, dependencies, devDependencies, overrides];
  const lock = readFileSync(new URL("package-lock.json", root));
  return createHash("sha256").update(JSON.stringify(facts)).update(lock).digest("hex");
}

function linkToItself() {
  mkdirSync(new URL("node_modules/", root), { recursive: true });
  const path = fileURLToPath(link);
  try {
    if (lstatSync(path).isSymbolicLink() && readlinkSync(path) === "..") return;
    rmSync(path, { recursive: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  symlinkSync("..", path);
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}
