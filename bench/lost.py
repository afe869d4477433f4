"""Nothing acknowledged is lost, at full size: 2,000 people, 20 kills, on SQLite and on PostgreSQL where one answers.

Run as `python -m bench.lost [submissions] [kills]`. The same test runs smaller in `make test`.
"""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
URL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def main() -> None:
    people, kills = [*sys.argv[1:], "2000", "20"][:2] if len(sys.argv) > 2 else ("2000", "20")
    databases: list[tuple[str, dict[str, str]]] = [("SQLite", {})]
    try:
        psycopg.connect(URL, connect_timeout=3).close()
        databases.append(("PostgreSQL", {"DATABASE_URL": URL}))
    except psycopg.Error:
        print("No PostgreSQL answers: SQLite alone.")
    for name, environment in databases:
        print(f"{name}: {people} people, {kills} kills", flush=True)
        subprocess.run(
            [sys.executable, "-m", "pytest", "tests/lost", "-q", "-s", "-p", "no:cacheprovider", "--timeout", "3000"],
            cwd=ROOT,
            env={**os.environ, **environment, "LOST_SUBMISSIONS": people, "LOST_KILLS": kills},
            check=False,
        )


if __name__ == "__main__":
    main()
