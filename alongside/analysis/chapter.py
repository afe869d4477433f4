"""What analysis gives to the evidence pack: results as the public was shown them, each time. Never what is hidden."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.analysis.models import PublishedResult
from alongside.core.dates import with_clock
from alongside.record.chapters import Chapter, File, Part, Public, Table, as_json, register

# The rest of a publication is what it was made from.
PUBLIC = ("shown", "first", "last", "bands", "by", "missing", "compared")


def _published(scope: UUID) -> list[PublishedResult]:
    found = PublishedResult.objects.filter(activity__project=scope, published_at__isnull=False)
    return list(found.select_related("activity").order_by("activity__position", "activity", "number"))


def rows(scope: UUID) -> Iterator[File]:
    for place, each in enumerate(_published(scope), 1):
        yield as_json(f"results/{place}.json", _plain(each))


def _plain(each: PublishedResult) -> dict[str, Any]:
    return {
        "activity": each.activity.title,
        "number": each.number,
        "published_at": each.published_at,
        "protected_by": each.profile,
        "tables": {name: each.tables[name] for name in PUBLIC if name in each.tables},
    }


def tell(scope: UUID) -> Iterator[Part]:
    found = _published(scope)
    if not found:
        yield Part(_("Published results"), [_("No results were published.")])
        return
    shown = [
        (each.activity.title, str(each.number), with_clock(each.published_at), f"results/{place}.json")
        for place, each in enumerate(found, 1)
        if each.published_at is not None
    ]
    heads = [_("Activity"), _("Time"), _("Published"), _("File")]
    yield Part(_("Published results"), (), [Table(_("As the public was shown them"), heads, shown)])


register(Chapter("results", lambda: _("Results"), 50, rows, tell, Public(rows, tell)))
