import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, linkSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { makeOnce } from "./cache.mjs";

const hostSource = new URL("../language-host/", import.meta.url);

const launchers = {
  "pulumi-language-nodejs": `#!/bin/sh
exec node "$(dirname "$0")/main.cjs" "$@"
`,
  // The engine starts the dynamic provider in the program's folder, so that folder decides which SDK runs. Without one it must fail
  // aloud, because a launcher that says nothing leaves the engine waiting.
  "pulumi-resource-pulumi-nodejs": `#!/bin/sh
script=$(node -p 'require.resolve("@pulumi/pulumi/cmd/dynamic-provider")' 2>/dev/null)
if [ -z "$script" ]; then
  echo "the folder $(pwd) has no @pulumi/pulumi: run npm install there, or set workDir to a folder that has it" >&2
  exit 1
fi
exec node "$script" "$@"
`,
};

/**
 * A folder like the one a Pulumi distribution has: a built engine with the stand-in Node language host and the dynamic provider's
 * launcher beside it, where the engine expects them. Its name carries a digest of our code, so that two checkouts with different hosts do
 * not disturb each other, and nothing in it points into a checkout that may go away.
 */
export async function makeToolchain(engine) {
  const files = readdirSync(hostSource)
    .filter((file) => file.endsWith(".cjs"))
    .sort();
  const digest = createHash("sha256").update(JSON.stringify(launchers));
  for (const file of files) digest.update(file).update(readFileSync(new URL(file, hostSource)));
  const target = join(engine, "..", `${basename(engine)}-${digest.digest("hex").slice(0, 12)}`);
  return makeOnce(target, (scratch) => {
    for (const file of files) copyFileSync(new URL(file, hostSource), join(scratch, file));
    for (const [name, text] of Object.entries(launchers)) {
      writeFileSync(join(scratch, name), text);
      chmodSync(join(scratch, name), 0o755);
    }
    linkOrCopy(join(engine, "pulumi"), join(scratch, "pulumi"));
  });
}

/** A hard link where the file system has them: the engine looks beside its own resolved path, so a symbolic link would not do. */
function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
