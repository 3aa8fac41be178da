#!/bin/sh
# Prints shell lines that set PATH for this checkout: `eval "$(tools/env.sh)"`. With --node only Node is looked after, not the engine.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
quote() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }

node_directory=$("$here/node.sh")
if [ -n "$node_directory" ]; then
  PATH="$node_directory:$PATH"
  export PATH
fi
if [ "${1:-}" != "--node" ]; then
  engine_directories=$(node "$here/engine.mjs")
  if [ -n "$engine_directories" ]; then
    PATH="$engine_directories:$PATH"
  fi
  # The stand-in language host falls back to the SDK of this checkout when a program's folder has none.
  echo "export PULUMI_OOS_CHECKOUT=$(quote "$(dirname -- "$here")")"
  echo "export PULUMI_SKIP_UPDATE_CHECK=true"
fi
echo "export PATH=$(quote "$PATH")"
