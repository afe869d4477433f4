"""One figure's table as a spreadsheet file. Every cell is text or a plain number: none can be a formula."""

import csv
from collections.abc import Sequence
from io import StringIO

from django.http import Http404, HttpResponse

from alongside.analysis.reporting.figures import HIDDEN, Figure
from alongside.documents.sheets import safe


def table_response(figures: Sequence[Figure], number: str) -> HttpResponse:
    """The table of one figure."""
    found = next((each for each in figures if str(each.number) == number and each.rows), None)
    if found is None:
        raise Http404
    response = HttpResponse(table_file(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="question-{found.number}.csv"'
    return response


def table_file(found: Figure) -> bytes:
    """Hidden numbers are [c], as official statistics mark confidential cells."""
    written = StringIO()
    lines = csv.writer(written)
    lines.writerow([safe(found.question)])
    lines.writerow([safe(head) for head in found.heads])
    for row in (*found.rows, *((found.total,) if found.total else ())):
        lines.writerow([safe(row[0]), *("[c]" if cell == HIDDEN else safe(cell.replace(",", "")) for cell in row[1:])])
    return ("\ufeff" + written.getvalue()).encode()
