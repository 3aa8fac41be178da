#!/bin/sh
# Makes a fresh clone ready: Node, npm packages, compiled code, Pulumi engine. Steps that are already done cost a moment.
# With --no-engine the last step is left out.
set -eu

cd -- "$(dirname -- "$0")/.."
steps=4
if [ "${1:-}" = "--no-engine" ]; then steps=3; fi

PULUMI_OOS_STEP="[1/$steps] "
export PULUMI_OOS_STEP
settings=$(tools/env.sh --node)
eval "$settings"
echo "${PULUMI_OOS_STEP}Node $(node -v)" >&2

PULUMI_OOS_STEP="[2/$steps] "
node tools/install.mjs

PULUMI_OOS_STEP="[3/$steps] "
echo "${PULUMI_OOS_STEP}compiling ..." >&2
npm run --silent build

if [ "$steps" = 4 ]; then
  PULUMI_OOS_STEP="[4/4] "
  settings=$(tools/env.sh)
  eval "$settings"
  echo "${PULUMI_OOS_STEP}Pulumi engine $(pulumi version)" >&2
fi
