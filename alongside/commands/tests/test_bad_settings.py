"""What is wrong with settings, folders or the database is one sentence and exit code 2, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DEMO = {"ALONGSIDE_DEMO": "1"}
CASES = {
    "no key": (["check"], {}, "Set ALONGSIDE_SECRET_KEY"),
    "a port that is none": (["check"], {**DEMO, "PORT": "abc"}, "PORT is a number"),
    "nothing in the database": (["export", "northmere/blood-tests"], DEMO, "The database is empty"),
    "nothing to bring it into": (["import", "answers.csv", "--survey", "a/b"], DEMO, "The database is empty"),
    "a database of another kind": (["backup", "b"], {**DEMO, "DATABASE_URL": "mysql://x"}, "DATABASE_URL starts with"),
    "data in a place that is none": (["check"], {**DEMO, "ALONGSIDE_DATA": "/dev/null/x"}, "Not a directory"),
}


@pytest.mark.parametrize("case", CASES)
def test_one_sentence(tmp_path: Path, case: str) -> None:
    arguments, more, words = CASES[case]
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ALONGSIDE_", "DATABASE_", "PORT", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "alongside.commands", *arguments],
        env={**clean, "ALONGSIDE_DATA": str(tmp_path), "PYTHONPATH": str(ROOT), **more},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 2, done.stderr
    assert words in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
