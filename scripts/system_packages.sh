#!/usr/bin/env bash
# Install what the system lacks, with apt where we may; otherwise print the exact command and stop.
# usage: system_packages.sh run|tests
set -euo pipefail
missing=()
if ! python3 -c 'import ensurepip' 2>/dev/null; then missing+=(python3-venv); fi
# Whole output into grep: `grep -q` would end the pipe early, and pipefail would call that a failure.
library() { ldconfig -p 2>/dev/null | grep -c "$1" >/dev/null; }
library libpango-1.0.so.0 || missing+=(libpango-1.0-0)
library libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
command -v fc-list >/dev/null && fc-list 2>/dev/null | grep -ciE 'liberation|arial' >/dev/null || missing+=(fonts-liberation fontconfig)
if [ "${1:-run}" = tests ]; then
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
  command -v pdftoppm >/dev/null || missing+=(poppler-utils)
fi
[ ${#missing[@]} -eq 0 ] && exit 0
echo "Installing system packages: ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "This machine has no apt. Install the equivalents of: ${missing[*]}" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if sudo -n true 2>/dev/null; then as_root=(sudo); else
    echo "Run this, then try again:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
    exit 1
  fi
fi
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
