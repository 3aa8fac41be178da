#!/bin/sh
# Runs a command with Node and the Pulumi engine on PATH: `tools/with-env.sh pulumi version`. With --node only Node is looked after.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
what=""
if [ "${1:-}" = "--node" ]; then
  what=--node
  shift
fi
if [ $# -eq 0 ]; then
  echo "usage: tools/with-env.sh [--node] COMMAND [ARGUMENT ...]" >&2
  exit 2
fi
settings=$("$here/env.sh" $what)
eval "$settings"
exec "$@"
