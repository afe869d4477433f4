"""How the house is built, where no linter looks: lengths, what a room says about itself, whose things a page may take.

Imports downstairs only and at the top of files: import-linter and ruff (`make lint`). That every verb of the record
has words: alongside/record/tests/test_words.py. Who may open which address: tests/access.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400

LONGER = {
    "alongside/design/static/design/alongside.css": "the one style sheet of every page, in the order of the page",
}

# What narrows a query to things that the person asking may see. Each page also has its line in tests/access/table.py,
# whose tests try foreign objects through one's own house.
OWNER = re.compile(r"(organisation|project|scope|user|voices?|survey|person|contact|questionnaire|batch)(_id|__\w+)?=")
WHOLE = {
    ("alongside/front/views/top.py", "Organisation"): "the front door lists every organisation of the installation",
    ("alongside/messaging/views/team.py", "Person"): "the form offers colleagues only",
    ("alongside/projects/views/sharing.py", "Project"): "a short address finds whatever is published, in any house",
    ("alongside/people/accounts/views/login.py", "Organisation"): "falls back to the list that is public",
}


def kept() -> list[str]:
    """Every file that is kept in the repository."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("This is not a clone: what is kept cannot be told from what is made.")
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def test_files_are_short() -> None:
    written = re.compile(r"^(alongside|commonground|tests|scripts|bench)/.*\.(py|js|css|html)$")
    long = {
        name: lines
        for name in kept()
        if written.match(name) and "/migrations/" not in name
        if (lines := len((ROOT / name).read_text(encoding="utf-8").splitlines())) > MOST_LINES and name not in LONGER
    }
    assert not long, f"Cut these in two, or say in LONGER why not: {long}"


def test_every_exception_still_stands() -> None:
    assert all(LONGER.values()) and all(WHOLE.values())
    for name in [*LONGER, *(file for file, _model in WHOLE)]:
        assert (ROOT / name).is_file(), f"{name} is gone: take its line out"
    for name in LONGER:
        assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) > MOST_LINES, f"{name} is short: as above"


def test_the_web_server_starts_without_what_only_the_worker_needs() -> None:
    heavy = ("weasyprint", "docx", "scipy")
    looks = f"import sys, alongside.config.wsgi; print([each for each in {heavy!r} if each in sys.modules])"
    found = subprocess.run([sys.executable, "-c", looks], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def rooms() -> list[Path]:
    return sorted(each.parent for each in (ROOT / "alongside").rglob("apps.py"))


@pytest.mark.parametrize("room", rooms(), ids=lambda room: str(room.relative_to(ROOT / "alongside")))
def test_a_room_says_what_it_is_for_and_what_it_never_does(room: Path) -> None:
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert 2 <= len(said.splitlines()) <= 5, f"alongside/{room.name}/__init__.py: three lines, please"
    assert re.search(r"\b(never|nothing|no|not|nobody)\b", said, re.IGNORECASE), (
        f"{room.name} does not say what it never does"
    )


def _taken(file: Path) -> Iterator[tuple[str, int, str]]:
    """Model, line and whole statement of each ``Model.objects`` in a file."""
    for statement in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(statement, ast.Assign | ast.Return | ast.Expr | ast.AnnAssign | ast.If | ast.For):
            continue
        heads = (
            [statement.test]
            if isinstance(statement, ast.If)
            else [statement.iter]
            if isinstance(statement, ast.For)
            else [statement]
        )
        for head in heads:
            for node in ast.walk(head):
                if isinstance(node, ast.Attribute) and node.attr == "objects":
                    yield ast.unparse(node.value), node.lineno, ast.unparse(head)


def views() -> list[Path]:
    found = [*(ROOT / "alongside").rglob("views/*.py"), *(ROOT / "alongside").rglob("views.py")]
    return sorted(each for each in found if "tests" not in each.parts)


def test_pages_take_only_what_belongs_to_whoever_asks() -> None:
    """The rule as it stands: a page asks through its organisation, project, survey, voice or person."""
    wide = [
        f"{name}:{line}: {model}.objects"
        for file in views()
        for model, line, statement in _taken(file)
        if (name := str(file.relative_to(ROOT))) and (name, model) not in WHOLE and not OWNER.search(statement)
    ]
    assert not wide, "Ask through the owner, or say in WHOLE why not:\n" + "\n".join(wide)
    assert sum(1 for file in views() for _each in _taken(file)) > 20


def test_a_page_that_takes_anything_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "views.py"
    file.write_text("def page(request, pk):\n    return Thing.objects.get(pk=pk)\n")
    ((model, line, statement),) = _taken(file)
    assert (model, line) == ("Thing", 2) and not OWNER.search(statement)


def test_pages_do_not_write() -> None:
    """Views are thin: what changes data is an action of the room."""
    writing = re.compile(r"\.objects\.(create|bulk_create|update_or_create|get_or_create)\(|\.save\(|\.delete\(\)")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in views()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if writing.search(line) and not re.search(r"session\.|actions\.save\(", line)
    ]
    assert not found, found
