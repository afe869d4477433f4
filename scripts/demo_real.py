"""`make demo-real`: real comments and real export layouts into the demo's database, where they are at hand."""

import sys
from pathlib import Path

from rich.console import Console

from alongside.commands import django_side
from alongside.commands.serve import prepare_database

console = Console()


def main() -> int:
    django_side.wake(demo=True)
    prepare_database(demo=True)
    from alongside.demo.real import HOUSE, INSTANCES, bring_all

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else INSTANCES
    if not folder.is_dir():
        console.print(
            f"The real inputs are not here. We looked for the folder {folder}. Nothing was changed.", soft_wrap=True
        )
        return 0
    with console.status("Bringing in real comments and layouts"):
        for brought in bring_all(folder):
            address = f"/{HOUSE}/projects/{brought.real.slug}/"
            if not brought.here:
                console.print(f"{brought.real.file} is not in the folder.")
            elif not brought.added:
                console.print(f"{brought.real.file}: brought in before, nothing was added. {address}")
            else:
                left = f" Left out: {', '.join(brought.left)}." if brought.left else ""
                console.print(
                    f"{brought.real.file}: {brought.added:,} responses, {brought.rejected} rows rejected.{left} {address}",
                    highlight=False,
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
