#!/usr/bin/env bash
# The tests on SQLite, then on PostgreSQL where one answers. REQUIRE_POSTGRES=1 makes a missing one a failure.
set -euo pipefail
pytest=(.venv/bin/pytest -p no:cacheprovider)
# It forks two hundred writers: a process in which nothing else has opened a connection is where that can be told.
alone=alongside/record/tests/test_concurrency.py
together=(-n 2 --dist loadfile -m "not browser" "--ignore=$alone")
echo "== SQLite"
"${pytest[@]}" "${together[@]}" "$@"
"${pytest[@]}" "$alone"
url="${TEST_DATABASE_URL:-postgresql://postgres@127.0.0.1:5432/postgres}"
if .venv/bin/python - "$url" <<'PY'
import sys
import psycopg
try:
    psycopg.connect(sys.argv[1], connect_timeout=3).close()
except psycopg.Error:
    sys.exit(1)
PY
then
  echo "== PostgreSQL"
  DATABASE_URL="$url" "${pytest[@]}" "${together[@]}" alongside tests "$@"
  DATABASE_URL="$url" "${pytest[@]}" "$alone"
elif [ "${REQUIRE_POSTGRES:-}" = 1 ]; then
  echo "No PostgreSQL answers at TEST_DATABASE_URL, and here one must." >&2
  exit 1
else
  echo "No PostgreSQL answers at TEST_DATABASE_URL or on localhost with trust: the tests ran on SQLite alone."
fi
