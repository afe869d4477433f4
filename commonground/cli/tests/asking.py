"""Commands as somebody runs them: a process, and what it says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[3]
SCHEMAS = ROOT / "commonground" / "schemas"


def run(command: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", "from commonground.cli import run; run()", command, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)


def ask(command: str, *arguments: object) -> Any:
    """The JSON of a command that succeeds, as its schema says."""
    done = run(command, *arguments, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    Draft202012Validator(json.loads((SCHEMAS / f"{command}.schema.json").read_text())).validate(found)
    return found
