"""Where feedback shows in rooms below: behind a person's code."""

from uuid import UUID

from django.db.models import Prefetch, Q
from django.utils import timezone

from alongside.activities.followups import Block, plug
from alongside.activities.models import Contribution
from alongside.feedback.languages import read_findings
from alongside.feedback.models import Finding, Promise
from alongside.feedback.presenters import RESPONSE_COLOURS, said_by_how_many, show
from alongside.projects.models import Project
from alongside.projects.public_panels import Block as PublicBlock
from alongside.projects.public_panels import Place, Shown, register


@plug
def findings_my_words_fed(voice: UUID) -> list[Block]:
    """Published findings that rest on something this voice said, with what was decided and promised."""
    mine = list(Contribution.objects.filter(voice_id=voice, withdrawn_at=None).values_list("id", flat=True))
    if not mine:
        return []
    found = (
        Finding.objects.filter(published_at__isnull=False)
        .filter(Q(evidence__contribution__in=mine) | Q(tellings__voice=voice))
        .distinct()
        .select_related("response", "project__run_by", "project__organisation")
        .prefetch_related(Prefetch("response__promises", Promise.objects.prefetch_related("new_dates")))
    )
    return [
        Block("feedback/my_words.html", {"findings": read_findings(found), "show": show, "colours": RESPONSE_COLOURS})
    ]


def _published(project: Project) -> Shown:
    """What we heard, what was decided and why, and what we promised: first on the page once it is answered."""
    found = read_findings(
        project.findings.filter(published_at__isnull=False)
        .select_related("response")
        .prefetch_related("evidence", Prefetch("response__promises", Promise.objects.prefetch_related("new_dates"))),
        project,
    )
    if not found:
        return Shown()
    today = timezone.localdate()
    rows = [
        (
            each,
            said_by_how_many(each.evidence.all(), project.organisation.disclosure_profile),
            show(each.response.promises.all(), today) if hasattr(each, "response") else [],
        )
        for each in found
    ]
    context = {"findings": rows, "colours": RESPONSE_COLOURS, "runs": project.run_by}
    return Shown(blocks=(PublicBlock(Place.ANSWER, "feedback/what_we_heard.html", context),))


register("feedback", _published)
