"""Fill the empty database at DATABASE_URL from lines of JSON; print how many rows. Run by `move-to-postgres`."""

import sys
from pathlib import Path

from alongside.commands import django_side


def main(path: Path) -> None:
    django_side.wake()
    from django.core.management import call_command

    from alongside.core.portable import NotEmpty, load

    call_command("migrate", verbosity=0, interactive=False)
    try:
        with path.open(encoding="utf-8") as lines:
            counts = load(lines)
    except NotEmpty as full:
        sys.exit(f"The PostgreSQL database already has rows (in {full.table}). Give an empty one. Nothing was changed.")
    sys.stdout.write(f"{sum(counts.values())}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
