// Prints the folder below which the programs of a Ceph object gateway are: `/` when they are installed, else a folder of the user's cache
// that is filled from Debian's packages on first use. Exit code 1 with the reason on stderr when they cannot be had.
import { cacheRoot } from "./engine/cache.mjs";
import { findPrograms } from "./rgw/packages.mjs";

const report = (line) => process.stderr.write(`${line}\n`);
const found = await findPrograms({ env: process.env, cache: cacheRoot(process.env), report });
if (found.folder === undefined) {
  report(`no Ceph object gateway: ${found.reason}`);
  process.exitCode = 1;
} else {
  process.stdout.write(`${found.folder}\n`);
}
