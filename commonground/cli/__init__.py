"""The console script `commonground`: fair draws, shared budgets, opinion groups, weights and tables from plain files.

The only place in this package that opens files, reads the clock and speaks to people. Each command reads, calls the
mathematics and shows what came of it; it never decides anything.
"""

import sys
from importlib import import_module

import typer

# The module of each command, imported when it is asked for: a command starts at once and loads only its own mathematics.
COMMANDS: tuple[str, ...] = ("allocate", "draw", "replace", "replay", "opinions", "tabulate", "weigh")

app = typer.Typer(name="commonground", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def commonground() -> None:
    """The mathematics of fair participation, from plain files, with its working shown."""


def run() -> None:
    """Start the console script."""
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    for name in [asked] if asked in COMMANDS else COMMANDS:
        app.command(name)(getattr(import_module(f"{__name__}.{name}"), name))
    app()
