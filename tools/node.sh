#!/bin/sh
# Prints the directory to put first on PATH so that `node` is new enough; an empty line when PATH is right as it is.
# An old Node is helped out by the npm package `node`, kept in the user's cache folder. Progress goes to stderr.
set -eu

required_major=22
required_minor=12
version=24.21.0

if command -v node >/dev/null 2>&1 &&
  node -e "var v=process.versions.node.split('.');process.exit(v[0]>$required_major||(v[0]==$required_major&&v[1]>=$required_minor)?0:1)" 2>/dev/null; then
  echo ""
  exit 0
fi

cache=${PULUMI_OOS_CACHE:-${XDG_CACHE_HOME:-${HOME:?set HOME, XDG_CACHE_HOME or PULUMI_OOS_CACHE to say where downloads are kept}/.cache}/pulumi-oos}
bin="$cache/node-$version/bin"
if [ -x "$bin/node" ]; then
  echo "$bin"
  exit 0
fi

found=$(node -v 2>/dev/null || echo "none")
if ! command -v npm >/dev/null 2>&1; then
  echo "error: Node >= $required_major.$required_minor is needed (found: $found) and npm is not on PATH to fetch one." >&2
  echo "       Install Node $required_major or newer and try again." >&2
  exit 1
fi

echo "${PULUMI_OOS_STEP:-}fetching Node $version (the machine has $found; once, about 40 MB) ..." >&2
mkdir -p "$bin"
scratch=$(mktemp -d "$cache/node-install.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
# The package fetches its binary in an install script, so scripts are allowed here whatever the user's npm says.
if ! npm install --prefix "$scratch" --no-save --no-audit --no-fund --ignore-scripts=false --fetch-retries=1 \
  "node@$version" >"$scratch/npm.log" 2>&1; then
  echo "error: npm could not install node@$version:" >&2
  tail -n 15 "$scratch/npm.log" | sed 's/^/       /' >&2
  echo "       Install Node >= $required_major.$required_minor yourself, or try again when the npm registry can be reached." >&2
  exit 1
fi
fetched="$scratch/node_modules/node/bin/node"
if [ "$("$fetched" -v 2>/dev/null || true)" != "v$version" ]; then
  echo "error: the Node $version that npm delivered does not start on this machine." >&2
  echo "       Install Node >= $required_major.$required_minor yourself and put it on PATH." >&2
  exit 1
fi
# Renaming one file within a folder is atomic: two runs at once both end with a whole binary.
mv "$fetched" "$bin/node.$$"
mv -f "$bin/node.$$" "$bin/node"
echo "$bin"
