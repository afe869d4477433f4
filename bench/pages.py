"""Pages, counts and exports, at a size and at ten times that: one table, CPU as multiples of the empty view in the run.

    python -m bench.pages [responses]        20,000 unless said; on SQLite, or BENCH_DATABASE_URL=postgresql://…

CPU is the web server's (on SQLite the database is inside it). "Warm" is as visitors find a page; "cold" is made with
nothing remembered. Statements that begin or end a transaction are no queries. At 20,000 it takes 12 minutes on SQLite.
"""

import sys

from bench.place import DATABASE, FOLDER, wake

wake()

from django.core.management import call_command

from bench.asking import begin_work, reading_queries, submitting_queries
from bench.loading import measure
from bench.results import export, follow
from bench.rows import house, respond
from bench.table import Table


def main() -> None:
    first = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    table = Table(f"Pages, on {DATABASE}")
    call_command("migrate", verbosity=0)
    _home, lead, survey = house()
    for number, count in enumerate((first, first * 9), start=1):
        size = f"{first if number == 1 else first * 10:,}"
        respond(survey, count, seed=number)
        if number == 1:
            begin_work(lead)
        follow(table, size, survey, lead)
        reading_queries(table, size, lead)
        submitting_queries(table, size, lead)
        measure(table, size, lead, at_first=number == 1)
        if number == 1:
            export(table, size, survey, FOLDER / "responses.xlsx")
    table.close()


if __name__ == "__main__":
    main()
