"""What we heard, decided and promised, as a translator meets it and as somebody reads it in their language."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from alongside.core.dates import local
from alongside.design.choosing import reads
from alongside.documents.reading import read_in, words_in
from alongside.documents.translating import Part, Text
from alongside.feedback.models import Finding
from alongside.projects.models import Project
from alongside.projects.panels import to_translate

PART = "said"


def _things(finding: Finding) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
    """(path, thing, its texts) of everything that the public reads of a finding."""
    yield f"{PART}.findings.{finding.pk}.", finding, ("heard", "detail", "against")
    response = getattr(finding, "response", None)
    if response is None:
        return
    yield f"{PART}.responses.{finding.pk}.", response, ("reason", "owner")
    for promise in response.promises.all():
        yield f"{PART}.promises.{promise.pk}.", promise, ("words", "did")


def read_findings(findings: Iterable[Finding], project: Project | None = None) -> list[Finding]:
    """The findings in the language that somebody reads; none is saved afterwards."""
    found = list(findings)
    scope = project.pk if project is not None else found[0].project_id if found else None
    words = words_in(scope, reads()) if scope is not None else None
    if words is not None and not words.english:
        for finding in found:
            for path, thing, names in _things(finding):
                read_in(thing, words, *names, path=path)
    return found


@to_translate
def texts(project: Project) -> Part | None:
    """What is published. Three queries."""
    what = {
        "heard": _("What we heard"),
        "detail": _("More about it"),
        "against": _("Views against"),
        "reason": _("What we decided, and why"),
        "owner": _("Owner"),
        "words": _("What we will do"),
        "did": _("What we did"),
    }
    found = (
        project.findings.filter(published_at__isnull=False)
        .select_related("response")
        .prefetch_related("response__promises")
    )
    return Part(
        PART,
        _("What came of it"),
        tuple(
            Text(
                f"{path}{name}",
                words,
                what[name],
                local(finding.published_at or finding.created_at).date(),
                _("Finding %(number)s") % {"number": finding.number},
            )
            for finding in found
            for path, thing, names in _things(finding)
            for name in names
            if (words := getattr(thing, name))
        ),
    )
