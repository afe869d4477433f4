"""The console script `alongside`: a function a sub-command, in a module that is imported when it is wanted.

It never holds rules of its own: every sub-command says in a few lines what a room does.
"""

import sys
from importlib import import_module
from keyword import iskeyword

import typer

# Where each sub-command's function is. Only the module of the command that was asked for is imported, so
# that `alongside report` starts at once and needs neither Django nor a database.
MODULES = {
    "report": "report",
    "serve": "serve",
    "worker": "serve",
    "backup": "operate",
    "restore": "operate",
    "move-to-postgres": "operate",
    "check": "operate",
    "import": "bring",
    "export": "export",
    "duties": "duties",
    "timetable": "timetable",
    "methods": "methods",
    "knowledge": "knowledge",
    "verify": "verify",
}

app = typer.Typer(name="alongside", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def alongside() -> None:
    """Engagement, involvement and co-production, from the first idea to the promise kept."""


def load(name: str) -> None:
    """Add one sub-command, or a group of them, to `app`."""
    module = import_module(f"{__name__}.{MODULES[name]}")
    if isinstance(getattr(module, "app", None), typer.Typer):
        app.add_typer(module.app, name=name)
        return
    function = name.replace("-", "_")
    app.command(name)(getattr(module, function + "_" if iskeyword(function) else function))


def run() -> None:
    """Start the console script."""
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    for name in [asked] if asked in MODULES else MODULES:
        load(name)
    try:
        app()
    except Exception as problem:
        words = in_words(problem)
        if words is None:
            raise
        typer.secho(words, err=True, fg=typer.colors.RED)
        sys.exit(2)


def in_words(problem: Exception) -> str | None:
    """What is wrong with the machine or its settings, in a sentence; None for what is our own mistake."""
    if type(problem).__name__ == "ImproperlyConfigured":  # known by name: Django is not loaded for every command
        return f"{problem} For the demo, set ALONGSIDE_DEMO=1."
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.filename or 'A file'}: {problem.strerror}. Nothing more was done."
    return None
